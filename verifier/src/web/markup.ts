/** The markup of a web edition of a packaged theme: what would show, hide or read aloud the same words
 * in another way (docs/manifest.md, “Web edition”). */

import { claimsOf } from "../claims";
import { objects, strings, text, texts } from "../loose";
import { readBlocks, tabled } from "../markdown/blocks";
import { plainOf, proseOf, readProse } from "../prose";
import { bare } from "../words";

const ELEMENTS = new Set(`html head title style meta body a article b blockquote br button code del div em figcaption figure footer header
  hr i img li main nav ol p pre section span strong sub sup table tbody td th thead tr ul h1 h2 h3 h4 h5 h6`.split(/\s+/));
const ROLES: Record<string, string> = {
  cell: "td", columnheader: "th", rowheader: "th", row: "tr", rowgroup: "thead tbody", table: "table", list: "ol", region: "div", note: "div",
  "doc-noteref": "a", "doc-backlink": "a", "doc-endnotes": "section",
};
// The head of an edition: what it has once, in this order, beside authors and a description.
const HEAD = "charset viewport Content-Security-Policy color-scheme title generator dcterms.created dcterms.modified style";
const STYLED = "em, strong, del, sub, sup, code, pre";
const LISTED: Record<string, string> = { "key-point": "key_points", change: "changes", recommendation: "recommendations" };
const BACKWARDS = new Set("apc ar ary bal bgn bqi brh ckb dv fa he ks lrc mzn nqo ps rhg sd sdh skr syr trw ug ur yi".split(" "));

export interface Known {
  brief: Record<string, unknown>;
  labels: Record<string, unknown>;
  /** The parts that are printed. */
  parts: Set<string>;
  language: string;
  /** The languages and paragraphs of the sources, by their letters. */
  sources: Map<string, { language: string; paragraphs: (string | null)[] }>;
  /** The catalogue's texts. */
  listed: string[];
}

/** What a packaged theme makes otherwise. */
export function* misshapen(page: Document, known: Known): Generator<string> {
  yield* head(page, known);
  for (const element of page.querySelectorAll("*")) yield* one(element, page, known);
  for (const nav of page.querySelectorAll("nav")) {
    const links = [...nav.querySelectorAll("a")].map((link) => link.textContent ?? "").join("");
    if (bare(nav.textContent ?? "") !== bare(text(known.labels["web_contents"]) + links)) yield "the contents have other words than headings";
  }
  yield* styled(page, known);
  yield* shaped(page, known);
  yield* headings(page, known);
}

function* head(page: Document, { brief }: Known): Generator<string> {
  const names = [...page.head.children].map((item) =>
    item.hasAttribute("charset") ? "charset" : item.getAttribute("name") ?? item.getAttribute("http-equiv") ?? item.localName);
  const once = names.filter((name) => name !== "author" && name !== "description").join(" ");
  const count = (name: string): number => names.filter((item) => item === name).length;
  if (once !== HEAD || count("author") !== strings(brief["prepared_by"]).length || count("description") !== Number(text(brief["subtitle"]) !== "")) {
    yield "the head of the page lacks something, or has it twice or elsewhere";
  }
}

function* one(element: Element, page: Document, known: Known): Generator<string> {
  const name = element.localName;
  const at = element.closest("[id]")?.id ?? name;
  const has = (value: string): boolean => element.classList.contains(value);
  if (!ELEMENTS.has(name)) yield `in “${at}”: an element that this theme does not make, <${name}>`;
  const role = element.getAttribute("role");
  if (role !== null && !(ROLES[role] ?? "").split(" ").includes(name)) yield `in “${at}”: <${name}> is read aloud as another thing, “${role}”`;
  const isWrong = (has("skip") && element !== page.body.firstElementChild)
    || has("beside") !== element.hasAttribute("popover")
    || (has("call") && !element.parentElement?.classList.contains("ref"))
    || (has("side-label") && !texts(known.labels).includes(element.textContent ?? ""))
    || ((name === "b" || name === "i") && element.closest("li, .numbered, .paragraph, .data") !== null);
  if (isWrong) yield `in “${at}”: <${name}> is shown in another way than the theme shows it`;
  yield* named(element, known);
  yield* spoken(element, known);
}

/** The names by which an element is heard or found. */
function* named(element: Element, { brief, labels }: Known): Generator<string> {
  const heard = element.getAttribute("aria-label");
  if (heard !== null && !["a", "button"].includes(element.localName)) {
    const claim = claimsOf(brief).get(element.closest("article")?.id.replace(/^claim-/, "") ?? "");
    const wanted = element.getAttribute("role") === "region" ? text(labels["web_table"]) : claim ? `${text(labels["claim_range"])} ${claim.number}` : "";
    if (heard !== wanted) yield `it is heard under another name, “${heard}” (aria-label)`;
  }
  const by = element.getAttribute("aria-labelledby");
  if (by !== null && element.parentElement?.querySelector(`#${CSS.escape(by)}`) == null) yield `it is heard under another name, “${by}” (aria-labelledby)`;
  const [, kind = "", number = ""] = /^(.*)-([^-]*)$/.exec(element.id) ?? [];
  const begins = element.classList.contains("paragraph") ? element.id : ["par", "note", "call"].includes(kind) ? number : "";
  const handles = [...element.querySelectorAll(".handle")].map((item) => item.textContent!.trim()).join();
  if ((begins && !bare(element.textContent ?? "").startsWith(bare(begins))) || (kind === "position" && handles !== number)) {
    yield `“${element.id}” is on other words than its own`;
  }
  if (kind in LISTED && /^\d+$/.test(number)) {
    const under = element.closest("section")?.querySelector("h2")?.textContent;
    if (under !== text(labels[LISTED[kind]!]) || element.parentElement?.children[Number(number) - 1] !== element) {
      yield `“${element.id}” is under another heading, or in another place`;
    }
  }
}

/** Words that are read aloud in another language than their own, or turned round. */
function* spoken(element: Element, { language: own, sources }: Known): Generator<string> {
  if (element.localName === "html") return;
  const language = element.getAttribute("lang");
  const heard = element.closest("[lang]")?.getAttribute("lang") ?? "";
  const source = sources.get(element.closest("article")?.querySelector("header.source")?.id ?? "")?.language || own;
  const isQuoted = element.localName === "span" && [...sources.values()].some((item) => item.language === language);
  if (language !== null && language !== own && language !== source && !isQuoted) yield `words are read as another language (lang=${language})`;
  if (element.classList.contains("paragraph") && heard !== source) yield `words are read as another language (${heard})`;
}

/** The way of the first letter of some words. */
export function directionOf(words: string): string {
  const first = /[\p{L}\p{Nl}]/u.exec(words)?.[0] ?? "";
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}]/u.test(first) ? "rtl" : "ltr";
}

/** The way in which a language (BCP 47) is written. */
export function directionIn(language: string): string {
  const [first = "", ...rest] = language.toLowerCase().split("-");
  const script = rest.find((item) => item.length === 4);
  return (script ? ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"].includes(script) : BACKWARDS.has(first)) ? "rtl" : "ltr";
}

/** Words that are struck, raised, lowered or stressed, and in the brief are not. */
function* styled(page: Document, { brief, parts, listed, sources }: Known): Generator<string> {
  const prose = proseOf(brief, parts).flatMap((item) => item.styled).map(({ kind, words }) => `${kind} ${unplaced(words)}`);
  const known = new Set(prose);
  const titles = listed.map(bare).join("\n");
  const shown = new Set<string>();
  for (const element of page.querySelectorAll(STYLED)) {
    if (element.closest("[popover], .foot")) continue;
    const [kind, words] = [element.localName, wordsOf(element)];
    shown.add(`${kind} ${words}`);
    const paragraph = element.closest<HTMLElement>(".paragraph");
    const [, letter = "", number = ""] = /^([A-Z]+)(\d+)$/.exec(paragraph?.id ?? "") ?? [];
    const typed = sources.get(letter)?.paragraphs[Number(number) - 1] ?? "";
    const isOfSource = paragraph !== null && bare(typed).includes(words) && (kind === "del" ? words.includes("~~") : kind === "sup");
    const isOfTitle = element.closest("header.source, .endnotes, .sources") !== null && ["em", "strong", "sub", "sup"].includes(kind) && titles.includes(words);
    if (words && !known.has(`${kind} ${words}`) && !isOfSource && !isOfTitle) yield `“${words.slice(0, 60)}” is shown in another way than it is typed (<${kind}>)`;
  }
  const all = bare(page.body.textContent ?? "");
  for (const one of known) {
    const [, kind, words] = /^(\w+) (.*)$/s.exec(one) ?? [];
    if (kind !== "pre" && !known.has(`pre ${words}`) && words && !shown.has(one) && all.includes(words)) yield `“${words.slice(0, 60)}” is not shown as it is typed (<${kind}>)`;
  }
}

function* shaped(page: Document, { brief }: Known): Generator<string> {
  const sections = [...page.querySelectorAll("section[id^='section-']")];
  if (!sections.length) return;
  const blocks = objects(brief["sections"]).map((section) => readBlocks(text(section["body"])));
  const all = (name: string): Element[] => sections.flatMap((section) => [...section.querySelectorAll(name)]).filter((item) => !item.closest("[popover]"));
  const count = (element: Element, name: string): number => [...element.children].filter((item) => item.matches(name)).length;
  const lists = blocks.flatMap((one) => one.lists);
  const shown = all("ol, ul").map((list) => `${list.localName} ${list.getAttribute("start") ?? 1} ${count(list, "li")}`);
  if (lists.join() !== shown.join() || [...page.querySelectorAll("ol[start]")].some((list) => !list.closest("section[id^='section-']"))) {
    yield "the lists are other ones than the brief's, or have other numbers";
  }
  const tables = all("table").map((table) => {
    const [columns = 0, ...others] = [...table.querySelectorAll("tr")].map((row) => count(row, "td, th"));
    return others.every((one) => one === columns) ? tabled(columns, others.length) : "";
  });
  const aligned = all("table").map((table) => [...table.querySelector("tr")?.children ?? []].map((cell) => cell.className).join());
  if (aligned.join("\n") !== blocks.flatMap((one) => one.aligned).join("\n")) yield "the columns of a table are aligned otherwise than the brief's";
  if (tables.join() !== blocks.flatMap((one) => one.parts.filter((part) => part.startsWith("table"))).join()) yield "the tables have other rows or columns than the brief's";
  if (all("hr").length !== blocks.reduce((sum, one) => sum + one.rules, 0)) yield "the rules are other ones than the brief's";
  if (all("blockquote").length !== blocks.reduce((sum, one) => sum + one.quotations, 0)) yield "the block quotations are other ones than the brief's";
}

function* headings(page: Document, { brief, labels, listed, parts }: Known): Generator<string> {
  const sections = parts.has("sections") ? objects(brief["sections"]) : [];
  const wanted = new Set([
    text(brief["title"]), ...sections.map((section) => text(section["heading"])),
    ...(parts.has("claims") ? [...claimsOf(brief).values()] : []).map((claim) => `${claim.number}${claim.wording}`),
  ].map((item) => unplaced(plainOf(item))));
  const inBodies = new Set(sections.flatMap((section) => readProse(text(section["body"]), "").headings).map(unplaced));
  const known = new Set([...wanted, ...inBodies, ...texts(labels).map(bare)]);
  const found = new Set<string>();
  const titles = listed.map(bare);
  for (const element of page.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const words = wordsOf(element);
    found.add(words);
    const isReference = element.parentElement?.matches("header.source") === true && titles.some((title) => title.length > 0 && words.includes(title));
    if (!known.has(words) && !isReference && !element.classList.contains("paragraph")) yield `“${words.slice(0, 60)}” is a heading, and is none`;
  }
  const all = bare(page.body.textContent ?? "");
  for (const words of [...wanted, ...inBodies]) if (words && !found.has(words) && all.includes(words)) yield `“${words.slice(0, 60)}” is not a heading`;
}

/** Words, bare, without the parentheses that were around a link's place. */
function unplaced(words: string): string {
  return bare(words).replaceAll("()", "");
}

/** The words of an element without the numbers of notes and claims, and without places. */
function wordsOf(element: Element): string {
  const own = element.cloneNode(true) as Element;
  for (const item of own.querySelectorAll(".ref, .mark, .place, [popover]")) item.remove();
  return unplaced(own.textContent ?? "");
}
