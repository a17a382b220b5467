/** The brief's own words: its quotations and citations, and what is printed of them
 * (docs/brief-format.md). */

import { objects, strings, text } from "./loose";
import { readBlocks, type Blocks, type Leaf } from "./markdown/blocks";
import { Flow } from "./markdown/flow";
import { readInlines, type Inline } from "./markdown/inlines";
import { DOUBLE, quotationsIn } from "./markdown/marks";

export interface Cited {
  /** The words between the marks. */
  words: string;
  /** The keys of the first citation after it in its block; empty where none follows. */
  keys: string[];
}

export interface Prose {
  quotations: Cited[];
  /** The keys of every citation. */
  keys: string[];
  /** The words that each block prints, a piece between two notes or marks; and each note's. */
  blocks: string[][];
  /** Those of the blocks that are notes. */
  notes: Set<string[]>;
  headings: string[];
  /** The texts of pictures, in their order. */
  pictures: string[];
  widths: string[];
  /** Words that are stressed, struck, raised, lowered or code. */
  styled: { kind: string; words: string }[];
  /** The claims that are marked, once for each mark. */
  marks: string[];
  /** The links, and where they lead. */
  links: { words: string; to: string }[];
  /** For each broken line the printed words before and after it, up to the next note or break. */
  breaks: [string, string][];
}

const NOTE_TEXT = /^ {0,3}\[\^[^\]\s]+\]:/m;
const MARKED = /[\\*_`~^[\]&<!\n@|#>-]/;
const APART = new RegExp(`\\\\(?=[${DOUBLE}])`, "g");

/** Plain text as it is printed. */
export function plainOf(typed: string): string {
  return typed.replace(APART, "");
}

/** The Markdown of a body; or that of a text which is no more than one paragraph (`isInline`). */
export function readProse(typed: string, language: string, isInline = false): Prose {
  const reader = new Reader(language, blocksOf(typed, isInline));
  reader.readAll();
  if (isInline && /^ {0,3}>/m.test(typed)) reader.readQuoted(readBlocks(typed));
  return reader.found;
}

/** The prose of a brief in some parts of a theme, wherever Markdown is read. */
export function proseOf(brief: Record<string, unknown>, parts: Set<string>): Prose[] {
  const inline = ["summary", "key_points", "changes", "recommendations"].filter((part) => parts.has(part)).flatMap((part) => strings(brief[part]));
  for (const claim of parts.has("claims") ? objects(brief["claims"]) : []) {
    inline.push(...[claim, ...objects(claim["positions"])].flatMap((one) => [one["note"], one["says"], one["answer"]]).flatMap(strings));
  }
  const sections = parts.has("sections") ? objects(brief["sections"]) : [];
  return [...inline.map((one) => readProse(one, "", true)), ...sections.map((section) => readProse(text(section["body"]), ""))];
}

/** The quotations of plain text. */
function quotedIn(typed: string, language: string): string[] {
  const literal = new Set([...typed.matchAll(/(?<=\\)./gs)].map((match) => match.index));
  return quotationsIn(typed, language, literal, []).filter((one) => one.end !== null)
    .map(({ start, end }) => typed.slice(start, end!).trim());
}

function blocksOf(given: string, isInline: boolean): Blocks {
  const typed = given.replace(/\r\n?/g, "\n");
  const own: Blocks = { leaves: [{ kind: "paragraph", content: typed, quotation: 0, run: 1 }], notes: new Map(), links: new Map(), parts: [], lists: [], aligned: [], quotations: 0, rules: 0 };
  if (isInline && !NOTE_TEXT.test(typed)) return own;
  const blocks = readBlocks(typed);
  return !isInline || (blocks.leaves.length === 1 && blocks.leaves[0]!.kind === "paragraph") ? blocks : own;
}

class Reader {
  readonly found: Prose = { quotations: [], keys: [], blocks: [], notes: new Set(), headings: [], pictures: [], widths: [], styled: [], marks: [], links: [], breaks: [] };

  constructor(private readonly language: string, private readonly blocks: Blocks) {}

  readAll(): void {
    const { leaves } = this.blocks;
    for (let at = 0; at < leaves.length;) {
      const { quotation, run } = leaves[at]!;
      const end = leaves.findIndex((leaf, index) => index > at && (quotation ? leaf.quotation !== quotation : leaf.quotation !== 0 || leaf.run !== run));
      const own = leaves.slice(at, end < 0 ? undefined : end);
      const flows = own.map((leaf) => this.leaf(leaf));
      if (quotation) this.quoted(flows);
      else this.marked(flows);
      at = end < 0 ? leaves.length : end;
    }
  }

  /** The block quotations that a text would have if it were read as blocks. */
  readQuoted(blocks: Blocks): void {
    const numbers = new Set(blocks.leaves.map((leaf) => leaf.quotation).filter(Boolean));
    for (const number of numbers) {
      this.quoted(blocks.leaves.filter((leaf) => leaf.quotation === number).map((leaf) => new Flow(readInlines(leaf.content, blocks))));
    }
  }

  private leaf({ kind, content, quotation }: Leaf): Flow {
    if (kind === "code" || kind === "number") {
      if (kind === "code") {
        this.found.blocks.push([content]);
        this.found.styled.push({ kind: "pre", words: content }, { kind: "code", words: content });
      }
      return new Flow([{ kind: kind === "code" ? "code" : "text", text: content, isLiteral: false }]);
    }
    const inside = readInlines(content, this.blocks);
    // A picture alone in its paragraph is a figure, whose caption is printed.
    const [picture, ...others] = inside.filter((one) => one.kind !== "break" && !(one.kind === "text" && !one.text.trim()));
    const isFigure = kind === "paragraph" && !quotation && picture?.kind === "picture" && !others.length;
    const flow = this.flow(isFigure ? picture.inside : inside);
    if (isFigure) {
      this.found.pictures.push((picture.alternative ?? "").trim() || flow.pieces.join("").trim());
      this.found.widths.push(picture.width);
    }
    if (kind === "heading") this.found.headings.push(flow.pieces.join(""));
    return flow;
  }

  /** Inline content, and that of its notes. */
  private flow(inside: Inline[], isNote = false): Flow {
    const flow = new Flow(inside);
    const { found } = this;
    const pieces = flow.pieces.filter((piece) => piece.trim());
    found.blocks.push(pieces);
    if (isNote) found.notes.add(pieces);
    found.pictures.push(...flow.pictures);
    found.widths.push(...flow.widths);
    found.marks.push(...flow.marks);
    found.links.push(...flow.links);
    found.breaks.push(...breaksOf(flow));
    found.styled.push(...flow.styled);
    for (const { keys, typed } of flow.citations) {
      found.keys.push(...keys);
      for (const words of quotedIn(typed, this.language)) found.quotations.push({ words, keys });
    }
    for (const note of flow.notes) this.marked([this.flow(note, true)]);
    for (const label of flow.labels) {
      const texts = this.blocks.notes.get(label) ?? [];
      this.marked(texts.map((one) => this.flow(readInlines(one, this.blocks), true)));
    }
    return flow;
  }

  /** The quotations of paragraphs that follow each other, over which one may run if each of them
   * opens with its mark and only the last one closes it. */
  private marked(flows: Flow[]): void {
    const all = flows.map((flow) => quotationsIn(flow.words, this.language, flow.literal, flow.citations.map((one) => one.at)));
    for (const [index, flow] of flows.entries()) {
      for (const one of all[index]!) {
        if (one.end !== null) {
          this.add(flow.words.slice(one.start, one.end), flow, one.end);
          continue;
        }
        const sign = flow.words[one.start - 1];
        const reopens = (at: number): boolean => flows[at]!.words.slice(0, all[at]![0]?.start ?? 0).trim() === sign;
        let last = index + 1;
        while (last < flows.length && reopens(last) && all[last]![0]!.end === null) last++;
        if (last >= flows.length || !reopens(last)) continue;
        const { start, end } = all[last]!.shift()!;
        const between = flows.slice(index + 1, last).map((other, at) => other.words.slice(all[index + 1 + at]!.shift()!.start));
        this.add([flow.words.slice(one.start), ...between, flows[last]!.words.slice(start, end!)].join(" "), flows[last]!, end!);
        break;
      }
    }
  }

  private add(words: string, flow: Flow, end: number): void {
    const keys = flow.citations.find((one) => one.at > end)?.keys ?? [];
    if (/[\p{L}\p{N}]/u.test(words)) this.found.quotations.push({ words: words.trim(), keys });
  }

  /** A block quotation: one quotation up to its last citation. */
  private quoted(flows: Flow[]): void {
    const first = flows[0]?.words.trimStart()[0] ?? "";
    let [words, until] = ["", -1];
    let keys: string[] = [];
    for (const [index, flow] of flows.entries()) {
      const own = flow.words.trimStart();
      const reopened = index > 0 && DOUBLE.includes(first) && own.startsWith(first) ? own.slice(1) : own;
      if (words) words += " ";
      const shift = words.length - (flow.words.length - reopened.length);
      words += reopened;
      const last = flow.citations.at(-1);
      if (last) [until, keys] = [shift + last.at, last.keys];
    }
    const quoted = (until < 0 ? words : words.slice(0, until)).trim();
    const isMarked = quoted.length > 1 && DOUBLE.includes(quoted[0]!) && DOUBLE.includes(quoted.at(-1)!);
    const own = isMarked ? quoted.slice(1, -1) : quoted;
    if (/[\p{L}\p{N}]/u.test(own)) this.found.quotations.push({ words: own, keys });
  }
}

function breaksOf({ breaks, pieces }: Flow): [string, string][] {
  return breaks.map(([piece, at], index) => {
    const [before, after] = [breaks[index - 1], breaks[index + 1]];
    const words = pieces[piece]!;
    return [words.slice(before?.[0] === piece ? before[1] : 0, at), words.slice(at, after?.[0] === piece ? after[1] : undefined)];
  });
}

/** The words of a text as typed and as printed, of each note in it, and around the keys of its
 * citations. */
export function allWordsOf(typed: string): string[] {
  if (!MARKED.test(typed)) return [typed];
  const found = [typed, plainOf(typed)];
  const blocks = readBlocks(typed);
  const read = (inside: Inline[]): void => {
    const flow = new Flow(inside);
    found.push(flow.pieces.join(""), ...flow.pieces, ...flow.pictures);
    for (const { typed } of flow.citations) found.push(...typed.split(/;|@[A-Za-z0-9][A-Za-z0-9_.:-]*/));
    flow.notes.forEach(read);
  };
  for (const content of [typed, ...blocks.leaves.map((leaf) => leaf.content), ...[...blocks.notes.values()].flat()]) {
    const inside = readInlines(content, blocks);
    read(inside);
    for (const one of inside) if (one.kind === "picture") read(one.inside);
  }
  return found;
}

