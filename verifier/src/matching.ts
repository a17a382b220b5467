/** Whether a quotation is in a text, by the rules of docs/brief-format.md. */

import { fold, isInWord, MARK } from "./folding";

const SAYS_NOTHING = /^(?:sic!?|emphasis added|emphasis mine|my emphasis|italics added|emphasis in original|translation ours|citations? omitted|footnote omitted|internal quotation marks omitted)$/i;

/** A place in a text: from, to. */
export type Place = [number, number];

/** Where a quotation is in a folded text; null where it is not. */
export function findQuotation(quotation: string, text: string, isMarkdown = false): Place | null {
  const struck = isMarkdown ? struckIn(text) : [];
  const folded = fold(quotation).trim();
  for (const [form, isShort] of forms(folded)) {
    const place = findParts([form], text, isShort, struck) ?? findParts(parts(form), text, isShort, struck);
    if (place) return place;
  }
  return null;
}

/** The words that a source in Markdown strikes out, with their signs: a quotation has all of them. */
export function struckIn(text: string): Place[] {
  return [/~~(?=[^\s~])(?:[^~]|~(?!~))*(?<=[^\s~])~~/g, /~~(?:[^~]|~(?!~))+~~/g].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): Place => [match.index, match.index + match[0].length]));
}

/** Where a quotation's words are in a text that is not folded: its letters and digits, in order. */
export function placeOf(quotation: string, text: string): Place | null {
  const words = quotation.split(/\[[^\]]*\]|…|\.{3}|[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
  if (!words.length) return null;
  const between = "[^\\p{L}\\p{N}]+(?:[\\p{L}\\p{N}]+[^\\p{L}\\p{N}]+)*?";
  const joint = /…|\.{3}|\[/.test(quotation) ? between : "[^\\p{L}\\p{N}]+(?:\\d{1,2}[^\\p{L}\\p{N}]+)?";
  const match = new RegExp(words.map(literal).join(joint), "u").exec(text);
  return match ? [match.index, match.index + match[0].length] : null;
}

/** A quotation as it is, and without what is forgiven: marks around it, a final stop or comma;
 * whether a stop is. */
function* forms(folded: string): Generator<[string, boolean]> {
  yield [folded, false];
  const inner = folded.startsWith(MARK) && folded.endsWith(MARK) && folded.length > 2 ? folded.slice(1, -1) : folded;
  if (inner !== folded) yield [inner, false];
  const short = inner.replace(/[.,]$/, "");
  if (short !== inner && !short.endsWith(".")) yield [short, inner.endsWith(".")];
}

// A forgiven stop makes no statement of a question.
const NO_QUESTION = `(?![${MARK})\\]]*[?!‽？！؟⁇⁈⁉])`;

/** The parts between ellipses, without those of only punctuation at either end. */
function parts(quotation: string): string[] {
  const found = quotation.split(/\[\.{3,4}\]|,?\s?\.{3,4}/).map((part) => part.trim());
  const isEmpty = (part: string | undefined): boolean => part !== undefined && !/[^\s\p{P}]/u.test(part);
  while (found.length && isEmpty(found[0])) found.shift();
  while (found.length && isEmpty(found.at(-1))) found.pop();
  return found.filter((part) => part);
}

function findParts(wanted: string[], text: string, isShort: boolean, struck: Place[]): Place | null {
  if (!wanted.length || wanted.some((part) => !part)) return null;
  const last = wanted.length - 1;
  const patterns = wanted.map((part, index) => patternOf(part, index < last, index === last && isShort));
  for (let from = 0; ;) {
    const first = next(patterns[0]!, text, from, struck);
    if (!first) return null;
    let [, end] = first;
    const follows = patterns.slice(1).every((pattern) => {
      const place = next(pattern, text, end, struck);
      if (place) end = place[1];
      return place !== null;
    });
    if (follows) return [first[0], end];
    from = first[0] + 1;
  }
}

/** The first place of a pattern, from `from` on, that begins and ends where a word does. */
function next(pattern: RegExp, text: string, from: number, struck: Place[]): Place | null {
  const isInStruck = (at: number): boolean => struck.some(([first, after]) => first < at && at < after);
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (end > start && !isInWord(text, start) && !isInWord(text, end) && !isInStruck(start) && !isInStruck(end)) return [start, end];
    pattern.lastIndex = start + 1;
  }
  return null;
}

/** A part as a pattern: brackets stand for nothing, for the case of a letter, or for words. A
 * stop before an ellipsis may be left out, as the one that `isShort` says. */
function patternOf(part: string, isBeforeEllipsis: boolean, isShort: boolean): RegExp {
  let pattern = "";
  const stop = isBeforeEllipsis && /[^.]\.$/.test(part) ? `(?:\\.|${NO_QUESTION})` : isShort ? NO_QUESTION : "";
  if (stop.startsWith("(?:")) part = part.slice(0, -1);
  let at = 0;
  for (const bracket of part.matchAll(/( ?)\[([^[\]]*)\]/g)) {
    const [whole, space, inner] = [bracket[0], bracket[1]!, bracket[2]!];
    const [before, after] = [part[bracket.index + space.length - 1], part[bracket.index + whole.length]];
    const touches = (space === "" && before !== undefined && /[\p{L}\p{N}]/u.test(before)) || (after !== undefined && /[\p{L}\p{N}]/u.test(after));
    pattern += literal(part.slice(at, bracket.index));
    at = bracket.index + whole.length;
    if (SAYS_NOTHING.test(inner)) continue;
    if (/^\p{L}$/u.test(inner) && after !== undefined && /\p{L}/u.test(after) && !(before !== undefined && /\p{L}/u.test(before) && !space)) {
      pattern += `${literal(space)}(?:${literal(inner.toLowerCase())}|${literal(inner.toUpperCase())})`;
    } else if (touches) pattern += literal(whole);
    else {
      const word = "[^\\s.?!]+";
      const rest = part.slice(at);
      const words = `${word}(?: ${word}){0,3}?`;
      if (!pattern) {
        pattern += `(?:${literal(inner)}|(?:${words})?)`;
        if (rest.startsWith(" ")) {
          pattern += " ?";
          at += 1;
        }
      } else pattern += `(?:${literal(space + inner)}|(?:${space ? " " : ""}${words})?)`;
    }
  }
  return new RegExp(pattern + literal(part.slice(at)) + stop, "gu");
}

/** A text as a pattern that holds only for it. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === "-" ? "\\x2d" : `\\${sign}`));
}
