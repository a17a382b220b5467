/** What any structure of ours is like: which elements are inside which, and what they say of
 * themselves besides their words. */

import { PdfDocument } from "./pdf/document";
import { Dict, Name, Ref, Str, type Value } from "./pdf/values";
import { numbered } from "./pdf/ways";

const MOST_LEVELS = 80;
const KEYS = new Set(["Type", "S", "P", "ID", "Lang", "Alt", "A", "Pg", "K"]);
const HEADINGS = ["H1", "H2", "H3", "H4", "H5", "H6"];
const WORDS = ["P", "Caption", "Lbl", ...HEADINGS];
const INLINE = ["Link", "Reference", "Span", "Code", "Figure"];
const BLOCKS = ["P", "L", "Table", "BlockQuote", "Div", "Note", "Figure", ...HEADINGS];
// What is inside an element of a packaged theme.
const INSIDE: Record<string, string[]> = {
  "": ["Document"], Document: ["P", "H1", "Sect"], Sect: ["Art", ...BLOCKS], Art: BLOCKS, BlockQuote: BLOCKS,
  Div: ["Caption", ...BLOCKS], Note: ["Lbl", "P", "Div", "Figure"], L: ["LI"], LI: ["Lbl", "LBody"], LBody: [...INLINE, ...BLOCKS],
  Table: ["THead", "TBody"], THead: ["TR"], TBody: ["TR"], TR: ["TH", "TD"], TH: [...INLINE, ...BLOCKS], TD: [...INLINE, ...BLOCKS],
  Reference: ["Link"], Figure: [], Code: [], ...Object.fromEntries([...WORDS, "Link", "Span"].map((kind) => [kind, INLINE])),
};
// Elements that have marked contents of their own.
const CONTENT = new Set(["LBody", "TH", "TD", "Link", "Span", "Code", "Figure", ...WORDS]);

/** An element, with the elements around it and inside it. */
export interface Tagged {
  kind: string;
  id: string;
  own: Dict;
  around: Tagged | null;
  inner: Tagged[];
  /** Its own marked contents, by page and number. */
  marks: { page: number; mcid: number }[];
  annotations: Dict[];
}

/** Every element of a file's structure, in the order of reading. */
export function taggedOf(file: PdfDocument): Tagged[] {
  const pages = new Map(file.pages.map((page, index) => [page.num, index + 1]));
  const found: Tagged[] = [];
  const seen = new Set<Dict>();
  const visit = (value: Value, around: Tagged | null, above: number, levels: number): void => {
    const item = file.get(value);
    if (!levels) return;
    if (Array.isArray(item)) for (const one of item) visit(one, around, above, levels);
    else if (typeof item === "number") around?.marks.push({ page: above, mcid: item });
    else if (item instanceof Dict) {
      const own = item.raw("Pg");
      const page = own instanceof Ref ? (pages.get(own.num) ?? above) : above;
      if (item.has("S")) {
        if (seen.has(item)) return;
        seen.add(item);
        const one: Tagged = { kind: file.name(item.raw("S")), id: file.text(item.raw("ID")), own: item, around, inner: [], marks: [], annotations: [] };
        found.push(one);
        around?.inner.push(one);
        visit(item.raw("K"), one, page, levels - 1);
      } else if (item.has("MCID")) around?.marks.push({ page, mcid: file.number(item.raw("MCID")) ?? -1 });
      else if (around) around.annotations.push(file.dict(item.raw("Obj")) ?? new Dict());
    }
  };
  visit(file.dict(file.catalog.raw("StructTreeRoot"))?.raw("K") ?? null, null, 1, MOST_LEVELS);
  return found;
}

/** A line for each kind of element that is not as ours are; `isPackaged` tells whether the theme is. */
export function* wrongElements(
  file: PdfDocument, elements: Tagged[], isPackaged: boolean, label: (page: number) => string,
): Generator<string> {
  for (const one of elements) {
    const what = wrongKeys(file, one) || (isPackaged ? misplaced(file, one) : "");
    if (what) yield `page ${label(firstPage(one))} has an element ${one.kind} ${what}`;
  }
}

/** Whether the way back from marked contents and links leads to the elements that have them. */
export function hasTrueParents(file: PdfDocument, elements: Tagged[]): boolean {
  const numbers = new Map(numbered(file, file.dict(file.catalog.raw("StructTreeRoot"))?.raw("ParentTree") ?? null));
  const listed = file.pages.map((page) => file.array(numbers.get(file.number(page.dict.raw("StructParents")) ?? -1) ?? null));
  return elements.every((one) => one.marks.every(({ page, mcid }) => file.dict(listed[page - 1]?.[mcid] ?? null) === one.own)
    && one.annotations.every((link) => !link.has("StructParent") || file.dict(numbers.get(file.number(link.raw("StructParent")) ?? -1) ?? null) === one.own));
}

function firstPage(one: Tagged): number {
  return one.marks[0]?.page ?? one.inner.map(firstPage).find(Boolean) ?? 1;
}

function wrongKeys(file: PdfDocument, one: Tagged): string {
  const more = one.own.keys.filter((key) => !KEYS.has(key)).sort();
  if (more.length) return `that has ${more.join(", ")}`;
  const isSaid = one.own.has("A") || ["L", "TH", "TD"].includes(one.kind);
  return isSaid && !isDescribed(file, one) ? "that is described otherwise than ours" : "";
}

function isDescribed(file: PdfDocument, one: Tagged): boolean {
  const said = file.get(one.own.raw("A"));
  if (!(said instanceof Dict)) return false;
  const has = (owner: string, needed: string[], others: string[] = []): boolean =>
    file.name(said.raw("O")) === owner && needed.every((key) => said.has(key))
    && said.keys.every((key) => key === "O" || needed.includes(key) || others.includes(key));
  switch (one.kind) {
    case "L": return has("List", ["ListNumbering"]) && ["Disc", "Decimal"].includes(file.name(said.raw("ListNumbering")));
    case "TH": return has("Table", ["Scope"], ["ColSpan", "RowSpan"]) && ["Column", "Row"].includes(file.name(said.raw("Scope")));
    case "TD": return has("Table", [], ["Headers", "ColSpan", "RowSpan"]);
    case "Figure": return has("Layout", ["BBox"]);
    default: return false;
  }
}

function misplaced(file: PdfDocument, one: Tagged): string {
  const around = one.around?.kind ?? "";
  if (!(one.kind in INSIDE) || !INSIDE[around]?.includes(one.kind)) return around ? `in a ${around}` : "that is the whole document";
  if (!CONTENT.has(one.kind) && one.marks.length) return "with words of its own";
  return isWhole(file, one) ? "" : "without what belongs to it";
}

/** Whether an element has the parts that make it what it is. */
function isWhole(file: PdfDocument, one: Tagged): boolean {
  const kinds = one.inner.map((kid) => kid.kind);
  switch (one.kind) {
    case "LI": return ["Lbl,LBody", "Lbl"].includes(kinds.join()); // an item may be empty
    case "Note": return kinds[0] === "Lbl" && !kinds.slice(1).includes("Lbl") && one.id.startsWith("note-");
    case "Reference": return kinds.join() === "Link" && placesOf(file, one.inner[0]!).every((place) => place.startsWith("note-"));
    // A table may have no row but its heads.
    case "Table": return ["THead,TBody", "THead"].includes(kinds.join()) && isTable(file, one);
    case "Span": return one.own.has("Lang");
    case "Div": return one.own.has("Lang") || kinds.includes("Caption")
      || one.inner.some((part) => part.kind === "Figure" || part.inner.some((kid) => kid.kind === "Figure"));
    case "Link": return one.around?.kind === "Reference" || !placesOf(file, one).some((place) => place.startsWith("note-"));
    case "Lbl": return one.around?.kind === "LI" || kinds.join() === "Link";
    default: return true;
  }
}

/** Where the annotations of a link lead, as far as they say so. */
function placesOf(file: PdfDocument, link: Tagged): string[] {
  return link.annotations.flatMap((one) => {
    if (!one.has("Dest")) return [file.text(file.dict(one.raw("A"))?.raw("URI") ?? null)];
    const place = file.get(one.raw("Dest"));
    return place instanceof Str || place instanceof Name ? [file.text(place)] : [];
  });
}

/** Whether heads are where they belong, rows of one width, and cells name their heads. */
function isTable(file: PdfDocument, table: Tagged): boolean {
  const said = (one: Tagged, key: string): Value => file.get(file.dict(one.own.raw("A"))?.raw(key) ?? null);
  const scope = (one: Tagged): string => { const own = said(one, "Scope"); return own instanceof Name ? own.value : ""; };
  const wide = (one: Tagged): number => { const own = said(one, "ColSpan"); return typeof own === "number" ? own : 1; };
  const [head = [], body = []] = table.inner.map((part) => part.inner.map((row) => row.inner));
  if (head.flat().some((cell) => cell.kind !== "TH" || scope(cell) !== "Column")) return false;
  if (body.some((row) => row.some((cell, at) => cell.kind === "TH" && (at > 0 || scope(cell) !== "Row")))) return false;
  if (new Set([...head, ...body].map((row) => row.reduce((sum, cell) => sum + wide(cell), 0))).size !== 1) return false;
  const placed = (row: Tagged[]): [Tagged, number, number][] => {
    let at = 0;
    return row.map((cell) => [cell, at, (at += wide(cell))]);
  };
  const columns = head.flatMap(placed);
  return body.every((row) => placed(row).filter(([cell]) => cell.kind === "TD").every(([cell, from, to]) => {
    const wanted = [
      ...columns.filter(([, start, end]) => start < to && from < end).map(([one]) => one.id),
      ...row.filter((one) => one.kind === "TH").map((one) => one.id),
    ];
    const heads = said(cell, "Headers");
    const listed = Array.isArray(heads) ? heads.map((one) => file.text(one)) : [];
    return listed.join("\n") === wanted.join("\n");
  }));
}
