/** What a reader's mark may not do: act, print words, or cover them (ISO 32000-1, 12.5.6). */

import { asLight, ICON, lightness, THROUGH } from "./colours";
import { PdfDocument } from "./pdf/document";
import { Parser } from "./pdf/parser";
import { Dict, Name, Stream, type Value } from "./pdf/values";

const ACTS = ["A", "AA", "OC"];
const WORDS = new Set(["Tj", "TJ", "'", '"']);
const COLOURS = new Set(["g", "G", "rg", "RG", "sc", "SC", "scn", "SCN", "k", "K"]);
const WHITE = 0.9; // of full light, in each part of a colour
const DARK = 0.2; // of full light; words below a highlight that is darker cannot be read
const HOW_DEEP = 4;

/** What a mark of a reader does beyond marking. */
export function* misused(file: PdfDocument, mark: Dict, kind: string): Generator<string> {
  if (ACTS.some((key) => mark.has(key))) yield `a mark with an action or on a layer (${kind})`;
  const looks = [...streamsOf(file, mark.raw("AP"), HOW_DEEP)];
  if (looks.some((look) => operators(file, look).some(([operator]) => WORDS.has(operator)))) {
    yield `a mark that prints words (${kind})`;
  }
  const [left = 0, bottom = 0, right = 0, top = 0] = file.array(mark.raw("Rect")).map((one) => file.number(one) ?? 0);
  const isIcon = Math.abs(right - left) <= ICON && Math.abs(top - bottom) <= ICON;
  // In its own colour a note's window is drawn by viewers, beside the page.
  const own = kind === "Popup" ? [] : file.array(mark.raw("C")).map((one) => file.number(one) ?? 0);
  const colours = [own, ...looks.flatMap((look) => coloursOf(operators(file, look)))];
  const isBlack = kind === "Highlight" && colours.some(isDark);
  const isCover = isBlack || isWhite(own) || looks.some((look) => covers(file, look));
  if (isCover && !isIcon) yield `a mark that may cover words (${kind})`;
}

function operators(file: PdfDocument, look: Stream): [string, Value[]][] {
  return isPicture(file, look) ? [] : [...new Parser(file.data(look)).operations()];
}

function isPicture(file: PdfDocument, look: Stream): boolean {
  return file.name(look.dict.raw("Subtype")) === "Image";
}

/** An appearance and the forms that it draws. */
function* streamsOf(file: PdfDocument, value: Value, levels: number): Generator<Stream> {
  let entry = file.get(value);
  if (entry instanceof Stream) {
    yield entry;
    entry = file.get(file.dict(entry.dict.raw("Resources"))?.raw("XObject") ?? null);
  }
  if (entry instanceof Dict && levels) {
    for (const key of entry.keys) yield* streamsOf(file, entry.raw(key), levels - 1);
  }
}

/** Whether an appearance may hide what is below it. */
function covers(file: PdfDocument, look: Stream): boolean {
  if (isPicture(file, look)) return true;
  const found = operators(file, look);
  if (found.some(([operator]) => operator === "sh")) return true;
  const states = file.dict(file.dict(look.dict.raw("Resources"))?.raw("ExtGState") ?? null);
  for (const key of states?.keys ?? []) {
    const mode = file.get(file.dict(states!.raw(key))?.raw("BM") ?? null);
    if (mode instanceof Name && THROUGH.has(mode.value)) return false;
  }
  return coloursOf(found).some((parts) => (parts.length === 4 ? Math.max(...parts) <= 0.1 : isWhite(parts)));
}

/** The colours that a content sets: one part is a grey, three are light, four are ink. */
function coloursOf(found: [string, Value[]][]): number[][] {
  return found
    .filter(([operator]) => COLOURS.has(operator))
    .map(([, given]) => given.filter((one): one is number => typeof one === "number"));
}

function isDark(colour: number[]): boolean {
  return [1, 3, 4].includes(colour.length) && lightness(asLight(colour)) < DARK;
}

function isWhite(parts: number[]): boolean {
  return (parts.length === 1 || parts.length === 3) && Math.min(...parts) >= WHITE;
}
