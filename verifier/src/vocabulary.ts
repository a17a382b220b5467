/** The words that a theme may print beside the brief's (docs/manifest.md, “Words”). */

import { bare, spaced } from "./words";

const WORD = /[\p{L}\p{N}_]+(?:[-’'][\p{L}\p{N}_]+)*/gu;
/** Numbers, letters of sources and positions, ranges of paragraphs, and the signs between them. */
export const SIGN = /^[^\p{L}\p{N}]*(?:\p{L}|\p{Nd}+[a-z]{1,2}|[A-Z]{1,2}-?\p{Nd}+(?:–[A-Z]{1,2}\p{Nd}+)?)?[^\p{L}\p{N}]*$/u;
// A range may begin with a word: `A10 continued–A19`.
const PARTS = /[A-Z]{1,2}\d+–[A-Z]{1,2}\d+|[^\s–]+–?|–/gu;
// A text that has fewer characters is not looked for within others.
const SHORTEST = 2;

export class Vocabulary {
  private readonly byStart = new Map<string, string[]>();

  private readonly shown: (text: string) => string;

  /** `known` are texts that may be printed whole, `files` those of a theme of one's own; where they `areSpaced`,
   * none of them is joined to another, or divided. */
  constructor(known: string[], files: Map<string, Uint8Array>, private readonly areSpaced = false) {
    this.shown = areSpaced ? spaced : bare;
    const own = [...files].filter(([name]) => name.startsWith("theme/")).flatMap(([, data]) => new TextDecoder().decode(data).match(WORD) ?? []);
    for (const text of new Set([...known.map(this.shown), ...own].map((one) => one.toLowerCase()))) {
      if (text.length < SHORTEST) continue;
      const start = text.slice(0, SHORTEST);
      const others = this.byStart.get(start);
      if (others) others.push(text);
      else this.byStart.set(start, [text]);
    }
  }

  /** Whether a printed piece is made of nothing but such texts, numbers and signs. */
  holds(piece: string): boolean {
    let text = "";
    const signs = new Map<number, number>();
    for (const { 0: part, index } of piece.matchAll(PARTS)) {
      if (this.areSpaced && text && /\s/.test(piece[index - 1]!)) text += " ";
      const start = text.length;
      text += this.shown(part).toLowerCase();
      if (SIGN.test(part)) signs.set(start, text.length);
    }
    const reached = new Set([0]);
    for (let at = 0; at < text.length; at++) {
      if (!reached.has(at) || (this.areSpaced && isInWord(text, at))) continue;
      reached.add(signs.get(at) ?? at);
      if (text[at] === " " || (bare(text[at]!) && !/\p{L}/u.test(text[at]!))) reached.add(at + 1);
      for (const one of this.byStart.get(text.slice(at, at + SHORTEST)) ?? []) if (text.startsWith(one, at)) reached.add(at + one.length);
    }
    return reached.has(text.length);
  }
}

/** Whether a place is between two letters of a script with capitals: only these surely belong to one word. */
function isInWord(text: string, at: number): boolean {
  const hasCapitals = (sign = ""): boolean => sign.toUpperCase() !== sign.toLowerCase();
  return hasCapitals(text[at - 1]) && hasCapitals(text[at]);
}
