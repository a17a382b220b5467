/** Whether the cells of a table are below their own heads and in their own rows: its columns are beside
 * each other, and each row is below the one before. */

import type { PrintedPage } from "./print";
import type { Tagged } from "./tagging";
import { shortened } from "./words";

// Points by which columns may reach into each other, and by which rows are apart at least.
const OVER = 3;

/** Words of a cell, or the first of a column, and from where to where they, or all of it, reach. */
interface Words {
  page: number;
  text: string;
  left: number;
  right: number;
  line: number;
}

/** For each table whose columns or rows reach into each other, the page, from 0, and words that do. */
export function* outOfColumn(pages: PrintedPage[], elements: Tagged[]): Generator<[number, string]> {
  for (const table of elements.filter((one) => one.kind === "Table")) {
    const rows = table.inner.flatMap((part) => part.inner.map((row) => row.inner));
    const cells = rows.map((row) => row.map((cell) => wordsOf(cell, pages)));
    const wide = firstWrong(columnsOf(cells));
    const high = wide ? null : firstAbove(cells);
    if (wide) yield [wide.page - 1, `“${shortened(wide.text)}” in a column that reaches into another`];
    if (high) yield [high.page - 1, `“${shortened(high.text)}” in a row that reaches into another`];
  }
}

/** A column that reaches into the one beside it, whichever way a row runs. */
function firstWrong(columns: Words[]): Words | undefined {
  const inOrder = columns.length > 1 && columns.at(-1)!.left < columns[0]!.left ? [...columns].reverse() : columns;
  return inOrder.find((after, index) => index > 0 && after.left < inOrder[index - 1]!.right - OVER);
}

/** The first words of a row that are not below all of the row before on their page. */
function firstAbove(cells: Words[][][]): Words | null {
  const lowest = new Map<number, number>();
  for (const row of cells) {
    const own = row.flat();
    const wrong = own.find((one) => one.line > (lowest.get(one.page) ?? Infinity) - OVER);
    if (wrong) return wrong;
    for (const { page, line } of own) lowest.set(page, Math.min(line, lowest.get(page) ?? line));
  }
  return null;
}

/** From where to where the columns reach that have words, by the rows without merged cells. */
function columnsOf(cells: Words[][][]): Words[] {
  const count = Math.max(0, ...cells.map((row) => row.length));
  const whole = cells.filter((row) => row.length === count);
  return Array.from({ length: count }, (_, at) => whole.flatMap((row) => row[at]!)).filter((own) => own.length)
    .map((own) => ({ ...own[0]!, left: Math.min(...own.map((one) => one.left)), right: Math.max(...own.map((one) => one.right)) }));
}

/** The words of an element, but for those of notes, which are at the foot. */
function wordsOf(element: Tagged, pages: PrintedPage[]): Words[] {
  const own = element.marks.flatMap(({ page, mcid }) => (pages[page - 1]?.starts ?? [])
    .filter((one) => one.mcid === mcid && one.size && one.reach > one.x)
    .map(({ text, x, reach, y }) => ({ page, text, left: x, right: reach, line: y })));
  return [...own, ...element.inner.filter((one) => one.kind !== "Note").flatMap((one) => wordsOf(one, pages))];
}
