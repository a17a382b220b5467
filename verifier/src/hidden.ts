/** What hides words on a page of a packaged theme, whose words are dark and lie over all else. */

import type { Start } from "./pdf/content";
import type { Shape } from "./pdf/shapes";
import type { PrintedPage } from "./print";

const LETTER = 6; // points that a letter is wide
const COVERED = 0.4;
const TALL = 0.5; // of the size, from the line up
const SHOWN = 40;

/** A line for each kind of hiding on a page, `label`. */
export function* hiddenWords(page: PrintedPage, label: string): Generator<string> {
  const faint = page.starts.find((one) => one.isFaint);
  if (faint) yield `page ${label} has “${shown(faint)}” in a colour that can hardly be read`;
  for (const shape of page.shapes) {
    const over = shape.isLight ? page.starts.slice(0, shape.place) : page.starts;
    const hidden = over.find((one) => isHidden(one, shape));
    if (hidden) {
      yield `page ${label} has “${shown(hidden)}” under or on a shape that hides it`;
      return;
    }
  }
}

function isHidden(one: Start, { box, parts }: Shape): boolean {
  const [left, right] = [Math.max(one.x, box[0]), Math.min(one.reach, box[2])];
  const [bottom, top] = [Math.max(one.y, box[1]), Math.min(one.y + TALL * one.size, box[3])];
  const wide = Math.min(LETTER, one.reach - one.x);
  if (right - left < wide / 2 || wide <= 0 || top - bottom <= COVERED * TALL * one.size) return false;
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  const inside = parts.filter((part) => part[0] <= x && x <= part[2] && part[1] <= y && y <= part[3]);
  return !parts.length || inside.length % 2 === 1;
}

function shown(one: Start): string {
  const text = one.text.replace(/\s+/g, " ").trim();
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
