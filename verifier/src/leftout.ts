/** What a packaged theme prints besides the words of the brief and its sources, and may not leave out: whose the
 * paper is, where a claim is marked, what introduces a part; of each source its digest, and beside each of its
 * paragraphs what cites that (docs/manifest.md, “Words”). */

import { claimsOf, type Claim } from "./claims";
import type { Heard, LinkElement, Words } from "./elements";
import { dateOf, objects, strings, text } from "./loose";
import { isObject, partsOf, type Manifest } from "./manifest";
import { plainOf } from "./prose";
import { bare, lettersOf, shortened } from "./words";
import { byNumber, named } from "./web/marked";

const NOTE = "note-";
const PLACE = /^([A-Z]{1,2})(\d+)(?:[–-][A-Z]*(\d+))?/;

export function* leftOut(
  manifest: Manifest, brief: Record<string, unknown>, heard: Heard[], links: LinkElement[], marks: Map<string, number>,
  said: (words: Words[]) => string, isMixed: boolean,
): Generator<string> {
  const { labels } = manifest.inputs;
  const label = (name: string): string => (isObject(labels) ? text(labels[name]) : "");
  const known = isMixed ? lettersOf : bare;
  const texts = heard.map((one) => known(said(one.words)));
  const left = new Map<string, number>();
  for (const one of texts) left.set(one, (left.get(one) ?? 0) + 1);
  const missing = function* (words: string): Generator<string> {
    const count = left.get(known(words)) ?? 0;
    left.set(known(words), count - 1);
    if (count < 1) yield `“${shortened(words)}” is missing`;
  };
  const isOfClaim = ({ within }: Heard): boolean => within.some((id) => id.startsWith("claim-"));
  const parts = partsOf(manifest);
  for (const one of around(manifest, brief, parts, label, heard.some((each) => each.around.includes("Table") && isOfClaim(each)))) yield* missing(one);
  for (const [id, { number, wording, status }] of isMixed ? [] : claimsOf(brief)) {
    const at = heard.findIndex((one) => one.within.includes(`claim-${id}`) && known(said(one.words)) === known(`${number}${wording}`));
    const meant = `${label(status)}·${label("marked_at")}`;
    if (marks.get(`claim-${id}`) && at >= 0 && !texts[at + 1]?.startsWith(bare(meant))) yield `“${meant}” is missing`;
  }
  const ofSources = heard.filter((one) => one.words.length && one.around.includes("Art") && !isOfClaim(one));
  if (!ofSources.length || Object.values(manifest.sources).some(({ embedded }) => embedded !== "full")) return;
  yield* missing(label("appendix_intro"));
  for (const { sha256 } of Object.values(manifest.sources)) yield* missing(`${label("fingerprint")} ${sha256.slice(0, 32)} ${sha256.slice(32)}`);
  if (!isMixed) yield* uncited(claimsOf(brief), heard, ofSources, links, said, label);
}

function* around(
  manifest: Manifest, brief: Record<string, unknown>, parts: Set<string>, label: (name: string) => string, isInTables: boolean,
): Generator<string> {
  if (parts.has("masthead")) {
    yield label("kind");
    yield [plainOf(text(brief["marking"])), dateOf(manifest.inputs["labels"], text(brief["date"]), manifest.document.language)].filter(Boolean).join(" · ");
    const particulars = ["prepared_by", "prepared_for", "occasion"].map((name) => [name, strings(brief[name]).map(plainOf).join(", ")]).filter(([, words]) => words);
    // How an edition is counted is not known here.
    if (particulars.length && !("edition" in brief) && !manifest.replaces) yield particulars.map(([name, words]) => `${label(name!)} ${words}`).join(" ");
  }
  if (!objects(brief["claims"]).length) return;
  const { options } = manifest.inputs;
  if (parts.has("card") && brief["figures"] !== "none") yield label("card_intro");
  if (parts.has("claims") && isInTables && !(isObject(options) && options["large_print"] === true)) yield label("claims_intro");
}

/** Paragraphs that do not say, in their element or the next one, which notes and claims print their places. */
function* uncited(
  claims: Map<string, Claim>, heard: Heard[], elements: Heard[], links: LinkElement[], said: (words: Words[]) => string, label: (name: string) => string,
): Generator<string> {
  const citing = new Map<string, Set<string>>();
  for (const link of links) {
    const [, letter, first, last] = PLACE.exec(said(link.words).trim()) ?? [];
    const here = letter ? holderOf(link, heard, said, claims, label("note")) : "";
    if (!here) continue;
    for (let number = Number(first); number <= Number(last ?? first); number++) {
      citing.set(`${letter}${number}`, (citing.get(`${letter}${number}`) ?? new Set()).add(here));
    }
  }
  const name = (one: string, number: string): string => label(one).replace("{number}", number);
  for (const [at, { id, words }] of elements.entries()) {
    const own = bare(said(words));
    if (!citing.has(id) || !own.startsWith(id)) continue;
    const [notes, others] = [true, false].map((isNote) => [...citing.get(id)!].filter((one) => one.startsWith(NOTE) === isNote).map((one) => one.replace(NOTE, "")).sort(byNumber));
    const meant = `${label("cited_in")} ${[...named(name, "notes", notes!), ...named(name, "claims", others!)].join(", ")}`;
    const next = elements[at + 1];
    if (!own.includes(bare(meant)) && !(next && bare(said(next.words)) === bare(meant))) yield `“${shortened(meant)}” is missing in the appendix, or in another place`;
  }
}

/** What prints a place: `note-3`, the position `1a`, or the claim `1` in whose note it is; empty for another. */
function holderOf(
  link: LinkElement, heard: Heard[], said: (words: Words[]) => string, claims: Map<string, Claim>, note: string,
): string {
  const own = link.within.find((id) => /^note-\d+$/.test(id));
  const claim = link.within.find((id) => id.startsWith("claim-"));
  const position = link.within.find((id) => id.startsWith("position-"));
  if (own || position || !claim) return own ?? position?.replace("position-", "") ?? "";
  const [first] = link.words;
  const at = heard.findIndex(({ words }) => words.some((one) => one.page === first?.page && one.mcid === first.mcid));
  const texts = heard.slice(0, at + 1).filter((one) => one.within.includes(claim)).map((one) => said(one.words).trim()).reverse();
  const number = String(claims.get(claim.replace("claim-", ""))?.number);
  for (const one of texts) {
    if (note && one.startsWith(note)) return number;
    const [, handle, letters] = /^(\d+)([a-z]{1,2})(?![a-z])/.exec(one) ?? [];
    if (handle === number) return `${number}${letters}`;
  }
  return "";
}
