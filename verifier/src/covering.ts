/** Marks of a reader below which printed words cannot be read. A thin line through words, a note's
 * icon and a highlight through which words show only mark. */

import { ICON, lightness } from "./colours";
import { boxOfSquare, inside, layersOf, square, within, type Layer, type Paint } from "./paint";
import { boxOf } from "./pdf/boxes";
import type { Start } from "./pdf/content";
import { annotationsOf } from "./pdf/canon";
import type { PdfDocument } from "./pdf/document";
import type { Box } from "./pdf/shapes";
import type { PrintedPage } from "./print";
import { shortened } from "./words";

const MARKS = new Set(["Text", "Highlight", "Underline", "Squiggly", "StrikeOut", "Ink", "Caret", "Popup", "Widget"]);
const LEGIBLE = 0.2; // of full light, by which words are darker than what is around them
const PAPER = 0.8; // of full light, in each part of a colour
const LETTER = 6; // points that a letter is wide
// Of a letter and of what is above and below others on its line; points of its height; in all,
// square points. A pen is thinner.
const [COVERED, TALL, LEAST] = [0.5, 3.5, 12];
const ERASED = 3; // square points: nobody marks with the colour of paper
const SHOWN = 40;

/** The colours of paper and of words. */
type Pair = number[];
const BARE: Pair = [1, 1, 1, 0, 0, 0];

/** A line for each mark below which words of a page cannot be read. */
export function* coveringMarks(file: PdfDocument, pages: PrintedPage[], label: (page: number) => string): Generator<string> {
  for (const [index, page] of file.pages.entries()) {
    const { starts = [], marked = [] } = pages[index] ?? {};
    const lines = linesOf(starts.filter((one) => one.text.trim() && one.size));
    for (const mark of lines.length ? annotationsOf(file, page) : []) {
      const kind = file.name(mark.raw("Subtype"));
      if (!MARKS.has(kind)) continue;
      const [left = 0, bottom = 0, right = 0, top = 0] = file.array(mark.raw("Rect")).map((one) => file.number(one) ?? 0);
      const isIcon = kind === "Text" && Math.abs(right - left) <= ICON && Math.abs(top - bottom) <= ICON;
      for (const layers of layersOf(file, mark, kind, around(lines.map((one) => one.box)))) {
        const covered = firstCovered(lines, layers, isIcon);
        if (!covered) continue;
        const words = marked.find((one) => one.mcid === covered.mcid)?.text ?? covered.text;
        yield `page ${label(index + 1)} has a mark over “${shortened(words, SHOWN)}” (${kind})`;
        break;
      }
    }
  }
}

interface Line {
  mcid: number;
  text: string;
  box: Box;
}

/** Texts that are shown one after another on a line, each within what is shown or beside it. */
function linesOf(starts: Start[]): Line[] {
  const lines: Line[] = [];
  let before: Start | null = null;
  for (const one of starts) {
    const last = lines.at(-1);
    const isNext = before && last && before.mcid === one.mcid && before.y === one.y && before.size === one.size
      && last.box[0] <= one.x && one.x < last.box[2] + one.size;
    if (isNext) [last.text, last.box] = [last.text + one.text, around([last.box, boxOf(one)])];
    else lines.push({ mcid: one.mcid, text: one.text, box: boxOf(one) });
    before = one;
  }
  return lines;
}

function firstCovered(lines: Line[], layers: Layer[], isIcon: boolean): Line | undefined {
  const { hidden, erased } = unread(layers);
  // A note's icon is opaque, and seen; only in the colour of paper it is not.
  const reach = around([...hidden].map(boxOfSquare));
  const isNear = (box: Box): boolean => box[0] <= reach[2] && box[2] >= reach[0] && box[1] <= reach[3] && box[3] >= reach[1];
  const isHidden = ({ box }: Line): boolean => isNear(box) && (
    isCovered(box, isIcon ? erased : hidden) || (!isIcon && erased.size > 0 && count(box, erased) >= ERASED));
  return hidden.size ? lines.find(isHidden) : undefined;
}

/** The squares in which no word can be read; and those of them that look like paper. */
function unread(layers: Layer[]): { hidden: Set<number>; erased: Set<number> } {
  const pairs = new Map<number, Pair>();
  for (const { paint, squares } of layers) {
    for (const one of squares) pairs.set(one, over(paint, pairs.get(one) ?? BARE));
  }
  const hidden = new Set<number>();
  const erased = new Set<number>();
  for (const [one, pair] of pairs) {
    if (lightness(pair) - lightness(pair.slice(3)) >= LEGIBLE) continue;
    hidden.add(one);
    if (Math.min(...pair.slice(0, 3)) >= PAPER) erased.add(one);
  }
  return { hidden, erased };
}

function over({ colour, alpha, isThrough }: Paint, pair: Pair): Pair {
  // Viewers take what is beyond 0 and 1 for these.
  const part = within(alpha);
  return pair.map((below, at) => (1 - part) * below + part * within(colour[at % 3]!) * (isThrough ? below : 1));
}

/** Whether a letter's width of a text is covered. */
function isCovered(box: Box, squares: Set<number>): boolean {
  const [low, high] = inside(box[1], box[3]);
  const [first, last] = inside(box[0], box[2]);
  const columns: number[] = [];
  for (let column = first; column <= last; column++) columns.push(count([column, box[1], column + 1, box[3]], squares));
  for (let start = 0; start < Math.max(1, columns.length - LETTER + 1); start++) {
    const part = columns.slice(start, start + LETTER);
    const least = Math.max(LEAST, TALL * part.length, COVERED * part.length * (high - low + 1));
    if (part.reduce((sum, one) => sum + one, 0) >= least) return true;
  }
  return false;
}

function count(box: Box, squares: Set<number>): number {
  const [low, high] = inside(box[1], box[3]);
  const [first, last] = inside(box[0], box[2]);
  let found = 0;
  for (let row = low; row <= high; row++) for (let column = first; column <= last; column++) found += squares.has(square(column, row)) ? 1 : 0;
  return found;
}

function around(boxes: Box[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [left, bottom, right, top] of boxes) {
    [box[0], box[1], box[2], box[3]] = [Math.min(box[0], left), Math.min(box[1], bottom), Math.max(box[2], right), Math.max(box[3], top)];
  }
  return box;
}
