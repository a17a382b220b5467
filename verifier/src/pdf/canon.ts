/** Digests of what pages draw and of what is around them, as docs/manifest.md defines them. */

import { PdfDocument, type Page } from "./document";
import { Dict, latin1, Name, PdfError, Ref, Str, Stream, type Value } from "./values";

const STORAGE = new Set(["Length", "Filter", "DecodeParms", "DL", "Parent", "P", "StructParent"]);
const BOXES = ["MediaBox", "CropBox", "TrimBox", "BleedBox", "ArtBox", "UserUnit", "Group", "AA"];
const CHAIN = new Set(["Parent", "Prev", "Next", "First", "Last"]);
const INFO = ["Title", "Author", "Subject", "Keywords", "Creator"];
const DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
const PDF_SPACE = "http://ns.adobe.com/pdf/1.3/";
const MOST_LEVELS = 300;
const utf8 = new TextEncoder();

export async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(data)));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** By code points, as every language can sort; JavaScript's own order is by UTF-16. */
export function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)!;
    if (difference) return difference;
  }
  return left.length - right.length;
}

export class Canon {
  private readonly pages = new Map<number, number>();
  private readonly destinations = new Map<string, Value>();
  private readonly known = new Map<number, Uint8Array>();
  private readonly open = new Set<number>();

  constructor(private readonly file: PdfDocument) {
    for (const [index, page] of file.pages.entries()) if (page.num) this.pages.set(page.num, index + 1);
    const names = file.dict(file.catalog.raw("Names"));
    for (const [name, value] of file.leaves(names?.raw("Dests") ?? null)) this.destinations.set(name, value);
  }

  async page(page: Page): Promise<string> {
    const { file } = this;
    const content = contentOf(file, page);
    const names = namesIn(content);
    const pieces = [await sha256(stripped(content))];
    for (const key of BOXES) {
      if (page.dict.has(key)) pieces.push(joined(utf8.encode(`/${key}`), await this.of(file.get(page.dict.raw(key)), 0)));
    }
    const resources = file.dict(page.dict.raw("Resources")) ?? new Dict();
    for (const kind of resources.keys.sort(byCodePoint)) {
      const entries = file.get(resources.raw(kind));
      if (!(entries instanceof Dict)) continue;
      for (const name of entries.keys.sort(byCodePoint)) {
        if (!names.has(latin1(utf8.encode(name)))) continue;
        pieces.push(joined(utf8.encode(`/${kind}/${name}`), await this.of(entries.raw(name), 0)));
      }
    }
    for (const link of linksOf(file, page)) pieces.push(await this.of(link, 0));
    return hex(await sha256(lines(pieces)));
  }

  async labels(): Promise<string | undefined> {
    if (!this.file.catalog.has("PageLabels")) return undefined;
    return hex(await sha256(await this.of(this.file.catalog.raw("PageLabels"), 0)));
  }

  async outline(): Promise<string | undefined> {
    const { file } = this;
    if (!file.catalog.has("Outlines")) return undefined;
    const items: [Dict, number][] = [];
    const first = file.dict(file.catalog.raw("Outlines"))?.raw("First") ?? null;
    const left: [Value, number][] = [[first, 0]];
    const seen = new Set<Value>();
    while (left.length) {
      const [value, level] = left.pop()!;
      const item = file.get(value);
      if (!(item instanceof Dict) || seen.has(item)) continue;
      seen.add(item);
      items.push([item, level]);
      left.push([item.raw("Next"), level], [item.raw("First"), level + 1]);
    }
    const pieces: Uint8Array[] = [];
    const below = countsBelow(items.map(([, level]) => level));
    for (const [index, [item, level]] of items.entries()) {
      const own = new Dict();
      for (const [key, entry] of item.entries) if (!CHAIN.has(key)) own.entries.set(key, entry);
      own.entries.set("Count", below[index]!); // as if all were open: a viewer may save which are
      pieces.push(joined(utf8.encode(`${level} `), await this.dictionary(own, 0)));
    }
    return hex(await sha256(lines(pieces)));
  }

  async structure(): Promise<string> {
    const tree = this.file.dict(this.file.catalog.raw("StructTreeRoot"));
    return hex(await sha256(await this.of(this.file.get(tree?.raw("K") ?? []) ?? [], 0)));
  }

  async metadata(): Promise<string> {
    const { file } = this;
    const info = file.dict(file.trailer.raw("Info"));
    const said = INFO.filter((key) => info?.has(key)).map((key) => `/${key} ${file.text(info!.raw(key))}`);
    return hex(await sha256(utf8.encode([...said, ...toldBy(file)].join("\n"))));
  }

  private async of(value: Value, level: number): Promise<Uint8Array> {
    if (level > MOST_LEVELS) throw new PdfError("the objects are nested too deep");
    if (value instanceof Ref) return this.referred(value, level);
    if (value instanceof Stream) {
      const data = await sha256(this.file.data(value));
      return joined(utf8.encode("stream"), data, await this.dictionary(value.dict, level));
    }
    if (value instanceof Dict) return this.dictionary(value, level);
    if (Array.isArray(value)) {
      const pieces: Uint8Array[] = [];
      for (const item of value) pieces.push(await this.of(item, level + 1));
      return joined(utf8.encode("["), lines(pieces, 0x20), utf8.encode("]"));
    }
    if (value instanceof Name) return utf8.encode(`/${value.value}`);
    if (value instanceof Str) {
      const text = value.text;
      return joined(utf8.encode("("), text === null ? value.bytes : utf8.encode(text), utf8.encode(")"));
    }
    if (typeof value === "number") {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setFloat32(0, value, true);
      return utf8.encode(hex(bytes));
    }
    return utf8.encode(value === null ? "NullObject" : value ? "True" : "False");
  }

  private async referred({ num }: Ref, level: number): Promise<Uint8Array> {
    const page = this.pages.get(num);
    if (page) return utf8.encode(`page ${page}`);
    if (this.open.has(num)) return utf8.encode("above");
    let known = this.known.get(num);
    if (!known) {
      this.open.add(num);
      known = await sha256(await this.of(this.file.get(new Ref(num, 0)), level + 1));
      this.known.set(num, known);
      this.open.delete(num);
    }
    return known;
  }

  private async dictionary(dict: Dict, level: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (const key of dict.keys.sort(byCodePoint)) {
      if (STORAGE.has(key)) continue;
      let value = dict.raw(key);
      if (key === "Dest" || key === "D") {
        const name = value instanceof Str ? this.file.text(value) : value instanceof Name ? `/${value.value}` : null;
        if (name !== null) value = this.destinations.get(name) ?? value;
      }
      pieces.push(joined(utf8.encode(`/${key} `), await this.of(value, level + 1)));
    }
    return joined(utf8.encode("<<"), lines(pieces, 0x20), utf8.encode(">>"));
  }
}

/** What a page's contents draw, decoded, its streams separated by line feeds. */
export function contentOf(file: PdfDocument, page: Page): Uint8Array {
  const contents = file.get(page.dict.raw("Contents"));
  if (contents instanceof Stream) return respelled(file.data(contents));
  if (!Array.isArray(contents)) return new Uint8Array();
  return respelled(lines(contents.map(file.get).map((part) => (part instanceof Stream ? file.data(part) : new Uint8Array()))));
}

/** Content with empty strings as `<>`, as ours are: some programs write `()`. */
function respelled(content: Uint8Array): Uint8Array {
  const [open, close] = [0x28, 0x29];
  if (!content.includes(open)) return content;
  const found = content.slice();
  for (let at = 1; at + 1 < found.length; at++) {
    const isAfter = /[[\s>\d.]/.test(String.fromCharCode(found[at - 1]!));
    if (found[at] === open && found[at + 1] === close && isAfter) [found[at], found[at + 1]] = [0x3c, 0x3e];
  }
  return found;
}

/** For each of the bookmarks, whose levels are given in order, how many are below it. */
function countsBelow(levels: number[]): number[] {
  const counts: number[] = [];
  const above: number[] = [];
  for (const [at, level] of [...levels, 0].entries()) {
    while (above.length && levels[above.at(-1)!]! >= level) {
      const one = above.pop()!;
      counts[one] = at - one - 1;
    }
    above.push(at);
  }
  return counts;
}

/** The names that content has, without their slashes, as `latin1` gives their bytes. */
export function namesIn(content: Uint8Array): Set<string> {
  return new Set([...latin1(content).matchAll(/\/([^\s/<>[\]()]+)/g)].map((match) => match[1]!));
}

export function annotationsOf(file: PdfDocument, page: Page): Dict[] {
  return file.array(page.dict.raw("Annots")).flatMap((entry) => file.dict(entry) ?? []);
}

export function linksOf(file: PdfDocument, page: Page): Dict[] {
  return annotationsOf(file, page).filter((one) => file.name(one.raw("Subtype")) === "Link");
}

/** What a packet of XMP says of the document: Dublin Core and keywords, sorted. */
export function toldBy(file: PdfDocument): string[] {
  const packet = file.get(file.catalog.raw("Metadata"));
  const xml = packet instanceof Stream ? file.data(packet) : new Uint8Array();
  const text = new TextDecoder().decode(xml);
  if (!text.trim()) return [];
  if (text.includes("<!")) throw new PdfError("the metadata declare entities");
  const parsed = new DOMParser().parseFromString(text.trim(), "application/xml");
  if (parsed.querySelector("parsererror")) throw new PdfError("the metadata cannot be read");
  const isAbout = (space: string | null, name: string): boolean =>
    (space === DUBLIN_CORE && name !== "format") || (space === PDF_SPACE && name.startsWith("Keywords"));
  const told: string[] = [];
  for (const element of parsed.querySelectorAll("*")) {
    const words = textsOf(element).join(" ").split(/\s+/).filter(Boolean).join(" ");
    if (isAbout(element.namespaceURI, element.localName)) {
      told.push(`{${element.namespaceURI}}${element.localName} ${words}`);
    }
    for (const { namespaceURI, localName, value } of element.attributes) {
      if (isAbout(namespaceURI, localName)) told.push(`{${namespaceURI}}${localName} ${value}`);
    }
  }
  return told.sort(byCodePoint);
}

/** The pieces of text in an element: those of a list are not run together. */
function textsOf(node: Node): string[] {
  return [...node.childNodes].flatMap((child) => (child.nodeType === child.TEXT_NODE ? [child.nodeValue ?? ""] : textsOf(child)));
}

function joined(...pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function lines(pieces: Uint8Array[], separator = 10): Uint8Array {
  const between = Uint8Array.of(separator);
  return joined(...pieces.flatMap((piece, index) => (index ? [between, piece] : [piece])));
}

function stripped(content: Uint8Array): Uint8Array {
  const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);
  let [start, end] = [0, content.length];
  while (start < end && isSpace(content[start]!)) start++;
  while (end > start && isSpace(content[end - 1]!)) end--;
  return content.subarray(start, end);
}

