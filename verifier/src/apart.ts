/** Whether the words of an element are in lines: each marked content is one piece of one line, whose
 * letters follow each other, and a line is below those before it; and labels and heads are beside what
 * they belong to. */

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
  let base: Start | null = null;
  const found = starts.find((after, index) => {
    const before = starts[index - 1];
    if (!before) return false;
    const step = ON_LINE * Math.max(after.size, before.size);
    // What is raised may come after what is lowered, both smaller than the words before them.
    if (!base || before.size >= base.size || Math.abs(before.y - base.y) > ON_LINE * base.size) base = before;
    const isHigher = after.y > Math.max(before.y, base.y) + step;
    if (before.mcid !== after.mcid) return isHigher && !isBeside;
    return !turned.has(after.mcid) && (isHigher || after.y < before.y - step || after.x < before.reach - over * after.size);
  });
  return found?.text ?? "";
}

/** The first label or head that is lower than the first line of what comes after it, or not below what
 * comes before; empty for none. The elements are those of a page, all in notes or none, as they are
 * read, with their texts there. */
export function wrongLabel(blocks: [Heard, Start[]][]): string {
  for (const [index, [after, own]] of blocks.entries()) {
    if (!index) continue;
    const [before, its] = blocks[index - 1]!;
    const step = ON_LINE * Math.max(its[0]!.size, own[0]!.size);
    if (["Lbl", "H2"].includes(before.kind) && own[0]!.y > its[0]!.y + step) return `${its[0]!.text} ${own[0]!.text}`;
    if (isBelow(before, after) && own[0]!.y > Math.min(...its.map((one) => one.y)) - step) return own[0]!.text;
  }
  return "";
}

/** Whether an element begins below all lines of the one before: heads do, and labels of items after
 * other items; notes may begin in the line of another. */
function isBelow(before: Heard, after: Heard): boolean {
  const isItem = after.kind === "Lbl" && [before.kind, ...before.around].includes("LBody");
  return !after.around.includes("Note") && (after.kind === "H2" || isItem);
}
