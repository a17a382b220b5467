/** What a page draws beside its words: where, and whether it is light (ISO 32000-1, 8.4 to 8.6). */

import { Name, type Value } from "./values";

export type Matrix = [number, number, number, number, number, number];
export const SAME: Matrix = [1, 0, 0, 1, 0, 0];

/** Left, bottom, right, top, in the coordinates of the page. */
export type Box = [number, number, number, number];

/** What is drawn after as many texts as `place` says. Of a shape with `parts`, what is in an even
 * number of their boxes is not filled. */
export interface Shape {
  place: number;
  box: Box;
  isLight: boolean;
  parts: Box[];
}

const THIN = 2; // points; what is thinner is a rule
const LIGHT = 204 / 255;
const DARK = 128.5 / 255;
const EVERYWHERE: Box = [-1e6, -1e6, 1e6, 1e6];

/** The colour in which words are shown and paths are filled. */
export class Colours {
  private own = [0, 0, 0];
  private readonly saved: number[][] = [];

  get isFaint(): boolean {
    return Math.max(...this.own) > DARK;
  }

  get isLight(): boolean {
    return Math.min(...this.own) >= LIGHT;
  }

  save(): void {
    this.saved.push(this.own);
  }

  restore(): void {
    this.own = this.saved.pop() ?? this.own;
  }

  /** Whether an operator says how to fill; it is taken. */
  take(operator: string, given: Value[]): boolean {
    const numbers = given.map((one) => (typeof one === "number" ? one : 0));
    switch (operator) {
      case "g": case "rg": case "k": this.own = rgb(numbers); return true;
      case "cs": this.own = [0, 0, 0]; return true;
      // A pattern is neither light nor dark.
      case "sc": case "scn": this.own = given.some((one) => one instanceof Name) ? [0, 1, 0] : rgb(numbers); return true;
      default: return false;
    }
  }
}

function rgb(numbers: number[]): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  if (numbers.length === 1) return [a, a, a];
  return numbers.length === 4 ? [a, b, c].map((one) => 1 - Math.min(1, one + d)) : [a, b, c];
}

/** Follows the paths of a page, and gathers what of them is seen. */
export class Pen {
  private parts: Box[] = [];
  private isCut = false;
  private width = 1; // of a line
  private readonly saved: [Box | null, number][] = [];

  constructor(private readonly print: { starts: unknown[]; shapes: Shape[] }, public clip: Box | null) {}

  save(): void {
    this.saved.push([this.clip, this.width]);
  }

  restore(): void {
    [this.clip, this.width] = this.saved.pop() ?? [this.clip, this.width];
  }

  /** A picture, which fills the unit square. */
  square(space: Matrix): void {
    this.add(around([[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => at(space, x!, y!))), false, []);
  }

  /** A shading, which fills all that it is cut to. */
  shade(): void {
    this.add(EVERYWHERE, false, []);
  }

  take(operator: string, given: Value[], space: Matrix, colours: Colours): void {
    const numbers = given.map((one) => (typeof one === "number" ? one : 0));
    switch (operator) {
      case "m": this.parts.push(around([at(space, numbers[0] ?? 0, numbers[1] ?? 0)])); break;
      case "re": {
        const [x = 0, y = 0, wide = 0, tall = 0] = numbers;
        this.parts.push(around([at(space, x, y), at(space, x + wide, y), at(space, x, y + tall), at(space, x + wide, y + tall)]));
        break;
      }
      case "l": case "c": case "v": case "y":
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
    const last = this.parts.at(-1);
    if (last) this.parts[this.parts.length - 1] = [Math.min(last[0], x), Math.min(last[1], y), Math.max(last[2], x), Math.max(last[3], y)];
    else this.parts.push([x, y, x, y]);
  }

  private paint(operator: string, colours: Colours, [a, b]: Matrix): void {
    const whole = this.parts.length ? joined(this.parts) : null;
    if (whole && operator !== "n") {
      const isStroked = /^[SsBb]/.test(operator);
      const isLight = !isStroked && colours.isLight;
      const beyond = isStroked ? (this.width * Math.hypot(a, b)) / 2 : 0;
      const [left, bottom, right, top] = whole;
      this.add([left - beyond, bottom - beyond, right + beyond, top + beyond], isLight, operator === "f*" && !isLight ? this.parts : []);
    }
    if (this.isCut && whole) this.clip = common(this.clip, whole);
    this.isCut = false;
    this.parts = [];
  }

  private add(box: Box, isLight: boolean, parts: Box[]): void {
    if (isThin(box)) return;
    const seen = common(this.clip, box);
    if (!isThin(seen)) this.print.shapes.push({ place: this.print.starts.length, box: seen, isLight, parts });
  }
}

function isThin([left, bottom, right, top]: Box): boolean {
  return right - left < THIN || top - bottom < THIN;
}

function common(one: Box | null, [a, b, c, d]: Box): Box {
  return one ? [Math.max(one[0], a), Math.max(one[1], b), Math.min(one[2], c), Math.min(one[3], d)] : [a, b, c, d];
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
