/** How the claims are printed by a packaged theme: each with its status, each holder with a stance. */

import { claimsOf } from "./claims";
import type { Heard, Words } from "./elements";
import { objects, text } from "./loose";
import { isObject, type Manifest } from "./manifest";
import { plainOf } from "./prose";
import { bare, lettersOf, shortened } from "./words";

const STATUSES = ["disputed", "questioned", "qualified", "asserted only", "denied", "answers differ"];
const STANCES = ["asserts", "denies", "questions", "qualifies"];
// Beside the holder; the others follow from the side.
const SAID = ["questions", "qualifies"];

/** Claims with another status than follows from who is listed, and holders with another stance. Where
 * words run both ways, the letters and digits of an element are compared, in whatever order: labels
 * of a packaged theme run from left to right, and stay whole. */
export function* wrongClaims(
  manifest: Manifest, brief: Record<string, unknown>, heard: Heard[], said: (words: Words[]) => string,
  isMixed: boolean,
): Generator<string> {
  const labels = labelsOf(manifest);
  const longest = STATUSES.map((one) => [one, bare(text(labels[one]))] as const).sort(([, a], [, b]) => b.length - a.length);
  for (const [id, { number, wording, status }] of claimsOf(brief)) {
    const key = (words: string): string => (isMixed ? lettersOf(words) : words);
    for (const where of [`claim-${id}`, "card"]) {
      const blocks = heard.filter((one) => one.within.includes(where) && one.words.length).map((one) => bare(said(one.words)));
      const places = [...blocks.keys()].filter((place) => key(blocks[place]!) === key(`${number}${wording}`));
      if (where === "card" && !blocks.length) continue;
      if (!places.length || places.some((place) => !blocks[place + 1]?.startsWith(bare(text(labels[status]))))) {
        yield `claim ${number} is printed without its status, “${text(labels[status])}”`;
      }
    }
    const own = bare(heard.filter((one) => one.within.includes(`claim-${id}`)).map((one) => said(one.words)).join(""));
    const at = own.indexOf(wording);
    const found = at < 0 ? undefined : longest.find(([, label]) => label && own.startsWith(label, at + wording.length));
    if (found && found[0] !== status) yield `the status of claim ${number} is “${found[0]}”, and what the brief lists makes it “${status}”`;
  }
  const held = new Map<string, Set<string>>();
  for (const one of objects(brief["claims"]).flatMap((claim) => objects(claim["positions"]))) {
    const by = bare(text(one["by"]));
    held.set(by, (held.get(by) ?? new Set()).add(text(one["stance"])));
  }
  const words = STANCES.map((one) => [one, bare(text(labels[`stance_${one}`]))] as const);
  for (const one of heard) {
    const own = bare(said(one.words));
    const stancesOf = (word: string): Set<string> | undefined =>
      [...held].find(([by]) => by && /^\d*[a-z]{1,2}$/.test(before(own, `${by}${word}`, isMixed) ?? ""))?.[1];
    for (const [stance, word] of words) {
      // The word may be the end of a holder's name.
      if (!word || !own.includes(word) || stancesOf("")) continue;
      const known = stancesOf(word);
      if (known && !known.has(stance)) yield `“${shortened(said(one.words))}” is printed, and the brief has another stance`;
    }
  }
  yield* unstated(manifest, brief, heard, said, isMixed);
}

/** What is before the last words of a line; of one in which words run both ways, what else it has.
 * Null where it has other words. */
function before(line: string, last: string, isMixed: boolean): string | null {
  if (!isMixed) return line.endsWith(last) ? line.slice(0, line.length - last.length) : null;
  const left = [...lettersOf(line)];
  for (const one of lettersOf(last)) {
    const at = left.indexOf(one);
    if (at < 0) return null;
    left.splice(at, 1);
  }
  return left.join("");
}

/** Holders without the stance that the brief gives, wherever a packaged theme prints it. */
function* unstated(
  manifest: Manifest, brief: Record<string, unknown>, heard: Heard[], said: (words: Words[]) => string,
  isMixed: boolean,
): Generator<string> {
  const labels = labelsOf(manifest);
  const { options } = manifest.inputs;
  const isLarge = isObject(options) && options["large_print"] === true;
  const onCard = heard.filter((one) => one.within.includes("card"));
  const inTable = heard.filter((one) => one.within.some((id) => id.startsWith("claim-")));
  const isTable = inTable.some((one) => one.around.includes("Table")) && !isLarge;
  const lines = [...onCard, ...inTable].map((one) => bare(said(one.words)));
  for (const [index, claim] of objects(brief["claims"]).entries()) {
    for (const one of objects(claim["positions"])) {
      const by = plainOf(text(one["by"]));
      const isSaid = SAID.includes(text(one["stance"]));
      const word = isSaid ? text(labels[`stance_${text(one["stance"])}`]) : "";
      if (by === "unattributed" || "question" in claim) continue;
      const via = text(one["via"]) ? `, ${plainOf(text(one["via"]))}` : "";
      const isPrinted = (sign: string, words: string): boolean => lines.some((line) => {
        const first = before(line, bare(words), isMixed);
        return first !== null && new RegExp(`^${sign}$`).test(first);
      });
      const isInLine = (words: string): boolean => lines.some((line) =>
        line.includes(words) && /[a-z]$/.test(line.slice(0, line.lastIndexOf(words))));
      const number = isMixed ? [...String(index + 1)].sort().join("") : String(index + 1);
      const isInTable = !isTable || !isSaid || isPrinted(`${number}[a-z]{1,2}`, `${by}${via}${word}`);
      const isThere = !onCard.length || (isLarge ? isMixed || isInLine(bare(`${by}${word}`)) : isPrinted("[a-z]{1,2}", `${by}${word}`));
      if (isSaid && (!isInTable || !isThere)) yield `${by}, on claim ${index + 1}, is printed without “${word}”`;
      else if (!isThere) yield `${by}, on claim ${index + 1}, is not on the card`;
    }
  }
}

function labelsOf(manifest: Manifest): Record<string, unknown> {
  const { labels } = manifest.inputs;
  return isObject(labels) ? labels : {};
}
