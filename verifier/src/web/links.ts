/** The links of a packaged theme's web edition, the quoted words to which they lead, by their ids; and notes
 * beside their line, which are the notes at the end (docs/manifest.md, “Web edition”). */

import { address } from "../links";
import { proseOf } from "../prose";
import { bare, shortened, spaced } from "../words";
import type { Known } from "./markup";

/** What leads elsewhere than in the brief. */
export function* misled(page: Document, known: Known): Generator<string> {
  const meant = new Map<string, Set<string>>();
  const prose = proseOf(known.brief, known.parts);
  for (const { words, to } of prose.flatMap((one) => one.links)) {
    meant.set(bare(words), (meant.get(bare(words)) ?? new Set()).add(to.startsWith("#") ? "#" : address(to)));
  }
  for (const link of page.querySelectorAll("main a[href]:not([href^='#'])")) {
    const [words, to] = [link.textContent ?? "", address(link.getAttribute("href") ?? "")];
    if (!(meant.get(bare(words))?.has(to) ?? to.includes(address(words)))) yield `the link “${shortened(words)}” leads to ${to}, where the brief has none`;
  }
  for (const place of page.querySelectorAll("section[id^='section-'], li[id^='note-']")) {
    const shown = [...place.querySelectorAll("img")].filter((one) => !one.closest("[popover]")).map((one) => spaced(one.alt));
    if (!prose.some(({ pictures }) => areAmong(shown, pictures.map(spaced)))) yield `“${place.id}” has other pictures, or in another order`;
  }
  const notes = [...page.querySelectorAll("section.endnotes > ol > li")];
  if (notes.some((one, at) => one.id !== `note-${at + 1}`)) yield "the notes are in another order";
  for (const paragraph of page.querySelectorAll(".paragraph[id]")) {
    const ids = [...paragraph.querySelectorAll(".quoted")].map((one, at) => (at ? one.getAttribute("id") : one.id)).filter((id) => id !== null);
    if (ids.some((id, at) => id !== `${paragraph.id}-q${at + 1}`)) yield `${paragraph.id} has quoted words under another id`;
  }
}

/** Whether `all` has `some` in their order, whatever is between them. */
function areAmong(some: string[], all: string[]): boolean {
  let from = 0;
  return some.every((one) => (from = all.indexOf(one, from) + 1) > 0);
}

/** Notes beside their line that have other words, links or pictures than at the end. */
export function* unlikeTheirNotes(page: Document): Generator<string> {
  for (const beside of page.querySelectorAll("[popover]")) {
    const atEnd = page.getElementById(beside.id.replace(/^beside-/, "note-"));
    const line = beside.firstElementChild ?? beside;
    if (beside.childNodes.length !== 1 || (atEnd && afterNumber(line) !== afterNumber(atEnd))) yield `“${beside.id}”, a note beside its line, has other content than the note`;
  }
}

/** What is in a note after the link that is its number, without ids. */
function afterNumber(note: Element): string {
  const own = note.cloneNode(true) as Element;
  own.firstChild?.remove();
  for (const one of own.querySelectorAll("[id]")) one.removeAttribute("id");
  return own.innerHTML;
}
