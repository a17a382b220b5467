/** What the sources and the claims say of where they are cited and marked: each place by its name, as the
 * brief's words on it are (docs/manifest.md, “Words in each place”). */

import { claimsOf } from "../claims";
import { text } from "../loose";
import { shortened, spaced } from "../words";
import type { Known } from "./markup";

const ITEMS: Record<string, string> = { "key-point": "in_key_points", recommendation: "in_recommendations", change: "in_changes" };

/** Paragraphs and sources that call what cites them by another name. */
export function* miscited(page: Document, known: Known): Generator<string> {
  const claims = claimsOf(known.brief);
  const label = (name: string, number: string): string => labelOf(known, name, number);
  const nameOf = (link: Element): string => {
    const to = link.getAttribute("href") ?? "";
    return to.startsWith("#claim-") ? String(claims.get(to.slice("#claim-".length))?.number) : to.replace(/^#(?:call|position)-/, "");
  };
  for (const cited of page.querySelectorAll("span.cited, header.source > p.reference")) {
    const links = [...cited.querySelectorAll("a")];
    if (!links.length) continue;
    const [notes, others] = [true, false].map((isNote) => links.filter((one) => (one.getAttribute("href") ?? "").startsWith("#call-") === isNote).map(nameOf).sort(byNumber));
    const meant = `${labelOf(known, "cited_in")} ${[...named(label, "notes", notes!), ...named(label, "claims", others!)].join(", ")}`;
    const said = spaced(cited.textContent ?? "");
    if (said !== spaced(meant)) yield `“${shortened(said)}” is there instead of “${shortened(meant)}”`;
  }
}

/** Claims that do not say where they are marked, or by another name. */
export function* mismarked(page: Document, known: Known): Generator<string> {
  for (const article of page.querySelectorAll("article.claim")) {
    const links = [...article.querySelectorAll(":scope > p.facts a")];
    const shown = links.map((one) => spaced(one.textContent ?? ""));
    const own = `a.mark[href="#${CSS.escape(article.id)}"]`;
    const marks = [...page.querySelectorAll(own)].filter((one) => !one.closest("[popover]"));
    const isSaid = links.every((link, at) => {
      const mark = page.getElementById((link.getAttribute("href") ?? "").slice(1));
      return mark?.matches(own) && [null, shown[at]].includes(placeOf(mark, known));
    });
    const facts = spaced(article.querySelector(":scope > p.facts")?.textContent ?? "");
    const areAll = marks.every((mark) => [null, ...shown].includes(placeOf(mark, known)));
    if (!isSaid || !areAll || (shown.length && !facts.endsWith(` · ${spaced(labelOf(known, "marked_at"))} ${shown.join(", ")}`))) {
      yield `“${article.id}” does not say where it is marked`;
    }
  }
}

/** What the place of a mark is called; null where that does not follow from the page. */
function placeOf(mark: Element, known: Known): string | null {
  if (mark.closest("section.summary")) return spaced(labelOf(known, "in_summary"));
  const [, kind = "", item = ""] = /^(.*)-(\d+)$/.exec(mark.closest("li[id]")?.id ?? "") ?? [];
  if (kind in ITEMS) return spaced(labelOf(known, ITEMS[kind]!, item));
  const section = mark.closest("section[id^='section-']");
  if (!section) return null;
  const numbers = [...section.querySelectorAll("p.numbered")].filter((one) =>
    mark.closest("div.head") ?? !(one.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_PRECEDING)).map((one) => one.id.replace("par-", ""));
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (!first) return spaced(labelOf(known, "in_section", section.id.replace("section-", "")));
  return mark.closest("div.head") && first !== last ? `¶¶${first}–${last}` : `¶${last}`;
}

/** The names of what cites a passage: `notes 3`, `7`. */
export function named(label: (name: string, number: string) => string, kind: string, names: string[]): string[] {
  const [first, ...others] = names;
  return first === undefined ? [] : [label(`${kind}_${others.length ? "many" : "one"}`, first), ...others];
}

/** By the number, then by the letters of positions: 2 before 2a, 2b before 2aa, and that before 10a. */
export function byNumber(one: string, other: string): number {
  return parseInt(one, 10) - parseInt(other, 10) || one.length - other.length || (one < other ? -1 : 1);
}

function labelOf({ labels }: Known, name: string, number = ""): string {
  return text(labels[name]).replace("{number}", number);
}
