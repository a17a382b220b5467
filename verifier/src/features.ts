/** What a PDF of ours never has, by name and page; and what a reader may add. */

import { annotationsOf, contentOf, namesIn } from "./pdf/canon";
import { Font } from "./pdf/fonts";
import { PdfDocument, type Page } from "./pdf/document";
import { Parser } from "./pdf/parser";
import { Dict, latin1, Name, PdfError, Ref, Stream, type Value } from "./pdf/values";
import { misused } from "./marks";

const MARKS = new Set(["Text", "Highlight", "Underline", "Squiggly", "StrikeOut", "Ink", "Caret", "Popup"]);
const LINK = new Set(["Type", "Subtype", "Rect", "BS", "Contents", "Dest", "A", "StructParent", "F", "P", "NM", "M"]);
const OF_CATALOG: Record<string, string> = {
  OpenAction: "an action when the file is opened",
  AA: "actions of the document",
  OCProperties: "optional content (layers)",
  Collection: "a portfolio",
  URI: "a base for its links",
  Threads: "article threads",
  Requirements: "requirements of a viewer",
};
// Preferences of a viewer that leave out a part of what is shown or printed, or repeat it.
const PREFERENCES = ["NumCopies", "PrintArea", "PrintClip", "PrintPageRange", "ViewArea", "ViewClip"];
const OF_PAGE: Record<string, string> = {
  AA: "an action of the page",
  UserUnit: "a unit of its own",
  Trans: "a transition",
  VP: "viewports",
  AF: "files of its own",
  Thumb: "a picture of itself",
  PresSteps: "steps of a presentation",
  Dur: "a time after which it turns",
};
const OF_STATE: Record<string, string> = {
  SMask: "a soft mask", TR: "a transfer function", TR2: "a transfer function", HT: "a halftone of its own", BM: "a blend mode",
};
const OF_PICTURE: Record<string, string> = {
  Alternates: "a second picture", Decode: "other colours", OPI: "a second picture", Mask: "a mask over a picture",
};
const FONTS = new Set(["Type0", "Type1", "MMType1", "TrueType"]);
const HEARD = ["E", "Alt", "Lang"];
const READ = "words that are read otherwise than they are printed (ActualText)";
const TOLD = "words that are heard otherwise than they are printed (E, Alt, Lang)";
const HOW_DEEP = 12;

export interface Features {
  refused: string[];
  marks: string[];
}

/** What a file has that none of ours has; `label` names a page, from 1. */
export function featuresOf(file: PdfDocument, label: (page: number) => string): Features {
  const refused = [...ofDocument(file)];
  const marks: string[] = [];
  const looked = new Set<Dict>();
  for (const [index, page] of file.pages.entries()) {
    const where = `page ${label(index + 1)}`;
    // Pages may share what they draw with: what is wrong with it is wrong with those that name it,
    // and, where none does, with the first that has it.
    const own = new Set<Dict>();
    const found = [...ofPage(file, page), ...ofResources(file, page.dict.raw("Resources"), HOW_DEEP, own, namesIn(contentOf(file, page)))];
    for (const one of own) looked.add(one);
    for (const what of new Set(found)) refused.push(`${where} has ${what}`);
    const counted = new Map<string, number>();
    for (const annotation of annotationsOf(file, page)) {
      const kind = file.name(annotation.raw("Subtype")) || "?";
      if (MARKS.has(kind)) {
        for (const what of misused(file, annotation, kind)) refused.push(`${where} has ${what}`);
        if (kind !== "Popup" || annotation.has("Contents") || annotation.has("AP")) counted.set(kind, (counted.get(kind) ?? 0) + 1);
      } else if (kind === "Widget" && file.name(annotation.raw("FT")) === "Sig") {
        if (annotation.has("AP")) counted.set("Signature", (counted.get("Signature") ?? 0) + 1);
      } else if (kind === "Link") {
        for (const what of ofLink(file, annotation)) refused.push(`${where} has ${what}`);
      } else refused.push(`${where} has an annotation of a kind that we never make (${kind})`);
    }
    for (const [kind, count] of counted) {
      const were = count === 1 ? "mark was" : "marks were";
      marks.push(`${count} ${were} added on ${where} (${kind}); it is not part of the brief`);
    }
    const turned = (((file.number(page.dict.raw("Rotate")) ?? 0) % 360) + 360) % 360;
    if (turned) marks.push(`${where} is turned by ${turned} degrees`);
  }
  for (const [index, page] of file.pages.entries()) {
    for (const what of ofResources(file, page.dict.raw("Resources"), HOW_DEEP, looked)) refused.push(`page ${label(index + 1)} has ${what}`);
  }
  return { refused, marks };
}

function* ofDocument(file: PdfDocument): Generator<string> {
  const { catalog } = file;
  for (const [key, what] of Object.entries(OF_CATALOG)) if (catalog.has(key)) yield `the file has ${what}`;
  const preferences = file.dict(catalog.raw("ViewerPreferences"));
  for (const key of PREFERENCES) if (preferences?.has(key)) yield `the file has a preference that changes what is shown or printed (${key})`;
  if (file.dict(catalog.raw("MarkInfo"))?.keys.some((key) => key !== "Marked")) yield "the file has doubts in its structure (MarkInfo)";
  for (const key of file.dict(catalog.raw("Names"))?.keys ?? []) {
    if (key !== "Dests" && key !== "EmbeddedFiles") yield `the file has ${key} in its names`;
  }
  const form = file.dict(catalog.raw("AcroForm"));
  const fields = file.array(form?.raw("Fields") ?? null).map((field) => file.dict(field));
  if (form?.has("XFA") || fields.some((field) => file.name(field?.raw("FT") ?? null) !== "Sig")) {
    yield "the file has a form";
  }
  yield* ofBookmarks(file, file.dict(catalog.raw("Outlines"))?.raw("First") ?? null);
  yield* writtenTwice(file);
}

function* ofBookmarks(file: PdfDocument, first: Value): Generator<string> {
  const left = [first];
  const seen = new Set<Dict>();
  while (left.length) {
    const item = file.dict(left.pop()!);
    if (!item || seen.has(item)) continue;
    seen.add(item);
    const action = file.dict(item.raw("A"));
    if ((action && (file.name(action.raw("S")) !== "GoTo" || action.has("Next"))) || item.has("SE")) {
      yield `the bookmark “${file.text(item.raw("Title"))}” has an action`;
    }
    left.push(item.raw("Next"), item.raw("First"));
  }
}

/** What two programs may read in two ways: a key that is written twice, values divided by a NUL. */
function writtenTwice(file: PdfDocument): Set<string> {
  const found = new Set<string>();
  const look = (value: Value): void => {
    const dict = value instanceof Stream ? value.dict : value;
    if (Array.isArray(dict)) dict.forEach(look);
    else if (dict instanceof Dict) {
      for (const key of dict.twice) found.add(`the file has a dictionary that says /${key} twice`);
      if (dict.hasNul) found.add("the file has a dictionary with a NUL between its values, which programs read in two ways");
      for (const entry of dict.entries.values()) look(entry);
    }
  };
  for (const num of file.numbers) {
    try {
      look(file.get(new Ref(num, 0)));
    } catch (error) {
      if (!(error instanceof PdfError)) throw error; // nothing needs it
    }
  }
  return found;
}

function* ofPage(file: PdfDocument, page: Page): Generator<string> {
  for (const [key, what] of Object.entries(OF_PAGE)) if (page.dict.has(key)) yield what;
  const box = (key: string): string => file.array(page.dict.raw(key)).map((one) => file.number(one)).join(" ");
  if (page.dict.has("CropBox") && box("CropBox") !== box("MediaBox")) yield "a crop box";
  yield* ofContent(file, contentOf(file, page), page.dict.raw("Resources"));
}

function* ofContent(file: PdfDocument, content: Uint8Array, resources: Value): Generator<string> {
  const parser = new Parser(content);
  for (const [operator, given] of parser.operations()) {
    const last = given.at(-1);
    // Text that is not shown, or to which all that follows is cut.
    if (operator === "Tr" && Number(last) >= 3) yield "invisible text";
    if (operator === "BDC" || operator === "DP") {
      const named = last instanceof Name
        ? file.dict(file.dict(file.dict(resources)?.raw("Properties") ?? null)?.raw(last.value) ?? null) : last;
      if (named instanceof Dict) {
        if (named.has("ActualText") && !isOfScript(file.text(named.raw("ActualText")))) yield READ;
        if (HEARD.some((key) => named.has(key))) yield TOLD;
      }
      const [tag] = given;
      if (tag instanceof Name && tag.value === "OC") yield "optional content (layers)";
    }
    if (operator === "ID") {
      const end = latin1(content.subarray(parser.at)).search(/\sEI(?!\S)/);
      parser.at = end < 0 ? content.length : parser.at + end + 3;
    }
  }
}

/** Whether this is a cluster of a script that combines: only there our own say their text. Of Latin, Greek or
 * Cyrillic that is one letter with its accents. */
function isOfScript(text: string): boolean {
  const letters = text.match(/(?=[\u0000-\u058f\u1e00-\u1fff])[\p{L}\p{N}]/gu) ?? [];
  const isAccented = /\p{M}/u.test(text.normalize("NFD"));
  return /[^\u0000-\u02ff]/.test(text) && (!letters.length || (letters.length === 1 && isAccented));
}

/** What is wrong with resources that are not `known`; of all, or of those in `names`. */
function* ofResources(
  file: PdfDocument, resources: Value, levels: number, known: Set<Dict>, names: Set<string> | null = null,
): Generator<string> {
  if (!levels) {
    yield "drawings within drawings beyond any use";
    return;
  }
  const groups = file.dict(resources);
  if (file.dict(groups?.raw("ColorSpace") ?? null)?.keys.some((key) => key.startsWith("Default"))) {
    yield "a colour space that changes the colours of others";
  }
  for (const kind of groups?.keys ?? []) {
    const entries = file.get(groups!.raw(kind));
    if (!(entries instanceof Dict)) continue;
    for (const name of entries.keys) {
      if (!names || names.has(latin1(new TextEncoder().encode(name)))) yield* ofResource(file, kind, entries.raw(name), levels, known);
    }
  }
}

function* ofResource(
  file: PdfDocument, kind: string, value: Value, levels: number, known: Set<Dict>,
): Generator<string> {
  const entry = file.dict(value);
  if (!entry || known.has(entry)) return;
  known.add(entry);
  const subtype = file.name(entry.raw("Subtype"));
  if (entry.has("OC") || ["OCG", "OCMD"].includes(file.name(entry.raw("Type")))) yield "optional content (layers)";
  if (kind === "Properties" && entry.has("ActualText")) yield READ;
  if (kind === "Properties" && HEARD.some((key) => entry.has(key))) yield TOLD;
  if (kind === "Font" && subtype === "Type3") yield "a font made of drawings (Type 3)";
  else if (kind === "Font" && !FONTS.has(subtype)) yield "a font of an unknown kind";
  else if (kind === "Font" && new Font(file, entry).hasSilentLetters) yield "letters that are read as white space or as nothing";
  if (kind === "ExtGState") {
    for (const [key, what] of Object.entries(OF_STATE)) {
      if (!entry.has(key)) continue;
      const found = file.get(entry.raw(key));
      if (found instanceof Name && ["None", "Normal", "Identity", "Default"].includes(found.value)) continue;
      const group = found instanceof Dict ? file.get(found.raw("G")) : null;
      if (!(group instanceof Stream) || showsText(file, group)) yield what;
    }
  }
  const stream = file.get(value);
  if (kind === "Pattern" && stream instanceof Stream && showsText(file, stream)) yield "a pattern with words";
  if (subtype === "Image") {
    for (const [key, what] of Object.entries(OF_PICTURE)) if (entry.has(key)) yield what;
  }
  if ((subtype === "Form" || kind === "Pattern") && stream instanceof Stream) {
    const own = entry.raw("Resources");
    yield* ofContent(file, file.data(stream), own);
    if (own !== null) yield* ofResources(file, own, levels - 1, known);
  }
}

function showsText(file: PdfDocument, stream: Stream): boolean {
  return /T[jJ]/.test(latin1(file.data(stream)));
}

function* ofLink(file: PdfDocument, link: Dict): Generator<string> {
  const extra = link.keys.filter((key) => !LINK.has(key)).sort();
  if (extra.length) yield `a link with more than ours have (${extra.join(", ")})`;
  const action = file.dict(link.raw("A"));
  if (action?.keys.length) {
    const kind = file.name(action.raw("S"));
    if (kind !== "URI" && kind !== "GoTo") yield `a link with an action that we never make (${kind})`;
    if (action.has("Next")) yield "a link with a second action";
    if (link.has("Dest")) yield "a link that leads to two places";
  }
  const wide = file.dict(link.raw("BS"))?.raw("W") ?? 0;
  if (file.number(wide) !== 0) yield "a link with a border";
}

// --- Attachments ----------------------------------------------------------------

const OF_ENTRY = new Set(["Type", "F", "UF", "EF", "Desc", "AFRelationship"]);

/** The files that a PDF carries by name, and a line for each that two programs might take for
 * two different ones. */
export function attachmentsOf(file: PdfDocument): { files: Map<string, Uint8Array>; refused: string[] } {
  const files = new Map<string, Uint8Array>();
  const refused = new Set<string>();
  const names = file.dict(file.catalog.raw("Names"));
  for (const [name, value] of file.leaves(names?.raw("EmbeddedFiles") ?? null)) {
    if (files.has(name)) refused.add(`two attachments are called ${name}`);
    const entry = file.dict(value) ?? new Dict();
    const embedded = file.dict(entry.raw("EF")) ?? new Dict();
    if (file.text(entry.raw("F")) !== name || file.text(entry.raw("UF")) !== name) {
      refused.add(`the attachment ${name} has other names beside its own`);
    }
    if (entry.keys.some((key) => !OF_ENTRY.has(key)) || embedded.keys.some((key) => key !== "F" && key !== "UF")) {
      refused.add(`the attachment ${name} has more than one file`);
    }
    if (file.text(entry.raw("Desc")) !== `Evidence: ${name}`) {
      refused.add(`the attachment ${name} is described in other words`);
    }
    const [one, other] = [contentFrom(file, embedded, "F"), contentFrom(file, embedded, "UF")];
    if (!one || !other || !equal(one, other)) {
      refused.add(`the attachment ${name} is one file by /F and another by /UF`);
    }
    files.set(name, other ?? one ?? new Uint8Array());
  }
  const associated = file.array(file.catalog.raw("AF")).map((entry) => file.dict(entry) ?? new Dict());
  // A copy may have lost them all, which changes no file.
  const same = !file.catalog.has("AF") || (associated.length === files.size && associated.every((entry) => {
    const listed = files.get(file.text(entry.raw("UF")));
    const content = contentFrom(file, file.dict(entry.raw("EF")) ?? new Dict(), "UF");
    return listed && content && equal(listed, content);
  }));
  if (!same) refused.add("the files associated with the document (/AF) are not its attachments");
  return { files, refused: [...refused] };
}

function contentFrom(file: PdfDocument, embedded: Dict, key: string): Uint8Array | null {
  const stream = file.get(embedded.raw(key));
  if (embedded.has(key) && !(stream instanceof Stream)) throw new PdfError("an attachment cannot be read");
  return stream instanceof Stream ? file.data(stream) : null;
}

export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

