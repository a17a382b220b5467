/** Quotations and citations in the Markdown of a brief (docs/brief-format.md, “Citations”). */

export interface Cited {
  /** The words between the marks. */
  words: string;
  /** The keys of the first citation after it in its block; empty where none follows. */
  keys: string[];
}

export interface Prose {
  quotations: Cited[];
  /** The keys of every citation. */
  keys: string[];
  /** The words that each block prints, a piece between two notes or marks; and each note's. */
  blocks: string[][];
}

// A bracket that holds a key; one that is escaped is text.
const CITATION = /(?<!\\)\[(?!!)((?:[^[\]\\]|\\.)*?(?<![\p{L}\p{N}\\])@(?:[^[\]\\]|\\.)*)\]/gu;
const KEY = /(?<![\p{L}\p{N}\\])@([\p{L}\p{N}][\p{L}\p{N}_.:-]*)(?:,?\s*(?:¶¶?|paras?\.)\s*(\d+(?:\s*[-–—‐‑]\s*\d+)?))?/gu;
const KEY_OR_SEMICOLON = /;|@[\p{L}\p{N}][\p{L}\p{N}_.:-]*/u;
const PAIRS: Record<string, string> = {
  "“": "”", "„": "“”", "«": "»", "❝": "❞", "‹": "›", "「": "」", "『": "』", '"': '"',
};
const OF_LANGUAGE: Record<string, Record<string, string>> = {
  de: { "»": "«" }, da: { "»": "«" }, sv: { "”": "”" }, fi: { "”": "”" },
};
const GAP = "\u0000";

/** The keys of a citation's inner text, each as `id`, or `id ¶5` and `id ¶5-6`. */
function keysIn(inner: string): string[] {
  return [...inner.matchAll(KEY)].map((match) => {
    const key = match[1]!.replace(/[.:]+$/, "");
    return match[2] ? `${key} ¶${match[2].replace(/\s/g, "").replace(/[–—‐‑]/, "-")}` : key;
  });
}

export function readProse(text: string, language: string): Prose {
  const found: Prose = { quotations: [], keys: [], blocks: [] };
  const pairs = { ...PAIRS, ...(OF_LANGUAGE[language.split("-")[0]!.toLowerCase()] ?? {}) };
  let carried = "";
  for (const { content, isQuotation } of blocksOf(text)) {
    const block = carried ? `${carried} ${content.replace(/^[“„«"❝»”]/, "")}` : content;
    carried = "";
    const open = readBlock(block, isQuotation, pairs, found);
    // A quotation of several paragraphs opens each of them with its mark.
    if (open) carried = block;
  }
  return found;
}

interface Block {
  content: string;
  isQuotation: boolean;
}

/** The paragraphs, list items, cells and quotations of some Markdown, without its code blocks. */
function* blocksOf(text: string): Generator<Block> {
  let own: string[] = [];
  let isQuotation = false;
  let fence = "";
  const take = function* (): Generator<Block> {
    if (own.length) yield { content: own.join(" "), isQuotation };
    own = [];
  };
  for (const line of text.split("\n")) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence || mark) {
      if (!fence) {
        yield* take();
        fence = mark!;
      } else if (mark?.startsWith(fence)) fence = "";
      continue;
    }
    const quoted = /^\s*>\s?/.exec(line);
    const item = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line);
    if (!line.replace(/^\s*>\s?/, "").trim()) yield* take();
    else if (quoted) {
      if (!isQuotation) yield* take();
      isQuotation = true;
      own.push(line.slice(quoted[0].length).trim());
      continue;
    } else if (/^\s*\|.*\|\s*$/.test(line)) {
      yield* take();
      isQuotation = false;
      if (!/^[\s|:-]+$/.test(line)) {
        for (const cell of line.trim().slice(1, -1).split(/(?<!\\)\|/)) yield { content: cell.trim(), isQuotation: false };
      }
      continue;
    } else if (item || /^\s{0,3}#{1,6}\s/.test(line)) {
      yield* take();
      own.push((item ? item[1]! : line.replace(/^\s{0,3}#+\s+|\s+#+\s*$/g, "")).trim());
    } else own.push(line.trim());
    isQuotation = false;
  }
  yield* take();
}

/** Reads one block; whether a quotation in it is still open at its end. */
function readBlock(block: string, isQuotation: boolean, pairs: Record<string, string>, found: Prose): boolean {
  // Code is no text that could quote.
  const plain = block.replace(/(?<!\\)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, (code) => "\u0001".repeat(code.length));
  const citations = [...plain.matchAll(CITATION)].filter((match) => keysIn(match[1]!).length);
  for (const match of citations) found.keys.push(...keysIn(match[1]!));
  const keysAfter = (at: number): string[] => {
    const next = citations.find((match) => match.index >= at);
    return next ? keysIn(next[1]!) : [];
  };
  for (const piece of [plain, ...notesIn(plain)]) {
    const pieces = printedOf(piece);
    if (pieces.length) found.blocks.push(pieces);
  }
  if (isQuotation) {
    const first = citations[0];
    const words = plain.slice(0, first ? first.index : plain.length).trim();
    if (words && wordsOf(words)) found.quotations.push({ words: wordsOf(words), keys: first ? keysIn(first[1]!) : [] });
    return false;
  }
  const masked = mask(plain, citations);
  for (let at = 0; at < masked.length; at++) {
    const sign = masked[at]!;
    const closing = pairs[sign];
    if (!closing || masked[at - 1] === "\\") continue;
    if (sign === '"' && /[\p{Nd}]/u.test(masked[at - 1] ?? "")) continue;
    const end = closingOf(masked, at, sign, closing);
    if (end < 0) {
      if (at === 0) return true;
      continue;
    }
    const words = wordsOf(plain.slice(at + 1, end));
    if (/[\p{L}\p{N}]/u.test(words)) found.quotations.push({ words, keys: keysAfter(end) });
    at = end;
  }
  return false;
}

function closingOf(text: string, at: number, sign: string, closing: string): number {
  let depth = 1;
  for (let end = at + 1; end < text.length; end++) {
    if (text[end - 1] === "\\") continue;
    if (closing.includes(text[end]!)) {
      if (--depth === 0) return end;
    } else if (text[end] === sign) depth++;
  }
  return -1;
}

/** A text in which citations have no marks and no letters. */
function mask(text: string, citations: RegExpMatchArray[]): string {
  let masked = text;
  for (const match of citations) {
    const at = match.index ?? 0;
    masked = masked.slice(0, at) + "\u0001".repeat(match[0].length) + masked.slice(at + match[0].length);
  }
  return masked;
}

const NOTE = /\s*(?<!\\)\^\[(?:[^[\]]|\[[^\]]*\])*\]|\s*(?<!\\)\[\^[^\]]+\]/g;

// A link prints its words, one within the brief its place too.
const LINKED = /!?\[((?:[^[\]]|\[[^\]]*\])*)\]\(\s*<?(#?)(?:[^()]|\([^)]*\))*\)/g;

/** A text as it is printed: citations, marks and notes are gaps. */
function printedOf(text: string): string[] {
  const unlinked = text.replace(LINKED, (_, words: string, inner: string) => words + (inner ? GAP : ""));
  const gaps = unlinked.replace(NOTE, GAP).replace(CITATION, GAP).replace(/\s*(?<!\\)\[![^\]]*\]/g, GAP).replace(/\u0001+/g, GAP);
  return gaps.split(GAP).map((piece) => unmarked(piece, true)).filter((piece) => piece.trim());
}

function notesIn(text: string): string[] {
  return [...text.matchAll(/(?<!\\)\^\[((?:[^[\]]|\[[^\]]*\])*)\]/g)].map((match) => match[1]!);
}

/** The words of a text, of each note in it, and around the keys of its citations. */
export function allWordsOf(text: string): string[] {
  const around = [...text.matchAll(CITATION)].flatMap((match) => match[1]!.split(KEY_OR_SEMICOLON));
  return [text, ...notesIn(text), ...around].filter(Boolean).map((one) => wordsOf(one, true));
}

/** The words of a quotation, or as print has them: citations vanish with the space before them. */
export function wordsOf(text: string, isPrinted = false): string {
  return unmarked(text.replace(NOTE, "").replace(new RegExp(`\\s*${CITATION.source}`, "gu"), "").replace(/\s*\[![^\]]*\]/g, ""), isPrinted);
}

const TELLS = /[0-9+−=-]|^[ni]$/;
const RAISED: Record<string, string> = Object.fromEntries([..."0123456789+-−=()ni"].map((sign, index) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"][index]!]));
const LOWERED: Record<string, string> = Object.fromEntries([..."0123456789+-−=()"].map((sign, index) => [sign, [..."₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"][index]!]));

/** A text as it looks raised; letters alone stay. */
export function raised(text: string): string {
  return TELLS.test(text) ? [...text].map((sign) => RAISED[sign] ?? sign).join("") : text;
}

/** A text as it looks lowered. */
export function lowered(text: string): string {
  return TELLS.test(text) ? [...text].map((sign) => LOWERED[sign] ?? sign).join("") : text;
}

/** A text without the signs of Markdown; print raises and lowers plain figures. */
export function unmarked(text: string, isPrinted: boolean): string {
  const held: string[] = [];
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => `\ue000${String.fromCharCode(0xe100 + held.push(sign) - 1)}`)
    .replace(/!?\[([^[\]]*)\]\((?:[^()]|\([^)]*\))*\)/g, "$1")
    .replace(/<((?:https?|mailto):[^>\s]+)>/g, "$1")
    .replace(/(\*{1,3})(?=\S)([^*]*?\S)\1/g, "$2").replace(/(\*{1,3})(?=\S)([^*]*?\S)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)([^_]*?\S)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/~~(?=\S)(.*?\S)~~/g, "$1")
    .replace(/(?<!~)~([^~\s]+)~(?!~)/g, (_, inner: string) => isPrinted ? inner : lowered(inner))
    .replace(/(?<!\^)\^([^^\s[]+)\^(?!\^)/g, (_, inner: string) => isPrinted ? inner : raised(inner))
    .replace(/&(amp|lt|gt|quot|nbsp|ndash|mdash|hellip|shy);/g, (_, name: string) =>
      ({ amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0", ndash: "–", mdash: "—", hellip: "…", shy: "\u00ad" })[name] ?? "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/\ue000(.)/g, (_, sign: string) => held[sign.charCodeAt(0) - 0xe100] ?? "");
}
