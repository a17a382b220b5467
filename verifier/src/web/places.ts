/** Where the texts of a brief are on a packaged theme's web edition, whichever way they run: those of each
 * section in their order, and broken lines after their words. */

import { objects, text } from "../loose";
import { core } from "../printing";
import { proseOf, readProse } from "../prose";
import { shortened } from "../words";
import type { Known } from "./markup";

const SIGN = "\u2424"; // for a break, among words without their spaces
const MOST = 30; // characters beside a break by which it is known
const ASIDE = ".ref, .mark, .place, button, [popover]";

/** A text of a section that is not after those before it. */
export function* misplacedBlocks(page: Document, { brief, parts }: Known): Generator<string> {
  const sections = parts.has("sections") ? objects(brief["sections"]) : [];
  for (const [index, shown] of [...page.querySelectorAll("section[id^='section-']")].entries()) {
    const { blocks, notes } = readProse(text(sections[index]?.["body"]), "");
    const words = core(wordsIn(shown)).replaceAll(SIGN, "");
    let from = 0;
    for (const piece of blocks.filter((one) => !notes.has(one)).flat()) {
      const at = words.indexOf(core(piece), from);
      if (at < 0) {
        yield `“${shortened(piece)}” is in another order in “${shown.id}”`;
        break;
      }
      from = at + core(piece).length;
    }
  }
}

/** Lines that are broken in other places than the brief's. */
export function* misplacedBreaks(page: Document, { brief, parts }: Known): Generator<string> {
  const prose = proseOf(brief, parts);
  const words = core(wordsIn(page.body));
  const places = [...words.matchAll(new RegExp(SIGN, "g"))].map((one) => one.index);
  const breaks = [...page.body.querySelectorAll("br")].filter((one) => !one.closest(ASIDE));
  const taken = new Set<number>();
  const meant = prose.flatMap((one) => one.breaks).map(([before, after]) => [core(before).slice(-MOST), core(after).slice(0, MOST)] as const);
  const isThere = ([before, after]: readonly [string, string], at: number): boolean =>
    !taken.has(at) && words.slice(0, at).endsWith(before) && words.startsWith(after, at + 1);
  let isWrong = false;
  for (const one of meant.sort((a, b) => b.join("").length - a.join("").length)) {
    const at = places.find((place) => isThere(one, place));
    if (at === undefined) isWrong = true;
    else taken.add(at);
  }
  // Between the blocks of an item each is broken too, and where the texts are.
  const starts = prose.flatMap((one) => one.blocks).map(([first = ""]) => core(first)).filter(Boolean);
  const isBetween = (one: Element | undefined, at: number): boolean => one?.matches("section.sources > p > br") === true
    || (one?.parentElement?.localName === "li" && ([one.previousElementSibling, one.nextElementSibling].some((beside) => beside?.localName === "img") || starts.some((start) => words.startsWith(start, at + 1))));
  isWrong ||= places.some((at, index) => !taken.has(at) && !isBetween(breaks[index], at));
  if (isWrong) yield "lines are broken in other places than the brief's";
}

/** The words of an element, with a sign for each broken line, without the numbers of notes and claims, and places. */
function wordsIn(element: Element): string {
  return [...element.childNodes].map((child) => {
    if (!(child instanceof Element)) return child.nodeValue ?? "";
    if (child.localName === "br") return SIGN;
    return child.matches(ASIDE) ? "" : wordsIn(child);
  }).join("");
}
