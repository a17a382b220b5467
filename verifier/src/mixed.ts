/** Lines in which words run both ways: what is in each, whatever its order.
 *
 * Words that run from right to left are drawn as they look. So a text is looked for as the
 * characters of lines that follow each other, and each of its words as it is, forwards or
 * backwards, in one of them or over the end of one; and each line must show its part from left to
 * right as it looks. */

import { visual } from "./bidi";
import { alike, bare, mirrored, reversed } from "./words";

// A run of digits, which always run from left to right, or of letters of one way.
const WORD = /\p{Nd}+|\p{N}|(?:(?=\p{L})[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}])+|(?:(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}])\p{L})+/gu;
const SIGNS = /[^\p{L}\p{N}]+/gu;
const ACCENTS = /\p{M}+/gu;

type Counts = Map<string, number>;

interface Line {
  counts: Counts;
  size: number;
  letters: string;
  /** What it shows from left to right; null where that is not known. */
  shown: string | null;
}

/** A text that is looked for: its characters as they are compared, where each is in its letters, and
 * its words. */
interface Wanted {
  own: string[];
  letters: string[];
  places: number[];
  words: string[];
  /** Where in its letters words of a source begin and end that run the other way. */
  turned: [number, number][];
}

/** The words of a text without accents, which have no place of their own in a line. */
export function words(text: string): string[] {
  const found = alike(text).normalize("NFD").replace(ACCENTS, "").match(WORD) ?? [];
  return found.map((word) => word.normalize("NFKD").replace(ACCENTS, ""));
}

export class MixedLines {
  private readonly lines: Line[];
  private readonly turned: string[];

  /** `core` gives the characters of a text that are compared; `drawn` is what the lines show from left
   * to right, null where that is not known; `turned` are quotations that run the other way. */
  constructor(texts: string[], private readonly core: (text: string) => string, drawn: (string | null)[] = [], turned: string[] = []) {
    this.turned = turned.map((words) => compact(words));
    this.lines = texts.map((text, at) => {
      const own = [...core(text).normalize("NFD")];
      const shown = drawn[at] ?? null;
      return { counts: counted(own), size: own.length, letters: bare(text).normalize("NFKD").replace(ACCENTS, ""), shown: shown === null ? null : asShown(shown) };
    }).filter((line) => line.size);
  }

  /** The place of the first piece that is not there after the one before it; -1 where all are.
   * `ways` says whether lines may run backwards; without it their order is not compared. A source's
   * own text is `isWhole`: in it its words are not turned. */
  firstMissing(pieces: string[], ways: boolean[] = [], isWhole = false): number {
    const wanted = pieces.map((text) => this.wanted(text, isWhole || ways.length !== 1));
    let furthest = 0;
    for (let from = 0; from < this.lines.length;) {
      const [start, end] = this.find(wanted[0]!, from, ways) ?? [-1, -1];
      if (start < 0) return furthest;
      let last = end;
      let at = 1;
      for (; at < wanted.length; at++) {
        const next = this.find(wanted[at]!, last, ways);
        if (!next) break;
        last = next[1];
      }
      if (at === wanted.length) return -1;
      furthest = Math.max(furthest, at);
      from = start + 1;
    }
    return furthest;
  }

  private wanted(text: string, isWhole: boolean): Wanted {
    const letters = [...text.normalize("NFD").replace(ACCENTS, "")];
    const own = [...this.core(text).normalize("NFD")];
    const places = letters.flatMap((one, at) => [...this.core(one).normalize("NFD")].map(() => at));
    return { own, letters, places, words: words(text), turned: isWhole ? [] : [...this.turnedIn(letters)] };
  }

  /** Where a text has quotations that run the other way, or is part of one. */
  private *turnedIn(letters: string[]): Generator<[number, number]> {
    if (!this.turned.length) return;
    const places = letters.map((_, at) => at).filter((at) => compact(letters[at]!));
    const own = places.map((at) => letters[at]).join("");
    for (const words of this.turned) {
      if (own && words.includes(own)) yield [0, letters.length];
      for (let at = own.indexOf(words); words && at >= 0; at = own.indexOf(words, at + 1)) {
        const start = [...own.slice(0, at)].length;
        yield [places[start]!, places[start + [...words].length - 1]! + 1];
      }
    }
  }

  private find(wanted: Wanted, from: number, ways: boolean[]): [number, number] | null {
    const { own } = wanted;
    for (let first = from; first < this.lines.length; first++) {
      const longest = begun(own, this.lines[first]!);
      for (let length = longest; length > 0; length--) {
        const last = this.end(own, length, first);
        if (last !== null && this.hasWords(wanted.words, first, last) && this.areShown(wanted, length, first, last, ways)) return [first, last];
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

  /** Whether lines show a text, of which `length` characters are in the first, in its order. */
  private areShown(wanted: Wanted, length: number, first: number, last: number, ways: boolean[]): boolean {
    if (!ways.length) return true;
    let start = 0;
    for (let at = first; at <= last; at++) {
      const line = this.lines[at]!;
      const end = at === first ? length : Math.min(wanted.own.length, start + line.size);
      const [from, part] = partOf(wanted, start, end);
      const isTurned = wanted.turned.some(([first, last]) => first <= from && from < last);
      if (line.shown === null || !(isTurned ? [!ways[0]] : ways).some((isBackwards) => has(line.shown!, visual(part, isBackwards)))) return false;
      start = end;
    }
    return true;
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

/** Where in its letters a text has one of its characters, and the letters from there to another. */
function partOf({ own, letters, places }: Wanted, start: number, end: number): [number, string] {
  const before = (until: number): number => own.slice(0, until).filter((one) => !isAccent(one)).length;
  const from = places[before(start)] ?? letters.length;
  return [from, letters.slice(from, places[before(end)] ?? letters.length).join("")];
}

/** The letters of a text, without white space and accents. */
function compact(text: string): string {
  return text.normalize("NFD").replace(/\s+|\p{M}+/gu, "");
}

function isAccent(one: string): boolean {
  return /\p{M}/u.test(one);
}

/** The characters of a line that are compared: print sets the kind of marks, spaces and the place of
 * stops, but for those within numbers. */
function asShown(line: string): string {
  const own = bare(line).normalize("NFD").replace(ACCENTS, "").replace(/(?<!\p{Nd})[.,;:!?…]|[.,;:!?…](?!\p{Nd})|["'“”„‟‘’‚‛«»‹›「」『』❝❞ʻʼ]/gu, "");
  return mirrored(own);
}

/** Whether a line has some pieces whole and in their order, perhaps with others between. */
function has(line: string, pieces: string[]): boolean {
  let at = 0;
  return pieces.map(asShown).every((piece) => {
    const found = line.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
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
