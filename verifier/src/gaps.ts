/** Whether words of a theme that spaces letters itself are seen as words (docs/manifest.md, “Places of
 * words”). */

import type { Font } from "./pdf/fonts";
import { Parser } from "./pdf/parser";
import { Name, Str, type Value } from "./pdf/values";
import { shortened } from "./words";

/** Accents, and scripts whose signs are put around letters. */
export const PLACED = /[\u0300-\u036f\u0590-\u1cff\u1dc0-\u1dff\u20d0-\u20f0\ua800-\uabff\ufb1d-\ufdff\ufe00-\ufe2f\ufe70-\ufefc\u{10800}-\u{11fff}\u{1e800}-\u{1efff}]/u;
// Thousandths of the size: by which all letters, and one of them, may be moved back, and on.
const [ALL_BACK, ONE_BACK, MOST_ON] = [175, 300, 600];
// Of a space's width, by how much its gap is wider than those between letters, at least.
const SEEN = 0.4;

/** What is wrong with the gaps between letters of a page: the first words of each kind. */
export function wrongGaps(content: Uint8Array, fonts: Map<string, Font>): string[] {
  const found = new Map<string, string>();
  for (const [items, font] of shownRuns(content, fonts)) {
    if (!font) continue;
    const what = wrongOf(items, font);
    const words = items.map((one) => (one instanceof Str ? font.text(one.bytes) : "")).join("").trim();
    if (what && !found.has(what)) found.set(what, `“${shortened(words)}” ${what}`);
  }
  return [...found.values()];
}

/** The arrays that a page's content shows, each in its font. */
export function* shownRuns(content: Uint8Array, fonts: Map<string, Font>): Generator<[Value[], Font | null]> {
  let font: Font | null = null;
  for (const [operator, [first]] of new Parser(content).operations()) {
    if (operator === "Tf") font = first instanceof Name ? (fonts.get(first.value) ?? null) : null;
    if (operator === "TJ" && Array.isArray(first)) yield [first, font];
  }
}

function wrongOf(items: Value[], font: Font): string {
  const gaps: number[] = [];
  const spaces: [number, number][] = [];
  let [before, blank, seen] = ["", 0, 0];
  for (const one of items) {
    if (typeof one === "number") seen -= one;
    for (const [text = "", width] of one instanceof Str ? font.drawn(one.bytes) : []) {
      if (/^\s+$/.test(text)) {
        blank += width;
        seen += width;
        continue;
      }
      if (before && text && !PLACED.test(before + text)) {
        if (!blank) gaps.push(seen);
        else if (/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text)) spaces.push([blank, seen]); // other signs keep words apart
      }
      [before, blank, seen] = [text, 0, 0];
    }
  }
  const usual = gaps.reduce((sum, gap) => sum + gap, 0) / (gaps.length || 1);
  if (usual <= -ALL_BACK || gaps.some((gap) => gap <= -ONE_BACK)) return "in letters over each other";
  if (gaps.some((gap) => gap >= MOST_ON)) return "in letters far from each other";
  return spaces.some(([wide, gap]) => gap < SEEN * wide + usual) ? "in words that are joined" : "";
}
