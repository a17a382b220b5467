/** The structure as it is heard and clicked: its elements, their words and their links. */

import { linksOf } from "./pdf/canon";
import { PdfDocument } from "./pdf/document";
import { Dict, Ref, type Value } from "./pdf/values";

const MOST_LEVELS = 100;
const INLINE = new Set(["Link", "Span", "Code", "Reference", "Quote", "Em", "Strong"]);

const CELLS = new Set(["TH", "TD"]);

export interface Words {
  page: number;
  mcid: number;
  isLinked: boolean;
}

export interface LinkElement {
  words: Words[];
  areas: { page: number; link: Dict }[];
  /** The IDs of the elements around it. */
  within: string[];
}

export interface Heard {
  kind: string;
  id: string;
  /** The IDs of the element and of those around it. */
  within: string[];
  words: Words[];
  alternative: string | null;
  /** The kinds of the elements around it, the nearest last. */
  around: string[];
  /** The row and the cell of a table that it is in; 0 for none. */
  row: number;
  cell: number;
}

/** What the structure has, flat and in the order of reading. */
export class Structure {
  readonly links: LinkElement[] = [];
  readonly heard: Heard[] = [];
  readonly words: Words[] = [];
  private readonly seen = new Set<Dict>();
  private readonly pages: Map<number, number>;
  private readonly where = new Map<Dict, number>();

  constructor(private readonly file: PdfDocument) {
    this.pages = new Map(file.pages.map((page, index) => [page.num, index + 1]));
    for (const [index, page] of file.pages.entries()) {
      for (const link of linksOf(file, page)) this.where.set(link, index + 1);
    }
    this.visit(file.dict(file.catalog.raw("StructTreeRoot"))?.raw("K") ?? null, 0, [], null, null, MOST_LEVELS);
  }

  /** The pages with a link that no element has. */
  get without(): number[] {
    const known = new Set(this.links.flatMap((one) => one.areas.map((area) => area.link)));
    return [...new Set([...this.where].filter(([link]) => !known.has(link)).map(([, page]) => page))];
  }

  private visit(
    value: Value, above: number, within: string[], element: Heard | null, link: LinkElement | null, levels: number,
  ): void {
    if (!levels) return;
    const { file } = this;
    const found = file.get(value);
    if (Array.isArray(found)) {
      for (const one of found) this.visit(one, above, within, element, link, levels);
    } else if (typeof found === "number") {
      this.add({ page: above, mcid: found, isLinked: link !== null }, element, link);
    } else if (found instanceof Dict) {
      const own = found.raw("Pg");
      const page = own instanceof Ref ? (this.pages.get(own.num) ?? above) : above;
      const annotation = file.dict(found.raw("Obj"));
      if (annotation) {
        const at = this.where.get(annotation);
        if (link && at !== undefined) link.areas.push({ page: at, link: annotation });
      } else if (found.has("MCID")) {
        this.add({ page, mcid: file.number(found.raw("MCID")) ?? -1, isLinked: link !== null }, element, link);
      } else if (found.has("S") && !this.seen.has(found)) {
        this.seen.add(found);
        this.open(found, page, within, element, link, levels);
      }
    }
  }

  private open(
    found: Dict, page: number, within: string[], above: Heard | null, around: LinkElement | null, levels: number,
  ): void {
    const { file } = this;
    const kind = file.name(found.raw("S"));
    const id = file.text(found.raw("ID"));
    const ids = id ? [id, ...within] : within;
    const isInline = INLINE.has(kind);
    const alternative = found.has("Alt") ? file.text(found.raw("Alt")) : null;
    let element = above;
    if (!isInline || !element) {
      const number = this.heard.length + 1;
      element = {
        kind, id, within: ids, words: [], alternative, around: above ? [...above.around, above.kind] : [],
        row: kind === "TR" ? number : (above?.row ?? 0), cell: kind === "TR" ? 0 : CELLS.has(kind) ? number : (above?.cell ?? 0),
      };
      this.heard.push(element);
    }
    let link = around;
    if (kind === "Link") {
      link = { words: [], areas: [], within: ids };
      this.links.push(link);
    }
    this.visit(found.raw("K"), page, ids, element, link, levels - 1);
  }

  private add(words: Words, element: Heard | null, link: LinkElement | null): void {
    this.words.push(words);
    element?.words.push(words);
    link?.words.push(words);
  }
}
