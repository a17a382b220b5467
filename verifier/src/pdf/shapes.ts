/** What a page draws beside its words: where, and whether it is light (ISO 32000-1, 8.4 to 8.6). */

import { PdfDocument } from "./document";
import { Dict, Name, type Value } from "./values";

export type Matrix = [number, number, number, number, number, number];
export const SAME: Matrix = [1, 0, 0, 1, 0, 0];

/** Left, bottom, right, top, in the coordinates of the page. */
export type Box = [number, number, number, number];

/** What may hide words: their colour, a mask, how they are filled, a clip. */
export const FAINT = "in a colour that can hardly be read";
export const MASKED = "under a soft mask or a blend mode";
export const OUTLINED = "in letters that are not simply filled";
export const CUT = "cut by a clip that may hide it";

/** Red, green, blue, and how opaque it is, of 1; null for one that is not known. */
export type Ink = [number, number, number, number] | null;

/** What is drawn after as many texts as `place` says. Of a shape with `parts`, what is in an even
 * number of their boxes is not filled; of one that is only outlined, `lines` is all. What `isThin` is a
 * rule. */
export interface Shape {
  place: number;
  box: Box;
  isLight: boolean;
  parts: Box[];
  isPicture: boolean;
  isThin: boolean;
  ink: Ink;
  lines: Box[];
}

const THIN = 2; // points; what is thinner is a rule
const LIGHT = 204 / 255;
const DARK = 128.5 / 255;
const OPAQUE = 254.5 / 255;
const WHITE = [0.9505, 1, 1.089]; // of sRGB
const TOLERANCE = 1; // points; a letter may hang over by as much
const EVERYWHERE: Box = [-1e6, -1e6, 1e6, 1e6];

const DEVICES = new Set(["DeviceGray", "DeviceRGB", "DeviceCMYK"]);
const UNKNOWN = [0, 1, 0]; // neither light nor dark
// The colour that PDFium gives a pattern, which other verifiers cannot tell from one.
const PATTERN = 191;

/** Whether words of a colour may be hard to read on a light ground. */
export function isFaint(ink: Ink): boolean {
  return !ink || Math.max(...ink.slice(0, 3)) > DARK || ink[3] < OPAQUE;
}

/** The colour in which words are shown and paths are filled, and what it lets through. */
export class Colours {
  private own = [0, 0, 0];
  private isDevice = true;
  private isLab = false;
  private alpha = 1;
  private isMasked = false;
  private readonly saved: [number[], boolean, boolean, number, boolean][] = [];

  get ink(): Ink {
    const [red, green, blue] = this.own.map((one) => Math.min(1, Math.max(0, one)));
    const isPattern = [red, green, blue].every((one) => Math.round(one! * 255) === PATTERN);
    return (this.isDevice || this.isLab) && !isPattern ? [red!, green!, blue!, this.alpha] : null;
  }

  /** What beside its colour hides words; empty for nothing. */
  get veil(): string {
    return this.isMasked ? MASKED : "";
  }

  get isLight(): boolean {
    return Math.min(...this.own) >= LIGHT;
  }

  save(): void {
    this.saved.push([this.own, this.isDevice, this.isLab, this.alpha, this.isMasked]);
  }

  restore(): void {
    const last = this.saved.pop();
    if (last) [this.own, this.isDevice, this.isLab, this.alpha, this.isMasked] = last;
  }

  /** Takes a state of the resources (`gs`). */
  takeState(file: PdfDocument, state: Dict): void {
    if (state.has("ca")) this.alpha = file.number(state.raw("ca")) ?? 0;
    if (state.has("SMask")) this.isMasked = file.name(state.raw("SMask")) !== "None";
    if (state.has("BM")) this.isMasked ||= !["Normal", "Compatible"].includes(file.name(state.raw("BM")));
  }

  /** Whether an operator says how to fill; it is taken. `space` has the colour spaces by their names. */
  take(operator: string, given: Value[], space: (name: Value | undefined) => Value): boolean {
    const numbers = given.map((one) => (typeof one === "number" ? one : 0));
    switch (operator) {
      case "g": case "rg": case "k":
        this.isDevice = true;
        this.isLab = false;
        this.own = rgb(numbers);
        return true;
      // Of a pattern, and in another space than a device's, numbers say nothing.
      case "cs":
        this.isDevice = given[0] instanceof Name && DEVICES.has(given[0].value);
        this.isLab = isLab(space(given[0]));
        this.own = this.isDevice || this.isLab ? [0, 0, 0] : UNKNOWN;
        return true;
      case "sc": case "scn":
        this.own = this.isDevice ? rgb(numbers) : this.isLab ? fromLab(numbers) : UNKNOWN;
        return true;
      default: return false;
    }
  }
}

function isLab(space: Value): boolean {
  const [kind] = Array.isArray(space) ? space : [];
  return kind instanceof Name && kind.value === "Lab";
}

/** A colour of CIE L*a*b* in sRGB, whatever its white. */
function fromLab([light = 0, a = 0, b = 0]: number[]): number[] {
  const middle = (light + 16) / 116;
  const [x, y, z] = [middle + a / 500, middle, middle - b / 200].map((part, at) => WHITE[at]! * (part > 6 / 29 ? part ** 3 : (108 / 841) * (part - 4 / 29)));
  return [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.204, 1.057]].map(([red, green, blue]) => {
    const linear = Math.min(1, Math.max(0, red! * x! + green! * y! + blue! * z!));
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  });
}

function rgb(numbers: number[]): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  if (numbers.length === 1) return [a, a, a];
  return numbers.length === 4 ? [a, b, c].map((one) => 1 - Math.min(1, one + d)) : [a, b, c];
}

/** Follows the paths of a page, and gathers what of them is seen. */
export class Pen {
  private parts: Box[] = [];
  private points: [number, number][] = [];
  /** The points of each line of the path. */
  private traced: [number, number][][] = [];
  private isCurved = false;
  private isCut = false;
  private width = 1; // of a line
  /** Whether all of the clip's box is seen. */
  private isWhole = true;
  private readonly saved: [Box | null, number, boolean][] = [];

  constructor(private readonly print: { starts: unknown[]; shapes: Shape[] }, public clip: Box | null) {}

  save(): void {
    this.saved.push([this.clip, this.width, this.isWhole]);
  }

  restore(): void {
    [this.clip, this.width, this.isWhole] = this.saved.pop() ?? [this.clip, this.width, this.isWhole];
  }

  /** Whether a box is seen whole. */
  shows([left, bottom, right, top]: Box): boolean {
    if (!this.clip) return true;
    const [a, b, c, d] = this.clip;
    return this.isWhole && a <= left + TOLERANCE && b <= bottom + TOLERANCE && c >= right - TOLERANCE && d >= top - TOLERANCE;
  }

  /** A picture, which fills the unit square. */
  square(space: Matrix): void {
    this.add(around([[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => at(space, x!, y!))), { isPicture: true });
  }

  /** A shading, which fills all that it is cut to. */
  shade(): void {
    this.add(EVERYWHERE, {});
  }

  take(operator: string, given: Value[], space: Matrix, colours: Colours): void {
    const numbers = given.map((one) => (typeof one === "number" ? one : 0));
    switch (operator) {
      case "m": {
        const point = at(space, numbers[0] ?? 0, numbers[1] ?? 0);
        this.points.push(point);
        this.traced.push([point]);
        this.parts.push(around([point]));
        break;
      }
      case "re": {
        const [x = 0, y = 0, wide = 0, tall = 0] = numbers;
        const corners = [at(space, x, y), at(space, x + wide, y), at(space, x + wide, y + tall), at(space, x, y + tall)];
        this.points.push(...corners);
        this.traced.push(corners);
        this.parts.push(around(corners));
        break;
      }
      case "l": case "c": case "v": case "y":
        this.isCurved ||= operator !== "l";
        for (let index = 0; index + 1 < numbers.length; index += 2) this.reach(at(space, numbers[index]!, numbers[index + 1]!));
        break;
      case "w": this.width = numbers[0] ?? 1; break;
      case "W": case "W*": this.isCut = true; break;
      case "f": case "F": case "f*": case "B": case "B*": case "b": case "b*": case "S": case "s": case "n":
        this.paint(operator, colours, space);
        break;
    }
  }

  private reach([x, y]: [number, number]): void {
    this.points.push([x, y]);
    this.traced.at(-1)?.push([x, y]);
    const last = this.parts.at(-1);
    if (last) this.parts[this.parts.length - 1] = [Math.min(last[0], x), Math.min(last[1], y), Math.max(last[2], x), Math.max(last[3], y)];
    else this.parts.push([x, y, x, y]);
  }

  private paint(operator: string, colours: Colours, [a, b]: Matrix): void {
    const whole = this.parts.length ? joined(this.parts) : null;
    if (whole && operator !== "n") {
      const isStroked = /^[SsBb]/.test(operator);
      const beyond = isStroked ? (this.width * Math.hypot(a, b)) / 2 : 0;
      const isFilled = !/^[Ss]/.test(operator);
      this.add(wider(whole, beyond), {
        isLight: !isStroked && colours.isLight, parts: operator === "f*" ? this.parts : [], ink: isFilled ? colours.ink : null,
        lines: isFilled ? [] : this.traced.flatMap((one) => one.map((point, index) => wider(around([point, one[(index + 1) % one.length]!]), beyond))),
      });
    }
    if (this.isCut && whole) {
      this.clip = common(this.clip, whole);
      this.isWhole &&= !this.isCurved && isRectangle(this.points);
    }
    this.isCut = this.isCurved = false;
    this.parts = [];
    this.points = [];
    this.traced = [];
  }

  private add(box: Box, what: Partial<Shape>): void {
    const seen = common(this.clip, box);
    if (seen[0] >= seen[2] || seen[1] >= seen[3]) return;
    const usual = { isLight: false, parts: [], isPicture: false, ink: null, lines: [] };
    this.print.shapes.push({ ...usual, ...what, place: this.print.starts.length, box: seen, isThin: isThin(seen) });
  }
}

/** Whether a line goes once around its box: along each side from one corner to the next. */
function isRectangle(points: [number, number][]): boolean {
  const isStraight = points.slice(1, 4).every(([x, y], index) => (x === points[index]![0]) !== (y === points[index]![1]));
  return isStraight && points.length >= 4 && points.length <= 5 && new Set(points.map(String)).size === 4;
}

function isThin([left, bottom, right, top]: Box): boolean {
  return right - left < THIN || top - bottom < THIN;
}

function common(one: Box | null, [a, b, c, d]: Box): Box {
  return one ? [Math.max(one[0], a), Math.max(one[1], b), Math.min(one[2], c), Math.min(one[3], d)] : [a, b, c, d];
}

function wider([left, bottom, right, top]: Box, by: number): Box {
  return [left - by, bottom - by, right + by, top + by];
}

function joined(boxes: Box[]): Box {
  return around(boxes.flatMap(([a, b, c, d]): [number, number][] => [[a, b], [c, d]]));
}

function around(points: [number, number][]): Box {
  const [across, along] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...across), Math.min(...along), Math.max(...across), Math.max(...along)];
}

function at([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

export function matrix(given: Value[]): Matrix {
  const [a, b, c, d, e, f] = given.map((one) => (typeof one === "number" ? one : 0));
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
}

export function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}
