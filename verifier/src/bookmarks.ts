/** The bookmarks: each heading has its own, in their order, and leads to it. Those between are a
 * reader's. */

import type { Structure, Words } from "./elements";
import { objects, text } from "./loose";
import { isObject, type Manifest } from "./manifest";
import type { PdfDocument } from "./pdf/document";
import { Dict, Name, Ref, Str, type Value } from "./pdf/values";
import { plainOf, readProse } from "./prose";
import { readSources } from "./sources";
import { bare, lettersOf, runsBackwards } from "./words";

export const OTHER_BOOKMARKS = "the bookmarks differ from those that were made";

interface Bookmark {
  title: string;
  page: number;
  level: number;
}

export function* wrongBookmarks(
  manifest: Manifest, brief: Record<string, unknown>, files: Map<string, Uint8Array>, file: PdfDocument, structure: Structure,
  said: (words: Words[]) => string, areThoseMade: boolean,
): Generator<string> {
  const isMixed = structure.words.some((one) => runsBackwards(said([one])));
  const known = (words: string): string => (isMixed ? lettersOf(words) : bare(words));
  const found = bookmarksOf(file);
  let at = 0;
  const all = [...wantedOf(manifest, brief, files, structure, said, known)];
  let isKnown = areThoseMade || found.length > all.length;
  for (const wanted of all) {
    const isTitle = ({ title }: Bookmark): boolean => wanted.titles.some((one) => known(one) === known(title) || isSameTitle(one, title));
    const place = found.findIndex((one, index) => index >= at && one.page === wanted.page && one.level === wanted.level && isTitle(one));
    const same = found.filter(isTitle);
    isKnown ||= place < 0;
    if (place >= 0) at = place + 1;
    else if (!same.length) yield `the bookmark “${wanted.titles[0]}” is missing`;
    else if (same.some((one) => one.page === wanted.page)) yield `the bookmark “${wanted.titles[0]}” is in another place`;
    else yield `the bookmark “${wanted.titles[0]}” leads to another page than that of its heading`;
  }
  if (!isKnown) yield OTHER_BOOKMARKS;
}

/** The bookmark of each heading but those of the sources; a source's has that of one of them. */
function* wantedOf(
  manifest: Manifest, brief: Record<string, unknown>, files: Map<string, Uint8Array>, structure: Structure,
  said: (words: Words[]) => string, known: (words: string) => string,
): Generator<{ titles: string[]; page: number; level: number }> {
  const titles = new Map<string, string>();
  const nearly = new Map<string, string>(); // by the words without numbers, as those of notes
  for (const section of objects(brief["sections"])) {
    // Of a heading's notes print has the numbers.
    for (const heading of readProse(text(section["body"]), "").headings) nearly.set(without(known(heading)), heading);
  }
  for (const [index, claim] of objects(brief["claims"]).entries()) {
    const wording = plainOf(text(claim["claim"] ?? claim["question"]));
    const title = `${index + 1} · ${wording}`;
    titles.set(known(`${index + 1} ${wording}`), title);
    nearly.set(without(known(wording)), title);
  }
  // Of a link in a heading print has the place, “(¶ 1, p. 3)”, and its bookmark has not.
  const { labels } = manifest.inputs;
  const page = `, ${text(isObject(labels) ? labels["page_abbreviation"] : "")} `;
  const unplaced = (words: string): string => words.replace(/ \([^()]*\)/g, (place) => (place.includes(page) ? "" : place));
  const ofSources = [...readSources(manifest, files).values()].map(({ letter, title }) => `${letter} · ${plainOf(title)}`);
  for (const one of structure.heard) {
    const [first] = one.words;
    if (!/^H[1-6]$/.test(one.kind) || !first || /^[A-Z]{1,2}\d+$/.test(one.id)) continue;
    const words = said(one.words).replace(/\s+/g, " ").trim();
    const isSource = one.around.at(-1) === "Art" && !one.within.some((id) => id.startsWith("claim-"));
    const title = titles.get(known(words)) ?? nearly.get(without(known(words))) ?? words;
    if (!isSource && !title) continue; // a note or a picture alone has no words
    const own = isSource ? ofSources : [title, words, unplaced(words)];
    yield { titles: own, page: first.page, level: Number(one.kind.slice(1)) - 1 };
  }
}

/** Whether a source's title is the same but for its quotation marks, which print turns, and the
 * marks for raised and slanted letters. */
function isSameTitle(typed: string, printed: string): boolean {
  const plain = (words: string): string => bare(words).replace(/<\/?[a-z]+>/g, "").replace(/["'\u2018-\u201f\u00ab\u00bb\u2039\u203a]/g, "");
  return /^[A-Z]+ · /.test(typed) && plain(typed) === plain(printed);
}

/** Words without numbers. */
function without(words: string): string {
  return words.replace(/\d/g, "");
}

function bookmarksOf(file: PdfDocument): Bookmark[] {
  const pages = new Map(file.pages.map((page, index) => [page.num, index + 1]));
  const places = new Map(file.leaves(file.dict(file.catalog.raw("Names"))?.raw("Dests") ?? null));
  const left: [Value, number][] = [[file.dict(file.catalog.raw("Outlines"))?.raw("First") ?? null, 0]];
  const seen = new Set<Dict>();
  const found: Bookmark[] = [];
  while (left.length) {
    const [value, level] = left.pop()!;
    const item = file.dict(value);
    if (!item || seen.has(item)) continue;
    seen.add(item);
    let place = file.get(item.has("Dest") ? item.raw("Dest") : (file.dict(item.raw("A"))?.raw("D") ?? null));
    if (place instanceof Str || place instanceof Name) place = file.get(places.get(file.text(place)) ?? null);
    if (place instanceof Dict) place = file.get(place.raw("D"));
    const [first] = Array.isArray(place) ? place : [];
    found.push({ title: file.text(item.raw("Title")), page: first instanceof Ref ? (pages.get(first.num) ?? 0) : 0, level });
    left.push([item.raw("Next"), level], [item.raw("First"), level + 1]);
  }
  return found;
}

/** The letters and digits of words that may run both ways, in one order. */
