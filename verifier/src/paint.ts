/** What a reader's mark paints, by its appearance and by what viewers draw without one
 * (ISO 32000-1, 8.5 and 12.5): squares of one point, each with the colour that is laid over it. */

import { asLight, THROUGH } from "./colours";
import { PdfDocument } from "./pdf/document";
import { Parser } from "./pdf/parser";
import { matrix, SAME, times, type Box, type Matrix } from "./pdf/shapes";
import { Dict, Keyword, Name, PdfError, Stream, type Value } from "./pdf/values";

const GAP = 0.25; // points: gaps between lines in which nothing can be read are twice as wide
const STEPS = 8; // straight lines in place of a curve
const HOW_DEEP = 4;
const MOST = 5_000_000; // squares that an appearance paints, one as often as it is
const FILLS = new Set(["f", "F", "f*", "B", "B*", "b", "b*"]);
const LINES = new Set(["S", "s", "B", "B*", "b", "b*"]);
const UNIT: Point[] = [[0, 0], [1, 0], [1, 1], [0, 1]];
const ROW = 1 << 16; // of squares: more than a page has columns

type Point = [number, number];

/** A colour, how much of it, and whether what is below shows through. */
export interface Paint {
  colour: number[];
  alpha: number;
  isThrough: boolean;
}

export interface Layer {
  paint: Paint;
  squares: Set<number>;
}

/** The number of a square. */
export function square(column: number, row: number): number {
  return row * ROW + column;
}

export function boxOfSquare(one: number): Box {
  const row = Math.floor(one / ROW);
  const column = one - row * ROW;
  return [column, row, column + 1, row + 1];
}

/** The first and the last square of a row or column whose middle is between two places. */
export function inside(low: number, high: number): [number, number] {
  return [Math.ceil(low - 0.5), Math.floor(high - 0.5)];
}

/** What a mark paints within `limits`, from the bottom: by each of its appearances, and without
 * any. */
export function* layersOf(file: PdfDocument, mark: Dict, kind: string, limits: Box): Generator<Layer[]> {
  const rect = boxOf(numbers(file, mark.raw("Rect")));
  for (const look of streamsOf(file, mark.raw("AP"), HOW_DEEP)) {
    const painter = new Painter(file, common(rect, limits));
    painter.draw(look, begun(onto(file, look, rect)), HOW_DEEP);
    yield painter.layers;
  }
  const painter = new Painter(file, limits);
  const own = numbers(file, mark.raw("C"));
  const paint = { colour: asLight(own), alpha: number(file, mark, "CA", 1), isThrough: kind === "Highlight" };
  for (const line of kind === "Ink" ? file.array(mark.raw("InkList")) : []) {
    const width = number(file, file.dict(mark.raw("BS")), "W", 1);
    painter.put(paint, stroked([pairs(numbers(file, line))], width, limits));
  }
  const quads = kind === "Highlight" && own.length ? numbers(file, mark.raw("QuadPoints")) : []; // else it is yellow
  for (let start = 0; start + 8 <= quads.length; start += 8) {
    const [left, bottom, right, top] = boxOf(quads.slice(start, start + 8));
    painter.put(paint, filled([[[left, bottom], [right, bottom], [right, top], [left, top]]], limits));
  }
  yield painter.layers;
}

function* streamsOf(file: PdfDocument, value: Value, levels: number): Generator<Stream> {
  const entry = levels ? file.get(value) : null;
  if (entry instanceof Stream) yield entry;
  else if (entry instanceof Dict) for (const key of entry.keys) yield* streamsOf(file, entry.raw(key), levels - 1);
}

/** What puts an appearance onto its mark's rectangle (12.5.5). */
function onto(file: PdfDocument, look: Stream, rect: Box): Matrix {
  const own = matrixOf(file, look);
  const given = numbers(file, look.dict.raw("BBox"));
  if (given.length !== 4) return own;
  const [left, bottom, right, top] = boxOf(given);
  const corners = [left, right].flatMap((x) => [bottom, top].map((y) => at(own, [x, y])));
  const box = boxOf(corners.flat());
  const across = (rect[2] - rect[0]) / (box[2] - box[0] || 1);
  const along = (rect[3] - rect[1]) / (box[3] - box[1] || 1);
  return times(own, [across, 0, 0, along, rect[0] - across * box[0], rect[1] - along * box[1]]);
}

interface State {
  matrix: Matrix;
  lines: Paint;
  fill: Paint;
  width: number;
}

function begun(matrix: Matrix): State {
  const black = { colour: [0, 0, 0], alpha: 1, isThrough: false };
  return { matrix, lines: black, fill: black, width: 1 };
}

/** Interprets appearances. */
class Painter {
  readonly layers: Layer[] = [];
  private left = MOST;

  constructor(private readonly file: PdfDocument, private readonly limits: Box) {}

  put(paint: Paint, squares: Iterable<number>): void {
    const found = new Set<number>();
    for (const one of squares) {
      found.add(one);
      if (--this.left < 0) throw new PdfError("a mark draws too much");
    }
    this.layers.push({ paint, squares: found });
  }

  /** A form; its own matrix is in `state`. */
  draw(look: Stream, state: State, levels: number): void {
    const { file } = this;
    const resources = file.dict(look.dict.raw("Resources"));
    const found = (kind: string, name: Value | undefined): Value =>
      name instanceof Name ? file.get(file.dict(resources?.raw(kind) ?? null)?.raw(name.value) ?? null) : null;
    const parser = new Parser(file.data(look));
    const saved: State[] = [];
    let paths: Point[][] = [];
    for (const [name, given] of parser.operations()) {
      const parts = given.filter((one): one is number => typeof one === "number");
      if (name === "q") saved.push(state);
      else if (name === "Q") state = saved.pop() ?? state;
      else if (name === "cm") state = { ...state, matrix: times(matrix(given), state.matrix) };
      else if (name === "w") state = { ...state, width: parts[0] ?? 1 };
      else if (name === "gs") state = changed(file, state, file.dict(found("ExtGState", given[0])));
      else if (["g", "rg", "k", "sc", "scn", "cs"].includes(name)) state = { ...state, fill: { ...state.fill, colour: asLight(parts) } };
      else if (["G", "RG", "K", "SC", "SCN", "CS"].includes(name)) state = { ...state, lines: { ...state.lines, colour: asLight(parts) } };
      else if (name === "Do" || name === "BI") {
        const form = name === "Do" ? found("XObject", given[0]) : null;
        if (name === "BI") passImage(parser);
        if (form instanceof Stream && file.name(form.dict.raw("Subtype")) === "Form") this.lay(form, state, levels - 1);
        else this.put({ ...state.fill, colour: [0, 0, 0] }, filled([UNIT.map((one) => at(state.matrix, one))], this.limits));
      } else if (name === "sh") {
        const [left, bottom, right, top] = this.limits;
        this.put({ ...state.fill, colour: [0, 0, 0] }, filled([[[left, bottom], [right, bottom], [right, top], [left, top]]], this.limits));
      } else if (!trace(paths, name, parts, state.matrix)) {
        this.paint(paths, name, state);
        if (FILLS.has(name) || LINES.has(name) || name === "n") paths = [];
      }
    }
  }

  /** A form in another. */
  private lay(form: Stream, state: State, levels: number): void {
    const own = { ...state, matrix: times(matrixOf(this.file, form), state.matrix) };
    if (!levels) return;
    if (!form.dict.has("Group")) return this.draw(form, own, levels);
    // A group is drawn for itself and then laid over what is below.
    const start = this.layers.length;
    const whole = (paint: Paint): Paint => ({ ...paint, alpha: 1, isThrough: false });
    this.draw(form, { ...own, fill: whole(own.fill), lines: whole(own.lines) }, levels);
    for (const layer of this.layers.slice(start)) {
      const { colour, alpha, isThrough } = layer.paint;
      layer.paint = { colour, alpha: alpha * state.fill.alpha, isThrough: isThrough || state.fill.isThrough };
    }
  }

  private paint(paths: Point[][], name: string, state: State): void {
    if (["s", "b", "b*"].includes(name)) trace(paths, "h", [], state.matrix);
    if (FILLS.has(name)) this.put(state.fill, filled(paths, this.limits, name.includes("*")));
    if (LINES.has(name)) {
      const [a, b, c, d] = state.matrix;
      this.put(state.lines, stroked(paths, state.width * Math.sqrt(Math.abs(a * d - b * c)), this.limits));
    }
  }
}

function passImage(parser: Parser): void {
  for (let token = parser.token(); token !== undefined; token = parser.token()) {
    if (token instanceof Keyword && token.value === "ID") break;
  }
  const { bytes } = parser;
  const isSpace = (byte = 32): boolean => byte <= 32;
  while (parser.at < parser.end && !(bytes[parser.at] === 0x45 && bytes[parser.at + 1] === 0x49
    && isSpace(bytes[parser.at - 1]) && isSpace(bytes[parser.at + 2]))) parser.at++;
  parser.at += 2;
}

/** A state after the changes of an `ExtGState`. */
function changed(file: PdfDocument, state: State, changes: Dict | null): State {
  const mode = changes?.has("BM") ? file.get(changes.raw("BM")) : undefined;
  const [first] = Array.isArray(mode) ? mode.map(file.get) : [mode];
  const after = (paint: Paint, key: string): Paint => ({
    ...paint, alpha: number(file, changes, key, paint.alpha),
    isThrough: mode === undefined ? paint.isThrough : first instanceof Name && THROUGH.has(first.value),
  });
  return { ...state, fill: after(state.fill, "ca"), lines: after(state.lines, "CA"), width: number(file, changes, "LW", state.width) };
}

/** Adds to `paths` what an operator draws; whether it is one that does. */
function trace(paths: Point[][], name: string, parts: number[], space: Matrix): boolean {
  const points = pairs(parts).map((one) => at(space, one));
  const last = paths.at(-1);
  if (name === "m" && points.length) paths.push(points);
  else if (name === "re" && parts.length === 4) {
    const [x = 0, y = 0, wide = 0, tall = 0] = parts;
    paths.push([...UNIT, UNIT[0]!].map(([i, j]) => at(space, [x + wide * i, y + tall * j])));
  } else if (name === "l" && last) last.push(...points);
  else if (["c", "v", "y"].includes(name) && last && points.length) {
    const end = points.at(-1)!;
    last.push(...curve([last.at(-1)!, name === "v" ? last.at(-1)! : points[0]!, name === "y" ? end : (points.at(-2) ?? end), end]));
  } else if (name === "h" && last) last.push(last[0]!);
  else return false;
  return true;
}

function curve(points: Point[]): Point[] {
  return Array.from({ length: STEPS }, (_, step) => {
    const t = (step + 1) / STEPS;
    const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    const sum = (part: 0 | 1): number => weights.reduce((all, weight, index) => all + weight * points[index]![part], 0);
    return [sum(0), sum(1)];
  });
}

// --- Squares --------------------------------------------------------------------------

function* filled(paths: Point[][], limits: Box, isEven = false): Generator<number> {
  const closed = paths.filter((path) => path.length).map((path) => [...path, path[0]!]);
  const crossings = new Map<number, [number, number][]>();
  for (const [[x, y], [toX, toY]] of closed.flatMap(sides)) {
    const [first, last] = inside(Math.max(Math.min(y, toY), limits[1]), Math.min(Math.max(y, toY), limits[3]));
    for (let row = first; row <= last; row++) {
      const middle = row + 0.5;
      if (Math.min(y, toY) > middle || middle >= Math.max(y, toY)) continue;
      const crossing: [number, number] = [x + ((toX - x) * (middle - y)) / (toY - y), toY > y ? 1 : -1];
      const others = crossings.get(row);
      if (others) others.push(crossing);
      else crossings.set(row, [crossing]);
    }
  }
  for (const [row, found] of crossings) {
    found.sort(([a], [b]) => a - b);
    let around = 0;
    for (let index = 0; index + 1 < found.length; index++) {
      around += isEven ? 1 : found[index]![1];
      if (isEven ? around % 2 === 0 : around === 0) continue;
      const [first, last] = inside(Math.max(found[index]![0], limits[0]), Math.min(found[index + 1]![0], limits[2]));
      for (let column = first; column <= last; column++) yield square(column, row);
    }
  }
  yield* stroked(closed, 0, limits);
}

function* stroked(paths: Point[][], width: number, limits: Box): Generator<number> {
  for (const path of paths) for (const [start, end] of sides(path)) yield* along(start, end, width / 2 + GAP, limits);
}

/** The squares whose middle is at most `half` from a line. */
function* along([x, y]: Point, [toX, toY]: Point, half: number, limits: Box): Generator<number> {
  const [wide, tall] = [toX - x, toY - y];
  const squared = wide * wide + tall * tall;
  const [low, high] = inside(Math.max(Math.min(y, toY) - half, limits[1]), Math.min(Math.max(y, toY) + half, limits[3]));
  for (let row = low; row <= high; row++) {
    const middle = row + 0.5;
    const ends = [-half, half].map((way) => x + wide * (tall ? within((middle + way - y) / tall) : way > 0 ? 1 : 0));
    const [first, last] = inside(Math.max(Math.min(...ends) - half, limits[0]), Math.min(Math.max(...ends) + half, limits[2]));
    for (let column = first; column <= last; column++) {
      const [right, up] = [column + 0.5 - x, middle - y];
      const t = squared ? within((right * wide + up * tall) / squared) : 0;
      if (Math.hypot(right - t * wide, up - t * tall) <= half) yield square(column, row);
    }
  }
}

/** What is nearest to a number from 0 to 1. */
export function within(part: number): number {
  return Math.min(1, Math.max(0, part));
}

function sides(path: Point[]): [Point, Point][] {
  return path.slice(1).map((end, index) => [path[index]!, end]);
}

// --- Numbers --------------------------------------------------------------------------

function numbers(file: PdfDocument, value: Value): number[] {
  return file.array(value).map((one) => file.number(one) ?? 0);
}

function number(file: PdfDocument, holder: Dict | null, key: string, usual: number): number {
  return holder?.has(key) ? (file.number(holder.raw(key)) ?? usual) : usual;
}

function pairs(parts: number[]): Point[] {
  return Array.from({ length: parts.length >> 1 }, (_, index) => [parts[2 * index]!, parts[2 * index + 1]!]);
}

/** Left, bottom, right and top of some points. */
function boxOf(parts: number[]): Box {
  const box: Box = parts.length < 2 ? [0, 0, 0, 0] : [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of pairs(parts)) {
    [box[0], box[1], box[2], box[3]] = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
  }
  return box;
}

function common(one: Box, other: Box): Box {
  return [Math.max(one[0], other[0]), Math.max(one[1], other[1]), Math.min(one[2], other[2]), Math.min(one[3], other[3])];
}

/** As red, green and blue: one part is a grey, three are light, four are ink. */
function matrixOf(file: PdfDocument, form: Stream): Matrix {
  const parts = numbers(file, form.dict.raw("Matrix"));
  return parts.length === 6 ? matrix(parts) : SAME;
}

function at([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}
