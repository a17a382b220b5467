/** Whether clusters that say their own text (ActualText) show no other letters: what is inside one is
 * not read, so that a word could be hidden there. */

import type { PdfDocument } from "./pdf/document";
import type { Font } from "./pdf/fonts";
import { Parser } from "./pdf/parser";
import { Dict, Name, Str, type Value } from "./pdf/values";

const CODE = 2; // bytes a glyph
const MOST_MORE = 2; // glyphs that a cluster may have beyond its characters: some vowels have parts
const DOTLESS = "\u0131\u0237"; // glyphs of i and j with an accent

/** Whether a page's content has clusters with other letters than they say, or otherwise than ours are
 * written. */
export function hidesLetters(file: PdfDocument, content: Uint8Array, fonts: Map<string, Font>): boolean {
  let font: Font | null = null;
  let [said, told]: [string | null, string[]] = [null, []];
  for (const [operator, [first, second]] of new Parser(content).operations()) {
    if (operator === "BDC" && second instanceof Name) return true;
    if (said === null) {
      if (operator === "Tf") font = first instanceof Name ? (fonts.get(first.value) ?? null) : null;
      if (operator !== "BDC" || !(second instanceof Dict) || !second.has("ActualText")) continue;
      [said, told] = [file.text(second.raw("ActualText")), []];
    } else if (operator === "EMC") {
      if (hasOthers(said, told)) return true;
      said = null;
    } else if (operator === "TJ") told.push(...glyphsOf(first).map((code) => font?.known(code) ?? ""));
    else if (operator !== "Ts") return true;
  }
  return said !== null;
}

function glyphsOf(items: Value | undefined): Uint8Array[] {
  const strings = (Array.isArray(items) ? items : []).filter((one): one is Str => one instanceof Str);
  const bytes = strings.flatMap((one) => [...one.bytes]);
  return Array.from({ length: Math.ceil(bytes.length / CODE) }, (_, at) => Uint8Array.from(bytes.slice(CODE * at, CODE * (at + 1))));
}

function hasOthers(text: string, told: string[]): boolean {
  const own = apart(text);
  if (told.length > own.length + MOST_MORE) return true;
  const letters = told.filter((one) => [...one].length === 1).flatMap(apart);
  return told.length > 1 && letters.some((letter) => {
    if (!/^\p{L}$/u.test(letter) || DOTLESS.includes(letter)) return false;
    const at = own.indexOf(letter);
    if (at >= 0) own.splice(at, 1);
    return at < 0;
  });
}

function apart(text: string): string[] {
  return [...text.normalize("NFKD")];
}
