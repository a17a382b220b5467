/** Where links lead, by what is heard of them: docs/manifest.md, “Around the pages”. */

import { claimsOf, type Claim } from "./claims";
import { texts } from "./loose";
import type { Manifest } from "./manifest";
import { linksOf } from "./pdf/canon";
import { PdfDocument } from "./pdf/document";
import { Dict, Name, Ref, Str, type Value } from "./pdf/values";
import { bare } from "./words";

/** Lines about links to where the brief has none, one a page. */
export function checkLinks(
  manifest: Manifest, file: PdfDocument, evidence: unknown[],
): { proved: string[]; differs: string[] } {
  const numbers = new Map(file.pages.map((page, index) => [page.num, index + 1]));
  const anchors = new Map<string, number | undefined>();
  for (const [name, place] of file.leaves(file.dict(file.catalog.raw("Names"))?.raw("Dests") ?? null)) {
    anchors.set(name, pageOf(file, place, numbers));
  }
  const said = texts(evidence).map(address).join("\n");
  const claims = claimsOf(evidence[0]);
  const differs: string[] = [];
  for (const [index, page] of file.pages.entries()) {
    const wrong = linksOf(file, page).flatMap((link) => wrongOf(file, link, anchors, numbers, claims, said));
    if (!wrong.length) continue;
    const label = manifest.pages[index]?.label ?? String(index + 1);
    differs.push(`page ${label} has ${wrong[0]}${wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : ""}`);
  }
  return { proved: [], differs };
}

function wrongOf(
  file: PdfDocument, link: Dict, anchors: Map<string, number | undefined>, numbers: Map<number, number>,
  claims: Map<string, Claim>, said: string,
): string[] {
  const action = file.dict(link.raw("A"));
  const heard = file.text(link.raw("Contents"));
  const web = file.text(action?.raw("URI") ?? null);
  if (web) {
    const isKnown = said.includes(address(web)) || (/^https?:\/\/(?:dx\.)?doi\.org\//i.test(web) && said.includes(address(web.replace(/^.*?doi\.org\//i, ""))));
    return isKnown ? [] : [`a link to ${web}, which the brief does not have`];
  }
  const place = file.get(link.has("Dest") ? link.raw("Dest") : (action?.raw("D") ?? null));
  const stranger = `a link, heard as “${heard}”, to where the brief has none`;
  if (place instanceof Str || place instanceof Name) {
    const name = file.text(place);
    const isOurs = speaksOf(heard, name, claims) ?? true;
    return anchors.has(name) && (isOurs || !/\d/.test(heard)) ? [] : [stranger];
  }
  const number = pageOf(file, place, numbers);
  // A copy leads to places without their names.
  const isOurs = [...anchors].some(([name, at]) => at === number && (speaksOf(heard, name, claims) ?? !/\d/.test(heard)));
  return isOurs || (number !== undefined && (!anchors.size || !/\d/.test(heard))) ? [] : [stranger];
}

/** Whether what is heard of a link has the number or the label of a place; null for a place
 * that has neither. */
export function speaksOf(heard: string, anchor: string, claims: Map<string, Claim>): boolean | null {
  const numbered = /^(?:note|call|key-point|recommendation|change|section|par|position)-(\d+[a-z]?)/.exec(anchor);
  const label = /^([A-Z]{1,2}\d*)(?:-q\d+)?$/.exec(anchor);
  const claim = anchor.startsWith("claim-") ? claims.get(anchor.slice("claim-".length)) : undefined;
  if (claim && bare(heard) === claim.wording) return true;
  const sign = numbered?.[1] ?? label?.[1] ?? claim?.number;
  // A range of paragraphs leads to the last of them too.
  const [, letter = "", first = 0, last = 0] = /(?<![\p{L}\p{N}])([A-Z]{1,2})(\d+)[–-](\d+)/u.exec(heard) ?? [];
  const place = /^([A-Z]{1,2})(\d+)$/.exec(label?.[1] ?? "");
  if (place && letter === place[1] && Number(first) <= Number(place[2]) && Number(place[2]) <= Number(last)) return true;
  return sign === undefined ? null : new RegExp(`(?<![\\p{L}\\p{N}])${sign}(?!\\p{N})`, "u").test(heard);
}

function pageOf(file: PdfDocument, place: Value, numbers: Map<number, number>): number | undefined {
  let found = file.get(place);
  if (found instanceof Dict) found = file.get(found.raw("D"));
  const [first] = Array.isArray(found) ? found : [];
  return first instanceof Ref ? numbers.get(first.num) : undefined;
}

/** A web address in one spelling, whatever is escaped in it. */
export function address(text: string): string {
  let plain = text;
  try {
    plain = decodeURI(text);
  } catch {
    // It is no address, or not one in UTF-8.
  }
  return bare(plain).toLowerCase().replace(/\\/g, "").replace(/\/+(?=$|\s)/g, "").replace(/^http:\/\/(?=www\.)/, "");
}
