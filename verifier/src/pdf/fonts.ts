/** The text that a font's codes stand for (ISO 32000-1, 9.10). */

import { PdfDocument } from "./document";
import { Glyphs } from "./glyphs";
import { Parser } from "./parser";
import { Dict, Name, Str, Stream, utf16, type Value } from "./values";
import { bare } from "../words";

/** Printed for a code of which the font does not say what it stands for. */
export const UNKNOWN = "\ufffd";

/** For a size of 1: how far shown text reaches, and its lowest and highest place; null where the
 * font does not tell. */
export interface Extent {
  reach: number;
  heights: [number, number] | null;
}

// Glyphs of one font that are white space: words use a few kinds.
const MOST_BLANK = 3;
const ROUNDED = 2; // thousandths of the size

// Codes of different lengths are different codes.
const LENGTH = 2 ** 32;

export class Font {
  private readonly texts = new Map<number, string>();
  private readonly lengths = new Set<number>();
  /** What its table says, without what its encoding does. */
  private readonly mapped: ReadonlyMap<number, string>;
  private readonly isComposite: boolean;
  private readonly widths = new Map<number, number>();
  private usual = 500;
  private isMapped = false;
  private glyphs: Glyphs | null = null;

  constructor(file: PdfDocument, font: Dict) {
    this.isComposite = file.name(font.raw("Subtype")) === "Type0";
    this.readWidths(file, font);
    const map = file.get(font.raw("ToUnicode"));
    if (map instanceof Stream) this.read(file.data(map));
    this.mapped = new Map(this.texts);
    if (!this.lengths.size) this.lengths.add(this.isComposite ? 2 : 1);
    if (!this.isComposite && !this.texts.size) this.readEncoding(file, font);
  }

  /** The text of a shown string. */
  text(bytes: Uint8Array): string {
    let text = "";
    const lengths = [...this.lengths].sort((a, b) => a - b);
    const [usual = 1] = lengths;
    for (let at = 0; at < bytes.length;) {
      let found: string | undefined;
      let used = usual;
      for (const length of lengths) {
        found = this.texts.get(keyOf(bytes.subarray(at, at + length)));
        if (found !== undefined) {
          used = length;
          break;
        }
      }
      // A code that stands for no text is read as the character of that number.
      text += found === "" ? String.fromCharCode(codeOf(bytes.subarray(at, at + used))) : (found ?? UNKNOWN);
      at += used;
    }
    return text;
  }

  /** What one code stands for, if the font tells. */
  known(code: Uint8Array): string | undefined {
    return this.texts.get(keyOf(code));
  }

  /** What each glyph of a shown string stands for, if the font tells, and how wide it is. */
  drawn(bytes: Uint8Array): [string | undefined, number][] {
    const length = this.isComposite ? 2 : 1;
    const found: [string | undefined, number][] = [];
    for (let at = 0; at < bytes.length; at += length) {
      const code = bytes.subarray(at, at + length);
      found.push([this.known(code), this.widths.get(codeOf(code)) ?? this.usual]);
    }
    return found;
  }

  /** What shown strings cover, with numbers between them that move them back, in thousandths. */
  extent(items: (Uint8Array | number)[]): Extent {
    const length = this.isComposite ? 2 : 1;
    let pen = 0;
    let reach = -Infinity;
    let heights: Extent["heights"] = null;
    for (const item of items) {
      if (typeof item === "number") {
        pen -= item / 1000;
        continue;
      }
      for (let at = 0; at < item.length; at += length) {
        const code = codeOf(item.subarray(at, at + length));
        const box = this.glyphs?.box(code);
        if (box) {
          reach = Math.max(reach, pen + box[2]);
          heights = [Math.min(heights?.[0] ?? box[1], box[1]), Math.max(heights?.[1] ?? box[3], box[3])];
        }
        pen += (this.widths.get(code) ?? this.usual) / 1000;
      }
    }
    return { reach: heights ? reach : pen, heights };
  }

  /** How far shown strings lead, as `extent`. */
  advance(items: (Uint8Array | number)[]): number {
    const length = this.isComposite ? 2 : 1;
    let pen = 0;
    for (const item of items) {
      if (typeof item === "number") pen -= item;
      else for (let at = 0; at < item.length; at += length) pen += this.widths.get(codeOf(item.subarray(at, at + length))) ?? this.usual;
    }
    return pen / 1000;
  }

  /** Whether its glyphs are as wide as its program has them, as far as that tells. */
  get isFitting(): boolean {
    return !this.isMapped && [...this.widths].every(([code, wide]) => Math.abs((this.glyphs?.advance(code) ?? wide) - wide) <= ROUNDED);
  }

  /** Whether it has glyphs that draw something and are read as white space or as nothing. Of one whose
   * program is not looked into that is guessed from their number, if it has no others. */
  get hasSilentLetters(): boolean {
    const silent = [...this.mapped].filter(([, text]) => text && !bare(text)).map(([key]) => key % LENGTH);
    const { glyphs } = this;
    if (glyphs) return silent.some((code) => glyphs.box(code));
    return silent.length > (this.isComposite ? MOST_BLANK : 1) && ![...this.mapped.values()].some(bare);
  }

  /** Whether a shown string has glyphs that draw something and have no text: a program may take the number of
   * one for a character that prints nothing. */
  saysNothing(bytes: Uint8Array): boolean {
    if (!this.isComposite) return false;
    return this.drawn(bytes).some(([text], at) => !text && this.glyphs?.box(codeOf(bytes.subarray(2 * at, 2 * at + 2))));
  }

  private readWidths(file: PdfDocument, font: Dict): void {
    if (!this.isComposite) {
      const first = file.number(font.raw("FirstChar")) ?? 0;
      for (const [index, one] of file.array(font.raw("Widths")).entries()) this.widths.set(first + index, file.number(one) ?? 0);
      return;
    }
    const inner = file.dict(file.array(font.raw("DescendantFonts"))[0] ?? null);
    this.usual = file.number(inner?.raw("DW") ?? null) ?? 1000;
    const map = file.get(inner?.raw("CIDToGIDMap") ?? null);
    this.isMapped = map !== null && !(map instanceof Name && map.value === "Identity");
    const program = file.get(file.dict(inner?.raw("FontDescriptor") ?? null)?.raw("FontFile2") ?? null);
    if (program instanceof Stream && !(file.get(inner?.raw("CIDToGIDMap") ?? null) instanceof Stream)) {
      this.glyphs = Glyphs.of(file.data(program));
    }
    const given = file.array(inner?.raw("W") ?? null).map((one) => file.get(one));
    for (let at = 0; at + 1 < given.length;) {
      const [first, next, last] = [given[at], given[at + 1], given[at + 2]];
      if (typeof first !== "number") return;
      if (Array.isArray(next)) {
        for (const [index, one] of next.entries()) this.widths.set(first + index, file.number(one) ?? 0);
        at += 2;
      } else {
        for (let code = first; typeof next === "number" && code <= Math.min(next, first + 65536); code++) {
          this.widths.set(code, typeof last === "number" ? last : 0);
        }
        at += 3;
      }
    }
  }

  private read(data: Uint8Array): void {
    let before = "";
    for (const [operator, given] of new Parser(data).operations()) {
      const isBegun = before === operator.replace("end", "begin");
      before = operator;
      if (!isBegun) continue;
      if (operator === "endcodespacerange") {
        for (const one of given) if (one instanceof Str) this.lengths.add(one.bytes.length);
      } else if (operator === "endbfchar") {
        for (let at = 0; at + 1 < given.length; at += 2) {
          const [code, text] = [given[at], given[at + 1]];
          if (code instanceof Str && text instanceof Str) this.put(code.bytes, utf16(text.bytes));
        }
      } else if (operator === "endbfrange") this.readRanges(given);
    }
  }

  private readRanges(given: Value[]): void {
    for (let at = 0; at + 2 < given.length; at += 3) {
      const [first, last, texts] = [given[at], given[at + 1], given[at + 2]];
      if (!(first instanceof Str) || !(last instanceof Str)) continue;
      const [from, to] = [codeOf(first.bytes), codeOf(last.bytes)];
      for (let code = from; code <= Math.min(to, from + 65536); code++) {
        const one = Array.isArray(texts) ? texts[code - from] : texts;
        if (!(one instanceof Str)) continue;
        let text = utf16(one.bytes);
        if (!Array.isArray(texts)) {
          const end = text.length - 1;
          text = text.slice(0, end) + String.fromCharCode(text.charCodeAt(end) + code - from);
        }
        this.texts.set(code + first.bytes.length * LENGTH, text);
      }
    }
  }

  /** A simple font that says nothing: Windows' characters, but for those that it names. */
  private readEncoding(file: PdfDocument, font: Dict): void {
    const windows = new TextDecoder("windows-1252");
    for (let code = 32; code < 256; code++) this.put(Uint8Array.of(code), windows.decode(Uint8Array.of(code)));
    let code = 0;
    for (const one of file.array(file.dict(font.raw("Encoding"))?.raw("Differences") ?? null)) {
      if (typeof one === "number") code = one;
      else if (one instanceof Name) {
        const hex = /^uni([0-9A-F]{4})$/.exec(one.value)?.[1];
        const text = hex ? String.fromCharCode(Number.parseInt(hex, 16)) : one.value.length === 1 ? one.value : UNKNOWN;
        this.put(Uint8Array.of(code++), text);
      }
    }
  }

  private put(code: Uint8Array, text: string): void {
    this.texts.set(keyOf(code), text);
  }
}

function codeOf(bytes: Uint8Array): number {
  return bytes.reduce((code, byte) => code * 256 + byte, 0);
}

function keyOf(bytes: Uint8Array): number {
  return codeOf(bytes) + bytes.length * LENGTH;
}
