/** Lines in which words run both ways: what is in each, whatever its order.
 *
 * Words that run from right to left are drawn as they look. So a text is looked for as the
 * characters of lines that follow each other, and each of its words as it is, forwards or
 * backwards, in one of them or over the end of one. */

import { alike, bare, reversed } from "./words";

// A run of digits, which always run from left to right, or of letters of one way.
const WORD = /\p{Nd}+|\p{N}|(?:(?=\p{L})[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}])+|(?:(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}])\p{L})+/gu;
const SIGNS = /[^\p{L}\p{N}]+/gu;
const ACCENTS = /\p{M}+/gu;

type Counts = Map<string, number>;

interface Line {
  counts: Counts;
  size: number;
  letters: string;
}

/** The words of a text without accents, which have no place of their own in a line. */
export function words(text: string): string[] {
  const found = alike(text).normalize("NFD").replace(ACCENTS, "").match(WORD) ?? [];
  return found.map((word) => word.normalize("NFKD").replace(ACCENTS, ""));
}

export class MixedLines {
  private readonly lines: Line[];

  /** `core` gives the characters of a text that are compared. */
  constructor(texts: string[], private readonly core: (text: string) => string) {
    this.lines = texts.map((text) => {
      const own = [...core(text).normalize("NFD")];
      return { counts: counted(own), size: own.length, letters: bare(text).normalize("NFKD").replace(ACCENTS, "") };
    }).filter((line) => line.size);
  }

  /** The place of the first piece that is not there after the one before it; -1 where all are. */
  firstMissing(pieces: string[]): number {
    const wanted = pieces.map((text) => ({ own: [...this.core(text).normalize("NFD")], words: words(text) }));
    let furthest = 0;
    for (let from = 0; from < this.lines.length;) {
      const [start, end] = this.find(wanted[0]!.own, wanted[0]!.words, from) ?? [-1, -1];
      if (start < 0) return furthest;
      let last = end;
      let at = 1;
      for (; at < wanted.length; at++) {
        const next = this.find(wanted[at]!.own, wanted[at]!.words, last);
        if (!next) break;
        last = next[1];
      }
      if (at === wanted.length) return -1;
      furthest = Math.max(furthest, at);
      from = start + 1;
    }
    return furthest;
  }

  private find(own: string[], meant: string[], from: number): [number, number] | null {
    for (let first = from; first < this.lines.length; first++) {
      const longest = begun(own, this.lines[first]!);
      for (let length = longest; length > 0; length--) {
        const last = this.end(own, length, first);
        if (last !== null && this.hasWords(meant, first, last)) return [first, last];
      }
    }
    return own.length ? null : [from, from];
  }

  /** The last line of a text of which `length` characters are in the line `first`: all between
   * hold nothing else. */
  private end(own: string[], length: number, first: number): number | null {
    let done = length;
    let at = first;
    while (done < own.length) {
      const line = this.lines[++at];
      if (!line) return null;
      const part = own.slice(done, done + line.size);
      if (begun(part, line) < part.length) return null;
      done += part.length;
    }
    return at;
  }

  private hasWords(meant: string[], first: number, last: number): boolean {
    const held = this.lines.slice(first, last + 1).map((line) => line.letters);
    const has = (line: string | undefined, word: string): boolean =>
      line !== undefined && (line.includes(word) || line.includes(reversed(word)));
    // A long word goes on over lines at whose ends there are signs of the other way.
    const all = held.join("").replace(SIGNS, "");
    return meant.every((word) => all.includes(word) || held.some((line, at) => has(line, word)
      || [...word].some((_, cut) => cut > 0 && has(line, word.slice(0, cut)) && has(held[at + 1], word.slice(cut)))));
  }
}

/** How many of some characters, from the first on, a line has. */
function begun(own: string[], line: Line): number {
  const used: Counts = new Map();
  for (const [index, character] of own.entries()) {
    const count = (used.get(character) ?? 0) + 1;
    if (count > (line.counts.get(character) ?? 0)) return index;
    used.set(character, count);
  }
  return own.length;
}

function counted(own: string[]): Counts {
  const counts: Counts = new Map();
  for (const character of own) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}
