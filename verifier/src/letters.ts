/** Whether letters are beside each other: each run is an array of glyphs that are as wide as their font
 * has them, moved by no more than kerning does. */

import { hidesLetters } from "./clusters";
import { PLACED, shownRuns, wrongGaps } from "./gaps";
import { contentOf } from "./pdf/canon";
import type { PdfDocument } from "./pdf/document";
import { Font } from "./pdf/fonts";
import { Parser } from "./pdf/parser";
import { Dict, Name, Str, type Value } from "./pdf/values";

// Operators that space, move or show letters in other ways than ours.
const OTHER = new Set(["Tc", "Tw", "Tz", "Td", "TD", "TL", "Tj", "T*", "'", '"']);
// What moves letters in a style sheet.
const SPACED = /letter-spacing|word-spacing|justify|text-combine/i;
// Thousandths of the size, by which a letter may be moved back and on.
const [MOST_BACK, MOST_ON, EM] = [175, 150, 1000];

/** A line for each of the pages, by their numbers from 0, with letters that may not be read as they are. */
export function* wrongLetters(
  file: PdfDocument, pages: number[], files: Map<string, Uint8Array>, label: (page: number) => string,
): Generator<string> {
  const decoder = new TextDecoder();
  const isFree = [...files].some(([name, data]) => name.startsWith("theme/") && SPACED.test(decoder.decode(data)));
  const known = new Map<Dict, Font>();
  for (const index of pages) {
    const page = file.pages[index]!;
    const fonts = new Map<string, Font>();
    const listed = file.dict(file.dict(page.dict.raw("Resources"))?.raw("Font") ?? null);
    for (const name of listed?.keys ?? []) {
      const dict = file.dict(listed!.raw(name));
      if (!dict) continue;
      const font = known.get(dict) ?? new Font(file, dict);
      known.set(dict, font);
      fonts.set(name, font);
    }
    if ([...fonts.values()].some((font) => !font.isFitting)) {
      yield `page ${label(index + 1)} has a font that gives its letters other widths or other forms than it has`;
    }
    const content = contentOf(file, page);
    const wrong = odd(content) || (isFree ? "" : crowded(content, fonts));
    for (const what of wrong ? [wrong] : isFree ? wrongGaps(content, fonts) : []) yield `page ${label(index + 1)} has ${what}`;
    if (saysNothing(content, fonts)) yield `page ${label(index + 1)} has letters that are read as white space or as nothing`;
    if (hidesLetters(file, content, fonts)) {
      yield `page ${label(index + 1)} has letters inside others that are read instead (ActualText)`;
    }
  }
}

/** How a page's content shows letters otherwise than ours; empty for not at all. */
function odd(content: Uint8Array): string {
  if (content.includes(0x28)) return "letters that are spaced or moved otherwise than ours";
  for (const [operator, [first]] of new Parser(content).operations()) {
    if (OTHER.has(operator)) return "letters that are spaced or moved otherwise than ours";
    if (operator === "TJ" && !Array.isArray(first)) return "letters that are shown otherwise than ours";
  }
  return "";
}

/** Whether glyphs are shown that have no text, but in clusters that say their own. */
function saysNothing(content: Uint8Array, fonts: Map<string, Font>): boolean {
  let [font, isTold]: [Font | null, boolean] = [null, false];
  const saved: (Font | null)[] = [];
  for (const [operator, [first, second]] of new Parser(content).operations()) {
    if (operator === "BDC" && second instanceof Dict && second.has("ActualText")) isTold = true;
    else if (operator === "EMC") isTold = false;
    else if (operator === "q") saved.push(font);
    else if (operator === "Q") font = saved.pop() ?? font;
    else if (operator === "Tf") font = first instanceof Name ? (fonts.get(first.value) ?? null) : null;
    else if (operator === "TJ" && Array.isArray(first) && !isTold && first.some((one) => one instanceof Str && font?.saysNothing(one.bytes))) return true;
  }
  return false;
}

function crowded(content: Uint8Array, fonts: Map<string, Font>): string {
  const isCrowded = [...shownRuns(content, fonts)].some(([items, font]) => isMoved(items, font));
  return isCrowded ? "letters over each other, or far from each other" : "";
}

function isMoved(items: Value[], font: Font | null): boolean {
  let [before, moved]: [Uint8Array | null, number] = [null, 0];
  for (const [place, one] of items.entries()) {
    if (typeof one === "number") moved += one;
    else if (one instanceof Str && one.bytes.length) {
      const { bytes } = one;
      if (before && (moved <= -MOST_ON || moved >= MOST_BACK) && font) {
        const after = said(font, bytes.subarray(0, 2));
        // The space that ends an empty item of a list is after its mark's margin.
        const isEnd = place === items.length - 1 && bytes.length === 2 && !after.trim();
        // A wide space that the font lacks is drawn with its narrow one.
        const isSpace = /^\s+$/.test(said(font, before)) && moved < 0 && moved >= -EM;
        if (after && !isEnd && !isSpace && !PLACED.test(said(font, before) + after)) return true;
      }
      [before, moved] = [bytes.subarray(-2), 0];
    }
  }
  return false;
}

/** What a glyph stands for; empty where the font does not tell. */
function said(font: Font, code: Uint8Array): string {
  return font.known(code) ?? "";
}
