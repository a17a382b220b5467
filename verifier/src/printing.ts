/** Whether the pages print the words of the embedded brief and of its sources: not by the
 * manifest's list, but by the structure of the pages themselves. */

import { objects, strings, text } from "./loose";
import { isObject, type Manifest } from "./manifest";
import { literal } from "./matching";
import { MixedLines } from "./mixed";
import { plainOf, readProse, type Prose } from "./prose";
import type { Quotation } from "./quotations";
import { hasOwnTheme, readSources, readYaml } from "./sources";
import { beginsBackwards } from "./bidi";
import { bare, inWords, isBackwards, mirrored, runsBackwards, spaced } from "./words";

const SHOWN = 60;
const SOFT_HYPHEN = "\u00ad";
// Print sets the kind of marks, spaces and the place of a stop beside a note by the rules of the
// language.
const SET_IN_PRINT = /[\s.,;:!?…]+/gu;
const MARKS = /["'“”„‟‘’‚‛«»‹›「」『』❝❞ʻʼ]/gu;

export interface Text {
  what: string;
  /** The words between notes, in order. */
  pieces: string[];
  /** Whether its lines run backwards, where that is not as the document's do; null for either. */
  runs?: boolean | null;
}

export function checkPrinting(
  manifest: Manifest, files: Map<string, Uint8Array>, marked: { text: string; drawn?: () => string | null }[],
  cited: Map<string, Set<number>>, quotations: Quotation[], shown = core,
): { proved: string[]; differs: string[] } {
  const lines = marked.map((one) => one.text);
  const words = lines.join("");
  const printed = shown(words);
  const areBackwards = isBackwards(manifest.document.language);
  const isOwn = hasOwnTheme(files);
  // Drawn words are many marked contents; those of a web page are in the order of reading.
  const turned = quotations.map((one) => one.words).filter((one) => beginsBackwards(one) !== areBackwards);
  const isMixed = marked.length > 1 && (runsBackwards(words) || areBackwards);
  const mixed = isMixed ? new MixedLines(lines, core, marked.map((one) => one.drawn?.() ?? null), turned) : null;
  return checkTexts(manifest, files, cited, (pieces, runs) => {
    if (mixed) return mixed.firstMissing(pieces, isOwn || runs === null ? [false, true] : [runs ?? areBackwards], runs !== undefined);
    return firstMissing(pieces.map(shown), undivided(printed, pieces, shown));
  });
}

/** The same of the manifest's own pages, of which each has its words in order. */
export function checkManifest(
  manifest: Manifest, files: Map<string, Uint8Array>, cited: Map<string, Set<number>>,
): { proved: string[]; differs: string[] } {
  const pages = manifest.pages.map((page) => core(page.text));
  const lines = manifest.pages.map((page) => page.text);
  const mixed = lines.some(runsBackwards) ? new MixedLines(lines, (text) => mirrored(core(text))) : null;
  return checkTexts(manifest, files, cited, (pieces) => {
    const isThere = (piece: string): boolean => isOnPages(core(piece), pages.map((page) => undivided(page, [piece])));
    const missing = pieces.findIndex((piece) => !isThere(piece) && !isThere(divisible(piece)));
    return missing < 0 || !mixed ? missing : mixed.firstMissing(pieces);
  });
}

/** Whether a text is on one page, or goes on over the end of one. */
function isOnPages(piece: string, pages: string[]): boolean {
  if (!piece || pages.some((page) => page.includes(piece))) return true;
  return pages.slice(0, -1).some((page, index) => {
    let [shortest, longest] = [0, piece.length];
    while (shortest < longest) {
      const middle = (shortest + longest + 1) >> 1;
      if (page.includes(piece.slice(0, middle))) shortest = middle;
      else longest = middle - 1;
    }
    return shortest > 0 && isOnPages(piece.slice(shortest), pages.slice(index + 1, index + 3));
  });
}

function checkTexts(
  manifest: Manifest, files: Map<string, Uint8Array>, cited: Map<string, Set<number>>, missingOf: (pieces: string[], runs?: boolean | null) => number,
): { proved: string[]; differs: string[] } {
  const wanted = wantedTexts(manifest, files, cited);
  if (typeof wanted === "string") return { proved: [], differs: wanted ? [wanted] : [] };
  const differs: string[] = [];
  let count = 0;
  for (const { what, pieces, runs } of wanted) {
    const known = pieces.filter((piece) => core(piece));
    if (!known.length) continue;
    count++;
    const missing = missingOf(known, runs);
    if (missing >= 0) {
      const words = known[missing]!.trim();
      differs.push(`${what} is not printed as the evidence has it: “${words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words}”`);
    }
  }
  return { proved: [`print: ${count} of ${count} texts of the brief and its sources are on the pages, whole`], differs };
}

/** The texts of the brief and its sources that are printed; or why they are not known. */
export function wantedTexts(manifest: Manifest, files: Map<string, Uint8Array>, cited: Map<string, Set<number>>): Text[] | string {
  const brief = readYaml(files.get("brief.yaml") ?? new Uint8Array());
  if (!brief) return "";
  const layout = isObject(manifest.inputs["layout"]) ? manifest.inputs["layout"]["parts"] : undefined;
  if (typeof layout !== "string") return "the manifest does not list the parts that are printed";
  const parts = new Set(layout.split(","));
  return [...textsOf(brief, parts), ...sourceTexts(manifest, files, brief, parts, cited)];
}

export function core(text: string): string {
  return bare(text).replace(SET_IN_PRINT, "").replace(MARKS, "\"");
}

/** The same with the spaces between words. */
export function spacedCore(text: string): string {
  return inWords(spaced(text).replace(/[.,;:!?…]+/gu, "").replace(MARKS, "\""));
}

/** A text with a place to divide each longer word, as those of a table are, before and after four letters. */
function divisible(piece: string): string {
  return piece.replace(/(?<=\p{L}{4})(?=\p{L}{4})/gu, SOFT_HYPHEN);
}

/** What is printed, without the hyphens of lines' ends at which a word of the evidence may be divided. */
function undivided(printed: string, pieces: string[], shown = core): string {
  let whole = printed;
  for (const word of pieces.flatMap((piece) => piece.split(/\s+/)).filter((one) => one.includes(SOFT_HYPHEN))) {
    const parts = word.split(SOFT_HYPHEN).map((part) => literal(shown(part)));
    whole = whole.replace(new RegExp(parts.join("-?"), "gu"), () => shown(word));
  }
  return whole;
}

/** The place of the first piece that is not there after the one before it; -1 where all are. */
function firstMissing(pieces: string[], printed: string): number {
  let [furthest, from] = [0, 0];
  for (;;) {
    const start = printed.indexOf(pieces[0]!, from);
    if (start < 0) return furthest;
    let end = start + pieces[0]!.length;
    let at = 1;
    for (; at < pieces.length; at++) {
      // Between two pieces are notes and marks, and at most a page's notes.
      const next = printed.indexOf(pieces[at]!, end);
      if (next < 0) break;
      end = next + pieces[at]!.length;
    }
    if (at === pieces.length) return -1;
    furthest = Math.max(furthest, at);
    from = start + 1;
  }
}

export function* textsOf(brief: Record<string, unknown>, parts: Set<string>): Generator<Text> {
  const language = text(brief["language"]) || "en-US";
  const prose = (what: string, value: unknown, isInline = true): Text[] =>
    typeof value === "string" ? blocksOf(readProse(value, language, isInline), isBackwards(language)).map((block) => ({ what, ...block })) : [];
  const plain = (what: string, value: unknown): Text[] => strings(value).map((one) => ({ what, pieces: [plainOf(one)] }));
  if (parts.has("masthead")) {
    for (const key of ["title", "subtitle", "marking", "occasion", "prepared_by", "prepared_for"]) {
      yield* plain(`the ${key.replace("_", " ")}`, brief[key]);
    }
  }
  if (parts.has("summary")) yield* prose("the summary", brief["summary"]);
  for (const [part, kind] of [["key_points", "key point"], ["changes", "change"], ["recommendations", "recommendation"]] as const) {
    if (!parts.has(part)) continue;
    for (const [index, one] of strings(brief[part]).entries()) yield* prose(`${kind} ${index + 1}`, one);
  }
  if (parts.has("sections")) {
    for (const section of objects(brief["sections"])) {
      yield* plain(`the heading “${text(section["heading"])}”`, section["heading"]);
      yield* prose(`section “${text(section["heading"])}”`, section["body"], false);
    }
  }
  if (!parts.has("claims") && !parts.has("card")) return;
  for (const [index, claim] of objects(brief["claims"]).entries()) {
    const what = `claim ${index + 1}`;
    yield* plain(what, claim["claim"] ?? claim["question"]);
    if (!parts.has("claims")) continue;
    yield* prose(`the note on ${what}`, claim["note"]);
    for (const position of objects(claim["positions"])) {
      if (text(position["by"]) !== "unattributed") yield* plain(`a holder of ${what}`, position["by"]);
      yield* plain(`a position on ${what}`, position["via"]);
      for (const key of ["says", "answer"]) yield* prose(`a position on ${what}`, position[key]);
    }
  }
}

/** The blocks of prose; whether code runs backwards depends on what is around it, and a note that
 * does not begin as the document runs may run either way. */
function blocksOf({ blocks, notes, styled }: Prose, areBackwards: boolean): Omit<Text, "what">[] {
  const code = new Set(styled.filter((one) => one.kind === "pre").map((one) => one.words));
  const isFree = (pieces: string[]): boolean => (pieces.length === 1 && code.has(pieces[0]!))
    || (notes.has(pieces) && beginsBackwards(pieces.join("")) !== areBackwards);
  return blocks.map((pieces) => (isFree(pieces) ? { pieces, runs: null } : { pieces }));
}

function* sourceTexts(
  manifest: Manifest, files: Map<string, Uint8Array>, brief: Record<string, unknown>, parts: Set<string>,
  cited: Map<string, Set<number>>,
): Generator<Text> {
  if (!parts.has("appendix")) return;
  const options = manifest.inputs["options"];
  const isLarge = isObject(options) && options["large_print"] === true;
  const mode = text(brief["appendix"]) || (isLarge ? "cited" : "full");
  if (mode === "none") return;
  for (const source of readSources(manifest, files).values()) {
    if (source.embedded === "none") continue;
    const isWhole = mode === "full" && source.embedded === "full";
    for (const [index, paragraph] of source.paragraphs.entries()) {
      if (paragraph === null || !(isWhole || cited.get(source.id)?.has(index + 1))) continue;
      yield { what: `${source.letter}${index + 1}`, pieces: [paragraph], runs: beginsBackwards(paragraph) };
    }
  }
}
