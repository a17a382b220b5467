/** Links, headings and pictures by the structure: what is clicked and heard beside the words. */

import { Structure, type Heard, type LinkElement, type Words } from "./elements";
import { wrongBookmarks } from "./bookmarks";
import { claimsOf } from "./claims";
import { leftOut } from "./leftout";
import { dateOf, objects, strings, text } from "./loose";
import { isObject, partsOf, type Manifest } from "./manifest";
import { MixedLines } from "./mixed";
import { unnumbered } from "./numbers";
import { hex, sha256 } from "./pdf/canon";
import { find, PdfDocument } from "./pdf/document";
import { Dict, Name, Str } from "./pdf/values";
import { wrongLanguages, wrongParts } from "./parts";
import { textsOf } from "./printing";
import type { PrintedPage } from "./print";
import { plainOf, readProse } from "./prose";
import { wrongClaims } from "./stances";
import { hasOwnTheme, readSources, readYaml } from "./sources";
import { hasTrueParents, taggedOf, wrongElements } from "./tagging";
import { bare, inAnyOrder, reversed, runsBackwards, shortened } from "./words";

// A place of the appendix with its page, as notes name it: “A5–6, p. A-2”.
const PLACE = /^[A-Z]{1,2}\d+(?:[–-]\d+)?,\s*\S.*A-\d+$/;
// Points that words may begin beyond the area of their link.
const BEYOND = 9;
const LONGEST_HEADING = 200;
const SIDES = [["asserted_by"], ["denied_by"], ["questioned_by", "only_questioned_by", "only_qualified_by"]];

interface Step {
  proved: string[];
  differs: string[];
}

/** Links, headings, the texts of pictures and bookmarks against the embedded brief; whether these are
 * those that were made. */
export async function checkLinked(
  manifest: Manifest, file: PdfDocument, files: Map<string, Uint8Array>, pages: PrintedPage[], hasItsBookmarks: boolean,
): Promise<Step> {
  const brief = readYaml(files.get("brief.yaml") ?? new Uint8Array());
  if (!brief || !file.catalog.has("StructTreeRoot")) return { proved: [], differs: [] };
  const texts = new Map<string, string>();
  for (const [index, page] of pages.entries()) {
    for (const one of page.marked) texts.set(`${index + 1}/${one.mcid}`, one.text);
  }
  const said = (words: Words[]): string => words.map((one) => texts.get(`${one.page}/${one.mcid}`) ?? "").join("");
  const structure = new Structure(file);
  const label = (page: number): string => manifest.pages[page - 1]?.label ?? `${page} of the file`;
  const isPackaged = !hasOwnTheme(files);
  const isMixed = structure.words.some((one) => runsBackwards(said([one])));
  const differs = [
    ...wrongLinks(manifest, brief, file, structure, pages, said, label),
    ...wrongPictures(brief, manifest, structure),
    ...(await wrongPhotographs(brief, manifest, files, pages)),
    ...(isPackaged ? wrongHeadings(manifest, brief, structure, said) : []),
    ...(isPackaged ? wrongClaims(manifest, brief, structure.heard, said, isMixed) : []),
    ...(isPackaged ? wrongBookmarks(manifest, brief, files, file, structure, said, hasItsBookmarks) : []),
    ...wrongStructure(manifest, brief, files, file, structure, said, isPackaged, isMixed, label),
    ...(isPackaged ? leftOut(manifest, brief, structure.heard, structure.links, marksOf(manifest, brief), said, isMixed) : []),
    ...(isPackaged ? wrongMargins(manifest, brief, pages) : []),
  ];
  return { proved: differs.length ? [] : ["links: each place, note and mark leads somewhere"], differs };
}

function* wrongStructure(
  manifest: Manifest, brief: Record<string, unknown>, files: Map<string, Uint8Array>, file: PdfDocument, structure: Structure,
  said: (words: Words[]) => string, isPackaged: boolean, isMixed: boolean, label: (page: number) => string,
): Generator<string> {
  const elements = taggedOf(file);
  const wrong = [...new Set(wrongElements(file, elements, isPackaged, label))];
  yield* wrong;
  if (!hasTrueParents(file, elements)) yield "the structure leads back from words or links to other elements than theirs";
  if (wrong.length || !isPackaged) return;
  yield* wrongParts(manifest, brief, file, elements, structure.heard, said, isMixed);
  yield* wrongLanguages(manifest, files, file, elements, said, isMixed);
  yield* unnumbered(manifest, brief, [...readSources(manifest, files).values()], elements, structure.heard, said, isMixed);
}

function* wrongLinks(
  manifest: Manifest, brief: Record<string, unknown>, file: PdfDocument, structure: Structure, pages: PrintedPage[],
  said: (words: Words[]) => string, label: (page: number) => string,
): Generator<string> {
  const lines = new Map<number, string[]>();
  const add = (page: number, line: string): void => {
    lines.set(page, [...(lines.get(page) ?? []), line]);
  };
  for (const page of structure.without) add(page, "a link that is not in the structure");
  const led = new Map<string, LinkElement[]>();
  for (const link of structure.links) {
    const words = said(link.words).trim();
    const page = link.areas[0]?.page ?? link.words[0]?.page ?? 1;
    const targets = new Set(link.areas.map((area) => nameOf(file, area.link)));
    if (targets.size !== 1) add(page, `words “${words}” whose link leads nowhere or to two places`);
    else if (!isOnWords(file, link, pages, words)) add(page, `a link that is not on its words “${words}”`);
    for (const target of targets) led.set(target, [...(led.get(target) ?? []), link]);
  }
  // One line of the theme explains what a place looks like.
  const explains = bare(text(labelsOf(manifest)["how_to_read"]));
  const examples = new Set(structure.heard.filter((one) => explains && bare(said(one.words)).startsWith(explains)).flatMap((one) => one.words));
  for (const one of structure.words) {
    const words = said([one]).trim();
    if (!one.isLinked && !examples.has(one) && PLACE.test(words)) add(one.page, `no link on “${words}”, which the brief has there`);
  }
  const isNamed = [...file.leaves(file.dict(file.catalog.raw("Names"))?.raw("Dests") ?? null)].length > 0;
  if (isNamed) {
    for (const note of structure.heard.filter((one) => /^note-\d+$/.test(one.id))) {
      const number = note.id.slice("note-".length);
      const page = note.words[0]?.page ?? structure.links.find((one) => one.within.includes(note.id))?.words[0]?.page ?? 1;
      const leadsBack = (led.get(`call-${number}`) ?? []).some((link) => link.within.includes(note.id));
      const isCalled = (led.get(note.id) ?? []).some((link) => said(link.words).trim() === number && !link.within.includes(note.id));
      if (!leadsBack || !isCalled) add(page, `no link on “${number}”, which the brief has there`);
    }
    for (const [anchor, count] of marksOf(manifest, brief)) {
      const there = (led.get(anchor) ?? []).filter((link) => /^\d+$/.test(said(link.words).trim())).length;
      if (there < count) add(1, `${there} marks that lead to ${anchor}, and the brief has ${count}`);
    }
  }
  for (const [page, own] of [...lines].sort(([a], [b]) => a - b)) {
    const once = [...new Set(own)];
    yield `page ${label(page)} has ${once[0]}${once.length > 1 ? ` (and ${once.length - 1} more)` : ""}`;
  }
}

/** The marks of each claim in what is printed of the brief, by the claim's anchor. */
function marksOf(manifest: Manifest, brief: Record<string, unknown>): Map<string, number> {
  const parts = partsOf(manifest);
  const known = new Map([...claimsOf(brief).keys()].map((id) => [id, 0]));
  const count = (value: unknown, isInline = true): void => {
    for (const one of strings(value)) {
      for (const id of readProse(one, "", isInline).marks) if (known.has(id)) known.set(id, known.get(id)! + 1);
    }
  };
  for (const part of ["summary", "key_points", "changes", "recommendations"]) if (parts.has(part)) count(brief[part]);
  if (parts.has("sections")) for (const section of objects(brief["sections"])) count(section["body"], false);
  return new Map([...known].map(([id, times]) => [`claim-${id}`, times]));
}

function nameOf(file: PdfDocument, link: Dict): string {
  const action = file.dict(link.raw("A"));
  if (!link.has("Dest") && action?.has("URI")) return file.text(action.raw("URI"));
  const place = file.get(link.has("Dest") ? link.raw("Dest") : (action?.raw("D") ?? null));
  if (place instanceof Str || place instanceof Name) return file.text(place);
  return place === null ? "" : "a place without a name";
}

/** Whether the words of a link begin in one of its areas. */
function isOnWords(file: PdfDocument, link: LinkElement, pages: PrintedPage[], words: string): boolean {
  if (!words) return false;
  const starts = link.words.flatMap((one) =>
    (pages[one.page - 1]?.starts ?? []).filter((start) => start.mcid === one.mcid).slice(0, 1).map((start) => ({ ...start, page: one.page })));
  return starts.every(({ x, y, page }) => link.areas.some((area) => {
    if (area.page !== page) return false;
    const [a = 0, b = 0, c = 0, d = 0] = file.array(area.link.raw("Rect")).map((one) => file.number(one) ?? 0);
    return x >= Math.min(a, c) - BEYOND && x <= Math.max(a, c) + BEYOND
      && y >= Math.min(b, d) - BEYOND && y <= Math.max(b, d) + BEYOND;
  }));
}

/** Pictures whose text is not heard, or not in the order of the brief. */
function* wrongPictures(brief: Record<string, unknown>, manifest: Manifest, structure: Structure): Generator<string> {
  if (!partsOf(manifest).has("sections")) return;
  const wanted = objects(brief["sections"]).flatMap((section) => readProse(text(section["body"]), "").pictures).map(bare).filter(Boolean);
  const heard = structure.heard.filter((one) => one.kind === "Figure" && one.alternative !== null).map((one) => bare(one.alternative!));
  const left = [...heard];
  for (const one of wanted) {
    const at = left.indexOf(one);
    if (at < 0) yield `a picture whose text is “${one}” is not heard (Alt)`;
    else left.splice(at, 1);
  }
  const known = new Set(wanted);
  const order = heard.filter((one) => known.has(one));
  if (order.length === wanted.length && order.join("\n") !== wanted.join("\n") && [...order].sort().join("\n") === [...wanted].sort().join("\n")) {
    yield "the texts of pictures are heard in another order (Alt)";
  }
}

/** Headings that are read aloud as another text, paragraphs as headings, and heads of sides that
 * have changed places. */
function* wrongHeadings(
  manifest: Manifest, brief: Record<string, unknown>, structure: Structure, said: (words: Words[]) => string,
): Generator<string> {
  const labels = labelsOf(manifest);
  const isMixed = structure.words.some((one) => runsBackwards(said([one])));
  const headings = new Set(structure.heard.filter((one) => /^H[1-6]$/.test(one.kind)).map((one) => heardAs(said(one.words), isMixed)));
  for (const wanted of headingsOf(manifest, brief)) {
    if (!headings.has(heardAs(wanted, isMixed))) yield `“${shortened(wanted)}” is not heard as a heading`;
  }
  const parts = [...textsOf(brief, partsOf(manifest))].filter(({ what }) => !what.startsWith("the heading"));
  const typed = new Set(parts.flatMap(({ pieces }) => pieces).map(bare));
  const prose = [...typed].join("\n");
  const inBodies = objects(brief["sections"]).flatMap((section) => readProse(text(section["body"]), "").headings);
  const plain = new Set([...headingsOf(manifest, brief), ...inBodies, ...Object.values(labels)].map((one) => heardAs(text(one), isMixed)));
  const levels = new Map<string, Set<string>>();
  const level = (words: unknown, kind: string): void => {
    const key = heardAs(text(words), isMixed);
    levels.set(key, (levels.get(key) ?? new Set()).add(kind));
  };
  level(plainOf(text(brief["title"])), "H1");
  for (const section of objects(brief["sections"])) level(plainOf(text(section["heading"])), "H2");
  for (const one of Object.values(labels)) level(one, "H2");
  for (const { number, wording } of claimsOf(brief).values()) level(`${number}${wording}`, "H3");
  for (const one of inBodies) level(one, "H3");
  const theirs = (manifest.words ?? []).map(bare).join("\n");
  const none = bare(text(labels["none"]));
  for (const one of structure.heard) {
    const own = bare(said(one.words));
    const isHeading = /^H[1-6]$/.test(one.kind);
    const known = levels.get(heardAs(own, isMixed));
    if (isHeading && known && !known.has(one.kind) && !/^[A-Z]{1,2}\d+$/.test(one.id) && !isOfSource(one, structure)) {
      yield `“${shortened(said(one.words))}” is heard as a heading of another level`;
    }
    const isTheirs = isLabel(own, labels) && (isHeading || one.kind === "TH" || own === none);
    // A cell of the brief may have the word of a label.
    if (isTheirs && !isMixed && !typed.has(own) && !theirs.includes(own) && ![...headingsOf(manifest, brief), ...inBodies].some((wanted) => bare(wanted) === own)) {
      yield `“${shortened(said(one.words))}” is neither the brief's nor in the manifest's list of the theme's words`;
    }
    if (isHeading && /^[A-Z]{1,2}\d+$/.test(one.id) && isSentence(said(one.words))) {
      yield `“${shortened(said(one.words))}” is heard as a heading, and is none`;
    }
    if (isHeading && own && !plain.has(heardAs(own, isMixed)) && (/^par-/.test(one.id) || prose.includes(own) || (/^H[1-6]$/.test(one.kind) && isLong(own, labels)))) {
      if (!/^[A-Z]{1,2}\d+$/.test(one.id) && !isOfSource(one, structure)) yield `“${shortened(said(one.words))}” is heard as a heading, and is none`;
    }
  }
  const order = structure.heard.filter((one) => one.kind === "TH").map((one) => bare(said(one.words)))
    .map((head) => SIDES.findIndex((names) => names.some((name) => head && head === bare(text(labels[name])))))
    .filter((side) => side >= 0);
  if (order.some((side, at) => side !== at % SIDES.length)) yield "the heads of the sides of a claim have changed places";
}

/** A text as it is compared: in any order where words run both ways. */
function heardAs(words: string, isMixed: boolean): string {
  return isMixed ? inAnyOrder(bare(words)) : bare(words);
}

function isLabel(own: string, labels: Record<string, unknown>): boolean {
  return Object.values(labels).some((one) => own && bare(text(one)) === own);
}

/** Whether a paragraph of a source is no heading: it is long, or ends as a sentence does. */
function isSentence(words: string): boolean {
  const one = words.trim();
  return one.length > LONGEST_HEADING || /[.!?…。．]["”’»)]*$/u.test(one);
}

function isLong(own: string, labels: Record<string, unknown>): boolean {
  return Object.values(labels).some((one) => bare(text(one)).length > 20 && own.includes(bare(text(one))));
}

/** Whether a heading is a source's reference: in the appendix, before its paragraphs. */
function isOfSource(one: Heard, structure: Structure): boolean {
  const at = structure.heard.indexOf(one);
  return structure.heard.slice(at + 1, at + 6).some((next) => /^[A-Z]{1,2}\d+$/.test(next.id));
}

function headingsOf(manifest: Manifest, brief: Record<string, unknown>): string[] {
  const parts = partsOf(manifest);
  const found = parts.has("masthead") ? [plainOf(text(brief["title"]))] : [];
  if (parts.has("sections")) found.push(...objects(brief["sections"]).map((section) => plainOf(text(section["heading"]))));
  if (parts.has("claims")) {
    found.push(...objects(brief["claims"]).map((claim, index) => `${index + 1}${plainOf(text(claim["claim"] ?? claim["question"]))}`));
  }
  return found.filter(Boolean);
}

/** Whether a picture is a JPEG that is printed as it is: one that says which side is up is turned, and
 * one in the colours of a press (CMYK) gets those of a screen; both are written anew. */
function isPhotograph(data: Uint8Array): boolean {
  const isJpeg = data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff;
  if (!isJpeg || find(data, "Exif\0\0", 0) >= 0) return false;
  for (let at = 2; data[at] === 0xff;) {
    const marker = data[at + 1] ?? 0;
    // The markers that begin size and colours.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return data[at + 9] !== 4;
    at += marker === 0xff ? 1 : 2 + (data[at + 2] ?? 0) * 256 + (data[at + 3] ?? 0);
  }
  return true;
}

/** Photographs (JPEG) that are printed otherwise than they are in the evidence. */
async function wrongPhotographs(
  brief: Record<string, unknown>, manifest: Manifest, files: Map<string, Uint8Array>, pages: PrintedPage[],
): Promise<string[]> {
  if (!partsOf(manifest).has("sections")) return [];
  const bodies = objects(brief["sections"]).map((section) => text(section["body"])).join("\n");
  const printed = new Set(pages.flatMap((page) => page.pictures));
  const differs: string[] = [];
  for (const [name, data] of files) {
    const own = name.split("/").at(-1)!;
    if (!name.startsWith("briefs/") || !isPhotograph(data) || !bodies.includes(own)) continue;
    if (!printed.has(hex(await sha256(data)))) differs.push(`the picture ${name} is printed otherwise than it is in the evidence`);
  }
  const isSaid = pages.some((page, index) => page.pictures.join() !== manifest.pages[index]?.pictures.join());
  return isSaid ? [] : differs;
}

/** Heads and feet with the number of another page, or without the brief's marking. */
function* wrongMargins(
  manifest: Manifest, brief: Record<string, unknown>, pages: PrintedPage[],
): Generator<string> {
  const labels = labelsOf(manifest);
  const [before, between] = [bare(text(labels["page"])), bare(text(labels["page_of"]))];
  const body = manifest.pages.filter((page) => !page.label.startsWith("A-")).length;
  const onEach = [manifest.fingerprint.slice(0, 10), text(brief["marking"]), dateOf(labels, text(brief["date"]), manifest.document.language)];
  const titles = runningTitles(plainOf(text(brief["title"])));
  for (const [index, page] of pages.entries()) {
    const label = manifest.pages[index]?.label ?? String(index + 1);
    const words = bare(page.artifacts.join(" "));
    const found = numberOn(words, before, between);
    const count = index < body ? body : pages.length - body;
    if (before && between && !found && !runsBackwards(words)) yield `page ${label} does not have its number at its head or foot`;
    if (before && between && found && (found[0] !== label || found[1] !== String(count))) {
      yield `page ${label} says that it is page ${found[0]} of ${found[1]}`;
    }
    const isThere = (one: string): boolean => words.includes(bare(one))
      || (runsBackwards(words) && new MixedLines([words], bare).firstMissing([one]) < 0);
    if (index && !titles.some(isThere)) yield `page ${label} does not have the title at its head`;
    for (const one of onEach) {
      if (!isThere(one)) yield `page ${label} does not have “${one}” at its head or foot`;
    }
  }
}

/** A title as it may be at the head of a page, where there is no room for all of it. */
function runningTitles(title: string): string[] {
  const signs = [...title.trim()];
  return [title, ...signs.map((_, index) => `${signs.slice(0, signs.length - index).join("").replace(/[ ,;:–—]+$/, "")}…`)];
}

/** The number of a page and of all pages, as a head or foot has them between two labels. */
function numberOn(words: string, before: string, between: string): [string, string] | null {
  if (runsBackwards(between)) {
    const turned = new RegExp(`(\\d+)${escaped(reversed(between))}((?:A-)?\\d+)`).exec(words);
    return turned && [turned[2]!, turned[1]!];
  }
  const found = new RegExp(`(?:${escaped(before)}(?=\\d)|(?=A-))((?:A-)?\\d+)${escaped(between)}(\\d+)`).exec(words);
  return found && [found[1]!, found[2]!];
}

function labelsOf(manifest: Manifest): Record<string, unknown> {
  const { labels } = manifest.inputs;
  return isObject(labels) ? labels : {};
}

function escaped(plain: string): string {
  return plain.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
