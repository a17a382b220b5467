/** The structure against the brief: a packaged theme has its lists, tables, block quotations and captions
 * as such, and says where words are in another language. */

import type { Heard, Words } from "./elements";
import { claimsOf } from "./claims";
import { objects, strings, text } from "./loose";
import { isObject, type Manifest } from "./manifest";
import { listed, readBlocks, tabled } from "./markdown/blocks";
import { Flow } from "./markdown/flow";
import { readInlines } from "./markdown/inlines";
import type { PdfDocument } from "./pdf/document";
import { core } from "./printing";
import { readSources, readYaml } from "./sources";
import type { Tagged } from "./tagging";
import { bare, shortened } from "./words";


type Brief = Record<string, unknown>;

/** A line for each kind of thing of which the structure has others than the brief. */
export function* wrongParts(
  manifest: Manifest, brief: Brief, file: PdfDocument, elements: Tagged[], heard: Heard[], said: (words: Words[]) => string,
  isMixed: boolean,
): Generator<string> {
  const parts = partsOf(manifest);
  const bodies = parts.has("sections") ? objects(brief["sections"]).map((section) => readBlocks(text(section["body"]))) : [];
  const wanted = bodies.flatMap((body) => body.parts);
  for (const [part, isNumbered] of [["key_points", true], ["changes", false], ["recommendations", true]] as const) {
    const count = parts.has(part) ? strings(brief[part]).length : 0;
    if (count) wanted.push(listed(isNumbered, count));
  }
  const lists = elements.filter((one) => one.kind === "L")
    .map((one) => listed(file.name(file.dict(one.own.raw("A"))?.raw("ListNumbering") ?? null) === "Decimal", one.inner.length));
  const hasChanges = isObject(manifest.inputs["replaces"]) || "replaces" in manifest.inputs;
  if (!hasChanges && !same(lists, wanted.filter((one) => one.startsWith("list")))) yield "the structure has other lists than the brief";
  const tables = elements.filter((one) => one.kind === "Table").map(shapeOf);
  const left = [...tables];
  const typed = wanted.filter((one) => one.startsWith("table"));
  const isThere = typed.every((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  if (!isThere || left.length !== tablesOfClaims(manifest, brief, elements)) yield "the structure has other tables than the brief";
  if (isMixed) return; // of words that run both ways the order is not known
  const quoted = heard.filter((one) => one.around.includes("BlockQuote") && !one.around.includes("Note") && one.kind !== "Note");
  const pieces = bodies.flatMap((body) => body.leaves.filter((leaf) => leaf.quotation)
    .map((leaf) => (leaf.kind === "code" ? [leaf.content] : new Flow(readInlines(leaf.content, body)).pieces).map(own).filter(Boolean)));
  const words = quoted.map((one) => own(said(one.words))).join("\n");
  const known = pieces.flat();
  const isOther = (one: Heard): boolean => !pieces.some((piece) => !piece.length)
    && one.around.at(-1) === "BlockQuote" && one.kind === "P" && !known.some((piece) => own(said(one.words)).includes(piece));
  if (known.some((piece) => !words.includes(piece)) || quoted.some(isOther)) yield "the structure has other block quotations than the brief";
}

function own(words: string): string {
  return core(words).replaceAll("-", "");
}

function same(some: string[], others: string[]): boolean {
  return [...some].sort().join("\n") === [...others].sort().join("\n");
}

function shapeOf(table: Tagged): string {
  const [head, ...body] = table.inner;
  return tabled(head?.inner[0]?.inner.length ?? 0, body.reduce((sum, part) => sum + part.inner.length, 0));
}

/** How many tables the claims and the card are: a theme has each claim in one, or as a list. */
function tablesOfClaims(manifest: Manifest, brief: Brief, elements: Tagged[]): number {
  const parts = partsOf(manifest);
  const claims = claimsOf(brief).size;
  const isListed = elements.some((one) => one.kind === "Art" && one.id.startsWith("claim-"));
  const hasCard = elements.some((one) => one.id === "card");
  const { options } = manifest.inputs;
  const isLarge = isObject(options) && options["large_print"] === true;
  return (parts.has("claims") && !isListed ? claims : 0) + (hasCard && claims ? (isLarge ? claims : 1) : 0);
}

// --- Languages --------------------------------------------------------------------

/** A line for each element whose language is another than that of its words. */
export function* wrongLanguages(
  manifest: Manifest, files: Map<string, Uint8Array>, file: PdfDocument, elements: Tagged[], said: (words: Words[]) => string,
  isMixed: boolean,
): Generator<string> {
  const usual = manifest.document.language;
  const catalogue = readYaml(files.get("sources.yaml") ?? new Uint8Array());
  const languages = new Map(objects(catalogue?.["references"]).map((one) => [text(one["id"]), text(one["language"])]));
  const sources = [...readSources(manifest, files).values()].map((source) => ({ ...source, language: languages.get(source.id) ?? "" }));
  const { labels } = manifest.inputs;
  const ours = ["cited_in", "omitted"].map((name) => bare(text(isObject(labels) ? labels[name] : ""))).filter(Boolean);
  const left = sources.map((one) => one.language).filter((one) => one && one !== usual);
  for (const one of elements) {
    const [, letter] = /^([A-Z]{1,2})\d+$/.exec(one.id) ?? [];
    const source = letter && sources.find((other) => other.letter === letter);
    if (source && (languageOf(file, one) || usual) !== (source.language || usual)) yield `${one.id} is not heard in the language of its source`;
    if (!one.own.has("Lang")) continue;
    const language = file.text(one.own.raw("Lang"));
    const words = said(marksOf(one).map((mark) => ({ ...mark, isLinked: false })));
    const above = languageOf(file, one.around) || usual;
    const at = one.kind === "Div" && one.around?.kind === "Art" ? left.indexOf(language) : -1;
    if (at >= 0) left.splice(at, 1);
    else if (language === usual && above !== usual) {
      if (!ours.some((label) => bare(words).includes(label))) yield heard(words, language);
    } else if (one.kind !== "Span" || !isOf(isMixed, sources.filter((source) => source.language === language), words)) yield heard(words, language);
  }
}

/** Whether words may be those of one of some sources. */
function isOf(isMixed: boolean, sources: { embedded: string; paragraphs: (string | null)[] }[], words: string): boolean {
  return sources.some(({ embedded, paragraphs }) => isMixed || embedded === "none" || paragraphs.some((one) => one !== null && own(one).includes(own(words))));
}

function marksOf(one: Tagged): { page: number; mcid: number }[] {
  return [...one.marks, ...one.inner.filter((kid) => !kid.own.has("Lang")).flatMap(marksOf)];
}

function languageOf(file: PdfDocument, one: Tagged | null): string {
  return !one ? "" : one.own.has("Lang") ? file.text(one.own.raw("Lang")) : languageOf(file, one.around);
}

function heard(words: string, language: string): string {
  return `“${shortened(words)}” is heard in another language (${language})`;
}

function partsOf(manifest: Manifest): Set<string> {
  const { layout } = manifest.inputs;
  return new Set(isObject(layout) ? text(layout["parts"]).split(",") : []);
}
