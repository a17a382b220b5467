/** Which way the words of each element of a packaged theme's web edition run: an attribute `dir` is where its
 * templates write one, and nowhere else (docs/manifest.md, “Ways of words”). */

import { text } from "../loose";
import type { Quotation } from "../quotations";
import { bare } from "../words";
import { directionIn, directionOf, type Known } from "./markup";

// Elements, as CSS selectors, and the label that decides their way, or their own words: those that
// always have the attribute.
const ALWAYS: [string, string][] = [
  ["section.claims > p.intro, section.card > p.intro, section.appendix > p.intro", ""],
  ["section.sourcing > p, p.paragraph > span.directed, h4.paragraph > span.directed", ""],
  ["div.text > p.gap, p.paragraph > a.label, h4.paragraph > a.label", "cited_in"],
  ["p.paragraph > span.original, h4.paragraph > span.original", "cited_in"],
  ["p.paragraph > span.cited, h4.paragraph > span.cited", "cited_in"],
];
// And those that have it where a page runs from right to left and they do not.
const TURNED: [string, string][] = [
  ["header.source > h3, header.source > p.reference, header.source > p.notice", ""],
  ["section.endnotes > ol > li, div.beside > p, section.changes > p.intro", ""],
  ["p.reading", "how_to_read"],
  ["header.source > p.fingerprint", "fingerprint"],
  ["article.claim > p.facts", "marked_at"],
  ["table.card > tbody > tr > th > p.facts", "page_abbreviation"],
  ["table.entry > thead > tr > th > p:not(.wording)", "page_abbreviation"],
  ["section.sources > p, header.masthead > p.particulars:not(:has(> span))", ""],
];

/** What runs another way than it has to. */
export function* turnedRound(page: Document, known: Known, quoted: Quotation[]): Generator<string> {
  const own = directionIn(known.language);
  const label = (name: string, element: Element): string => directionOf(name ? text(known.labels[name]) : ownWords(element));
  const words = quoted.map((one) => bare(one.words)).join("\n");
  for (const element of page.body.querySelectorAll("*")) {
    const given = element.getAttribute("dir") ?? "";
    let meant = "";
    if (element.matches("span:not([class])")) {
      if (element.matches("p.fingerprint > span, section.sources > p > span")) meant = "ltr";
      else if (given && words.includes(bare(element.textContent ?? ""))) meant = directionOf(element.textContent ?? "");
    } else {
      const always = ALWAYS.find(([where]) => element.matches(where));
      const turned = own === "rtl" ? TURNED.find(([where]) => element.matches(where)) : undefined;
      if (always) meant = label(always[1], element);
      else if (turned && label(turned[1], element) === "ltr") meant = "ltr";
    }
    if (given !== meant) yield `words are turned round in “${element.closest("[id]")?.id ?? element.localName}” (dir=${given || "none"}, not ${meant || "none"})`;
  }
}

/** The words that decide an element's way: of a source's entry in the list of all, its reference, which is between
 * its letter and the end of the line. */
function ownWords(element: Element): string {
  if (!element.matches("section.sources > p[id]")) return element.textContent ?? "";
  const parts = [...element.childNodes].slice(1);
  const end = parts.findIndex((one) => one.nodeName === "BR");
  return parts.slice(0, end < 0 ? undefined : end).map((one) => one.textContent ?? "").join("");
}
