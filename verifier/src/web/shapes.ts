/** The shapes of a packaged theme's web edition: the classes that its templates write, on which elements
 * and inside which; and the cells of its tables, each under its head (docs/manifest.md, “Web edition”). */

import { objects, text, texts } from "../loose";
import { isObject, type Manifest } from "../manifest";
import { plainOf } from "../prose";
import type { Quotation } from "../quotations";
import { bare } from "../words";

const STATUS = "(disputed|answers-differ|questioned|qualified|denied|asserted-only)";
const INLINE = "p, li, td, th, h3, figcaption, em, strong, del, sub, sup, p.holds > b, div.side > p > b, span.caption";
const BLOCKS = "section.hung, blockquote, li";
const CARD = "table.card > tbody > tr";
const CLAIMS = "table.claims > tbody > tr";
const ENTRY = "table.entry > thead > tr > th";
const LINE = "table.entry > tbody > tr > td > p";
const BOLD = "p.wording, section.sources > p, table.card > tbody > tr > td > p, table.entry > tbody > tr > td > p";
// An element, its whole attribute `class`, and inside which elements it is.
const SHAPES: [string, string, string][] = [
  ["body", "whole( large)?", "html"],
  ["a", "skip", "body"],
  ["header", "masthead", "body"],
  ["nav", "contents", "body"],
  ["footer", "foot", "body"],
  ["div", "imprint", "header.masthead"],
  ["p", "kind|when", "div.imprint"],
  ["p", "subtitle|particulars", "header.masthead"],
  ["p", "reading", "main"],
  ["i", `raised|mark sign ${STATUS}`, "p.reading > span"],
  ["section", "hung( summary| key-points| changes| recommendations| sourcing| sources)?", "main"],
  ["section", "claims( listed)?|endnotes|appendix", "main"],
  ["section", "card( divided| in-entries| on-its-page)?", "main"],
  ["p", "intro", "section.changes, section.claims, section.card, section.appendix"],
  ["div", "head( above)?( changed)?", "section.hung"],
  ["p", "marks", "div.head"],
  ["p", "numbered( leading)?( changed)?", "section.hung"],
  ["p", "changed|(changed)? leading", `${BLOCKS}`],
  ["h3", "changed", `${BLOCKS}`],
  ["div", "changed", `${BLOCKS}`],
  ["li", "changed", "ol, ul"],
  ["figure", "picture( changed)?", `${BLOCKS}`],
  ["span", "caption", "li"],
  ["code", "verbatim", "li"],
  ["div", "scroll", `${BLOCKS}, div.changed`],
  ["table", "data( wide)?( dense)?( tall)?( changed)?", "div.scroll"],
  ["tr", "tall", "table.data > tbody"],
  ["th", "left|center|right", "table.data > thead > tr"],
  ["td", "left|center|right", "table.data > tbody > tr"],
  ["span", "breakable", `${INLINE}, a, code, span`],
  ["a", `see|place|mark sign ${STATUS}`, `${INLINE}`],
  ["span", "place|ref( following)?", `${INLINE}`],
  ["a", "call", "span.ref"],
  ["button", "call", "span.ref"],
  ["div", "beside", `${BLOCKS}, div.changed, main`],
  ["a", "note-number", "div.beside > p, section.endnotes > ol > li"],
  ["span", "number", "p.numbered, article.claim > h3, p.wording, p.wording > b"],
  ["div", "all", "section.listed"],
  ["article", "claim( divided)?( changed)?", "section.claims, div.all"],
  ["h3", "wording", "article.claim"],
  ["p", "facts", `article.claim, ${CARD} > th`],
  ["p", "claim-note", "article.claim"],
  ["table", "claims", "article.claim"],
  ["tr", "sides", "table.claims > thead"],
  ["td", "answers", `${CLAIMS}`],
  ["td", "room", `${CLAIMS}, ${CARD}`],
  ["div", "position", `${CLAIMS} > td`],
  ["p", "holds", "div.position"],
  ["span", "by", "div.position > p"],
  ["span", "handle", "p.holds > b, div.side > p > b"],
  ["div", "side (answers|asserts|denies|questions|qualifies|neither)", "article.claim"],
  ["span", "stance", "div.side > p"],
  ["p", "none", `${CLAIMS} > td, ${CARD} > td`],
  ["span", "none", `div.side > p, ${LINE}`],
  ["span", `sign ${STATUS}`, `p.facts, p.reading, ${ENTRY} > p`],
  ["span", "sign (questions|qualifies)", `p.holds, ${CARD} > td > p, ${LINE}`],
  ["table", "card( with-room)?|claim entry", "section.card"],
  ["p", "wording", `${CARD} > th, ${ENTRY}`],
  ["p", "side-label", `${CARD} > td`],
  ["span", "side-label", `${LINE}`],
  ["span", "answered-by", `${CARD} > td > p, ${LINE}`],
  ["tr", "boxes", "table.entry > tbody"],
  ["p", "box", "td.room"],
  ["span", "box( letter)?", "td.room > p, tr.boxes > td > p"],
  ["div", "lines", "section.card"],
  ["header", "source", "article"],
  ["div", "source-letter", "header.source"],
  ["p", "reference|fingerprint|notice", "header.source"],
  ["div", "text", "article"],
  ["p", "gap", "div.text"],
  ["p", "paragraph( holds-quotation)?", "div.text"],
  ["h4", "paragraph( holds-quotation)?", "div.text"],
  ["a", "label", "p.paragraph, h4.paragraph"],
  ["span", "original|directed|cited", "p.paragraph, h4.paragraph"],
  ["span", "quoted", "p.paragraph, h4.paragraph, span.directed"],
  ["span", "cell", "p.paragraph, h4.paragraph, span.directed, span.quoted"],
  ["b", "", `p.particulars > span, p.reading, p.holds, div.side > p, p.claim-note, ${BOLD}`],
  ["i", "", "p.reading > span, div.position > p"],
  ["th", "", `thead > tr, ${CARD}`],
  ["td", "", "tbody > tr"],
];
// The sections that are not the brief's own, and the labels that are their heads.
const HEADS: Record<string, string> = {
  summary: "summary", "key-points": "key_points", changes: "changes", recommendations: "recommendations", sourcing: "sourcing",
  sources: "sources", claims: "claims", card: "card", appendix: "appendix", endnotes: "notes",
};
const ALWAYS = new Set(["b", "body", "i", "th", "td"]);
const SIDES: Record<string, string> = {
  answers: "answers", asserts: "asserted_by", denies: "denied_by", questions: "only_questioned_by", qualifies: "only_qualified_by",
  neither: "questioned_by",
};

/** What has a class, or is in a column, otherwise than the templates write it. */
export function* strangeShapes(page: Document, { inputs }: Manifest, brief: Record<string, unknown>, quoted: Quotation[]): Generator<string> {
  const labels = isObject(inputs["labels"]) ? inputs["labels"] : {};
  const said = new Said(brief, labels, quoted, "replaces" in inputs, isObject(inputs["options"]) && inputs["options"]["large_print"] === true);
  for (const element of page.querySelectorAll("*")) {
    const [name, given] = [element.localName, element.getAttribute("class") ?? ""];
    const at = element.closest("[id]")?.id ?? name;
    const isWritten = (): boolean => SHAPES.some(([tag, classes, inside]) =>
      tag === name && new RegExp(`^(?:${classes})$`).test(given) && element.parentElement?.matches(inside));
    if ((given || ALWAYS.has(name)) && !isWritten()) yield `in “${at}”: <${name}> has the class “${given}” where this theme writes none`;
    else if (given && !said.allows(element)) yield `in “${at}”: the class “${given}” is on other words than the theme's`;
    else if ((name === "b" || name === "i") && !given && !said.allowsBold(element)) yield `in “${at}”: <${name}> is on other words than the theme's`;
    if (name === "section" && !isSection(element, labels)) yield `in “${at}”: a section is shown as another one`;
    if (name === "table" && !isTable(element, text(labels["answers"]))) yield `in “${at}”: a table has cells that are not under their heads, or not as these are`;
  }
}

/** Whether a section is under the head of its class, and the brief's own have no other class. */
function isSection(section: Element, labels: Record<string, unknown>): boolean {
  const heads = [...section.classList].filter((one) => one in HEADS).map((one) => bare(text(labels[HEADS[one]!])));
  if (!heads.length) return section.id.startsWith("section-");
  return heads.length === 1 && heads[0] === bare(section.querySelector("h2")?.textContent ?? "");
}

/** Whether each row has a cell under each head; the answers of a card alone are under three. */
function isTable(table: Element, answers: string): boolean {
  const parts = [...table.children];
  const rows = parts.flatMap((part) => [...part.children]);
  const heads = rows[0]?.children.length ?? 0;
  const isUnder = (row: Element): boolean => {
    const cells = [...row.children];
    const isAnswer = (cell: Element): boolean => table.classList.contains("card") && cell.getAttribute("data-head") === answers;
    const areTheirs = cells.every((cell, at) => ["colspan", "aria-colspan"].every((name) => cell.getAttribute(name) === (isAnswer(cell) ? "3" : null))
      && !(cell.localName === "th" && row !== rows[0] && at > 0));
    return areTheirs && cells.length + 2 * cells.filter(isAnswer).length === heads;
  };
  const alignedAs = (row: Element): string => [...row.children].map((cell) => cell.className).join();
  return rows.every(isUnder) && (!table.classList.contains("data") || rows.every((row) => alignedAs(row) === alignedAs(rows[0]!)))
    && parts.map((part) => part.localName).join() === "thead,tbody" && parts[0]!.children.length === 1
    && (!table.classList.contains("claims") || rows.length === 2);
}

/** Which words may have a class, where it is among words of the brief or of a source. */
class Said {
  private readonly known: Set<string>;
  private readonly holders: Set<string>;
  private readonly nobody: string;

  constructor(
    brief: Record<string, unknown>, private readonly labels: Record<string, unknown>, private readonly quoted: Quotation[],
    private readonly hasChanges: boolean, private readonly isLarge: boolean,
  ) {
    this.known = new Set(texts(labels).map(bare));
    this.holders = new Set(objects(brief["claims"]).flatMap((claim) => objects(claim["positions"])).map((one) => bare(plainOf(text(one["by"])))));
    this.nobody = this.label("unattributed").split("(")[0]!;
  }

  /** Whether its words may have the (first) class of an element. */
  allows(element: Element): boolean {
    const words = bare(element.textContent ?? "");
    const parent = element.parentElement ?? element;
    if (element.classList.contains("changed") && !this.hasChanges) return false;
    switch (element.classList[0]) {
      case "whole":
        return element.classList.contains("large") === this.isLarge;
      case "number":
      case "note-number":
        return /^\d+$/.test(words) && isFirst(element);
      case "handle":
      case "label":
        return isFirst(element);
      case "ref":
        return [...element.children].map((one) => `${one.localName}.${one.className}`).join() === "a.call,button.call"
          && words === element.id.replace(/^call-/, "").repeat(2);
      case "place":
        return element.localName === "a" || /^[A-Z]+(?![a-z])/.test(words);
      case "by":
      case "answered-by": {
        if (element.className === "by" && !parent.previousElementSibling?.matches("p.holds")) return false; // right below what is answered
        const holder = words.replace(/^–/, "");
        return this.holders.has(holder) || (this.nobody !== "" && holder.startsWith(this.nobody));
      }
      case "none":
        return words === this.label("none");
      case "side-label":
        return this.known.has(words);
      case "stance": {
        const side = [...(parent.parentElement ?? parent).classList].find((one) => one in SIDES) ?? "";
        return isFirst(element) && words === this.label(SIDES[side] ?? "");
      }
      case "breakable":
        return !/\s/.test((element.textContent ?? "").trim());
      case "cell":
        return words === "";
      case "gap":
        return words.endsWith(this.label("omitted")) && !element.id;
      case "caption":
        return element.previousElementSibling?.localName === "br" && element.previousElementSibling.previousElementSibling?.localName === "img";
      case "original":
        return words.startsWith("·") && element.previousSibling === parent.querySelector(":scope > .label");
      case "cited": {
        const own = [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.nodeValue).join("");
        return parent.lastChild === element && bare(own).replaceAll(",", "") === this.label("cited_in");
      }
      case "quoted":
        return this.isQuoted(element);
      case "paragraph":
        return element.classList.contains("holds-quotation") === (element.querySelector(".quoted") !== null);
      default:
        return true;
    }
  }

  /** Whether its words may be in `<b>`: a label or a letter, a holder, a claim; or in `<i>`: an example of a place, or
   * who reports what a holder says. */
  allowsBold(element: Element): boolean {
    if (element.localName === "i") return element.parentElement?.localName === "span" || element.parentElement?.firstElementChild?.matches("b, .by") === true;
    if (element.closest("td")) return true; // the letters on the card are compared there
    const words = bare(element.textContent ?? "");
    return element.firstElementChild?.matches(".handle, .number") === true || this.known.has(words) || words === element.parentElement?.id;
  }

  /** Whether words of a source are in quotations from that paragraph, of which one may go on in another. */
  private isQuoted(element: Element): boolean {
    const paragraph = element.closest(".paragraph");
    const [, letter, number] = /^([A-Z]+)(\d+)$/.exec(paragraph?.id ?? "") ?? [];
    if (!paragraph) return false;
    const here = this.quoted.filter((one) => {
      const [first = 0, last = first] = one.paragraph.split("-").map(Number);
      return one.letter === letter && first <= Number(number) && Number(number) <= last;
    });
    const [all, own] = [signs(paragraph), signs(element)];
    const isIn = new Uint8Array(all.length);
    for (const { words, state } of here) {
      const typed = letters(words);
      // Some words are in another paragraph, or are left out.
      if (state === "unchecked" || !all.includes(typed)) return true;
      for (let at = all.indexOf(typed); typed && at >= 0; at = all.indexOf(typed, at + 1)) isIn.fill(1, at, at + typed.length);
    }
    for (let at = all.indexOf(own); at >= 0; at = all.indexOf(own, at + 1)) {
      if (isIn.subarray(at, at + own.length).every(Boolean)) return true;
    }
    return false;
  }

  private label(name: string): string {
    return bare(text(this.labels[name]));
  }
}

/** The letters and digits of an element, without the numbers of a source's own notes. */
function signs(element: Element): string {
  const own = element.cloneNode(true) as Element;
  for (const raised of own.querySelectorAll("sup")) raised.remove();
  return letters(own.textContent ?? "");
}

function letters(words: string): string {
  return bare(words).toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, "");
}

/** Whether nothing but blanks is before an element in the one around it. */
function isFirst(element: Element): boolean {
  for (let before = element.previousSibling; before; before = before.previousSibling) {
    if (before.nodeType !== Node.TEXT_NODE || (before.nodeValue ?? "").trim()) return false;
  }
  return true;
}
