/** Whether what is beside each other on a line is in its order, where words run from right to left: within
 * each piece of a line it is compared as it is read, here it is that of the pieces. */

import { beginsBackwards } from "./bidi";
import type { Heard } from "./elements";
import { text } from "./loose";
import { isObject, type Manifest } from "./manifest";
import type { PrintedPage } from "./print";
import { readSources } from "./sources";
import { bare, isBackwards, runsBackwards } from "./words";

// Of a letter's size: by which pieces on one line may be higher or lower, and reach into each other.
const [ON_LINE, OVER] = [0.5, 0.3];
// Of it: how far those may be from each other that are of one word or number.
const [BETWEEN_WORDS, BETWEEN_DIGITS] = [0.5, 0.2];
// What has the editor's words, whose lines run as the document's do; others, with our own words, may
// run either way, but for each element only one.
const EDITORS = /^(?:par|key-point|recommendation|change|section)-/;

/** Which way lines run: whether the document's are backwards; whether those of a paragraph of the
 * appendix are, by its label, and how many characters it has; and what is beside it. */
export interface Ways {
  areBackwards: boolean;
  paragraphs: Map<string, [boolean, number]>;
  beside: boolean;
}

/** A piece of a line, as one marked content, and which way its line runs; null for either. */
interface Piece {
  text: string;
  left: number;
  right: number;
  line: number;
  size: number;
  isBackwards: boolean | null;
  isBeside: boolean;
}

export function waysOf(manifest: Manifest, files: Map<string, Uint8Array>): Ways {
  const { labels } = manifest.inputs;
  const paragraphs = new Map<string, [boolean, number]>();
  for (const source of readSources(manifest, files).values()) {
    for (const [index, one] of source.paragraphs.entries()) {
      if (one !== null) paragraphs.set(`${source.letter}${index + 1}`, [beginsBackwards(one), bare(one).length]);
    }
  }
  const beside = text(isObject(labels) ? labels["cited_in"] : "");
  return { areBackwards: isBackwards(manifest.document.language), paragraphs, beside: beginsBackwards(beside) };
}

/** The first words of an element that are not where those before them on their line lead; empty for
 * none. `number` is that of the page. */
export function outOfOrder(block: Heard, number: number, page: PrintedPage, pages: PrintedPage[], ways: Ways): string {
  const pieces = piecesOf(block, number, page, pages, ways);
  const wrong = [true, false].map((way) => firstWrong(pieces, way));
  return wrong.every(Boolean) ? wrong[0]! : "";
}

/** The first piece that is on the wrong side of the one before, where lines that may run either way
 * run backwards or not. */
function firstWrong(pieces: Piece[], way: boolean): string {
  let before: Piece | null = null;
  for (const piece of pieces) {
    let after = piece;
    if (before && before.isBeside === after.isBeside && areOnLine(before, after)) {
      const isTurned: boolean = after.isBackwards ?? way;
      if (isTurned && isOneWord(before, after)) {
        after = { ...after, left: Math.min(before.left, after.left), right: Math.max(before.right, after.right) };
      } else {
        const [first, second] = isTurned ? [after, before] : [before, after];
        if (second.left < first.right - OVER * after.size) return after.text;
      }
    }
    before = after;
  }
  return "";
}

function areOnLine(one: Piece, other: Piece): boolean {
  return Math.abs(other.line - one.line) <= ON_LINE * Math.max(other.size, one.size);
}

/** Whether two pieces, the later on the right, may be of one word or number in a line that runs backwards,
 * as the base and the power of `10^6^` are, or of words that run the other way. */
function isOneWord(before: Piece, after: Piece): boolean {
  const words = before.text + after.text;
  if (runsBackwards(words)) return false;
  const gap = /\p{L}/u.test(words) ? BETWEEN_WORDS : BETWEEN_DIGITS;
  return Math.abs(after.left - before.right) <= gap * Math.max(before.size, after.size);
}

function piecesOf(block: Heard, number: number, page: PrintedPage, pages: PrintedPage[], ways: Ways): Piece[] {
  const known = ways.paragraphs.get(block.within[0] ?? "");
  const own = known ? marksOfParagraph(block, pages, known[1]) : null;
  const found = new Map<number, Piece>();
  for (const { page: at, mcid } of block.words) {
    if (at !== number) continue;
    for (const { x, reach, y, size, text } of page.starts.filter((one) => one.mcid === mcid && one.size && one.reach > one.x)) {
      const piece = found.get(mcid);
      if (piece) {
        [piece.left, piece.right] = [Math.min(piece.left, x), Math.max(piece.right, reach)];
        piece.text += text;
        continue;
      }
      const isBeside = own !== null && !own.has(`${at} ${mcid}`);
      const usual = EDITORS.test(block.within[0] ?? "") ? ways.areBackwards : null;
      const isBackwards = isBeside ? ways.beside : known ? known[0] : usual;
      found.set(mcid, { text, left: x, right: reach, line: y, size, isBackwards, isBeside });
    }
  }
  return [...found.values()];
}

/** The marked contents of a paragraph of the appendix that have its own words, which end it. */
function marksOfParagraph(block: Heard, pages: PrintedPage[], length: number): Set<string> {
  const found = new Set<string>();
  let left = length;
  for (const { page, mcid } of [...block.words].reverse()) {
    if (left <= 0) break;
    left -= bare(pages[page - 1]?.marked.find((one) => one.mcid === mcid)?.text ?? "").length;
    found.add(`${page} ${mcid}`);
  }
  return found;
}
