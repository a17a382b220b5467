/** Folding and words: what may differ between a quotation and its source (docs/brief-format.md). */

const INVISIBLE = /[\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff]+/g;
const ONE_LETTER: Record<string, string> = {
  "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st",
  "ﬓ": "մն", "ﬔ": "մե", "ﬕ": "մի", "ﬖ": "վն", "ﬗ": "մխ", "µ": "μ", "∆": "Δ",
};
/** Every quotation mark is this one, every apostrophe within a word `'`, every dash `— `. */
export const MARK = "”";
const QUOTES = "\"'«»‘’‚‛“”„‟‹›❛-❞⹂「-』〝-〟﹁-﹄＂＇｢｣ʻʼ";
const HYPHEN = "-‐‑‒–";
const CURRENCY = "$€£¥¢₩₹₽";
const core = /[\p{L}\p{N}\p{M}]/u;
const digit = /\p{Nd}/u;

function isCore(sign: string | undefined): boolean {
  return sign !== undefined && core.test(sign);
}

function isDigit(sign: string | undefined): boolean {
  return sign !== undefined && digit.test(sign);
}

export function fold(text: string): string {
  let folded = text.replace(INVISIBLE, "").normalize("NFC")
    .replace(/[ﬀ-ﬆﬓ-ﬗµ∆]/g, (sign) => ONE_LETTER[sign] ?? sign)
    .replace(/\s+/g, " ")
    .replace(/…/g, "...")
    .replace(/\. \.(?: \.)/g, "...").replace(/\.\.\. \./g, "....")
    .replace(/(?<![\p{L}\p{N},.;:!?])([«‹]) /gu, "$1").replace(/ ([»›])(?![\p{L}\p{N}])/gu, "$1")
    .replace(/ (?=[,;:!?)\]])/g, "").replace(/(?<=\p{Nd}) (?=%)/gu, "").replace(/(?<=[([]) /g, "");
  folded = marked(folded);
  const number = `(?=[${CURRENCY}]?\\.?\\p{Nd})`;
  const steps: [RegExp, string][] = [
    [new RegExp(`(?:,|(?<!\\.)\\.)+(?=${MARK})`, "g"), ""],
    [new RegExp(`(?<![^\\s([{${MARK}])[${HYPHEN}—―]${number}|− ?${number}`, "gu"), "−"],
    [new RegExp(`−(?!${number})`, "gu"), "-"],
    [new RegExp(`(?<=\\p{Nd}) ?[${HYPHEN}] ?(?=\\p{Nd})`, "gu"), "-"],
    [new RegExp(` ?[—―] ?|(?:^| )[${HYPHEN}] ?|(?<![\\p{L}\\p{N}])[${HYPHEN}] `, "gu"), "— "],
    [new RegExp(`[${HYPHEN}]`, "g"), "-"],
    [/ (?=[,;:!?)\]])/g, ""],
  ];
  for (const [pattern, instead] of steps) folded = folded.replace(pattern, instead);
  return folded;
}

/** Marks and apostrophes: one of each, and the signs of feet and inches after digits. */
function marked(text: string): string {
  const open: Record<string, boolean> = { "'": false, '"': false };
  return text.replace(new RegExp(`[${QUOTES}′″]`, "gu"), (sign, at: number) => {
    const [before, after] = [text[at - 1], text[at + 1]];
    const isNote = isDigit(after) && !isDigit(before);
    if ("'’ʼ‘ʻ".includes(sign) && isCore(before) && isCore(after) && !isNote) return isDigit(before) ? "′" : "'";
    if (sign === "'" || sign === '"') {
      const wasOpen = open[sign]!;
      open[sign] = wasOpen ? !(before ?? " ").trim() : !isCore(before) && !!(after ?? "").trim();
      if (isDigit(before) && !wasOpen) return sign === "'" ? "′" : "″";
      return MARK;
    }
    return sign === "′" || sign === "″" ? sign : MARK;
  });
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const SIGNS = "+-−<≤>≥±~≈≠" + CURRENCY;
const SIGNED = new RegExp(`^(?:[${SIGNS.replace("-", "\\-")}]|(?<=[<>~≈])=){0,2}\\.?\\p{Nd}`, "u");

/** Whether a place in folded text is within a word, so that nothing may begin or end there. */
export function isInWord(text: string, at: number): boolean {
  const [further, before, after, beyond] = [text[at - 2], text[at - 1], text[at], text[at + 1]];
  if (before === undefined || after === undefined) return false;
  if (isCore(before) && isCore(after)) return !(UNSPACED.test(before) || UNSPACED.test(after));
  const joins = (left: string | undefined, sign: string, right: string | undefined): boolean =>
    ("'-־´`′\ua78c\u058a\u1806\u2043\u30a0\ufe63\uff0d·\u2027_".includes(sign) && isCore(left) && isCore(right))
    || (".,:/⁄∕·′".includes(sign) && isDigit(left) && isDigit(right));
  if (joins(before, after, beyond) || joins(further, before, after)) return true;
  const isSign = SIGNS.includes(before) || (before === "=" && further !== undefined && "<>=~≈!".includes(further));
  if (before === "." && isDigit(after) && !(isCore(further) || ".…)]".includes(further ?? " "))) return true;
  if (isSign && SIGNED.test(text.slice(at, at + 4).replace(/^=/, "<"))) return true;
  const [left, right] = [text.slice(Math.max(0, at - 5), at), text.slice(at, at + 5)];
  const isThousands = /(?<!\p{Nd})\p{Nd}{1,3}$/u.test(left.replace(/ $/, "")) && /^ ?\p{Nd}{3}(?!\p{Nd})/u.test(right);
  return isThousands && (before === " ") !== (after === " ") && (isDigit(before) || isDigit(after));
}
