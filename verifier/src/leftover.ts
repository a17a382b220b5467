/** Words that the pages print besides: each is the evidence's or one of the theme's own. */

import { addedBeside, type Alone } from "./besides";
import { dateOf, objects, texts } from "./loose";
import { isObject, type Manifest } from "./manifest";
import { words } from "./mixed";
import { allWordsOf } from "./prose";
import type { PrintedPage } from "./print";
import { wantedTexts } from "./printing";
import { hasOwnTheme, letterOf } from "./sources";
import { Vocabulary } from "./vocabulary";
import { bare, inWords, reversed, runsBackwards, shortened, spaced } from "./words";

// Words in a row that are known by themselves, wherever they are printed.
const IN_A_ROW = 3;
// The same of characters, where a line's first word is the end of one.
const LONG = 8;
const LONGEST_WORDS = 400;
const FINGERPRINT = /[0-9a-f]{8,64}/g;
const SET_IN_PRINT = /[\s.,;:!?…"'“”„‟‘’‚‛«»‹›「」『』❝❞ʻʼ()[\]·–—\u0001-\u001f-]+/gu;
// Numbers, places (A5, 3b, p. A-1), fingerprints, and signs.
const SMALL = /^(?:[\p{N}\p{S}\p{P}]*|[A-Z]{0,2}\p{N}+[a-z]?(?:(?:st|nd|rd|th|er))?|[A-Z]{1,2}|[0-9a-f]{8,64})$/u;

/** Lines about words that are neither the brief's, nor its sources', nor the theme's. */
export function checkLeftover(
  manifest: Manifest, evidence: unknown[], pages: PrintedPage[], files: Map<string, Uint8Array>,
  alone: Alone[], cited: Map<string, Set<number>>, areSpaced = false,
): { proved: string[]; differs: string[]; marks: string[] } {
  const theme = manifest.words ?? [];
  const differs = theme.filter((one) => one.length > LONGEST_WORDS)
    .map((one) => `“${shortened(one)}” is too long to be the theme's own words`);
  const { labels } = manifest.inputs;
  const { date = "", language = "" } = manifest.document;
  const own = [...texts(evidence), ...texts(manifest.replaces), ...texts(labels).flatMap((one) => one.split(/[(\s]*\{\w+\}|\|/)), dateOf(labels, date, language), ...lettersOf(evidence), ...Object.keys(manifest.sources).map((_, at) => letterOf(at))].flatMap(allWordsOf);
  // What quotes a source that is not embedded is not proved, and said to be so.
  const isPartly = Object.values(manifest.sources).some(({ embedded }) => embedded === "none");
  const unproved = isPartly ? Object.values(manifest.unproved ?? {}) : [];
  const known = [...own, ...theme, ...unproved].flatMap((one) => [one, one.replaceAll("|", " ")]);
  const shown = areSpaced ? spacedCore : core;
  const corpus = known.map(shown).join("\n");
  const single = new Set(known.filter((one) => one.length < 200).flatMap((one) => one.split(/[\s–—]+/)).map(shown));
  // The list of changes names a negation in small letters.
  if (manifest.replaces) for (const one of [...single]) single.add(one.toLowerCase());
  const plain = corpus.normalize("NFKD").replace(/\p{M}+/gu, "");
  const drawn = known.map(inDrawing).join("\n");
  const isMixed = pages.some((page) => runsBackwards(page.text));
  const there = bare(pages.flatMap((page) => page.marked).sort((a, b) => a.place - b.place).map((one) => one.text).join(""));
  const gone = isMixed ? undefined : theme.find((one) => !there.includes(bare(one)));
  const sums = Object.values(manifest.sources).flatMap(({ sha256 }) => [sha256.slice(0, 32), sha256.slice(32)]);
  const usual = [...own, ...sums, manifest.fingerprint.slice(0, 10)];
  const vocabulary = new Vocabulary(usual, files, areSpaced);
  const isOwn = hasOwnTheme(files) && !isMixed;
  const stranger = isMixed ? undefined : theme.find((one) => !vocabulary.holds(one));
  if (stranger) differs.push(`“${shortened(stranger)}” is neither the brief's nor the theme's`);
  if (gone) differs.push(`“${shortened(gone)}” is among the theme's words in the manifest, and on no page`);
  for (const [index, page] of pages.entries()) {
    const label = manifest.pages[index]?.label ?? String(index + 1);
    if (page.loose.trim()) differs.push(`page ${label} has words outside its structure: “${shortened(page.loose)}”`);
    const marked = page.marked.filter((one) => !(one.isDrawn && isDrawn(one.text, drawn)));
    for (const text of [...marked.map((one) => one.text), ...page.artifacts]) {
      if (isOwn && page.artifacts.includes(text) && vocabulary.holds(text)) continue;
      const strange = firstStrange(text, corpus, single, shown);
      // A line of a paragraph that runs both ways may have words of one way only, and signs elsewhere.
      if (strange && (!isMixed || strangeWord(text, plain, single))) {
        differs.push(`“${shortened(strange)}” is printed on page ${label} and is neither the brief's nor the theme's`);
        break;
      }
    }
    if (differs.length > 20) break;
  }
  const heads = isOwn ? pages.flatMap((page) => page.artifacts) : [];
  const wanted = isOwn ? wantedTexts(manifest, files, cited) : [];
  const ours = new Vocabulary(usual, new Map(), areSpaced);
  const beside = typeof wanted === "string" ? [] : addedBeside(alone, wanted, ours);
  const marks = isOwn ? [...addedWords(theme, heads, ours), ...beside] : [];
  return { proved: ["words: each is the brief's, its sources' or one of the theme's own"], differs, marks };
}

/** A line for each of the words of a theme of one's own that is neither the brief's nor a label, and for the
 * first head of a page that has such words: all heads of a page are one text. */
function* addedWords(words: string[], heads: string[], known: Vocabulary): Generator<string> {
  const added = words.filter((one) => !known.holds(one)).map((one) => `the theme adds “${shortened(one)}”`);
  const head = heads.find((one) => !known.holds(one));
  if (head) added.push(`the theme adds “${shortened(head)}” at the head or foot of pages`);
  for (const line of added) yield `${line}: neither the brief nor its labels.yaml has it`;
}

/** The letters of positions after the 26th, `aa` and `1aa`: signs have one. */
function lettersOf(evidence: unknown[]): string[] {
  const claims = evidence.flatMap((one) => objects(isObject(one) ? one["claims"] : []));
  return claims.flatMap((claim, index) => objects(claim["positions"]).slice(26).flatMap((_, at) => {
    const letters = letterOf(26 + at).toLowerCase();
    return [letters, `${index + 1}${letters}`];
  }));
}

function firstStrange(text: string, corpus: string, single: Set<string>, core: (text: string) => string): string {
  if (corpus.includes(core(text))) return "";
  const places = [...text.matchAll(/[^\s–—]+/g)].filter(([word]) => core(word));
  const words = places.map(([word]) => word);
  const until = (at: number): number => places[at]!.index + words[at]!.length;
  for (let at = 0; at < words.length;) {
    let end = at;
    let run = "";
    for (; end < words.length; end++) {
      const next = core(text.slice(places[at]!.index, until(end)));
      if (!corpus.includes(next)) break;
      run = next;
    }
    if (end - at >= IN_A_ROW || run.length >= LONG || (at === 0 && end === words.length)) {
      at = end;
      continue;
    }
    const word = core(words[at]!);
    // A word may have the number of a note.
    if (!SMALL.test(word) && !single.has(word) && !single.has(word.replace(/\p{Nd}+$/u, "")) && !SMALL.test(words[at]!.replace(/[.,;:()[\]]/g, ""))) return words.slice(at).join(" ");
    at++;
  }
  return "";
}

/** The first word of a line that runs both ways that is known neither forwards nor backwards. */
function strangeWord(text: string, corpus: string, single: Set<string>): string {
  const isKnown = (word: string): boolean => SMALL.test(word) || corpus.includes(word) || corpus.includes(reversed(word));
  // Between the ends of two lines there may be no space.
  const isTwo = (word: string): boolean => [...word].some((_, cut) => single.has(word.slice(0, cut)) && single.has(word.slice(cut)));
  return words(text.replace(FINGERPRINT, " ")).find((word) => !isKnown(word) && !isTwo(word)) ?? "";
}

/** Whether the words of a drawing are known; a glyph in ten may say nothing. */
function isDrawn(text: string, known: string): boolean {
  const signs = [...inDrawing(text)];
  const own = signs.filter((sign) => known.includes(sign));
  return own.length >= 0.9 * signs.length && known.includes(own.join(""));
}

/** A text as a drawing has it: there, letters that are drawn in parts are read in parts. */
function inDrawing(text: string): string {
  return core(text).normalize("NFKD").replace(/[\p{M}\u25cc\u0e32\u0eb2]/gu, "");
}

function spacedCore(text: string): string {
  return inWords(spaced(text).replace(SET_IN_PRINT, (signs) => (/\s/.test(signs) ? " " : "")));
}

function core(text: string): string {
  return bare(text).replace(SET_IN_PRINT, "");
}
