/** What the pages of a PDF say and show: words by structure, links, pictures. */

import { linksOf, sha256, hex } from "./pdf/canon";
import { ContentReader, type Start } from "./pdf/content";
import { PdfDocument, type Page } from "./pdf/document";
import type { Box, Shape } from "./pdf/shapes";
import { boxOf } from "./pdf/boxes";
import { covering } from "./hidden";
import { orderOf, structureOf } from "./pdf/structure";
import { Dict, Name, Ref, Str, type Value } from "./pdf/values";
import { bare } from "./words";

// Points: by which a letter may hang over; and from the paper's edges, where all words of a packaged
// theme are further away but those of heads and feet.
const [OVER, EDGE] = [1, 28];

export interface PrintedPage {
  /** The marked contents of the page in the order of reading: the words, and their place in the
   * whole document; `drawn` are those from left to right, null where they are on no one line; `unit` is the
   * number of the title or cell that they are in. */
  marked: { place: number; text: string; mcid: number; isDrawn: boolean; unit: number; drawn: () => string | null }[];
  /** The words, then those of artifacts, then whatever is neither: without white space. */
  characters: string;
  text: string;
  /** Where each link leads, from top to bottom: `page 3`, a web address, or empty. */
  links: string[];
  /** The links themselves, in that order. */
  areas: Dict[];
  pictures: string[];
  /** Running heads and feet, and repeated heads of tables. */
  artifacts: string[];
  /** The words that are neither in the structure nor an artifact. */
  loose: string;
  /** Where each shown text begins, with the number of its marked content. */
  starts: Start[];
  /** What is drawn beside words. */
  shapes: Shape[];
  /** Words within drawings that are not pictures; empty for none. */
  inDrawing: string;
  /** The first words that reach beyond the page's box; empty for none. */
  beyond: string;
  /** The first words of the structure that are near the paper's edge; empty for none, and for a page
   * of the web. */
  atEdge?: string;
  /** The first words that are over others, and those; null for none. */
  covering: [string, string] | null;
}

export async function printedPages(file: PdfDocument): Promise<PrintedPage[]> {
  const places = new Map(file.pages.map((page, index) => [page.num, index + 1]));
  const order = orderOf(structureOf(file, places));
  const reader = new ContentReader(file);
  const destinations = new Map(file.leaves(file.dict(file.catalog.raw("Names"))?.raw("Dests") ?? null));
  const found: PrintedPage[] = [];
  for (const [index, page] of file.pages.entries()) {
    const print = reader.read(page);
    const marked = new Map<number, string>();
    const artifacts: string[] = [];
    const loose: string[] = [];
    for (const run of print.runs) {
      if (run.mcid >= 0) marked.set(run.mcid, (marked.get(run.mcid) ?? "") + run.text);
      else (run.artifact ? artifacts : loose).push(run.text);
    }
    const own: PrintedPage["marked"] = [];
    for (const { mcid, place, isDrawn, unit } of order.get(index + 1) ?? []) {
      own.push({ place, text: marked.get(mcid) ?? "", mcid, isDrawn, unit, drawn: () => print.lines.of(mcid) });
      marked.delete(mcid);
    }
    const words = own.map((one) => one.text).join("");
    loose.push(...marked.values());
    // Words in a drawing have a place of their own.
    const drawn = new Set(own.filter((one) => one.isDrawn).map((one) => one.mcid));
    const starts = print.starts.map((one) => (drawn.has(one.mcid) ? { ...one, size: 0, reach: one.x } : one));
    const links = sortedLinks(file, page, places, destinations);
    const text = [words, ...artifacts, ...loose].filter(Boolean).join("\n");
    const pictures: string[] = [];
    for (const picture of print.pictures) pictures.push(hex(await sha256(picture)));
    found.push({
      marked: own, text, characters: bare(text), links: links.map((one) => one.target), areas: links.map((one) => one.link), pictures,
      artifacts, loose: loose.join(" "), inDrawing: print.inDrawings.find((one) => !drawn.has(one.mcid))?.text ?? "", starts, shapes: print.shapes, beyond: outside(file, page, starts, OVER), atEdge: outside(file, page, starts.filter((one) => one.mcid >= 0), -EDGE), covering: covering(starts),
    });
  }
  return found;
}

/** The first words that reach beyond the page's box by more than `over`. */
function outside(file: PdfDocument, page: Page, starts: Start[], over: number): string {
  const [a, b, c, d] = file.array(page.dict.raw("MediaBox")).map((one) => file.number(one) ?? 0);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return "";
  const isOutside = ([left, bottom, right, top]: Box): boolean =>
    left < Math.min(a, c) - over || right > Math.max(a, c) + over || bottom < Math.min(b, d) - over || top > Math.max(b, d) + over;
  return starts.find((one) => one.size && isOutside(boxOf(one)))?.text ?? "";
}

/** The marked contents of all pages in the order of reading, in which a paragraph may go on over a
 * page. */
export function readingOrder(pages: PrintedPage[]): PrintedPage["marked"] {
  return pages.flatMap((page) => page.marked).sort((a, b) => a.place - b.place);
}

function sortedLinks(
  file: PdfDocument, page: Page, places: Map<number, number>, destinations: Map<string, Value>,
): { link: Dict; target: string }[] {
  const found = linksOf(file, page).map((link) => {
    const corners = file.array(link.raw("Rect")).map((one) => file.number(one) ?? 0);
    const [a = 0, b = 0, c = 0, d = 0] = corners;
    return { top: Math.round(-Math.max(b, d)), left: Math.round(Math.min(a, c)), link, target: targetOf(file, link, places, destinations) };
  });
  return found.sort((a, b) => a.top - b.top || a.left - b.left);
}

function targetOf(
  file: PdfDocument, link: Dict, places: Map<number, number>, destinations: Map<string, Value>,
): string {
  const action = file.dict(link.raw("A"));
  const kind = action ? file.name(action.raw("S")) : "";
  if (!link.has("Dest") && kind === "URI") return file.text(action!.raw("URI"));
  let where = file.get(link.has("Dest") ? link.raw("Dest") : kind === "GoTo" ? action!.raw("D") : null);
  if (where instanceof Str || where instanceof Name) where = file.get(destinations.get(file.text(where)) ?? null);
  if (where instanceof Dict) where = file.get(where.raw("D"));
  const [first] = Array.isArray(where) ? where : [];
  if (first instanceof Ref) return places.has(first.num) ? `page ${places.get(first.num)}` : "";
  return typeof first === "number" ? `page ${first + 1}` : "";
}
