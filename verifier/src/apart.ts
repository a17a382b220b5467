/** Whether the words of an element are in lines: each marked content is one piece of one line, whose
 * letters follow each other, and a line is below those before it. */

import type { Ways } from "./beside";
import type { Heard } from "./elements";
import type { Start } from "./pdf/content";
import type { PrintedPage } from "./print";
import { runsBackwards } from "./words";

// Of a letter's size: by which letters on one line may be higher or lower, and reach into each other;
// and by which they may where accents are put, or a script's own signs.
const [ON_LINE, OVER, ACCENT] = [0.5, 0.5, 3];

/** The first words of an element that are apart from those before them; empty for none. `starts` are
 * its own on a page, and `areMixed` where accents or a script's own signs are put around letters. */
export function outOfLine(block: Heard, starts: Start[], page: PrintedPage, ways: Ways, areMixed: boolean): string {
  const isTurned = ways.areBackwards || runsBackwards(page.text);
  // There what is beside a paragraph of the appendix is read before it.
  const isBeside = isTurned && ways.paragraphs.has(block.within[0] ?? "");
  // Words from right to left, whose order is compared elsewhere.
  const turned = new Set(page.marked.filter((one) => isTurned && runsBackwards(one.text)).map((one) => one.mcid));
  const over = areMixed ? ACCENT : OVER;
  const found = starts.find((after, index) => {
    const before = starts[index - 1];
    if (!before) return false;
    const step = ON_LINE * Math.max(after.size, before.size);
    const isHigher = after.y > before.y + step;
    if (before.mcid !== after.mcid) return isHigher && !isBeside;
    return !turned.has(after.mcid) && (isHigher || after.y < before.y - step || after.x < before.reach - over * after.size);
  });
  return found?.text ?? "";
}
