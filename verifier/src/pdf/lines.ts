/** What marked content shows from left to right, glyph by glyph: from that a reader reads. */

import { reversed, runsBackwards } from "../words";
import type { Font } from "./fonts";

const EM = 1000; // thousandths of the size
// Of the size: by which a letter may begin before the one on its left does.
const OVER = 0.3;

/** A shown string, with numbers that move what follows; `said` is the text of the cluster that it
 * begins, empty if it goes on with one. */
interface Shown {
  items: (Uint8Array | number)[];
  font: Font | null;
  size: number;
  said: string | null;
}

export class DrawnLines {
  private readonly lines = new Map<number, Shown[][]>(); // by the numbers of marked content
  private line: Shown[] = [];
  private readonly lost = new Set<number>();

  /** What is shown next is in another place than behind what was. */
  begin(): void {
    this.line = [];
  }

  show(mcid: number, shown: Shown): void {
    const own = this.lines.get(mcid) ?? [];
    if (!own.includes(this.line)) this.lines.set(mcid, [...own, this.line]);
    this.line.push(shown);
  }

  /** A drawing is within marked content: its words are not known here. */
  lose(mcid: number): void {
    this.lost.add(mcid);
  }

  /** The words of marked content from left to right; null where they are not on one line, or a
   * glyph is not beside the one before. */
  of(mcid: number): string | null {
    const [line, ...others] = this.lines.get(mcid) ?? [[]];
    if (others.length || this.lost.has(mcid)) return null;
    let [text, pen, last] = ["", 0, -Infinity];
    const add = (own: string, size: number): boolean => {
      const isLetter = /[\p{L}\p{N}]/u.test(own);
      const isBeside = !isLetter || pen >= last - OVER * size;
      if (isLetter) last = pen;
      text += runsBackwards(own) ? reversed(own) : own;
      return isBeside;
    };
    for (const { items, font, size, said } of line!) {
      if (said && !add(said, size)) return null;
      for (const item of items) {
        if (typeof item === "number") {
          pen -= (item / EM) * size;
          continue;
        }
        for (const [own, wide] of font?.drawn(item) ?? []) {
          if (own === undefined || (said === null && !add(own, size))) return null;
          pen += (wide / EM) * size;
        }
      }
    }
    return text;
  }
}
