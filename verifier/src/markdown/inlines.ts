/** The inline content of a block: CommonMark, what Pandoc and GitHub add to it, citations, notes
 * and marks of claims (docs/brief-format.md). */

import { labelOf, type Blocks } from "./blocks";

export type Inline =
  /** Words; those that `isLiteral` were escaped. */
  | { kind: "text"; text: string; isLiteral: boolean }
  | { kind: "break" }
  | { kind: "code"; text: string }
  | { kind: "em" | "strong" | "struck" | "sub" | "sup" | "note"; inside: Inline[] }
  | { kind: "link" | "picture"; to: string; inside: Inline[]; alternative: string | null; width: string }
  | { kind: "reference"; label: string }
  | { kind: "citation"; typed: string }
  | { kind: "mark"; id: string };

interface Delimiter {
  kind: "delimiter";
  sign: string;
  count: number;
  /** How many there were. */
  length: number;
  opens: boolean;
  closes: boolean;
}

type Part = Inline | Delimiter;

export const KEY = /(?<![\p{L}\p{N}/\\])@(?=[A-Za-z0-9])/gu;
const ESCAPED = /\\([!-/:-@[-`{-~“”„«»「」『』❝❞‹›])/y;
const ENTITY = /&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});/y;
const BETWEEN = /<((?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>/y;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<“”„‟«»‹›‘’‚「」『』❝❞]+/y;
const TARGET = /\(\s*(?:<((?:[^<>\\\n]|\\.)*)>|((?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*))(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)/y;
const ATTRIBUTES = /\{((?:\s*(?:[#.][^\s{}"]+|[\w-]+=(?:"(?:[^"\\]|\\.)*"|[^\s{}"]+)))*)\s*\}/y;
const MARK = /\[!\s*([A-Za-z0-9][A-Za-z0-9-]*)\s*\]/y;
const PUNCTUATION = /[\p{P}$+<=>^`|~]/u;
const PLAIN = /[^\\`[\]!^*_~<&\n@hw]+|[@hw]/y;

export function readInlines(content: string, blocks: Pick<Blocks, "notes" | "links">): Inline[] {
  return new Reader(content, blocks).read(0, content.length);
}

class Reader {
  /** Where each bracket closes, and those that hold a key themselves. */
  private readonly ends = new Map<number, number>();
  private readonly cites = new Set<number>();

  constructor(private readonly src: string, private readonly blocks: Pick<Blocks, "notes" | "links">) {
    const open: number[] = [];
    const keys = new Set([...src.matchAll(KEY)].map((match) => match.index));
    for (let at = 0; at < src.length; at++) {
      const sign = src[at]!;
      if (sign === "\\") at++;
      else if (sign === "`") at = this.code(at)[1] - 1;
      else if (sign === "[") open.push(at);
      else if (sign === "]" && open.length) this.ends.set(open.pop()!, at);
      else if (keys.has(at)) {
        const holder = open.findLast((one) => src[one - 1] !== "^");
        if (holder !== undefined) this.cites.add(holder);
      }
    }
  }

  read(start: number, end: number): Inline[] {
    const parts: Part[] = [];
    for (let at = start; at < end;) at = this.part(parts, at, end);
    return styled(parts);
  }

  /** Reads what is at a place; returns where it ends. */
  private part(parts: Part[], at: number, end: number): number {
    const { src } = this;
    const sign = src[at]!;
    const found = sign === "\\" ? this.escape(parts, at)
      : sign === "\n" ? this.newline(parts, at)
      : sign === "`" ? this.codeSpan(parts, at, end)
      : sign === "[" || (src[at + 1] === "[" && "!^".includes(sign)) ? this.bracket(parts, at, end)
      : "*_~".includes(sign) || sign === "^" ? this.sign(parts, at, end)
      : sign === "<" || sign === "h" || sign === "w" ? this.address(parts, at, end)
      : sign === "&" ? this.entity(parts, at) : 0;
    if (found) return found;
    const plain = sticky(PLAIN, src, at)?.[0] ?? sign;
    const stop = Math.min(end, at + plain.length);
    add(parts, src.slice(at, stop));
    return stop;
  }

  private escape(parts: Part[], at: number): number {
    const { src } = this;
    if (src[at + 1] === "\n") {
      parts.push({ kind: "break" });
      return at + 2;
    }
    const escaped = sticky(ESCAPED, src, at);
    if (escaped) parts.push({ kind: "text", text: escaped[1]!, isLiteral: true });
    return escaped ? at + 2 : 0;
  }

  private newline(parts: Part[], at: number): number {
    const last = parts.at(-1);
    const isHard = last?.kind === "text" && / {2}$/.test(last.text);
    if (last?.kind === "text" && !last.isLiteral) last.text = last.text.trimEnd();
    if (isHard) parts.push({ kind: "break" });
    else add(parts, " ");
    return at + 1 + (/^ */.exec(this.src.slice(at + 1))![0].length);
  }

  /** The words of the code that begins at a run of backticks, null for none, and where that ends. */
  private code(at: number): [string | null, number] {
    const [run] = sticky(/`+/y, this.src, at)!;
    for (const other of this.src.slice(at + run.length).matchAll(/`+/g)) {
      if (other[0].length !== run.length) continue;
      const words = this.src.slice(at + run.length, at + run.length + other.index).replaceAll("\n", " ");
      return [/^ .*[^ ].* $/.test(words) ? words.slice(1, -1) : words, at + 2 * run.length + other.index];
    }
    return [null, at + run.length];
  }

  private codeSpan(parts: Part[], at: number, end: number): number {
    const [words, stop] = this.code(at);
    if (words === null || stop > end) {
      const [run] = sticky(/`+/y, this.src, at)!;
      add(parts, run);
      return at + run.length;
    }
    parts.push({ kind: "code", text: words });
    return stop;
  }

  private bracket(parts: Part[], at: number, limit: number): number {
    const { src } = this;
    const opening = src[at] === "[" ? at : at + 1;
    const end = this.ends.get(opening);
    if (end === undefined || end >= limit) return 0;
    const inner = src.slice(opening + 1, end);
    if (src[at] === "^") {
      parts.push({ kind: "note", inside: this.read(opening + 1, end) });
      return end + 1;
    }
    if (this.cites.has(opening)) {
      add(parts, src.slice(at, opening));
      parts.push({ kind: "citation", typed: inner });
      return end + 1;
    }
    const mark = sticky(MARK, src, opening);
    if (mark) {
      add(parts, src.slice(at, opening));
      parts.push({ kind: "mark", id: mark[1]! });
      return end + 1;
    }
    const note = /^\^([^\s\]]+)$/.exec(inner)?.[1];
    if (note !== undefined && this.blocks.notes.has(note)) {
      parts.push({ kind: "reference", label: note });
      return end + 1;
    }
    return this.link(parts, at, opening, end, limit);
  }

  private link(parts: Part[], at: number, opening: number, end: number, limit: number): number {
    const { src } = this;
    let [to, stop] = ["", end + 1];
    const target = sticky(TARGET, src, end + 1);
    if (target && end + 1 + target[0].length <= limit) {
      to = unescaped(target[1] ?? target[2] ?? "");
      stop += target[0].length;
    } else {
      const label = /^\[([^[\]]*)\]/.exec(src.slice(end + 1, limit));
      const known = this.blocks.links.get(labelOf(label?.[1] || src.slice(opening + 1, end)));
      if (known === undefined) return 0;
      to = known;
      stop += label?.[0].length ?? 0;
    }
    const inside = this.read(opening + 1, end);
    const isPicture = src[at] === "!";
    // A link is in no other link.
    if (!isPicture && holdsLink(inside)) return 0;
    let alternative: string | null = null;
    let width = "";
    const given = isPicture ? sticky(ATTRIBUTES, src, stop) : null;
    if (given && stop + given[0].length <= limit) {
      stop += given[0].length;
      const alt = /(?:^|\s)alt=(?:"((?:[^"\\]|\\.)*)"|([^\s{}"]+))/.exec(given[1]!);
      width = /(?:^|\s)width="?([^\s{}"]+)/.exec(given[1]!)?.[1] ?? "";
      alternative = alt ? (alt[2] ?? alt[1]!.replace(/\\(.)/g, "$1")) : null;
    }
    parts.push({ kind: isPicture ? "picture" : "link", to, inside, alternative, width });
    return stop;
  }

  private sign(parts: Part[], at: number, end: number): number {
    const { src } = this;
    const sign = src[at]!;
    let stop = at;
    while (stop < end && src[stop] === sign) stop++;
    const count = stop - at;
    if (sign === "^" || (sign === "~" && count === 1)) return this.level(parts, sign, at, end);
    const [before, after] = [[...src.slice(Math.max(0, at - 2), at)].at(-1) ?? " ", [...src.slice(stop, stop + 2)][0] ?? " "];
    const isLeft = !/\s/.test(after) && (!PUNCTUATION.test(after) || /\s/.test(before) || PUNCTUATION.test(before));
    const isRight = !/\s/.test(before) && (!PUNCTUATION.test(before) || /\s/.test(after) || PUNCTUATION.test(after));
    const [opens, closes] = sign === "_"
      ? [isLeft && (!isRight || PUNCTUATION.test(before)), isRight && (!isLeft || PUNCTUATION.test(after))]
      : [isLeft, isRight];
    const odd = sign === "~" && count % 2 ? 1 : 0;
    if (odd) add(parts, sign);
    parts.push({ kind: "delimiter", sign, count: count - odd, length: count - odd, opens, closes });
    return stop;
  }

  /** What is raised or lowered: words without a space. */
  private level(parts: Part[], sign: string, at: number, end: number): number {
    const { src } = this;
    for (let stop = at + 1; stop < end; stop++) {
      if (src[stop] === "\\") stop++;
      else if (src[stop] === "`") stop = Math.max(stop, this.code(stop)[1] - 1);
      else if (/\s/.test(src[stop]!)) return 0;
      else if (src[stop] === sign) {
        if (stop === at + 1) return 0;
        const words = src.slice(at + 1, stop).replace(/\\([!-/:-@[-`{-~ ])/g, "$1");
        parts.push({ kind: sign === "^" ? "sup" : "sub", inside: [{ kind: "text", text: words, isLiteral: false }] });
        return stop + 1;
      }
    }
    return 0;
  }

  private address(parts: Part[], at: number, end: number): number {
    const { src } = this;
    if (src[at] === "<") {
      const between = sticky(BETWEEN, src, at);
      if (!between || at + between[0].length > end) return 0;
      parts.push(linked(between[1]!));
      return at + between[0].length;
    }
    if (!/^[\s*_~(]?$/.test(src[at - 1] ?? "")) return 0;
    let found = sticky(ADDRESS, src.slice(0, end), at)?.[0] ?? "";
    for (let before = ""; found !== before;) {
      before = found;
      found = found.replace(/[?!.,:*_~'"]+$/, "").replace(/&[A-Za-z0-9]+;$/, "");
      const [opened, closed] = [found.split("(").length, found.split(")").length];
      if (found.endsWith(")") && closed > opened) found = found.slice(0, -1);
    }
    if (!/^(?:https?:\/\/|www\.)[^/]*[\p{L}\p{N}]/iu.test(found)) return 0;
    parts.push(linked(found));
    return at + found.length;
  }

  private entity(parts: Part[], at: number): number {
    const entity = sticky(ENTITY, this.src, at)?.[0];
    const said = entity ? decoded(entity) : "";
    if (!entity || said === entity) return 0;
    parts.push({ kind: "text", text: said, isLiteral: false });
    return at + entity.length;
  }
}

function linked(address: string): Inline {
  return { kind: "link", to: address, inside: [{ kind: "text", text: address, isLiteral: false }], alternative: null, width: "" };
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function add(parts: Part[], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === "text" && !last.isLiteral) last.text += text;
  else if (text) parts.push({ kind: "text", text, isLiteral: false });
}

function holdsLink(inside: Inline[]): boolean {
  return inside.some((one) => one.kind === "link" || ("inside" in one && one.kind !== "note" && holdsLink(one.inside)));
}

/** A text in which every reference to a character is that. */
export function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(new RegExp(ENTITY.source, "g"), decoded);
}

function decoded(entity: string): string {
  return new DOMParser().parseFromString(entity, "text/html").documentElement.textContent ?? entity;
}

/** The parts with what is between two delimiters styled (CommonMark, “process emphasis”). */
function styled(parts: Part[]): Inline[] {
  for (let at = 0; at < parts.length; at++) {
    for (let closer = parts[at]!; closer.kind === "delimiter" && closer.closes && closer.count; closer = parts[at]!) {
      const from = parts.findLastIndex((one, index) => index < at && one.kind === "delimiter" && matches(one, closer as Delimiter));
      if (from < 0) break;
      const opener = parts[from] as Delimiter;
      const count = opener.count > 1 && closer.count > 1 ? 2 : 1;
      const inside = parts.slice(from + 1, at).map(asText);
      const kind = closer.sign === "~" ? "struck" : count > 1 ? "strong" : "em";
      opener.count -= count;
      closer.count -= count;
      parts.splice(from + 1, at - from - 1, { kind, inside });
      at = from + 2;
      if (!opener.count) {
        parts.splice(from, 1);
        at--;
      }
      if (!closer.count) {
        parts.splice(at, 1);
        at--;
        break;
      }
    }
  }
  return parts.map(asText);
}

function matches(opener: Delimiter, closer: Delimiter): boolean {
  if (opener.sign !== closer.sign || !opener.opens || !opener.count) return false;
  const isOdd = (opener.closes || closer.opens) && (opener.length + closer.length) % 3 === 0
    && !(opener.length % 3 === 0 && closer.length % 3 === 0);
  return closer.sign === "~" || !isOdd;
}

function asText(part: Part): Inline {
  return part.kind === "delimiter" ? { kind: "text", text: part.sign.repeat(part.count), isLiteral: false } : part;
}
