/** The claims of a web edition of a packaged theme: each position under the head of its side, with
 * its stance, and each claim with its status (docs/manifest.md, “Web edition”). */

import { claimsOf } from "../claims";
import { objects, text } from "../loose";
import { plainOf } from "../prose";
import { bare } from "../words";

const STANCES = ["asserts", "denies", "questions", "qualifies"];
const SAID = new Set(["questions", "qualifies"]);

interface Position {
  letter: string;
  by: string;
  stance: string;
}

interface Row {
  id: string;
  number: number;
  wording: string;
  status: string;
  isQuestion: boolean;
  positions: Position[];
}

type Side = [string, Position[]];

/** What a claim has otherwise than the brief gives it. */
export function* misplacedClaims(page: Document, brief: Record<string, unknown>, labels: Record<string, unknown>): Generator<string> {
  const rows = rowsOf(brief);
  const word = (name: string): string => text(labels[name]);
  const articles = [...page.querySelectorAll("article.claim")];
  if (articles.length && articles.map((one) => one.id).join() !== rows.map((one) => `claim-${one.id}`).join()) {
    yield "the claims are not those of the brief, in their order";
  }
  for (const article of articles) {
    const row = rows.find((one) => article.id === `claim-${one.id}`);
    if (row) yield* inArticle(article, row, word);
  }
  for (const table of page.querySelectorAll("table.card")) yield* onCard(table, rows, word);
  const entries = [...page.querySelectorAll("table.entry")];
  if (entries.length && entries.length !== rows.length) yield "the claims on the card are not those of the brief";
  for (const [index, entry] of entries.entries()) if (rows[index]) yield* inEntry(entry, rows[index], word);
  for (const mark of page.querySelectorAll("a.mark")) {
    const row = rows.find((one) => String(one.number) === said(mark));
    if (!row || !mark.classList.contains(row.status.replace(/ /g, "-"))) yield `“${said(mark)}” has the sign of another status`;
  }
}

function rowsOf(brief: Record<string, unknown>): Row[] {
  const known = claimsOf(brief);
  return objects(brief["claims"]).map((claim) => {
    const id = text(claim["id"]);
    const typed = objects(claim["positions"]);
    const isQuestion = "question" in claim;
    const sorted = isQuestion ? typed : STANCES.flatMap((stance) => typed.filter((one) => one["stance"] === stance));
    const positions = sorted.map((one, index) => ({
      letter: letterOf(index), by: one["by"] === "unattributed" ? "" : plainOf(text(one["by"])), stance: text(one["stance"]),
    }));
    return { id, isQuestion, positions, ...known.get(id)! };
  });
}

function letterOf(index: number): string {
  return (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : "") + String.fromCharCode(97 + (index % 26));
}

function sidesOf(row: Row, word: (name: string) => string): Side[] {
  if (row.isQuestion) return [[word("answers"), row.positions]];
  const by = (...stances: string[]): Position[] => row.positions.filter((one) => stances.includes(one.stance));
  return [[word("asserted_by"), by("asserts")], [word("denied_by"), by("denies")], [word("questioned_by"), by("questions", "qualifies")]];
}

function* inArticle(article: Element, row: Row, word: (name: string) => string): Generator<string> {
  const what = `claim ${row.number}`;
  const facts = [...article.querySelectorAll(".facts .sign")].map(said);
  if (facts.length !== 1 || facts[0] !== word(row.status)) yield `the status of ${what} is not the brief's`;
  if (article.firstElementChild?.localName !== "h3" || bare(article.firstElementChild.textContent ?? "") !== `${row.number}${row.wording}`) {
    yield `${what} does not begin with its words`;
  }
  const table = article.querySelector("table.claims");
  let shown: [string, Element][];
  let wanted = sidesOf(row, word);
  if (table) {
    const heads = [...table.querySelectorAll("th")].map(said);
    const cells = [...table.querySelectorAll("td")];
    if (heads.length === cells.length && heads.at(-1) === word("room")) heads.pop();
    shown = heads.map((head, index) => [head, cells[index] ?? table]);
  } else {
    shown = [...article.querySelectorAll(".side")].map((one) => [said(one.querySelector(".stance") ?? one), one]);
    const beside = ([["questions", "only_questioned_by"], ["qualifies", "only_qualified_by"]] as const)
      .map(([stance, name]): Side => [word(name), row.positions.filter((one) => one.stance === stance)]).filter(([, side]) => side.length);
    if (!row.isQuestion && beside.length) wanted = [...wanted.slice(0, 2), ...beside];
  }
  if (shown.map(([head]) => head).join("\n") !== wanted.map(([head]) => head).join("\n")) {
    yield `${what} has other heads of its sides`;
    return;
  }
  for (const [index, [head, side]] of wanted.entries()) {
    const cell = shown[index]![1];
    const ids = [...cell.querySelectorAll("[id^='position-']")].map((one) => one.id);
    if (ids.join() !== side.map((one) => `position-${row.number}${one.letter}`).join() || (cell.getAttribute("data-head") ?? head) !== head) {
      yield `${what} has positions under the head of another side`;
    }
    const own = bare(cell.textContent ?? "");
    if (!side.length && own !== bare(word("none")) && own !== bare(head + word("none"))) yield `${what} does not say that nobody is on a side`;
    for (const one of table ? side : []) {
      const held = cell.querySelector(`#position-${row.number}${one.letter}`) ?? cell;
      if ([...held.querySelectorAll(".sign:not(.mark)")].map(said).join() !== stanceOf(one, word)) yield `position ${row.number}${one.letter} is printed with another stance`;
    }
  }
}

function* onCard(table: Element, rows: Row[], word: (name: string) => string): Generator<string> {
  const heads = [...table.querySelectorAll("th[scope=col]")].map(said);
  const sides = ["card_claim", "asserted_by", "denied_by", "questioned_by"].map(word);
  if (heads.join("\n") !== sides.join("\n") && heads.join("\n") !== [...sides, word("room")].join("\n")) yield "the heads of the card are those of other sides";
  const shown = [...table.querySelectorAll("tr")].filter((one) => one.querySelector("td"));
  if (shown.length !== rows.length) yield "the claims on the card are not those of the brief";
  for (const [index, line] of shown.entries()) {
    const row = rows[index];
    if (!row) continue;
    const cells = [...line.querySelectorAll("td:not(.room)")];
    const wanted = sidesOf(row, word);
    const isOurs = isHead(line.querySelector("th"), row, word) && cells.length === wanted.length
      && wanted.every(([head, side], at) => cells[at]!.getAttribute("data-head") === head && isSide(cells[at]!, row.isQuestion ? head : "", side, row, word));
    if (!isOurs) yield `claim ${row.number} has other holders on the card, or on another side`;
  }
}

function* inEntry(entry: Element, row: Row, word: (name: string) => string): Generator<string> {
  const lines = [...entry.querySelectorAll("tbody tr:not(.boxes)")];
  const wanted: Side[] = row.isQuestion ? row.positions.map((one) => ["", [one]]) : sidesOf(row, word);
  const isOurs = isHead(entry.querySelector("th"), row, word) && lines.length === wanted.length
    && wanted.every(([head, side], at) => isSide(lines[at]!, head, side, row, word));
  if (!isOurs) yield `claim ${row.number} has other holders on the card, or on another side`;
}

function isHead(head: Element | null, row: Row, word: (name: string) => string): boolean {
  return bare(head?.textContent ?? "") === bare(`${row.number}${row.wording}${word(row.status)}`);
}

/** Whether an element says who is on a side: the letters, the names in their order, the stances. */
function isSide(element: Element, head: string, side: Position[], row: Row, word: (name: string) => string): boolean {
  let own = bare(element.textContent ?? "");
  if (!own.startsWith(bare(head))) return false;
  own = own.slice(bare(head).length);
  if (!side.length) return own === bare(word("none"));
  if ([...element.querySelectorAll("b")].map(said).join() !== side.map((one) => one.letter).join()) return false;
  if ([...element.querySelectorAll(".sign:not(.mark)")].map(said).join() !== side.map((one) => stanceOf(one, word)).filter(Boolean).join()) return false;
  let from = 0;
  return side.every((one) => {
    const name = bare(`${row.isQuestion ? "" : one.by && one.letter}${one.by}${row.isQuestion ? "" : stanceOf(one, word)}`);
    const at = own.indexOf(name, from);
    from = at + name.length;
    return at >= 0;
  });
}

function stanceOf(one: Position, word: (name: string) => string): string {
  return SAID.has(one.stance) ? word(`stance_${one.stance}`) : "";
}

function said(element: Element): string {
  return (element.textContent ?? "").trim();
}
