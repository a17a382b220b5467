/** What is heard and shown around the pages, against the manifest and the embedded brief. */

import { texts } from "./loose";
import { isObject, type Manifest } from "./manifest";
import { Canon, toldBy } from "./pdf/canon";
import { PdfDocument } from "./pdf/document";
import { Dict, type Value } from "./pdf/values";
import { numbered } from "./pdf/ways";
import { readYaml } from "./sources";
import { allWordsOf, plainOf, readProse } from "./prose";
import { bare } from "./words";

const DIGESTED: Record<string, string> = {
  structure: "the structure, by which the file is read aloud, was altered",
  metadata: "the metadata of the file (title, author, subject, keywords) were altered",
  labels: "the page numbers that a viewer shows were altered",
};
const LOST: Record<string, string> = {
  structure: "the structure, by which the file is read aloud, is missing",
  labels: "the page numbers that a viewer shows are missing",
};
const REPLACED = "\ufffd";
const OF_TREE = new Set(["Type", "K", "ParentTree", "ParentTreeNextKey", "IDTree"]);

export async function checkAround(
  manifest: Manifest, canon: Canon, file: PdfDocument, files: Map<string, Uint8Array>,
): Promise<{ proved: string[]; differs: string[] }> {
  const brief = readYaml(files.get("brief.yaml") ?? new Uint8Array());
  const said = brief ? ofMetadata(brief, file) : [];
  const numbers = labelsOf(file);
  const isNumbered = manifest.pages.length !== file.pages.length || manifest.pages.every((page, index) => page.label === numbers[index]);
  const numbering = isNumbered ? [] : ["the page numbers that a viewer shows are not those of the pages"];
  const heard = brief ? [...new Set(ofStructure(brief, file))] : [];
  const hasTree = file.catalog.has("StructTreeRoot");
  const found: Record<string, string | undefined> = {
    labels: await canon.labels(),
    metadata: await canon.metadata(),
    structure: hasTree ? await canon.structure() : undefined,
  };
  const digests = Object.entries(DIGESTED).flatMap(([name, line]) => {
    if (found[name] === manifest.around[name]) return [];
    if ((name === "metadata" && said.length) || (name === "labels" && !isNumbered && found[name] !== undefined) || (name === "structure" && heard.length)) return [];
    return [(found[name] === undefined ? LOST[name] : undefined) ?? line];
  });
  return {
    proved: ["around the pages: structure, page numbers and metadata are those that were made"],
    differs: [...said, ...numbering, ...heard, ...digests],
  };
}

/** What the file says of itself, against the embedded brief. */
export function checkSaid(file: PdfDocument, files: Map<string, Uint8Array>): { proved: string[]; differs: string[] } {
  const brief = readYaml(files.get("brief.yaml") ?? new Uint8Array());
  return { proved: [], differs: brief ? ofMetadata(brief, file) : [] };
}

/** The numbers of the pages as a viewer shows them (ISO 32000-1, 12.4.2). */
function labelsOf(file: PdfDocument): string[] {
  const ranges = numbered(file, file.catalog.raw("PageLabels")).flatMap(([first, value]): [number, Dict][] => {
    const range = file.dict(value);
    return range ? [[first, range]] : [];
  });
  return file.pages.map((_, index) => {
    const [first, range] = ranges.filter(([from]) => from <= index).at(-1) ?? [0, null];
    if (!range) return String(index + 1);
    const number = (file.number(range.raw("St")) ?? 1) + index - first;
    return file.text(range.raw("P")) + numeral(number, file.name(range.raw("S")));
  });
}

function numeral(number: number, style: string): string {
  if (style === "D") return String(number);
  if (style === "R" || style === "r") {
    const signs: [number, string][] = [[1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
    let [left, roman] = [Math.min(number, 3999), ""];
    for (const [value, sign] of signs) {
      for (; left >= value; left -= value) roman += sign;
    }
    return style === "r" ? roman.toLowerCase() : roman;
  }
  if (style === "A" || style === "a") {
    const letter = String.fromCharCode((style === "A" ? 65 : 97) + ((number - 1) % 26));
    return letter.repeat(Math.min(100, Math.ceil(number / 26)));
  }
  return "";
}

function ofMetadata(brief: Record<string, unknown>, file: PdfDocument): string[] {
  const by = brief["prepared_by"];
  const authors = (Array.isArray(by) ? by : [by]).filter((one) => typeof one === "string").map(plainOf);
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const expected: Record<string, string> = {
    Title: plainOf(text(brief["title"])), Author: authors.join(", "), Subject: plainOf(text(brief["subtitle"])), Keywords: "",
  };
  const info = file.dict(file.trailer.raw("Info")) ?? new Dict();
  const differs: string[] = [];
  for (const [key, value] of Object.entries(expected)) {
    const said = file.text(info.raw(key));
    if (bare(said) !== bare(value)) {
      differs.push(`the file's ${key.toLowerCase()} is “${said}”, and the brief's is “${value}”`);
    }
  }
  // XMP has the authors one by one, in one element.
  const known = new Set([...Object.values(expected), authors.join(" ")].map(bare));
  for (const line of toldBy(file)) {
    const [name = "", ...words] = line.split(" ");
    if (!isAmong(bare(words.join("")), known)) {
      differs.push(`the file's XMP metadata say “${words.join(" ")}” (${name.split("}").at(-1)})`);
    }
  }
  return differs;
}

/** Whether a text is known; Ghostscript puts U+FFFD instead of many letters. */
function isAmong(said: string, known: Set<string>): boolean {
  if (known.has(said) || !said.includes(REPLACED)) return known.has(said);
  const pieces = said.split(REPLACED).map((one) => one.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(`^${pieces.join(".?")}$`, "su");
  return [...known].some((one) => pattern.test(one));
}

/** What is heard and not printed. */
function* ofStructure(brief: Record<string, unknown>, file: PdfDocument): Generator<string> {
  const root = file.dict(file.catalog.raw("StructTreeRoot"));
  if (!root) return;
  for (const key of root.keys.filter((one) => !OF_TREE.has(one)).sort()) {
    yield `the structure has a ${key}, by which its elements are read as others`;
  }
  const pictures = new Set(alternatives(brief).map(bare));
  const left: Value[] = [root.raw("K")];
  const seen = new Set<Dict>();
  while (left.length) {
    const item = file.get(left.pop()!);
    if (Array.isArray(item)) left.push(...item);
    if (!(item instanceof Dict) || seen.has(item)) continue;
    seen.add(item);
    if (item.has("ActualText") || item.has("E") || item.has("T")) {
      yield "the structure has words that are heard and not printed (ActualText)";
    }
    if (item.has("Alt")) {
      const heard = file.text(item.raw("Alt"));
      const isPicture = file.name(item.raw("S")) === "Figure" && pictures.has(bare(heard));
      if (!isPicture) yield `“${heard}” is heard instead of what is printed (Alt)`;
    }
    if (item.has("K")) left.push(item.raw("K"));
  }
}

/** The alternative texts of the brief's pictures. */
function alternatives(value: unknown): string[] {
  if (typeof value === "string") {
    return value.includes("![") ? readProse(value, "").pictures : [];
  }
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return inner.flatMap(alternatives);
}

/** The bookmarks that neither the brief's words nor the theme's yield. */
export function foreignBookmarks(manifest: Manifest, file: PdfDocument, files: Map<string, Uint8Array>): string[] {
  const brief = readYaml(files.get("brief.yaml") ?? new Uint8Array());
  const catalogue = readYaml(files.get("sources.yaml") ?? new Uint8Array());
  const { labels } = manifest.inputs;
  const known = [...texts(brief), ...texts(catalogue), ...texts(labels), ...(manifest.words ?? []), ...manifest.pages.map((page) => page.text)]
    .flatMap(allWordsOf).map(bare);
  const whole = known.join("\n");
  const found: string[] = [];
  const left: Value[] = [file.dict(file.catalog.raw("Outlines"))?.raw("First") ?? null];
  const seen = new Set<Dict>();
  while (left.length) {
    const item = file.dict(left.pop()!);
    if (!item || seen.has(item)) continue;
    seen.add(item);
    const title = file.text(item.raw("Title"));
    // Claims and sources are listed by their number or letter.
    const words = bare(title.replace(/^(?:\d+|[A-Z]{1,2}) · /, ""));
    if (!whole.includes(words)) found.push(`the bookmark “${title}” was added; it is not part of the brief`);
    left.push(item.raw("Next"), item.raw("First"));
  }
  return found;
}
