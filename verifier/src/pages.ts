/** The pages of a PDF against its manifest: which was altered, is missing, or was added. */

import type { Manifest } from "./manifest";
import type { PrintedPage } from "./print";
import { bare, combines, inAnyOrder, letters, runsBackwards } from "./words";

const SHOWN = 30;

/** Whether a page prints what the manifest says. Text that runs backwards is drawn in another
 * order than it is read in: there the letters are compared and not their order; that of the brief is
 * compared with the pages themselves. */
export function isSamePage(meant: string, page: PrintedPage): boolean {
  const wanted = bare(meant);
  if (wanted === page.characters) return true;
  return runsBackwards(wanted) && inAnyOrder(wanted) === inAnyOrder(page.characters);
}

// Ghostscript 10.00 writes the letters of a ligature with their bytes in the other order, and the
// last two of three as their sum.
const MISWRITTEN = new Map([..."abcdefghijklmnopqrstuvwxyz"].map((letter) => [letter.charCodeAt(0) << 8, letter]));
for (const letter of "fijlt") MISWRITTEN.set((0x66 + letter.charCodeAt(0)) << 8, `f${letter}`);

// Where a script combines, programs write other characters for the glyphs of several; these they
// keep: Latin, Greek and Cyrillic.
const KEPT = /[!-\u02af\u0370-\u052f]/gu;

/** Null, unless another program drew every page again and left the structure out, so that the order
 * of the characters is not known; else the labels of the pages whose words cannot be read back, as
 * they are drawn and not written, or are in a script that combines. Of the latter it is only asked
 * that no other letter is missing. */
export function drawnWithoutStructure(manifest: Manifest, pages: PrintedPage[], redrawn: number): string[] | null {
  const count = manifest.pages.length;
  if (redrawn !== count || pages.length !== count) return null;
  const own = (text: string): string => [...text].map((one) => MISWRITTEN.get(one.charCodeAt(0)) ?? one).join("");
  const unread: string[] = [];
  for (const [index, page] of pages.entries()) {
    const [wanted, found] = [own(bare(manifest.pages[index]!.text)), own(page.characters)];
    if (page.marked.length) return null;
    if (letters(wanted) === letters(found)) continue;
    if (found && (!combines(wanted) || areSomeLost(wanted.match(KEPT) ?? [], found))) return null;
    unread.push(manifest.pages[index]!.label);
  }
  return unread;
}

function areSomeLost(letters: string[], text: string): boolean {
  const left = new Map<string, number>();
  for (const one of text) left.set(one, (left.get(one) ?? 0) + 1);
  return letters.some((one) => {
    left.set(one, (left.get(one) ?? 0) - 1);
    return left.get(one)! < 0;
  });
}

/** The pages against the manifest's. Where the order of their words is not `known`, that puts
 * characters in one order. */
export function comparePages(
  manifest: Manifest, pages: PrintedPage[], known: ((text: string) => string) | null = null,
): { proved: string[]; differs: string[] } {
  const count = manifest.pages.length;
  const differs: string[] = [];
  const isSame = (at: number, place: number): boolean => {
    const [meant, page] = [manifest.pages[at], pages[place]];
    if (!meant || !page) return false;
    return known ? known(bare(meant.text)) === known(page.characters) : isSamePage(meant.text, page);
  };
  // Pages in their places; then those that are elsewhere; the rest are paired in order.
  const meant = manifest.pages.map((_, at) => at).filter((at) => !isSame(at, at));
  const found = pages.map((_, place) => place).filter((place) => !isSame(place, place));
  const moved: [number, number][] = [];
  for (const at of meant) {
    const place = found.find((one) => isSame(at, one) && !moved.some(([, taken]) => taken === one));
    if (place !== undefined) moved.push([at, place]);
  }
  const lost = meant.filter((at) => !moved.some(([one]) => one === at));
  const left = found.filter((place) => !moved.some(([, one]) => one === place));
  const again = (place: number): number | undefined => {
    const own = letters(pages[place]!.characters);
    const same = manifest.pages.findIndex((page) => letters(bare(page.text)) === own);
    return same < 0 || lost.includes(same) ? undefined : same;
  };
  const altered = left.filter((place) => again(place) === undefined);
  for (const at of lost) {
    const place = altered.shift();
    const { label } = manifest.pages[at]!;
    differs.push(place === undefined ? `page ${label} is missing`
      : `page ${label} was altered: ${known ? "its characters differ" : difference(manifest, at, pages[place]!)}`);
  }
  for (const place of left) {
    const same = again(place);
    if (same !== undefined) differs.push(`page ${manifest.pages[same]!.label} appears twice`);
  }
  for (const place of altered) differs.push(`page ${place + 1} of the file does not belong to the document`);
  if (!differs.length) {
    for (const [at, place] of moved) {
      differs.push(`page ${manifest.pages[at]!.label} is elsewhere, as page ${place + 1} of the file`);
    }
  }
  return { proved: [`pages: ${count} of ${count} print what the manifest says, in order`], differs };
}

/** The first words of a page that differ. */
function difference(manifest: Manifest, at: number, page: PrintedPage): string {
  const meant = manifest.pages[at]!;
  const [was, now] = [meant.text.split(/\s+/), page.text.split(/\s+/)];
  let start = 0;
  const [wanted, found] = [bare(meant.text), page.characters];
  while (start < wanted.length && wanted[start] === found[start]) start++;
  let end = 0;
  while (end < Math.min(wanted.length, found.length) - start && wanted.at(-1 - end) === found.at(-1 - end)) end++;
  const cut = (words: string[], from: number, to: number): string => {
    let [length, text] = [0, ""];
    for (const word of words) {
      const own = bare(word).length;
      if (length + own > from && length <= Math.max(to - 1, from)) text += `${text ? " " : ""}${word}`;
      length += own;
    }
    return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  };
  const before = cut(was, Math.max(0, start - 12), start);
  return `“${cut(now, start, found.length - end)}” for “${cut(was, start, wanted.length - end)}”, `
    + `after “${before}”`;
}
