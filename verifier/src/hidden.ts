/** What hides words on a page of a packaged theme, whose words are dark and lie over all else. */

import { boxOf } from "./pdf/boxes";
import type { Start } from "./pdf/content";
import { FAINT, isFaint, type Box, type Shape } from "./pdf/shapes";
import type { PrintedPage } from "./print";
import { shortened } from "./words";

const LETTER = 6; // points that a letter is wide
const COVERED = 0.4;
const LOWEST = 0.2; // of the size
const SHOWN = 40;

/** What is hidden on a page, and how: the first words of each kind. */
export function* hiddenWords(page: PrintedPage): Generator<string> {
  const veiled = page.starts.filter((one) => one.size).reverse().map((one): [string, Start] => [isFaint(one.ink) ? FAINT : one.veil, one]);
  for (const [veil, one] of new Map(veiled.filter(([veil]) => veil))) yield `“${shown(one)}” ${veil}`;
  for (const shape of page.shapes.filter((one) => !one.isThin)) {
    const over = shape.isLight ? page.starts.slice(0, shape.place) : page.starts;
    const under = over.filter((one) => isHidden(one, shape));
    const hidden = under.find((one) => /\p{L}/u.test(one.text)) ?? under[0]; // a number tells less
    if (hidden) {
      yield `“${shown(hidden)}” under or on a ${shape.isPicture ? "picture" : "shape"} that hides it`;
      return;
    }
  }
}

function isHidden(one: Start, { box, parts }: Shape): boolean {
  const [left, right] = [Math.max(one.x, box[0]), Math.min(one.reach, box[2])];
  const [, low, , high] = boxOf(one);
  const [bottom, top] = [Math.max(low, box[1]), Math.min(high, box[3])];
  const wide = Math.min(LETTER, one.reach - one.x);
  if (right - left < wide / 2 || wide <= 0 || top - bottom <= COVERED * (high - low)) return false;
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  const inside = parts.filter((part) => part[0] <= x && x <= part[2] && part[1] <= y && y <= part[3]);
  return !parts.length || inside.length % 2 === 1;
}

function shown(one: Start): string {
  return shortened(one.text, SHOWN);
}

/** The first two texts of which one covers much of the other. */
export function covering(starts: Start[]): [string, string] | null {
  let open: [Start, Box][] = [];
  // Not stops and dashes alone, which touch letters beside them, nor what is put to a letter.
  const boxes = starts.filter((one) => !isAccent(one.text)).map((one): [Start, Box] => [one, boxOf(one)]).filter(([one, box]) => box[3] - box[1] > LOWEST * one.size);
  for (const [one, box] of boxes.sort(([, a], [, b]) => a[1] - b[1])) {
    open = open.filter(([, other]) => other[3] > box[1]);
    const below = open.find(([other, its]) => other.mcid !== one.mcid && isCovered(box, its));
    if (below) return [shown(one), shown(below[0])];
    open.push([one, box]);
  }
  return null;
}

function isAccent(text: string): boolean {
  // Thai and Lao AM have a sign over a letter; Myanmar and Khmer letters are below others.
  return /^(?:[\s\p{M}\u0e33\u0eb3]|[\u1039\u17d2]\p{L})*$/u.test(text);
}

function isCovered(one: Box, other: Box): boolean {
  const [wide, tall] = [Math.min(one[2], other[2]) - Math.max(one[0], other[0]), Math.min(one[3], other[3]) - Math.max(one[1], other[1])];
  if (wide <= 0 || tall <= 0) return false;
  const smaller = Math.min(...[one, other].map((box) => (box[2] - box[0]) * (box[3] - box[1])));
  return wide * tall > COVERED * smaller;
}
