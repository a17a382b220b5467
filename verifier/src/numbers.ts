/** The numbers by which a packaged theme leads to its parts: of paragraphs, items, sources and their
 * paragraphs. Words of the theme may be any number or letter. */

import type { Heard, Words } from "./elements";
import { objects, strings, text } from "./loose";
import { partsOf, type Manifest } from "./manifest";
import { readBlocks } from "./markdown/blocks";
import type { Source } from "./sources";
import type { Tagged } from "./tagging";
import { bare } from "./words";

const NUMBERED = /^(?:par-(\d+)|([A-Z]{1,2}\d+))$/;

/** A line for each part without its own number or letter. */
export function* unnumbered(
  manifest: Manifest, brief: Record<string, unknown>, sources: Source[], elements: Tagged[], heard: Heard[],
  said: (words: Words[]) => string, isMixed: boolean,
): Generator<string> {
  // Where words run both ways the number of a paragraph of a source may be an element of its own.
  const apart = new Set(heard.filter((one) => isMixed && one.around.includes("Art")).map((one) => bare(said(one.words))));
  const seen = new Set<string>();
  for (const one of heard) {
    const [, paragraph, ofSource] = NUMBERED.exec(one.id) ?? [];
    const number = one.around.includes("Art") ? ofSource : paragraph;
    if (!number || seen.has(one.id) || !one.words.length) continue;
    seen.add(one.id);
    const isThere = new RegExp(`^[^\\p{L}\\p{N}]*${number}(?!\\d)`, "u").test(said(one.words)) || apart.has(number);
    if (!isThere) yield `“${one.id}” is printed without its number, ${number}`;
  }
  const parts = partsOf(manifest);
  const wanted = ["key_points", "recommendations"].filter((part) => parts.has(part) && strings(brief[part]).length)
    .map((part) => `ol 1 ${strings(brief[part]).length}`);
  if (parts.has("sections")) {
    wanted.push(...objects(brief["sections"]).flatMap((section) => readBlocks(text(section["body"])).lists.filter((list) => list.startsWith("ol"))));
  }
  const shown = elements.filter((one) => one.kind === "L").map((list) => list.inner.map((item) => numberOf(item, said)));
  const lists = shown.filter((numbers) => numbers.some(Boolean)).map((numbers) => {
    const first = Number(numbers[0]);
    return numbers.every((one, index) => one === String(first + index)) ? `ol ${first} ${numbers.length}` : "none of ours";
  });
  if (lists.sort().join() !== wanted.sort().join()) yield "the items of lists have other numbers than those that are typed";
  const letters = heard.filter((one, at) => one.kind === "P" && heard[at + 1]?.kind === "H3" && [one, heard[at + 1]!].every(({ around }) => around.at(-1) === "Art"))
    .map((one) => bare(said(one.words)));
  const isPrinted = [...seen].some((id) => !id.startsWith("par-"));
  if (isPrinted && letters.join() !== sources.map((one) => one.letter).join()) yield "the sources in the appendix have other letters than theirs";
}

/** The letters and digits before an item of a list. */
function numberOf(item: Tagged, said: (words: Words[]) => string): string {
  const label = item.inner.find((one) => one.kind === "Lbl");
  const words = (label?.marks ?? []).map((mark) => ({ ...mark, isLinked: false }));
  return said(words).replace(/[^\p{L}\p{N}]/gu, "");
}
