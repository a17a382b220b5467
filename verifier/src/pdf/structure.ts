/** The order in which a page is read: the structure tree (ISO 32000-1, 14.7). */

import { PdfDocument } from "./document";
import { Dict, Ref, type Value } from "./values";

const MOST_LEVELS = 100;
const UNITS = new Set(["H1", "TH", "TD"]);

/** An element with the marked contents that are its own, in order. */
export interface Element {
  kind: string;
  id: string;
  alternative: string;
  kids: (Element | { page: number; mcid: number })[];
}

/** The structure of a file; `pages` gives a page's place in the file by its object's number. */
export function structureOf(file: PdfDocument, pages: Map<number, number>): Element {
  const root: Element = { kind: "", id: "", alternative: "", kids: [] };
  const tree = file.dict(file.catalog.raw("StructTreeRoot"));
  const seen = new Set<Dict>();
  const pageOf = (value: Value, above: number): number => {
    return value instanceof Ref ? (pages.get(value.num) ?? above) : above;
  };
  const visit = (value: Value, parent: Element, above: number, levels: number): void => {
    if (!levels) return;
    const found = file.get(value);
    if (Array.isArray(found)) {
      for (const one of found) visit(one, parent, above, levels);
      return;
    }
    if (typeof found === "number") {
      parent.kids.push({ page: above, mcid: found });
      return;
    }
    if (!(found instanceof Dict) || seen.has(found)) return;
    const page = pageOf(found.raw("Pg"), above);
    if (found.has("MCID")) {
      parent.kids.push({ page, mcid: file.number(found.raw("MCID")) ?? -1 });
    } else if (found.has("S")) {
      seen.add(found);
      const element: Element = {
        kind: file.name(found.raw("S")),
        id: file.text(found.raw("ID")),
        alternative: file.text(found.raw("Alt")),
        kids: [],
      };
      parent.kids.push(element);
      visit(found.raw("K"), element, page, levels - 1);
    }
  };
  visit(tree?.raw("K") ?? null, root, 0, MOST_LEVELS);
  return root;
}

/** A marked content: its place in the whole document, whether a figure has it, and the number of the
 * title or the cell that it is in; 0 for neither. */
export interface Placed {
  mcid: number;
  place: number;
  isDrawn: boolean;
  unit: number;
}

/** The marked contents of each page, from 1, in the order of reading. */
export function orderOf(root: Element): Map<number, Placed[]> {
  const order = new Map<number, Placed[]>();
  let [place, units] = [0, 0];
  const visit = (element: Element, around: number): void => {
    const unit = UNITS.has(element.kind) ? ++units : around;
    for (const kid of element.kids) {
      if (!("mcid" in kid)) {
        visit(kid, unit);
        continue;
      }
      const page = order.get(kid.page);
      const one = { mcid: kid.mcid, place: place++, isDrawn: element.kind === "Figure", unit };
      if (page) page.push(one);
      else order.set(kid.page, [one]);
    }
  };
  visit(root, 0);
  return order;
}
