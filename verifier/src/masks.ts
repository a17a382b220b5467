/** Pictures under a soft mask whose files have none. */

import { contentOf, namesIn } from "./pdf/canon";
import type { PdfDocument } from "./pdf/document";
import { Dict, latin1, Name } from "./pdf/values";

const PNG = /^\x89PNG\r\n\x1a\n[^]{4}IHDR([^]{8})[^]([^])/;
const WITH_ALPHA = ["\x04", "\x06"];

/** A line for each page that draws a photograph under a soft mask, or a picture as large as a PNG of the
 * evidence, if all that are so large are without. */
export function* maskedPictures(file: PdfDocument, files: Map<string, Uint8Array>, label: (page: number) => string): Generator<string> {
  const [opaque, others] = [new Set<string>(), new Set<string>()];
  for (const content of files.values()) {
    if (content[0] !== 0x89) continue;
    const text = latin1(content);
    const [, size = "", kind = ""] = PNG.exec(text) ?? [];
    const isMasked = WITH_ALPHA.includes(kind) || text.split("IDAT", 1)[0]!.includes("tRNS");
    (isMasked ? others : opaque).add(sized(size));
  }
  for (const [index, page] of file.pages.entries()) {
    const drawn = namesIn(contentOf(file, page));
    const pictures = file.dict(file.dict(page.dict.raw("Resources"))?.raw("XObject") ?? null) ?? new Dict();
    const isMasked = pictures.keys.some((name) => {
      const one = file.dict(pictures.raw(name));
      if (!one?.has("SMask") || !drawn.has(name)) return false;
      const filters = [file.get(one.raw("Filter"))].flat().map(file.get);
      const size = `${file.number(one.raw("Width"))}x${file.number(one.raw("Height"))}`;
      const isPhotograph = filters.some((filter) => filter instanceof Name && filter.value === "DCTDecode");
      return isPhotograph || (opaque.has(size) && !others.has(size));
    });
    if (isMasked) yield `page ${label(index + 1)} has a mask over a picture`;
  }
}

/** Width and height, as eight bytes give them. */
function sized(bytes: string): string {
  const number = (start: number): number => [...bytes.slice(start, start + 4)].reduce((sum, one) => sum * 256 + one.charCodeAt(0), 0);
  return `${number(0)}x${number(4)}`;
}
