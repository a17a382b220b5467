/** The words of each link in the manifest, against those of the link's element. */

import { Structure } from "./elements";
import type { Manifest } from "./manifest";
import type { PdfDocument } from "./pdf/document";
import type { Dict } from "./pdf/values";
import type { PrintedPage } from "./print";
import { bare, inAnyOrder, runsBackwards } from "./words";

interface Area {
  page: number;
  target: string;
  /** Where an area has no height, no words are found in it. */
  isFlat: boolean;
  /** Whether words on the page run from right to left, which turns lines round. */
  isMixed: boolean;
}

/** Lines about links of which the manifest has other words than the page; `isSame` tells whether
 * a page, from 0, prints the manifest's words. */
export function* wrongLinkWords(
  manifest: Manifest, file: PdfDocument, pages: PrintedPage[], isSame: (index: number) => boolean,
): Generator<string> {
  if (!file.catalog.has("StructTreeRoot")) return;
  const left = new Map<number, [words: string, target: string][]>();
  const known = new Map<Dict, Area>();
  for (const [index, meant] of manifest.pages.entries()) {
    const page = pages[index];
    if (!page || !isSame(index) || page.areas.length !== meant.links.length) continue;
    left.set(index, [...meant.links]);
    const isMixed = runsBackwards(page.text);
    for (const [at, link] of page.areas.entries()) {
      const [, bottom = 0, , top = 0] = file.array(link.raw("Rect")).map((one) => file.number(one) ?? 0);
      known.set(link, { page: index, target: page.links[at]!, isFlat: Math.abs(top - bottom) < 1, isMixed });
    }
  }
  const texts = new Map(pages.flatMap((page, index) => page.marked.map((one) => [`${index + 1}/${one.mcid}`, one.text])));
  const elements = new Structure(file).links.map(({ words, areas }) => ({
    said: words.map((one) => texts.get(`${one.page}/${one.mcid}`) ?? "").join(""),
    areas: areas.map(({ link }) => known.get(link)),
  }));
  // The words of a link of one line leave no choice, those of more lines some.
  for (const { said, areas } of elements.sort((a, b) => a.areas.length - b.areas.length)) {
    let rest = key(said);
    for (const area of areas) {
      if (!area) continue;
      // The head of a table is printed again on the next page, and its links with it.
      rest ||= key(said);
      const entries = left.get(area.page)!;
      const own = (whole: boolean): number => entries.findIndex(([words, target]) => {
        if (target !== area.target) return false;
        if (!bare(words)) return area.isFlat;
        const without = minus(rest, key(words), area.isMixed);
        return without !== null && (!whole || !without);
      });
      const at = own(true) < 0 && areas.length > 1 ? own(false) : own(true);
      if (at < 0) {
        yield `page ${manifest.pages[area.page]!.label}: the manifest has other words of the link “${said.trim()}”`;
        break;
      }
      const [[words]] = entries.splice(at, 1) as [[string, string]];
      rest = minus(rest, key(words), area.isMixed) ?? "";
    }
  }
}

/** `text` without the beginning `part`, or, where words run from right to left, without its
 * characters; null where it does not have them. */
function minus(text: string, part: string, isMixed: boolean): string | null {
  if (!isMixed) return text.startsWith(part) ? text.slice(part.length) : null;
  const own = [...inAnyOrder(text)];
  for (const character of inAnyOrder(part)) {
    const at = own.indexOf(character);
    if (at < 0) return null;
    own.splice(at, 1);
  }
  return own.join("");
}

/** Words without the hyphens that a line's end may have. */
function key(words: string): string {
  return bare(words).replaceAll("-", "");
}
