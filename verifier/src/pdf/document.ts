/** A PDF as objects: cross-references, object streams, pages, and trees of names. */

import { Decryption } from "./crypt";
import { decoded } from "./filters";
import { Parser } from "./parser";
import { Dict, Keyword, latin1, Name, PdfError, Ref, Str, Stream, type Value } from "./values";

type Place = { at: number } | { within: number; index: number } | { value: Value };

const MOST_OBJECTS = 2_000_000;
// Of a tree of names; each is looked into once.
const MOST_NODES = 5_000;
const INHERITED = ["Resources", "MediaBox", "CropBox", "Rotate"];

export interface Page {
  readonly dict: Dict;
  /** The number of its object, 0 where it has none. */
  readonly num: number;
}

export class PdfDocument {
  trailer = new Dict();
  pages: Page[] = [];
  private places = new Map<number, Place>();
  private readonly known = new Map<number, Value>();
  private readonly opened = new Map<Stream, Uint8Array>();
  private readonly packed = new Map<number, Value[]>();
  private isRebuilt = false;

  private constructor(private readonly bytes: Uint8Array) {}

  /** Opens a file; throws PdfError where it cannot be read. */
  static async open(bytes: Uint8Array): Promise<PdfDocument> {
    if (!latin1(bytes.subarray(0, 1024)).includes("%PDF-")) throw new PdfError("it is not a PDF");
    const document = new PdfDocument(bytes);
    try {
      document.readReferences();
    } catch {
      document.rebuild();
    }
    await document.decrypt();
    try {
      document.pages = document.readPages();
    } catch (error) {
      if (document.isRebuilt) throw error;
      document.rebuild();
      document.pages = document.readPages();
    }
    return document;
  }

  get catalog(): Dict {
    const root = this.get(this.trailer.raw("Root"));
    if (!(root instanceof Dict)) throw new PdfError("it has no catalog");
    return root;
  }

  /** What a reference leads to; any other value is itself. */
  get = (value: Value): Value => {
    for (let hops = 0; value instanceof Ref; hops++) {
      if (hops > 20) return null;
      value = this.object(value.num);
    }
    return value;
  };

  dict(value: Value): Dict | null {
    const found = this.get(value);
    return found instanceof Dict ? found : found instanceof Stream ? found.dict : null;
  }

  array(value: Value): Value[] {
    const found = this.get(value);
    return Array.isArray(found) ? found : [];
  }

  number(value: Value): number | null {
    const found = this.get(value);
    return typeof found === "number" ? found : null;
  }

  name(value: Value): string {
    const found = this.get(value);
    return found instanceof Name ? found.value : "";
  }

  text(value: Value): string {
    const found = this.get(value);
    return found instanceof Str ? (found.text ?? latin1(found.bytes)) : found instanceof Name ? found.value : "";
  }

  data(stream: Stream): Uint8Array {
    let data = this.opened.get(stream);
    if (!data) {
      data = decoded(stream.dict, stream.raw, this.get);
      this.opened.set(stream, data);
    }
    return data;
  }

  get numbers(): number[] {
    return [...this.places.keys()].sort((a, b) => a - b);
  }

  /** The names of a name tree with what they stand for, in order. */
  *leaves(tree: Value, seen = new Set<Dict>()): Generator<[string, Value]> {
    const node = this.get(tree);
    if (!(node instanceof Dict) || seen.has(node) || seen.size > MOST_NODES) return;
    seen.add(node);
    const entries = this.array(node.raw("Names"));
    for (let at = 0; at + 1 < entries.length; at += 2) {
      const key = this.get(entries[at]!);
      if (key instanceof Str) yield [this.text(key), entries[at + 1]!];
    }
    for (const kid of this.array(node.raw("Kids"))) yield* this.leaves(kid, seen);
  }

  private readPages(): Page[] {
    const found: Page[] = [];
    const seen = new Set<number>();
    const visit = (value: Value, above: Map<string, Value>, levels: number): void => {
      if (!levels) throw new PdfError("the pages are nested too deep");
      const node = this.get(value);
      if (!(node instanceof Dict)) return;
      const given = new Map(above);
      for (const key of INHERITED) if (node.has(key)) given.set(key, node.raw(key));
      const kind = this.name(node.raw("Type"));
      if (node.has("Kids") && kind !== "Page") {
        if (kind !== "Pages") throw new PdfError("a page cannot be read");
        if (value instanceof Ref) {
          if (seen.has(value.num)) return;
          seen.add(value.num);
        }
        for (const kid of this.array(node.raw("Kids"))) visit(kid, given, levels - 1);
        return;
      }
      if (kind !== "Page") throw new PdfError("a page cannot be read");
      const page = new Dict();
      for (const [key, entry] of node.entries) page.entries.set(key, entry);
      for (const [key, entry] of given) page.entries.set(key, entry);
      found.push({ dict: page, num: value instanceof Ref ? value.num : 0 });
    };
    visit(this.catalog.raw("Pages"), new Map(), 60);
    const count = this.number(this.dict(this.catalog.raw("Pages"))?.raw("Count") ?? null);
    if (!found.length || (count ?? 0) > found.length) throw new PdfError("a page cannot be read");
    return count && count > 0 ? found.slice(0, count) : found;
  }

  private object(num: number): Value {
    const known = this.known.get(num);
    if (known !== undefined) return known;
    const place = this.places.get(num);
    if (!place) return null;
    this.known.set(num, null); // while it is read
    let value: Value = null;
    try {
      value = "value" in place ? place.value : "at" in place ? this.readAt(place.at, num) : this.readWithin(place.within, place.index);
    } catch (error) {
      if (!(error instanceof PdfError)) throw error;
      this.known.delete(num);
      if (this.isRebuilt) throw error;
      this.rebuild();
      return this.object(num);
    }
    this.known.set(num, value);
    return value;
  }

  private readAt(at: number, num: number): Value {
    const parser = new Parser(this.bytes, at);
    const [number, , word] = [parser.next(false), parser.next(false), parser.next(false)];
    if (number !== num || !(word instanceof Keyword) || word.value !== "obj") {
      throw new PdfError(`object ${num} is not in its place`);
    }
    const value = parser.next();
    if (value === undefined || value instanceof Keyword) return null;
    if (!(value instanceof Dict)) return value;
    const end = parser.at;
    const after = parser.next(false);
    if (!(after instanceof Keyword) || after.value !== "stream") {
      parser.at = end;
      return value;
    }
    let start = parser.at;
    if (this.bytes[start] === 13) start++;
    if (this.bytes[start] === 10) start++;
    const length = this.number(value.raw("Length"));
    if (length !== null && length >= 0 && start + length <= this.bytes.length) {
      const then = new Parser(this.bytes, start + length).next(false);
      if (then instanceof Keyword && then.value === "endstream") {
        return new Stream(value, this.bytes.subarray(start, start + length));
      }
    }
    let stop = find(this.bytes, "endstream", start);
    if (stop < 0) throw new PdfError("a stream has no end");
    if (this.bytes[stop - 1] === 10) stop--;
    if (this.bytes[stop - 1] === 13) stop--;
    return new Stream(value, this.bytes.subarray(start, Math.max(start, stop)));
  }

  private readWithin(container: number, index: number): Value {
    let values = this.packed.get(container);
    if (!values) {
      const stream = this.object(container);
      if (!(stream instanceof Stream)) throw new PdfError("an object stream is missing");
      const data = this.data(stream);
      const [count, first] = [this.number(stream.dict.raw("N")) ?? 0, this.number(stream.dict.raw("First")) ?? 0];
      const head = new Parser(data, 0, first);
      values = [];
      for (let at = 0; at < Math.min(count, MOST_OBJECTS); at++) {
        head.next(false);
        const offset = head.next(false);
        if (typeof offset !== "number") break;
        const value = new Parser(data, first + offset).next();
        values.push(value === undefined || value instanceof Keyword ? null : value);
      }
      this.packed.set(container, values);
    }
    return values[index] ?? null;
  }

  private readReferences(): void {
    const tail = latin1(this.bytes.subarray(Math.max(0, this.bytes.length - 2048)));
    const start = /startxref\s+(\d+)(?![\s\S]*startxref)/.exec(tail);
    if (!start) throw new PdfError("it has no cross-references");
    const seen = new Set<number>();
    const left = [Number(start[1])];
    let isFirst = true;
    while (left.length) {
      const at = left.shift()!;
      if (seen.has(at) || at >= this.bytes.length) continue;
      seen.add(at);
      const parser = new Parser(this.bytes, at);
      const word = parser.next(false);
      const dict = word instanceof Keyword && word.value === "xref"
        ? this.readTable(parser) : this.readReferenceStream(at, word);
      if (isFirst) this.trailer = dict;
      isFirst = false;
      for (const key of ["XRefStm", "Prev"]) {
        const next = dict.raw(key);
        if (typeof next === "number") left.push(next);
      }
    }
    if (!this.trailer.has("Root")) throw new PdfError("it has no catalog");
  }

  private readTable(parser: Parser): Dict {
    for (;;) {
      const first = parser.next(false);
      if (first instanceof Keyword && first.value === "trailer") {
        const dict = parser.next();
        if (!(dict instanceof Dict)) throw new PdfError("it has no trailer");
        return dict;
      }
      const count = parser.next(false);
      if (typeof first !== "number" || typeof count !== "number" || count > MOST_OBJECTS) {
        throw new PdfError("the cross-references cannot be read");
      }
      for (let num = first; num < first + count; num++) {
        const [at, , kind] = [parser.next(false), parser.next(false), parser.next(false)];
        if (typeof at !== "number" || !(kind instanceof Keyword)) {
          throw new PdfError("the cross-references cannot be read");
        }
        if (kind.value === "n" && !this.places.has(num)) this.places.set(num, { at });
        else if (!this.places.has(num)) this.places.set(num, { value: null });
      }
    }
  }

  private readReferenceStream(at: number, num: unknown): Dict {
    if (typeof num !== "number") throw new PdfError("the cross-references cannot be read");
    const stream = this.readAt(at, num);
    if (!(stream instanceof Stream)) throw new PdfError("the cross-references cannot be read");
    const data = this.data(stream);
    const widths = this.array(stream.dict.raw("W")).map((one) => (typeof one === "number" ? one : 0));
    const [a = 0, b = 0, c = 0] = widths;
    const size = this.number(stream.dict.raw("Size")) ?? 0;
    const ranges = stream.dict.has("Index") ? this.array(stream.dict.raw("Index")) : [0, size];
    const field = (from: number, width: number, usual: number): number => {
      let value = width ? 0 : usual;
      for (let index = 0; index < width; index++) value = value * 256 + (data[from + index] ?? 0);
      return value;
    };
    let from = 0;
    for (let range = 0; range + 1 < ranges.length; range += 2) {
      const [first, count] = [Number(ranges[range]), Number(ranges[range + 1])];
      for (let num = first; num < first + count && from < data.length; num++, from += a + b + c) {
        if (this.places.has(num)) continue;
        const [kind, second, third] = [field(from, a, 1), field(from + a, b, 0), field(from + a + b, c, 0)];
        this.places.set(num, kind === 1 ? { at: second } : kind === 2 ? { within: second, index: third } : { value: null });
      }
    }
    return stream.dict;
  }

  /** Finds the objects by looking for them, where the cross-references are broken. */
  private rebuild(): void {
    this.isRebuilt = true;
    this.known.clear();
    this.packed.clear();
    this.places = new Map();
    const text = latin1(this.bytes);
    for (const match of text.matchAll(/(?<![\d])(\d{1,10})\s+\d{1,5}\s+obj\b/g)) {
      this.places.set(Number(match[1]), { at: match.index });
    }
    for (const num of [...this.places.keys()]) {
      let value: Value = null;
      try {
        value = this.object(num);
      } catch {
        continue; // whoever needs it is told
      }
      if (!(value instanceof Stream) || this.name(value.dict.raw("Type")) !== "ObjStm") continue;
      const head = new Parser(this.data(value));
      const count = this.number(value.dict.raw("N")) ?? 0;
      for (let index = 0; index < Math.min(count, MOST_OBJECTS); index++) {
        const inner = head.next(false);
        head.next(false);
        if (typeof inner === "number" && !this.places.has(inner)) {
          this.places.set(inner, { within: num, index });
        }
      }
    }
    const trailers = [...text.matchAll(/trailer\s*<</g)].map((match) => {
      const found = new Parser(this.bytes, match.index + 7).next();
      return found instanceof Dict ? found : new Dict();
    });
    const streams = this.numbers.map((num) => this.known.get(num) ?? null)
      .flatMap((value) => (value instanceof Stream && this.name(value.dict.raw("Type")) === "XRef" ? [value.dict] : []));
    const roots = this.numbers.filter((num) => {
      try {
        return this.name(this.dict(new Ref(num, 0))?.raw("Type") ?? null) === "Catalog";
      } catch {
        return false;
      }
    });
    const trailer = [...trailers, ...streams].reverse().find((dict) => dict.has("Root")) ?? new Dict();
    const last = roots.at(-1);
    if (!trailer.has("Root") && last !== undefined) trailer.entries.set("Root", new Ref(last, 0));
    this.trailer = trailer;
    if (!trailer.has("Root")) throw new PdfError("it has no catalog");
  }

  /** Opens every object of an encrypted file, so that all that follows sees plain values. */
  private async decrypt(): Promise<void> {
    const dict = this.dict(this.trailer.raw("Encrypt"));
    if (!dict) return;
    const plain = new Dict();
    for (const [key, value] of dict.entries) plain.entries.set(key, this.get(value));
    const [first] = this.array(this.trailer.raw("ID"));
    const key = await Decryption.of(plain, first instanceof Str ? first.bytes : new Uint8Array());
    const own = this.trailer.raw("Encrypt");
    const containers: number[] = [];
    const open = async (value: Value, num: number): Promise<void> => {
      if (value instanceof Str) value.bytes = await key.open(value.bytes, key.strings, num, 0);
      else if (Array.isArray(value)) for (const one of value) await open(one, num);
      else if (value instanceof Dict) for (const one of value.entries.values()) await open(one, num);
      else if (value instanceof Stream) {
        const kind = this.name(value.dict.raw("Type"));
        if (kind === "XRef") return; // nothing in it is encrypted
        await open(value.dict, num);
        if (kind === "Metadata" && !key.coversMetadata) return;
        value.raw = await key.open(value.raw, key.streams, num, 0);
        if (kind === "ObjStm") containers.push(num);
      }
    };
    for (const [num, place] of this.places) {
      if (!("at" in place) || (own instanceof Ref && own.num === num)) continue;
      const value = this.object(num);
      this.opened.clear();
      await open(value, num);
    }
    this.opened.clear();
    this.packed.clear();
    for (const [num, place] of this.places) if ("within" in place) this.known.delete(num);
  }
}

/** Where `word` is in `bytes` from `start` on; -1 where it is not. */
export function find(bytes: Uint8Array, word: string, start: number): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first, start); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < word.length && bytes[at + length] === word.charCodeAt(length)) length++;
    if (length === word.length) return at;
  }
  return -1;
}
