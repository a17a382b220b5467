/** Whether words are printed where they are read, as a packaged theme does: what comes later is lower
 * on the page, or beside what comes before; and letters are upright and can be read. */

import { outOfLine, wrongLabel } from "./apart";
import { outOfOrder, type Ways } from "./beside";
import type { Heard } from "./elements";
import type { Start } from "./pdf/content";
import type { PrintedPage } from "./print";
import { bare, combines, runsBackwards, shortened } from "./words";

// Points from the left edge: the text of the policy brief begins 69 mm (196 points) from it, so that
// what ends before this is in the margin beside the text.
const MARGIN = 200;
// Points: the smallest and the largest letters of a packaged theme.
export const SMALLEST = 6;
const LARGEST = 34;
// Of a letter's size: by which words on one line may be higher or lower, and reach into each other.
const [ON_LINE, OVER] = [0.5, 0.3];
// Points: the width of the columns in which a page is looked at, and by which heads may be beside
// their columns.
const [COLUMN, BESIDE] = [2, 3];
const MIDDLE = 1024;

interface Placed {
  text: string;
  left: number;
  right: number;
  line: number;
  size: number;
  block: Heard;
  isMixed: boolean;
}

/** For each page the first of its words that are not where they are read, if any. `sides` are the
 * heads of the sides of a claim. */
export function* displaced(
  pages: PrintedPage[], heard: Heard[], sides: string[], ways: Ways, areNotesAtFoot: boolean,
): Generator<[number, string]> {
  const isBackwards = ways.areBackwards;
  const heads = headsOf(pages, heard, sides);
  /** Where words run backwards, those that are on the wrong side of others on their line. */
  const besides = (page: PrintedPage, number: number): string => {
    if (!isBackwards && !runsBackwards(page.text)) return "";
    const found = heard.map((block) => outOfOrder(block, number, page, pages, ways)).find(Boolean);
    return elsewhere(found ?? "");
  };
  for (const [index, page] of pages.entries()) {
    const text: Placed[] = [];
    const notes = new Map<number, Placed[]>();
    const placed = heard.map((block): [Heard, Start[]] => [block, startsOf(block, index + 1, page)]).filter(([, own]) => own.length);
    let apart = [false, true].map((isIn) => wrongLabel(placed.filter(([block]) => isIn === noteOf(block) > 0))).find(Boolean) ?? "";
    for (const [block, starts] of placed) {
      const own = placedOf(block, starts, page, isBackwards);
      apart ||= outOfLine(block, starts, page, ways, own[0]?.isMixed ?? false);
      const note = areNotesAtFoot ? noteOf(block) : 0;
      if (note) notes.set(note, [...(notes.get(note) ?? []), ...own]);
      else text.push(...own);
    }
    // A note's place in the structure is after the words that call it.
    const atFoot = [...notes].sort(([a], [b]) => a - b).flatMap(([, own]) => own);
    const wrong = unread(page) || elsewhere(apart) || (page.atEdge ? `“${shortened(page.atEdge)}” at the edge of the paper` : "") || firstDisplaced(text, isBackwards) || firstDisplaced(atFoot, isBackwards)
      || above(atFoot, text) || swapped(text) || wrongHead(page, heads) || besides(page, index + 1);
    if (wrong) yield [index, wrong];
  }
}

function noteOf(block: Heard): number {
  return Number(block.within.map((id) => /^note-(\d{1,9})$/.exec(id)?.[1]).find(Boolean) ?? 0);
}

/** The texts of an element on a page, in the order of reading. */
function startsOf(block: Heard, number: number, page: PrintedPage): Start[] {
  return block.words.filter((one) => one.page === number)
    .flatMap((one) => page.starts.filter((start) => start.mcid === one.mcid && start.size && start.reach > start.x));
}

function placedOf(block: Heard, starts: Start[], page: PrintedPage, isBackwards: boolean): Placed[] {
  const own = new Set(starts.map((one) => one.mcid));
  const isMixed = isBackwards || starts.some((one) => combines(one.text)) || page.marked.some((one) => own.has(one.mcid) && combines(one.text));
  return starts.map(({ x, reach, y, size, text }) => {
    const [left, right] = isBackwards ? [-reach, -x] : [x, reach];
    return { text, left, right, line: y, size, block, isMixed };
  });
}

/** Letters that are too small or too large, turned, mirrored or stretched, or within a drawing. */
function unread(page: PrintedPage): string {
  const found = page.starts.find((one) => (one.size || !one.isEven) && !isReadable(one) && !isPicture(one, page));
  if (found) return `“${shortened(found.text)}” in letters that can hardly be read`;
  return page.inDrawing ? `“${shortened(page.inDrawing)}” in a drawing` : "";
}

function isReadable({ size, isEven }: Start): boolean {
  return isEven && size >= SMALLEST && size <= LARGEST;
}

/** Whether a text is within a picture. */
export function isPicture({ mcid }: Start, page: PrintedPage): boolean {
  return page.marked.some((one) => one.mcid === mcid && one.isDrawn);
}

/** The first words that are above earlier ones of their column, or before others of their line. */
function firstDisplaced(placed: Placed[], isBackwards: boolean): string {
  const lowest = new Array<number>(2 * MIDDLE).fill(Infinity);
  let last: Placed | null = null;
  for (const one of placed) {
    const [step, over] = [ON_LINE * one.size, OVER * one.size];
    const [from, to] = [Math.ceil((one.left + over) / COLUMN) + MIDDLE, Math.floor(one.right / COLUMN) + MIDDLE];
    const before = Math.min(Infinity, ...lowest.slice(Math.max(0, from), Math.max(0, to)));
    const isOver = one.line > before - step;
    // A mark in the margin may be above the lines of its paragraph, which go on.
    const isBeside = last !== null && one.right <= MARGIN && one.line > last.line + step;
    const isBack = !isBackwards && last !== null && !isBeside && one.line > last.line - step && one.left < last.right - over;
    if (isOver || isBack) {
      const isInLine = one.isMixed && last?.block === one.block && Math.abs(one.line - last.line) <= step;
      if (!isInLine) return elsewhere(one.text);
    }
    lowest.fill(Math.min(before, one.line), Math.max(0, from), Math.max(0, to));
    last = one;
  }
  return "";
}

/** The first note that is not below the text of its page. */
function above(notes: Placed[], text: Placed[]): string {
  const lowest = Math.min(Infinity, ...text.map((one) => one.line));
  const found = notes.find((one) => one.line > lowest);
  return elsewhere(found?.text ?? "");
}

/** The first words in a cell of a table that are not beside the cell before. */
function swapped(placed: Placed[]): string {
  let [row, cell, edge, reach] = [0, 0, -Infinity, -Infinity];
  for (const one of placed) {
    if (!one.block.cell) continue;
    if (one.block.row !== row) [row, cell, edge, reach] = [one.block.row, one.block.cell, -Infinity, -Infinity];
    else if (one.block.cell !== cell) [cell, edge] = [one.block.cell, reach];
    if (one.left < edge - BESIDE) return `“${shortened(one.text)}” in another column than it is read`;
    reach = Math.max(reach, one.right);
  }
  return "";
}

/** Where the heads of columns begin, by their words. */
function headsOf(pages: PrintedPage[], heard: Heard[], sides: string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { kind, words: [first] } of heard) {
    if (kind !== "TH" || !first) continue;
    const page = pages[first.page - 1];
    const words = bare(page?.marked.find((one) => one.mcid === first.mcid)?.text ?? "");
    const start = page?.starts.find((one) => one.mcid === first.mcid);
    if (start && sides.includes(words)) places.set(words, [...(places.get(words) ?? []), start.x]);
  }
  return places;
}

/** A head of a column that is repeated elsewhere than above it. */
function wrongHead(page: PrintedPage, heads: Map<string, number[]>): string {
  const lines = new Map<string, Start[]>();
  for (const one of page.starts.filter((start) => start.artifact)) {
    const key = `${Math.round(one.y)} ${Math.round(one.x)}`;
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  for (const own of lines.values()) {
    const words = own.map((one) => one.text).join("");
    const places = heads.get(bare(words));
    if (places && Math.min(...places.map((place) => Math.abs(place - own[0]!.x))) > BESIDE) return `“${shortened(words)}” elsewhere than above its column`;
  }
  return "";
}

function elsewhere(words: string): string {
  return words && `“${shortened(words)}” elsewhere than it is read`;
}
