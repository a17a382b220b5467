/** What a packaged theme's web edition says in each of its places: all of it, in order and with its spaces
 * (docs/manifest.md, “Web edition”). */

import { claimsOf } from "../claims";
import { dateOf, objects, strings, text } from "../loose";
import { isObject, type Manifest } from "../manifest";
import { plainOf, proseOf } from "../prose";
import { letterOf } from "../sources";
import { shortened, spaced } from "../words";
import type { Known } from "./markup";

const BLOCKS = new Set(`h1 h2 h3 h4 h5 h6 address article aside blockquote dd div dl dt figcaption figure footer header hr li main nav ol p
  pre section table ul`.split(/\s+/));
const SIGNS = [["disputed", ""], ["answers differ", ""], ["questioned", "questions"], ["qualified", "qualifies"], ["denied", ""], ["asserted only", ""]];
const STANCES = ["asserts", "denies", "questions", "qualifies"];

// Words with which others begin that are not known here.
interface Begin {
  begins: string;
}
// Elements, as CSS selectors, and what each says.
type Place = [string, (string | Begin)[]];

/** What a place says otherwise than the brief and the labels yield. */
export function* misplacedWords(page: Document, manifest: Manifest, known: Known): Generator<string> {
  const isWhole = Object.values(manifest.sources).every(({ embedded }) => embedded === "full");
  const places = [...around(page, manifest, known), ...inHead(manifest, known), ...ofText(page, known), ...ofClaims(page, manifest, known)];
  if (isWhole) places.push(...ofReading(page, known), ...ofSources(page, manifest));
  for (const [where, meant] of places) {
    const found = [...page.querySelectorAll(where)].map(wordsOf);
    for (let at = 0; at < Math.max(found.length, meant.length); at++) {
      const [said, one] = [found[at], meant[at]];
      if (said !== undefined && one !== undefined && (typeof one === "string" ? said === spaced(one) : said.startsWith(`${spaced(one.begins)} `))) continue;
      const wanted = shortened(typeof one === "object" ? `${one.begins} …` : one ?? "");
      if (said === undefined) yield `“${wanted}” is missing (${where})`;
      else if (one === undefined) yield `“${shortened(said)}” is there once too often (${where})`;
      else yield `“${shortened(said)}” is there instead of “${wanted}” (${where})`;
      break;
    }
  }
  yield* readingElsewhere(page, known);
  if (isWhole) yield* uncited(page);
}

/** The words of an element as they are seen: apart where a block begins, without what repeats others beside
 * them; of a picture what it says. */
function wordsOf(element: Element): string {
  if (element.localName === "img") return spaced(element.getAttribute("alt") ?? "");
  const read = (node: Node): string => [...node.childNodes].map((child) => {
    if (!(child instanceof Element)) return child.nodeValue ?? "";
    if (child.localName === "br") return " ";
    if (child.matches("button, [popover]")) return "";
    return BLOCKS.has(child.localName) ? ` ${read(child)} ` : read(child);
  }).join("");
  return spaced(read(element));
}

function labelsOf({ labels }: Known): (name: string) => string {
  return (name) => text(labels[name]);
}

function* around(page: Document, manifest: Manifest, known: Known): Generator<Place> {
  const label = labelsOf(known);
  const heads = [...page.querySelectorAll("main h2")].map(wordsOf);
  const wanted = headings(page, known);
  yield ["main h2", wanted];
  yield ["body > a.skip", [label("web_skip")]];
  yield ["nav.contents > h2", heads.length > 1 ? [label("web_contents")] : []];
  yield ["nav.contents > ul > li", heads.length > 1 ? heads : []];
  yield ["footer.foot > p", [`${label("web_fingerprint")} ${manifest.fingerprint.slice(0, 10)}`, label("web_verify")]];
}

/** The headings of the second level, in the order of the parts. */
function headings(page: Document, known: Known): string[] {
  const under = headingsOf(page, known);
  const { parts } = known;
  return [...[...parts].flatMap(under), ...(parts.has("appendix") ? [] : under("notes"))];
}

/** The headings of the second level in one of the parts. */
function headingsOf(page: Document, known: Known): (part: string) => string[] {
  const { brief } = known;
  const label = labelsOf(known);
  const claims = objects(brief["claims"]).length > 0;
  // Whether these are printed follows from the sources, or from an earlier edition.
  const isThere = (kind: string): boolean => page.querySelector(`section.${kind}`) !== null;
  const notes = isThere("endnotes") ? [label("notes")] : [];
  const under: Record<string, string[]> = {
    notes,
    summary: text(brief["summary"]) ? [label("summary")] : [],
    key_points: strings(brief["key_points"]).length ? [label("key_points")] : [],
    changes: isThere("changes") ? [label("changes")] : [],
    sourcing: isThere("sourcing") ? [label("sourcing")] : [],
    sections: objects(brief["sections"]).map((section) => plainOf(text(section["heading"]))),
    recommendations: strings(brief["recommendations"]).length ? [label("recommendations")] : [],
    card: claims && brief["figures"] !== "none" ? [label("card")] : [],
    claims: claims ? [label("claims")] : [],
    sources: isThere("sources") ? [label("sources")] : [],
    appendix: [...notes, ...(isThere("appendix") ? [label("appendix")] : [])],
  };
  return (part) => under[part] ?? [];
}

/** What explains the signs where it is after other sections than those of the parts before it. */
function* readingElsewhere(page: Document, known: Known): Generator<string> {
  const parts = [...known.parts];
  const wanted = parts.slice(0, Math.max(0, parts.indexOf("reading"))).flatMap(headingsOf(page, known)).length;
  for (const one of page.querySelectorAll("main > p.reading")) {
    const around = [...one.parentElement!.children];
    if (around.slice(0, around.indexOf(one)).filter(({ localName }) => localName === "section").length !== wanted) {
      yield "what explains the signs is before or after another section";
    }
  }
}

function* inHead(manifest: Manifest, known: Known): Generator<Place> {
  const { brief, labels, parts } = known;
  if (!parts.has("masthead")) return;
  const label = labelsOf(known);
  const date = dateOf(labels, manifest.document.date ?? "", manifest.document.language);
  const listed = (name: string): string => strings(brief[name]).map(plainOf).join(", ");
  yield ["div.imprint > p.kind", [label("kind")]];
  yield ["div.imprint > p.when", [[plainOf(text(brief["marking"])), date].filter(Boolean).join(" · ")]];
  const particulars = ["prepared_by", "prepared_for", "occasion"].filter(listed).map((name): string | Begin => `${label(name)} ${listed(name)}`);
  if (brief["edition"]) particulars.push({ begins: label("edition") });
  yield ["p.particulars > span", particulars];
}

/** What explains the signs, at the head of the text. */
function* ofReading(page: Document, known: Known): Generator<Place> {
  const { brief, parts } = known;
  const label = labelsOf(known);
  const claims = [...claimsOf(brief).values()];
  const hasNotes = page.querySelector("[id^='note-']") !== null;
  const said = [label("how_to_read")];
  if (hasNotes) said.push(`1 ${label("how_to_end_notes")}`);
  const cited = page.querySelector(".paragraph:has(> .cited)")?.id;
  const [, letter = "", number = ""] = /^([A-Z]+)(\d+)$/.exec(cited ?? "") ?? [];
  if (letter) said.push(`${cited} ${label("how_to_place").replaceAll("{number}", number).replaceAll("{letter}", letter)}`);
  if (claims.length) {
    said.push(`1 ${label("how_to_mark")}`);
    const held = objects(brief["claims"]).flatMap((claim) => objects(claim["positions"])).map((one) => text(one["stance"]));
    said.push(...SIGNS.filter(([sign, stance]) => claims.some((one) => one.status === sign) || (stance && held.includes(stance))).map(([sign]) => label(sign!)));
    if (parts.has("card") && brief["figures"] !== "none") said.push(label("how_to_card"));
  }
  yield ["p.reading", parts.has("reading") && (hasNotes || claims.length) ? [said.join(" ")] : []];
}

function* ofText(page: Document, known: Known): Generator<Place> {
  const label = labelsOf(known);
  for (const kind of ["claims", "card", "appendix"]) {
    const isThere = page.querySelector(`section.${kind}:not(.listed)`) !== null;
    yield [`section.${kind} > p.intro`, isThere && label(`${kind}_intro`) ? [label(`${kind}_intro`)] : []];
  }
  yield ["figure", [...page.querySelectorAll("figcaption")].map(wordsOf)];
  const alts = proseOf(known.brief, known.parts).flatMap((one) => one.pictures).sort();
  // Those beside a line are a note's once more.
  const pictures = [...page.querySelectorAll("img")].filter((one) => !one.closest("[popover]"));
  const shown = pictures.map((one) => one.alt).sort();
  if (alts.map(spaced).join("\n") !== shown.map(spaced).join("\n")) yield ["img", alts];
}

function* ofClaims(page: Document, { inputs: { options } }: Manifest, known: Known): Generator<Place> {
  const { brief, parts } = known;
  const label = labelsOf(known);
  const claims = objects(brief["claims"]);
  if (parts.has("claims")) {
    yield ["article.claim > p.claim-note", claims.filter((one) => text(one["note"])).map(() => ({ begins: label("note") }))];
    yield ["article.claim > p.facts", [...claimsOf(brief)].map(([id, { status }]) => {
      const isMarked = page.querySelector(`main a.mark[href="#claim-${CSS.escape(id)}"]`) !== null;
      return isMarked ? { begins: `${label(status)} · ${label("marked_at")}` } : label(status);
    })];
  }
  const isTable = page.querySelector("table.claims") !== null;
  const positions = (claim: Record<string, unknown>): Record<string, unknown>[] => {
    const typed = objects(claim["positions"]);
    return "question" in claim ? typed : STANCES.flatMap((stance) => typed.filter((one) => one["stance"] === stance));
  };
  if (isTable) yield ["div.position > p > i", claims.flatMap(positions).filter((one) => text(one["via"])).map((one) => plainOf(text(one["via"])))];
  const hasFigures = brief["figures"] !== "none";
  const isCard = parts.has("card") && hasFigures;
  const isRoom = brief["room_column"] === "true" && (isCard || (isTable && !hasFigures));
  const isLarge = isCard && isObject(options) && options["large_print"] === true;
  const rows = (isRoom ? claims : []).map((claim): { letters: string[]; words: string[] } => {
    const check = label("to_check");
    if (!("question" in claim)) return { letters: [], words: [label("agreed"), label("not_agreed"), check] };
    const letters = positions(claim).map((_, at) => letterOf(at).toLowerCase());
    return isCard ? { letters, words: [check] } : { letters: [], words: [...letters.map((one) => `${claims.indexOf(claim) + 1}${one}`), check] };
  });
  const joined = rows.map(({ letters, words }) => [...letters, ...words].join(" "));
  yield ["td.room", isLarge ? [] : joined];
  yield ["td.room > p.box", isLarge ? [] : rows.flatMap(({ words }) => words)];
  yield ["tr.boxes > td > p", isLarge ? joined : []];
  yield ["p > span.box", rows.flatMap(({ letters, words }) => [...letters, ...(isLarge ? words : [])])];
  yield ["div.lines > p", isCard && brief["room_column"] === "true" && claims.length ? [label("card_lines")] : []];
}

function* ofSources(page: Document, manifest: Manifest): Generator<Place> {
  const { labels } = manifest.inputs;
  const word = (name: string): string => text((labels as Record<string, unknown>)[name]);
  const sums = Object.values(manifest.sources).map(({ sha256 }) => `${word("fingerprint")} ${sha256.slice(0, 32)} ${sha256.slice(32)}`);
  const shown = [...page.querySelectorAll("header.source > p.fingerprint")].map(wordsOf);
  const isOurs = shown.length === page.querySelectorAll("section.appendix > article").length && shown.every((one) => sums.includes(one));
  if (!isOurs) yield ["header.source > p.fingerprint", sums];
  const gaps = [...page.querySelectorAll("p.gap")].map((one) => /^[A-Z]+\d+(?:–[A-Z]+\d+)?/.exec(wordsOf(one))?.[0] ?? "");
  yield ["p.gap", gaps.map((one) => `${one} ${word("omitted")}`)];
}

/** The paragraphs of sources that do not say which notes and positions cite them, by the places printed there. */
function* uncited(page: Document): Generator<string> {
  const citing = new Map<string, Set<string>>();
  const holders = "li[id^='note-'], [id^='position-'], article.claim";
  for (const place of page.querySelectorAll(":is(li[id^='note-'], article.claim) a.place")) {
    const [, letter, first, last] = /^([A-Z]+)(\d+)(?:–[A-Z]*(\d+))?/.exec(wordsOf(place)) ?? [];
    const here = place.closest(holders)!.id.replace(/^note-/, "call-");
    if (place.closest("[popover]") || !letter) continue;
    for (let number = Number(first); number <= Number(last ?? first); number++) {
      const label = `${letter}${number}`;
      citing.set(label, (citing.get(label) ?? new Set()).add(`#${here}`));
    }
  }
  for (const paragraph of page.querySelectorAll(".paragraph[id]")) {
    const said = [...paragraph.querySelectorAll(":scope > .cited a")].map((one) => one.getAttribute("href"));
    if (said.sort().join() !== [...(citing.get(paragraph.id) ?? [])].sort().join()) yield `${paragraph.id} does not say what cites it`;
  }
}
