/** What a page prints: its text by marked content, and its pictures (ISO 32000-1, 9.4, 14.6). */

import { boxOf } from "./boxes";
import { contentOf } from "./canon";
import { PdfDocument, type Page } from "./document";
import { Font, type Extent } from "./fonts";
import { reversed, runsBackwards } from "../words";
import { DrawnLines } from "./lines";
import { Parser } from "./parser";
import { Colours, CUT, matrix, OUTLINED, Pen, SAME, times, type Box, type Ink, type Matrix, type Shape } from "./shapes";
import { Dict, Keyword, Name, PdfError, Str, Stream, type Value } from "./values";

const MOST_NESTED = 9;
const ASKEW = 0.01;
const NO_EXTENT: Extent = { reach: 0, heights: null };
// What is shown after one of these is in another place.
const BEGIN = new Set(["BT", "Tm", "Td", "TD", "T*", "cm", "'", '"']);
// Bytes of content that are read of a file, drawings within drawings each time that they are drawn.
const MOST_BYTES = 128 * 1024 * 1024;

/** Text that was printed in one go. `mcid` is -1 outside the structure; there `artifact` is the
 * kind of artifact, empty for none. */
export interface Run {
  text: string;
  mcid: number;
  artifact: string;
}

export interface Print {
  runs: Run[];
  pictures: Uint8Array[];
  /** Where each shown text begins, in the coordinates of the page; not within drawings. */
  starts: Start[];
  /** What is drawn besides. */
  shapes: Shape[];
  /** The words of marked content as they look. */
  lines: DrawnLines;
  /** The texts within drawings, with the number of their marked content. */
  inDrawings: { text: string; mcid: number }[];
}

/** A shown text: where it begins and how far it reaches, how large it is, and what may hide it. */
export interface Start {
  x: number;
  y: number;
  text: string;
  mcid: number;
  reach: number;
  size: number;
  /** Its lowest and highest place, for a size of 1; null where the font does not tell. */
  extent: [number, number] | null;
  ink: Ink;
  /** What beside its colour hides it; empty for nothing. */
  veil: string;
  /** The size of the shorter side of its letters. */
  least: number;
  /** How its letters are turned: four numbers of their matrix. */
  turn: [number, number, number, number];
  /** Whether its letters are upright, and as wide as they are high. */
  isEven: boolean;
  artifact: string;
}

interface Mark {
  tag: string;
  mcid: number;
  subtype: string;
  actual: string | null;
  isSaid: boolean;
}

export class ContentReader {
  private readonly fonts = new Map<Value, Font>();

  private count = 0;

  constructor(private readonly file: PdfDocument) {}

  read(page: Page): Print {
    const print: Print = { runs: [], pictures: [], starts: [], shapes: [], lines: new DrawnLines(), inDrawings: [] };
    const resources = this.file.dict(page.dict.raw("Resources")) ?? new Dict();
    this.interpret(contentOf(this.file, page), resources, print, [], 0, SAME, null);
    return print;
  }

  private interpret(
    content: Uint8Array, resources: Dict, print: Print, around: Mark[], depth: number, above: Matrix, cut: Box | null,
  ): void {
    const { file } = this;
    this.count += content.length + 64;
    if (this.count > MOST_BYTES) throw new PdfError("the pages draw too much");
    const parser = new Parser(content);
    const marks: Mark[] = [];
    const saved: [Font | null, Matrix, number, number, number, number, number][] = [];
    let font: Font | null = null;
    let [space, line, rise, leading, size, mode, scale] = [above, SAME, 0, 0, 0, 0, 1];
    let shown = 0; // of the size: how far the text of this line reaches
    const colours = new Colours();
    const pen = new Pen(print, cut);
    const found = (kind: string, key: Value | undefined): Value =>
      key instanceof Name ? file.get(file.dict(resources.raw(kind))?.raw(key.value) ?? null) : null;
    const show = (bytes: Uint8Array, { reach, heights }: Extent): boolean => {
      const all = [...around, ...marks];
      const own = depth ? around : marks;
      const actual = all.find((mark) => mark.actual !== null);
      const text = actual ? (actual.isSaid ? "" : asDrawn(actual.actual!)) : font ? font.text(bytes) : "\ufffd";
      if (actual) actual.isSaid = true;
      const mcid = own.find((mark) => mark.mcid >= 0)?.mcid ?? -1;
      const artifact = mcid < 0 ? own.find((mark) => mark.tag === "Artifact") : undefined;
      const kind = artifact ? artifact.subtype || "Pagination" : "";
      if (depth && text.trim()) print.inDrawings.push({ text, mcid });
      if (!depth && text.trim()) {
        const placed = times([scale, 0, 0, 1, shown * size * scale, rise], times(line, space));
        const [wide, slope, tilted, tall, x, y] = placed;
        const [, , , , end] = times([1, 0, 0, 1, reach * size, 0], placed);
        const start: Start = { x, y, text, mcid, reach: end, size: Math.hypot(tilted, tall) * size, extent: heights, ink: colours.ink, veil: colours.veil || (mode ? OUTLINED : ""), least: size * shorter(placed), turn: [wide, slope, tilted, tall], isEven: isEven(wide, slope, tilted, tall, size), artifact: kind };
        if (!start.veil && pen.clip && !pen.shows(boxOf(start))) start.veil = CUT;
        print.starts.push(start);
      }
      const last = print.runs.at(-1);
      if (last && last.mcid === mcid && last.artifact === kind) last.text += text;
      else print.runs.push({ text, mcid, artifact: kind });
      return text.trim() !== "";
    };
    /** Notes what is shown as it looks, before it is shown. */
    const note = (given: Value | undefined): void => {
      if (depth) return;
      const actual = marks.find((mark) => mark.actual !== null);
      const said = actual ? (actual.isSaid ? "" : actual.actual) : null;
      print.lines.show(marks.find((mark) => mark.mcid >= 0)?.mcid ?? -1, { items: itemsOf(given), font, size, said });
    };
    for (const [operator, given] of parser.operations()) {
      const [first, second] = given;
      if (!depth && BEGIN.has(operator)) print.lines.begin();
      switch (operator) {
        case "q":
          saved.push([font, space, rise, leading, size, mode, scale]);
          colours.save();
          pen.save();
          break;
        case "Q":
          [font, space, rise, leading, size, mode, scale] = saved.pop() ?? [font, space, rise, leading, size, mode, scale];
          colours.restore();
          pen.restore();
          break;
        case "cm": space = times(matrix(given), space); break;
        case "BT": line = SAME; shown = 0; break;
        case "Tm": line = matrix(given); shown = 0; break;
        case "Ts": rise = Number(first) || 0; break;
        case "Tr": mode = Number(first); break;
        case "Tz": scale = Number(first) / 100; break;
        case "gs": {
          const state = found("ExtGState", first);
          if (state instanceof Dict) colours.takeState(file, state);
          break;
        }
        case "TL": leading = Number(first) || 0; break;
        case "TD": leading = -Number(second) || 0; // and on
        case "Td": shown = 0; line = times([1, 0, 0, 1, Number(first) || 0, Number(second) || 0], line); break;
        case "T*": shown = 0; line = times([1, 0, 0, 1, 0, -leading], line); break;
        case "Tf":
          font = this.font(found("Font", first));
          size = Number(second) || 0;
          break;
        case "'": line = times([1, 0, 0, 1, 0, -leading], line); // and on
        case "Tj": note(first); if (first instanceof Str) show(first.bytes, font?.extent([first.bytes]) ?? NO_EXTENT); break;
        case '"': note(given[2]); if (given[2] instanceof Str) show(given[2].bytes, font?.extent([given[2].bytes]) ?? NO_EXTENT); break;
        case "TJ":
          note(first);
          shown += showAll(first, font, show);
          break;
        case "BMC": marks.push(this.mark(first, new Dict())); break;
        case "BDC": {
          const properties = second instanceof Name ? found("Properties", second) : second;
          marks.push(this.mark(first, properties instanceof Dict ? properties : new Dict()));
          break;
        }
        case "EMC": marks.pop(); break;
        case "Do": {
          const object = found("XObject", first);
          if (!depth) print.lines.lose(marks.find((mark) => mark.mcid >= 0)?.mcid ?? -1);
          if (object instanceof Stream) this.draw(object, resources, print, [...around, ...marks], depth, space, pen);
          break;
        }
        case "BI":
          this.inline(parser, print);
          pen.square(space);
          break;
        case "sh": pen.shade(); break;
        default:
          if (!colours.take(operator, given, (name) => found("ColorSpace", name))) pen.take(operator, given, space, colours);
      }
    }
  }

  private draw(
    object: Stream, resources: Dict, print: Print, marks: Mark[], depth: number, space: Matrix, pen: Pen,
  ): void {
    const kind = this.file.name(object.dict.raw("Subtype"));
    if (kind === "Image") {
      print.pictures.push(this.file.data(object));
      pen.square(space);
    } else if (kind === "Form" && depth < MOST_NESTED) {
      const own = this.file.dict(object.dict.raw("Resources")) ?? resources;
      const turned = this.file.array(object.dict.raw("Matrix")).map((one) => this.file.get(one));
      const inner = turned.length === 6 ? times(matrix(turned), space) : space;
      this.interpret(this.file.data(object), own, print, marks, depth + 1, inner, pen.clip);
    }
  }

  private font(value: Value): Font | null {
    if (!(value instanceof Dict)) return null;
    let font = this.fonts.get(value);
    if (!font) {
      font = new Font(this.file, value);
      this.fonts.set(value, font);
    }
    return font;
  }

  private mark(tag: Value | undefined, properties: Dict): Mark {
    const mcid = this.file.number(properties.raw("MCID"));
    return {
      tag: tag instanceof Name ? tag.value : "",
      mcid: mcid ?? -1,
      subtype: this.file.name(properties.raw("Subtype")),
      actual: properties.has("ActualText") ? this.file.text(properties.raw("ActualText")) : null,
      isSaid: false,
    };
  }

  /** A picture within the content: as it is written there. */
  private inline(parser: Parser, print: Print): void {
    for (;;) {
      const token = parser.token();
      if (token === undefined) return;
      if (token instanceof Keyword && token.value === "ID") break;
    }
    const start = ++parser.at;
    const { bytes } = parser;
    for (; parser.at < parser.end; parser.at++) {
      const isEnd = bytes[parser.at] === 0x45 && bytes[parser.at + 1] === 0x49
        && (bytes[parser.at - 1] ?? 32) <= 32 && (bytes[parser.at + 2] ?? 32) <= 32;
      if (isEnd) break;
    }
    print.pictures.push(bytes.subarray(start, parser.at));
    parser.at += 2;
  }
}

/** Letters that are said in the order of reading, in the order in which all others are drawn. */
function asDrawn(said: string): string {
  return runsBackwards(said) ? reversed(said) : said;
}

function itemsOf(shown: Value | undefined): (Uint8Array | number)[] {
  return (Array.isArray(shown) ? shown : [shown]).flatMap((one): (Uint8Array | number)[] => (typeof one === "number" ? [one] : one instanceof Str ? [one.bytes] : []));
}

/** Shows the strings of a `TJ`: the first that is not blank reaches as far, low and high as all of
 * them. How far the next text is from where they begin, for a size of 1. */
function showAll(
  items: Value | undefined, font: Font | null, show: (bytes: Uint8Array, extent: Extent) => boolean,
): number {
  const all = itemsOf(items);
  let extent = font?.extent(all) ?? NO_EXTENT;
  for (const bytes of all) if (typeof bytes !== "number" && show(bytes, extent)) extent = { ...extent, reach: 0 };
  return font?.advance(all) ?? 0;
}

/** How much of its size the shorter side of a letter has. */
function shorter([a, b, c, d]: Matrix): number {
  return Math.abs(a * d - b * c) / Math.max(Math.hypot(a, b), Math.hypot(c, d)) || 0;
}

/** Whether letters are upright, and as wide as they are high: numbers are rounded. */
function isEven(wide: number, slope: number, tilted: number, tall: number, size: number): boolean {
  return size > 0 && wide > 0 && Math.abs(slope) + Math.abs(tilted) < ASKEW * wide && Math.abs(wide - tall) < ASKEW * wide;
}
