/** The ways back in a structure, by which other programs read it: from an element to what holds it,
 * and from a page's marked content to its element (ISO 32000-1, 14.7.4). */

import { PdfDocument } from "./document";
import { Dict, Ref, type Value } from "./values";

const MOST_LEVELS = 100;

/** Lines about elements and pages from which no way leads back; `label` names a page, from 1. */
export function* lostWays(file: PdfDocument, label: (page: number) => string): Generator<string> {
  const root = file.catalog.raw("StructTreeRoot");
  const tree = file.dict(root);
  if (!tree) return;
  const pages = new Map(file.pages.map((page, index) => [page.num, index]));
  const held = file.pages.map(() => new Map<number, number>());
  let isLost = false;
  const seen = new Set<Dict>();
  const visit = (value: Value, holder: number, above: number, levels: number): void => {
    const item = file.get(value);
    if (Array.isArray(item)) for (const one of item) visit(one, holder, above, levels);
    else if (typeof item === "number") held[above]?.set(item, holder);
    else if (item instanceof Dict && levels && !seen.has(item)) {
      const own = item.raw("Pg");
      const page = own instanceof Ref ? (pages.get(own.num) ?? -1) : above;
      if (item.has("MCID")) held[page]?.set(file.number(item.raw("MCID")) ?? -1, holder);
      if (!item.has("S")) return;
      seen.add(item);
      const back = item.raw("P");
      if (!(back instanceof Ref) || back.num !== holder) isLost = true;
      visit(item.raw("K"), value instanceof Ref ? value.num : holder, page, levels - 1);
    }
  };
  visit(tree.raw("K"), root instanceof Ref ? root.num : 0, -1, MOST_LEVELS);
  if (file.name(tree.raw("Type")) !== "StructTreeRoot") yield "the structure does not say that it is one (Type)";
  if (isLost) yield "the structure has an element that does not lead to what holds it (P)";
  const listed = new Map(numbered(file, tree.raw("ParentTree")));
  for (const [index, page] of file.pages.entries()) {
    const elements = file.array(listed.get(file.number(page.dict.raw("StructParents")) ?? -1) ?? null);
    const isFound = ([mcid, holder]: [number, number]): boolean => {
      const element = elements[mcid];
      return element instanceof Ref && element.num === holder;
    };
    if (![...held[index]!].every(isFound)) yield `page ${label(index + 1)} has words that do not lead to their element (ParentTree)`;
  }
}

/** The entries of a tree of numbers. */
export function numbered(file: PdfDocument, tree: Value): [number, Value][] {
  const found: [number, Value][] = [];
  const seen = new Set<Dict>();
  const visit = (value: Value): void => {
    const node = file.dict(value);
    if (!node || seen.has(node)) return;
    seen.add(node);
    const entries = file.array(node.raw("Nums"));
    for (let at = 0; at + 1 < entries.length; at += 2) {
      const number = file.number(entries[at]!);
      if (number !== null) found.push([number, entries[at + 1]!]);
    }
    file.array(node.raw("Kids")).forEach(visit);
  };
  visit(tree);
  return found;
}
