/** Texts as print shows them: docs/manifest.md, “Words”. */

const NOT_TEXT =
  /[\s\x00-\x1f\x85\u00ad\u034f\u061c\u115f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+/g;
const SAME: Record<string, string> = {
  "\u2010": "-", "\u2011": "-", "\u00b5": "\u03bc", "\u02bb": "\u2018", "\u02bc": "\u2019",
  "\u02ed": "\u207c", "\u2206": "\u0394", "\u2126": "\u03a9", "\u03d5": "\u03c6", "\u2215": "\u2044",
  "\ufb05": "\u017ft",
};
const SHARED = /[\u2010\u2011\u00b5\u02bb\u02bc\u02ed\u2206\u2126\u03d5\u2215\ufb00-\ufb06]/g;

/** A text without what prints nothing, with one character for those that print the same. */
export function bare(text: string): string {
  return alike(text.replace(NOT_TEXT, ""));
}

/** A text with one character for those that print the same. */
export function alike(text: string): string {
  return text.normalize("NFC").replace(SHARED, (sign) => SAME[sign] ?? sign.normalize("NFKC"));
}

/** A text as a page for the web has it, without what turns words round: with one space for all white
 * space but that of another width, with the signs that print nothing, and with one character for those
 * that print the same. */
export function spaced(text: string): string {
  // Words longer than a line have places to break between their pieces.
  const typed = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\t-\r \x85\xa0\u202f]+/g, " ").replace(/(?<=[^ ]{60})\u200b/g, "");
  return alike(typed).trim();
}

/** A text with its spaces between letters and digits, without the others. */
export function inWords(text: string): string {
  return text.replace(/ +/g, " ").replace(/(?<![\p{L}\p{N}\p{M}]) | (?![\p{L}\p{N}\p{M}])/gu, "");
}

/** As much of a text as a line shows, with single spaces. */
export function shortened(text: string, most = 60): string {
  const shown = text.replace(/\s+/g, " ").trim();
  return shown.length > most ? `${shown.slice(0, most)}…` : shown;
}

/** Whether a text has letters that are written from right to left. */
export function runsBackwards(text: string): boolean {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}]/u.test(text);
}

/** Whether a text has accents, or letters of a script that may draw them in another order than they
 * are read in. */
export function combines(text: string): boolean {
  return /[\u0300-\u036f\u0590-\u1cff\u20d0-\u20f0\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}]/u.test(text);
}

/** The characters of a text, in one order for all texts that have the same. */
export function letters(text: string): string {
  return [...text.normalize("NFKD")].sort().join("");
}

/** The letters and digits of a text, in one order. */
export function lettersOf(text: string): string {
  return [...bare(text).normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "")].sort().join("");
}

export function reversed(text: string): string {
  return [...text].reverse().join("");
}

/** The same of a text as programs read it: where words run from right to left, they may give signs
 * that are mirrored for each other, and take others apart (⅓, ≠, ®). */
export function inAnyOrder(text: string): string {
  const apart = text.normalize("NFKD").replace(/\s+/g, "").replace(/[\u2044\u0338]/g, "/").replaceAll("®", "R");
  return letters(mirrored(apart));
}

/** A text with one sign for all that may be mirrored. */
export function mirrored(text: string): string {
  return text.replace(/[\p{Bidi_M}\u2018-\u201f]/gu, "(");
}

// By Unicode's data (CLDR).
const LANGUAGES = new Set(
  "apc ar ary bal bgn bqi brh ckb dv fa he ks lrc mzn nqo ps rhg sd sdh skr syr trw ug ur yi".split(" "),
);
const SCRIPTS = new Set(["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"]);

/** Whether a language (BCP 47) is written from right to left: as its script is, if the tag names one. */
export function isBackwards(language: string): boolean {
  const [first = "", ...rest] = language.toLowerCase().split("-");
  const script = rest.find((part) => part.length === 4);
  return script ? SCRIPTS.has(script) : LANGUAGES.has(first);
}
