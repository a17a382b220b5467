/** What a theme of one's own prints in one element with a text of the brief or of a source. */

import type { Heard } from "./elements";
import type { PrintedPage } from "./print";
import { core, type Text } from "./printing";
import { SIGN, type Vocabulary } from "./vocabulary";
import { shortened } from "./words";

/** An element that has a text of its own, with the label before it: the names that the text may have, and all
 * its words. */
export interface Alone {
  names: RegExp;
  words: string;
}

const ITEM = /^(key-point|change|recommendation)-(\d+)$/;

/** The names that the text of an element may have, by its anchor; null for one that has others beside it. */
export function namesOf(anchor: string): RegExp | null {
  const item = ITEM.exec(anchor);
  if (item) return new RegExp(`^${item[1]!.replace("-", " ")} ${item[2]}$`);
  if (/^par-\d+$/.test(anchor)) return /^section /;
  return /^[A-Z]{1,2}\d+$/.test(anchor) ? new RegExp(`^${anchor}$`) : null;
}

/** Those of a PDF. */
export function aloneIn(heard: Heard[], pages: PrintedPage[]): Alone[] {
  const found = new Map<string, Alone>();
  for (const [index, { kind, within, around, words }] of heard.entries()) {
    if ([kind, ...around].includes("Note")) continue;
    const anchor = within.find(namesOf) ?? "";
    const names = namesOf(anchor) ?? (kind === "H1" ? /^the title$/ : around.includes("BlockQuote") ? /^section / : null);
    const said = words.map((one) => pages[one.page - 1]?.marked.find(({ mcid }) => mcid === one.mcid)?.text ?? "").join("");
    if (!names || !said.trim()) continue;
    const key = anchor || String(index);
    found.set(key, { names, words: `${found.get(key)?.words ?? ""} ${said}` });
  }
  return [...found.values()];
}

/** A line for each piece beside a text in its element that is known, and is of something else. */
export function* addedBeside(elements: Alone[], texts: Text[], known: Vocabulary): Generator<string> {
  const found = new Map<string, string>();
  for (const { names, words } of elements) {
    const own = texts.filter(({ what }) => names.test(what)).map((one) => ({ what: one.what, left: leftOf(words, one.pieces) }));
    const longest = own.filter(({ left }) => left !== null).sort((a, b) => a.left!.length - b.left!.length)[0];
    const piece = longest?.left ?? "";
    if (piece && known.holds(piece) && !found.has(piece)) found.set(piece, longest!.what);
  }
  for (const [piece, what] of found) yield `the theme adds “${shortened(piece)}” to ${what}: the brief does not have it there`;
}

/** The words of an element, but numbers and signs, that are none of the pieces of a text; null where it does not
 * have these in order. */
function leftOf(words: string, pieces: string[]): string | null {
  const tokens = words.split(/\s+/).filter(Boolean);
  const printed = tokens.map(core);
  const whole = printed.join("");
  const spans: [number, number][] = [];
  let end = 0;
  for (const piece of pieces.map(core).filter(Boolean)) {
    const start = whole.indexOf(piece, end);
    if (start < 0) return null;
    end = start + piece.length;
    spans.push([start, end]);
  }
  if (!spans.length) return null;
  let at = 0;
  const left = tokens.filter((_, index) => {
    const [start, stop] = [at, (at += printed[index]!.length)];
    return !spans.some(([from, to]) => start < to && stop > from);
  });
  return left.filter((one) => /\p{L}/u.test(one) && !SIGN.test(one)).join(" ");
}
