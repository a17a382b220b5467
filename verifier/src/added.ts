/** What somebody added to a PDF beside its pages, and nothing of which is in print. */

import { PdfDocument } from "./pdf/document";
import { isSigned } from "./saved";

const INFO = new Set("Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped".split(" "));
// What ours have, what a program may write that saves a file, and what is refused elsewhere.
const CATALOG = new Set((
  "Type Version Pages AF Lang MarkInfo Metadata Names Outlines OutputIntents PageLabels StructTreeRoot " +
  "ViewerPreferences OpenAction AA OCProperties Collection URI Threads Requirements"
).split(" "));
const SIGNED = new Set(["AcroForm", "DSS", "Perms", "Extensions"]);
const PAGE = new Set((
  "Type Parent Contents Resources MediaBox CropBox TrimBox BleedBox ArtBox Rotate Group Annots StructParents " +
  "Tabs AA AF UserUnit Trans VP Thumb PresSteps Dur"
).split(" "));
const PREFERENCES = new Set("DisplayDocTitle PrintPageRange NumCopies PrintArea PrintClip ViewArea ViewClip".split(" "));
const OURS = "it is not part of the brief";

/** A line for each; `label` names a page, from 1. */
export function* addedEntries(file: PdfDocument, label: (page: number) => string): Generator<string> {
  const info = file.dict(file.trailer.raw("Info"));
  for (const key of others(info?.keys ?? [], INFO)) yield `the file says of itself “${key}: ${file.text(info!.raw(key))}”; ${OURS}`;
  const signed = isSigned(file);
  for (const key of others(file.catalog.keys, CATALOG)) {
    if (!(signed && SIGNED.has(key))) yield `the file has an entry ${key}; ${OURS}`;
  }
  const preferences = file.dict(file.catalog.raw("ViewerPreferences"))?.keys ?? [];
  for (const key of others(preferences, PREFERENCES)) yield `the file has a preference ${key}; ${OURS}`;
  const first = new Map<string, number>();
  for (const [index, page] of file.pages.entries()) {
    for (const key of others(page.dict.keys, PAGE)) if (!first.has(key)) first.set(key, index + 1);
  }
  for (const [key, number] of first) yield `page ${label(number)} has an entry ${key}; ${OURS}`;
}

function others(keys: string[], known: Set<string>): string[] {
  return keys.filter((key) => !known.has(key)).sort();
}
