/** Quotations in words: what is between double marks (docs/brief-format.md, “Citations”). */

/** Where the words are that a pair of marks holds; `end` is null where it is not closed. */
export interface Marked {
  start: number;
  end: number | null;
}

const PAIRS: Record<string, string> = {
  "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "❝": "❞", "‹": "›",
};
const OF_LANGUAGE: Record<string, Record<string, string>> = {
  de: { "»": "«", "›": "‹" }, da: { "»": "«", "›": "‹" }, sv: { "”": "”" }, fi: { "”": "”" },
  pl: { "„": "“”" }, nl: { "„": "“”" }, hu: { "„": "“”" },
};
const MARK = /["“”„«»「」『』❝❞‹›‘]/g;
/** Double marks, which a backslash takes their meaning. */
export const DOUBLE = '"“”„«»「」『』❝❞‹›';
const IN_HEBREW = /(?<=[א-ת])"(?=[א-ת](?![א-ת]))|(?<=[א-ת])(?<!(?<![א-ת])[והבכלמש]{1,2})"(?=[א-ת])/g;
const SINGLE = /^en(?:-[a-z]{3,})*-(?:gb|ie|au|nz|za|in)(?:-|$)/i;
const SIGNS = /^[\s[\]]*(?:…|\.\.\.|\. \. \.)[\s[\]]*$/;

/** The quotations in some words, the outermost only. */
export function quotationsIn(words: string, language: string, literal: Set<number>, citations: number[]): Marked[] {
  const pairs = { ...PAIRS, ...OF_LANGUAGE[language.split("-")[0]!.toLowerCase()] };
  const hebrew = new Set(words.includes('"') ? [...words.matchAll(IN_HEBREW)].map((match) => match.index) : []);
  const marks = [...words.matchAll(MARK)].map((match) => match.index).filter((at) => !literal.has(at) && !hebrew.has(at));
  const found: Marked[] = [];
  for (let index = 0; index < marks.length; index++) {
    const at = marks[index]!;
    const sign = words[at]!;
    let end: number | null;
    if (sign === "‘") {
      if (!SINGLE.test(language) || !opensSingle(words, at)) continue;
      end = closingSingle(words, at, literal, citations);
    } else if (sign === '"') {
      if (/\p{Nd}/u.test(words[at - 1] ?? "")) continue; // a prime
      end = marks.slice(index + 1).find((one) => words[one] === '"') ?? null;
    } else if (pairs[sign]) end = closing(words, marks.slice(index), pairs);
    else continue;
    if (end === null) {
      found.push({ start: at + 1, end });
      continue;
    }
    const inner = words.slice(at + 1, end);
    if (inner.trim() && !SIGNS.test(inner)) found.push({ start: at + 1, end });
    while (index + 1 < marks.length && marks[index + 1]! <= end) index++;
  }
  return found;
}

/** Where the first of some marks is closed; the end of a quotation closes all inside. */
function closing(words: string, marks: number[], pairs: Record<string, string>): number | null {
  const open: string[] = [];
  for (const [index, at] of marks.entries()) {
    const sign = words[at]!;
    const from = open.findLastIndex((closers) => closers.includes(sign));
    if (from >= 0) {
      open.length = from;
      if (!from) return at;
    } else if (pairs[sign]) open.push(pairs[sign]!);
    else if (!index) return null;
  }
  return null;
}

function opensSingle(words: string, at: number): boolean {
  return !/[\p{L}\p{N}]/u.test(words[at - 1] ?? "") && (/[\p{L}\p{N}]/u.test(words[at + 1] ?? "") || DOUBLE.includes(words[at + 1] ?? " "));
}

/** The last ’ after a word before the citation or the next ‘ that opens. */
function closingSingle(words: string, at: number, literal: Set<number>, citations: number[]): number | null {
  let limit = citations.find((one) => one > at) ?? words.length;
  for (let next = at + 1; next < limit; next++) {
    if (words[next] === "‘" && !literal.has(next) && opensSingle(words, next)) limit = next;
  }
  for (let end = limit - 1; end > at; end--) {
    if (words[end] === "’" && !literal.has(end) && words[end - 1]!.trim() && !/[\p{L}\p{N}]/u.test(words[end + 1] ?? "")) return end;
  }
  return null;
}
