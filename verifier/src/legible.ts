/** Whether words can be read on a page of a theme of one's own, which has its own colours
 * (docs/manifest.md, “Words”). */

import { partsOf, type Manifest } from "./manifest";
import { struckIn } from "./matching";
import { isPicture, SMALLEST } from "./order";
import { boxOf } from "./pdf/boxes";
import type { Start } from "./pdf/content";
import { FAINT, type Box, type Ink, type Shape } from "./pdf/shapes";
import type { PrintedPage } from "./print";
import { proseOf } from "./prose";
import { readSources, readYaml } from "./sources";
import { bare, shortened } from "./words";

const CONTRAST = 3; // of WCAG 2, that of large letters
const STEP = 1.5; // points between places at which letters are looked at
// Of a letter's size above its line, where a rule goes through words.
const [LOW, HIGH] = [0.1, 0.6];
// By how much words, and the letters in them, may be turned or lean; heads and feet may by a quarter;
// and of a letter's shorter side, how long the other may be.
const [LEAN, QUARTER, STRETCHED] = [Math.cos(Math.PI / 6), -0.01, 3];
const PAPER = [1, 1, 1];
const SHOWN = 40; // characters

/** The words that the brief or a source strikes out itself. */
export function struckWords(manifest: Manifest, files: Map<string, Uint8Array>): string[] {
  const brief = readYaml(files.get("brief.yaml") ?? new Uint8Array()) ?? {};
  const typed = proseOf(brief, partsOf(manifest)).flatMap((one) => one.styled).filter((one) => one.kind === "del").map((one) => one.words);
  const sources = [...readSources(manifest, files).values()].filter((one) => one.isMarkdown).flatMap((one) => one.paragraphs);
  const printed = sources.flatMap((one) => (one === null ? [] : struckIn(one).map(([start, end]) => one.slice(start, end))));
  return [...typed, ...printed].map(bare);
}

/** What of the words on a page cannot be read, and why: the first of each kind. */
export function* illegible(page: PrintedPage, struck: string[]): Generator<string> {
  const texts = new Map(page.marked.map(({ mcid, text }) => [mcid, text]));
  const found = new Map<string, string>();
  for (const [at, one] of runsOf(page.starts)) {
    if (!/[\p{L}\p{N}]/u.test(one.text) || isPicture(one, page)) continue;
    const why = whyNot(at, one, page.shapes, struck);
    const known = found.get(why);
    // A number tells less.
    if (why && (!known || !/\p{L}{3}/u.test(known))) found.set(why, texts.get(one.mcid) ?? one.text); // with its spaces
  }
  for (const [why, text] of found) yield `“${shortened(text, SHOWN)}” ${why}`;
  if (page.inDrawing) yield `“${shortened(page.inDrawing, SHOWN)}” in a drawing`;
}

/** What is shown in one go, each with the number of its first text: that reaches as far as all. */
function runsOf(starts: Start[]): [number, Start][] {
  const runs: [number, Start][] = [];
  for (const [at, one] of starts.entries()) {
    const last = runs.at(-1)?.[1];
    const isOf = last && last.mcid === one.mcid && last.x === one.x && last.y === one.y && one.reach <= one.x;
    if (isOf) last.text += one.text;
    else runs.push([at, { ...one }]);
  }
  return runs;
}

function whyNot(at: number, one: Start, shapes: Shape[], struck: string[]): string {
  const askew = whyAskew(one);
  if (askew) return askew;
  if (one.veil) return one.veil;
  const box = boxOf(one);
  const [left, bottom, right, top] = box;
  const near = shapes.filter(({ box: [a, b, c, d] }) => a < right && c > left && b < top && d > bottom);
  if (isStruck(at, one, box, near) && !struck.some((words) => words.includes(bare(one.text)))) return "under a line that strikes it out";
  const middle = (bottom + top) / 2;
  const grounds = near.filter((shape) => !shape.isThin && shape.box[1] <= middle && middle <= shape.box[3]);
  const count = Math.max(1, Math.floor((right - left) / STEP));
  let before = "";
  for (let place = 0; place < count; place++) {
    const x = left + ((right - left) / count) * (place + 0.5);
    const around = grounds.filter((shape) => covers(shape, x, middle));
    if (isSeen(one.ink, at, around)) {
      before = "";
      continue;
    }
    const why = around.length ? `under or on a ${around.some((shape) => shape.isPicture) ? "picture" : "shape"} that hides it` : FAINT;
    if (before || right - left < 2 * STEP) return before || why;
    before = why;
  }
  return "";
}

/** Why letters of that form cannot be read; empty where they can. */
function whyAskew({ least, turn: [a, b, c, d], artifact }: Start): string {
  const [wide, tall] = [Math.hypot(a, b), Math.hypot(c, d)];
  if (least < SMALLEST || Math.max(wide, tall) > STRETCHED * Math.min(wide, tall)) return "in letters that can hardly be read";
  const isAlong = a >= (artifact ? QUARTER : LEAN) * wide;
  return isAlong && a * d - b * c >= LEAN * wide * tall ? "" : "in letters that are turned or mirrored";
}

/** Whether a rule goes through words, on which nothing lies below them. */
function isStruck(at: number, { y: line, least }: Start, [start, , end]: Box, near: Shape[]): boolean {
  return near.some(({ isThin, box: [left, bottom, right, top] }, index) => {
    const y = (bottom + top) / 2;
    const [a, b] = [Math.max(left, start), Math.min(right, end)];
    if (!isThin || top - bottom >= right - left || y < line + LOW * least || y > line + HIGH * least || b - a < 2 * STEP) return false;
    return !near.slice(index + 1).some((one) => one.place <= at && !one.isThin && one.ink?.[3] === 1 && covers(one, (a + b) / 2, y));
  });
}

function covers({ box, parts, lines }: Shape, x: number, y: number): boolean {
  const has = ([left, bottom, right, top]: Box): boolean => left <= x && x <= right && bottom <= y && y <= top;
  return lines.length ? lines.some(has) : has(box) && (!parts.length || parts.filter(has).length % 2 === 1);
}

/** Whether letters of a colour contrast with their ground; some of the shapes are below them. */
function isSeen(ink: Ink, at: number, around: Shape[]): boolean {
  const below = around.filter((one) => one.place <= at);
  const above = around.filter((one) => one.place > at);
  const paint = (shapes: Shape[], start: number[] | null): number[] | null => shapes.reduce((under, one) => over(one.ink, under), start);
  const base = paint(below, PAPER);
  return contrasts(paint(above, over(ink, base)), paint(above, base));
}

/** Whether letters of a colour can be read on a ground of another, which white is below. */
export function standsOut(ink: Ink, below: Ink): boolean {
  const ground = over(below, PAPER);
  return contrasts(over(ink, ground), ground);
}

function contrasts(letters: number[] | null, ground: number[] | null): boolean {
  if (!ground || !letters) return false;
  const [dark, light] = [luminance(ground), luminance(letters)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05) >= CONTRAST;
}

/** The colour that comes of a colour over another; null where it is not known. */
function over(ink: Ink, below: number[] | null): number[] | null {
  if (!ink || (!below && ink[3] < 1)) return null;
  return [0, 1, 2].map((part) => ink[3] * ink[part]! + (1 - ink[3]) * (below ?? PAPER)[part]!);
}

/** The relative luminance of WCAG 2. */
function luminance(colour: number[]): number {
  const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
