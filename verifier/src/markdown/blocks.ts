/** The blocks of Markdown: CommonMark with tables and footnotes, without HTML
 * (docs/brief-format.md). */

export interface Leaf {
  kind: "paragraph" | "heading" | "cell" | "code" | "number";
  content: string;
  /** The number of the block quotation that it is in; 0 outside. */
  quotation: number;
  /** The same for paragraphs that follow each other. */
  run: number;
}

export interface Blocks {
  leaves: Leaf[];
  /** The paragraphs of each footnote `[^label]`. */
  notes: Map<string, string[]>;
  /** Where the labels of link definitions lead. */
  links: Map<string, string>;
  /** Each list, whether it is numbered, with the number of its items; each table with the numbers of
   * its columns and of its rows below the head; as texts. */
  parts: string[];
  /** Each list as a page has it, the outer before the inner: `ol 3 2`, its first number and items. */
  lists: string[];
  /** How the columns of each table are aligned: `left,,right`. */
  aligned: string[];
  /** How many block quotations there are, those within others too. */
  quotations: number;
  /** How many rules there are across the text. */
  rules: number;
}

export function listed(isNumbered: boolean, items: number): string {
  return `list ${isNumbered} ${items}`;
}

export function tabled(columns: number, rows: number): string {
  return `table ${columns} ${rows}`;
}

const FENCE = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]+(.*?))?(?:(?:^|[ \t]+)#+)?[ \t]*$/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTED = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|(\d{1,9})([.)]))( +(?=\S)|[ \t]*$)/;
const NOTE = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/;
const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
// Only real links are definitions.
const DEFINITION = /^\[(?![!^@]|-@)((?:[^[\]\\]|\\.)+)\]:\s*<?((?:https?:\/\/|mailto:|#|(?=[^\s<>]+\.(?:png|jpe?g|gif|svg|webp)\b))[^\s<>]*)>?(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?[ \t]*(?:\n|$)/i;
const MOST_LEVELS = 80;

export function readBlocks(text: string): Blocks {
  const reader = new Reader();
  reader.read(text.split("\n").map(detabbed), 0, MOST_LEVELS);
  return { leaves: reader.leaves, notes: reader.notes, links: reader.links, parts: reader.parts, lists: reader.lists, aligned: reader.aligned, quotations: reader.all, rules: reader.rules };
}

/** How a definition's label is compared. */
export function labelOf(typed: string): string {
  return typed.trim().replace(/\s+/g, " ").toLowerCase();
}

/** A line whose tabs at its start are spaces. */
function detabbed(line: string): string {
  const [indent] = /^[ \t]*/.exec(line)!;
  if (!indent.includes("\t")) return line;
  let columns = 0;
  for (const sign of indent) columns += sign === "\t" ? 4 - (columns % 4) : 1;
  return " ".repeat(columns) + line.slice(indent.length);
}

class Reader {
  readonly leaves: Leaf[] = [];
  readonly notes = new Map<string, string[]>();
  readonly links = new Map<string, string>();
  readonly parts: string[] = [];
  readonly lists: string[] = [];
  readonly aligned: string[] = [];
  all = 0;
  rules = 0;
  private quotations = 0;
  private run = 0;

  read(lines: string[], quotation: number, levels: number, isItem = false): void {
    let own: string[] = [];
    let isTask = isItem;
    const add = (kind: Leaf["kind"], content: string): void => {
      this.run += Number(kind !== "paragraph");
      const plain = isTask ? content.replace(/^\[[ xX]\]\s/, "") : content;
      isTask = false;
      if (plain.trim()) this.leaves.push({ kind, content: plain, quotation, run: this.run });
    };
    const close = (kind: "paragraph" | "heading" = "paragraph"): void => {
      const words = this.defined(own.join("\n").trim());
      own = [];
      if (words) add(kind, words);
    };
    this.run++;
    for (let at = 0; at < lines.length;) {
      const line = lines[at]!;
      const indent = indentOf(line);
      if (!line.trim()) {
        close();
        at++;
      } else if (indent >= 4) {
        if (own.length) own.push(lines[at++]!.trimStart());
        else {
          const end = next(lines, at, (one) => one.trim() !== "" && indentOf(one) < 4);
          add("code", lines.slice(at, end).map((one) => one.slice(4)).join("\n"));
          at = end;
        }
      } else if (FENCE.test(line)) {
        close();
        at = this.fence(lines, at, add);
      } else if (HEADING.test(line)) {
        close();
        own.push(HEADING.exec(line)![1] ?? "");
        close("heading");
        at++;
      } else if (own.length && UNDERLINE.test(line)) {
        close("heading");
        at++;
      } else if (RULE.test(line)) {
        close();
        this.run++;
        this.rules++;
        at++;
      } else if (QUOTED.test(line) && levels) {
        close();
        const inner: string[] = [];
        while (at < lines.length && (QUOTED.test(lines[at]!) || goesOn(inner, lines[at]!))) inner.push(detabbed(lines[at++]!.replace(QUOTED, "")));
        this.all++;
        this.read(inner, quotation || ++this.quotations, levels - 1);
        this.run++;
      } else if (begins(line, own.length > 0) && levels) {
        close();
        at = this.list(lines, at, quotation, levels);
      } else if (NOTE.test(line)) {
        close();
        at = this.note(lines, at, levels);
      } else if (isHead(line, lines[at + 1])) {
        close();
        const end = table(lines, at, add);
        this.parts.push(tabled(cellsOf(line).length, end - at - 2));
        this.aligned.push(cellsOf(lines[at + 1]!).map(alignmentOf).join());
        at = end;
      } else own.push(lines[at++]!.trimStart());
    }
    close();
  }

  private fence(lines: string[], at: number, add: (kind: "code", content: string) => void): number {
    const indent = indentOf(lines[at]!);
    const [, ticks, waves = ""] = FENCE.exec(lines[at]!)!;
    const mark = ticks ?? waves;
    const closing = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \\t]*$`);
    const end = next(lines, at + 1, (one) => closing.test(one));
    add("code", lines.slice(at + 1, end).map((one) => one.slice(Math.min(indent, indentOf(one)))).join("\n"));
    return end + 1;
  }

  private list(lines: string[], start: number, quotation: number, levels: number): number {
    let at = start;
    let [sign, isNumbered] = ["", false];
    let count = 0;
    const own = this.lists.push("") - 1;
    const initial = Number(ITEM.exec(lines[start]!)?.[3] ?? 1);
    for (;;) {
      const item = at < lines.length && !RULE.test(lines[at]!) ? ITEM.exec(lines[at]!) : null;
      if (!item || (sign && sign !== (item[4] ?? item[2]))) {
        this.parts.push(listed(isNumbered, count));
        this.lists[own] = `${isNumbered ? "ol" : "ul"} ${initial} ${count}`;
        return at;
      }
      [sign, isNumbered] = [item[4] ?? item[2]!, item[4] !== undefined];
      const marker = item[1]!.length + item[2]!.length;
      const after = lines[at]!.slice(marker);
      const spaces = after.trim() ? indentOf(after) : 1;
      const content = marker + (spaces > 4 ? 1 : spaces);
      const inner = [after.slice(content - marker)];
      for (at++; at < lines.length; at++) {
        const line = lines[at]!;
        if (!line.trim()) {
          if (inner.length === 1 && !inner[0]!.trim()) break;
          inner.push("");
        } else if (indentOf(line) >= content) inner.push(line.slice(content));
        else if (!ITEM.test(line) && goesOn(inner, line)) inner.push(line.trimStart());
        else break;
      }
      const first = Number(item[3] ?? 0);
      if (item[3] !== undefined && quotation) this.number(count ? this.first + count : (this.first = first), quotation);
      this.read(inner, quotation, levels - 1, true);
      count++;
      at = next(lines, at, (one) => one.trim() !== "");
    }
  }

  private first = 0;

  /** The number before an item of a quoted list, which counts as words of it. */
  private number(value: number, quotation: number): void {
    this.leaves.push({ kind: "number", content: `${value}.`, quotation, run: ++this.run });
  }

  private note(lines: string[], start: number, levels: number): number {
    const label = NOTE.exec(lines[start]!)![1]!;
    const inner = [lines[start]!.replace(NOTE, "")];
    let at = start + 1;
    for (; at < lines.length; at++) {
      const line = lines[at]!;
      if (!line.trim() || indentOf(line) >= 4) inner.push(line.slice(4));
      else if (!NOTE.test(line) && goesOn(inner, line)) inner.push(line.trimStart());
      else break;
    }
    const text = new Reader();
    text.read(inner, 0, levels);
    if (!this.notes.has(label)) this.notes.set(label, text.leaves.map((leaf) => leaf.content));
    for (const [name, to] of text.links) this.links.set(name, to);
    return at;
  }

  /** A paragraph without the link definitions that it begins with. */
  private defined(words: string): string {
    let left = words;
    for (let match = DEFINITION.exec(left); match; match = DEFINITION.exec(left)) {
      if (/(?<![\p{L}\p{N}/\\])@[A-Za-z0-9]/u.test(match[1]!)) break;
      const label = labelOf(match[1]!);
      if (!this.links.has(label)) this.links.set(label, match[2]!);
      left = left.slice(match[0].length).trimStart();
    }
    return left;
  }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The first line from `at` on for which `test` holds; behind the last one where there is none. */
function next(lines: string[], at: number, test: (line: string) => boolean): number {
  let found = at;
  while (found < lines.length && !test(lines[found]!)) found++;
  return found;
}

/** Whether a list begins with a line; in a paragraph only one with words, from 1 on. */
function begins(line: string, isParagraph: boolean): boolean {
  const item = ITEM.exec(line);
  if (!item || RULE.test(line)) return false;
  return !isParagraph || (line.slice(item[0].length).trim() !== "" && (item[3] === undefined || Number(item[3]) === 1));
}

/** Whether a line without its container's mark goes on with the paragraph at the end of that. */
function goesOn(inner: string[], line: string): boolean {
  const last = inner.at(-1) ?? "";
  if (!last.trim() || !line.trim() || isBlock(line)) return false;
  let isFenced = "";
  for (const one of inner) {
    const [, ticks, waves] = FENCE.exec(one) ?? [];
    const mark = ticks ?? waves;
    if (mark && (!isFenced || mark.startsWith(isFenced))) isFenced = isFenced ? "" : mark;
  }
  if (isFenced) return false;
  let words = last;
  for (let before = ""; words !== before;) {
    before = words;
    words = words.replace(QUOTED, "").replace(ITEM, "");
  }
  return words.trim() !== "" && !isBlock(words) && !(inner.length === 1 && indentOf(words) >= 4);
}

function isBlock(line: string): boolean {
  return FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTED.test(line) || begins(line, true);
}

function isHead(line: string, after: string | undefined): boolean {
  return after !== undefined && line.includes("|") && DELIMITERS.test(after) && /[|:]|^\s*-+\s*$/.test(after) && cellsOf(line).length === cellsOf(after).length;
}

function table(lines: string[], start: number, add: (kind: "cell", content: string) => void): number {
  const width = cellsOf(lines[start]!).length;
  let at = start;
  for (; at < lines.length && lines[at]!.trim() && indentOf(lines[at]!) < 4; at++) {
    if (at > start + 1 && isBlock(lines[at]!)) break;
    if (at !== start + 1) for (const cell of cellsOf(lines[at]!).slice(0, width)) add("cell", cell);
  }
  return at;
}

function alignmentOf(delimiter: string): string {
  if (!delimiter.endsWith(":")) return delimiter.startsWith(":") ? "left" : "";
  return delimiter.startsWith(":") ? "center" : "right";
}

function cellsOf(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  if (!cells[0]!.trim()) cells.shift();
  if (cells.length && !cells.at(-1)!.trim()) cells.pop();
  return cells.map((cell) => cell.replaceAll("\\|", "|").trim());
}
