/** Words of a title or a table that a line's end divides with a hyphen, put together again: docs/manifest.md,
 * “Words”. */

import { texts } from "./loose";
import type { PrintedPage } from "./print";
import { allWordsOf } from "./prose";
import { bare } from "./words";

type Marked = PrintedPage["marked"][number];

const WORD = /\p{L}(?:-?\p{L})*/gu;
const PIECE = /^\p{L}{4}(?:-?\p{L})*/u;
const BEFORE = /\p{L}(?:-?\p{L})*(?<=\p{L}{4})-$/u;
// A word goes on over so many lines, and a line has so many letters of it: more are not looked at.
const [LINES, LETTERS] = [12, 120];

/** The pages without the hyphens at which a line's end divides a word of the brief. */
export function undivided(pages: PrintedPage[], brief: unknown): PrintedPage[] {
  const marked = pages.flatMap((page) => page.marked).sort((a, b) => a.place - b.place);
  const put = new Set<Marked>();
  const ends: [string, string][] = [];
  let words: Set<string> | null = null;
  const lines = marked.map((one) => (one.unit ? one.text.trim().split(/\s+/).map((word) => bare(word).slice(-LETTERS)) : [""]));
  for (let first = 0; first < lines.length - 1;) {
    const pieces: string[] = [];
    let last = first;
    for (; last < lines.length - 1 && pieces.length < LINES; last++) {
      const [line, next] = [lines[last]!, lines[last + 1]!];
      const before = BEFORE.exec(line.at(-1)!)?.[0];
      // What is between two ends of lines is a piece of the word, and nothing else.
      if (before === undefined || marked[last]!.unit !== marked[last + 1]!.unit || !PIECE.test(next[0]!)
        || (pieces.length && (line.length > 1 || before !== line[0]))) break;
      pieces.push(before.slice(0, -1));
    }
    if (pieces.length) {
      pieces.push(PIECE.exec(lines[last]![0]!)![0]);
      words ??= new Set(texts(brief).flatMap(allWordsOf).flatMap((text) => text.split(/\s+/)).flatMap((token) => bare(token).match(WORD) ?? []));
      for (const at of putIn(pieces, words)) {
        const [one, next] = [marked[first + at]!, marked[first + at + 1]!];
        put.add(one);
        ends.push([one.text.trim().split(/\s+/).at(-1)!, next.text.trim().split(/\s+/)[0]!]);
      }
    }
    first = Math.max(last, first + 1);
  }
  if (!put.size) return pages;
  return pages.map((page) => ({
    ...page,
    marked: page.marked.map((one) => (put.has(one) ? shortened(one) : one)),
    artifacts: page.artifacts.map((text) => again(text, ends)),
  }));
}

/** The words of an artifact, with no hyphen where the head of a table that is repeated there is divided as it
 * is where it is read: between two such pieces. */
function again(text: string, ends: [string, string][]): string {
  return ends.reduce((words, [end, next]) => words.split(end + next).join(end.slice(0, -1) + next), text);
}

/** Which pieces of a word end with a hyphen that no one typed: as few as there can be. */
function putIn(pieces: string[], words: Set<string>): number[] {
  const ends = pieces.length - 1;
  for (let dropped = 0; dropped < 1 << ends; dropped++) {
    const isDropped = (at: number): boolean => at < ends && ((dropped >> (ends - 1 - at)) & 1) === 1;
    const word = pieces.map((piece, at) => (at === ends || isDropped(at) ? piece : `${piece}-`)).join("");
    if (words.has(word)) return pieces.map((_, at) => at).filter(isDropped);
  }
  return [];
}

function shortened(one: Marked): Marked {
  const without = (text: string): string => text.trimEnd().slice(0, -1);
  const drawn = (): string | null => {
    const shown = one.drawn();
    return shown === null ? null : without(shown);
  };
  return { ...one, text: without(one.text), drawn };
}
