/** The embedded catalogue and the texts of its sources, by paragraphs. */

import { parseDocument } from "yaml";
import { fold } from "./folding";
import { texts } from "./loose";
import { isObject, type Manifest } from "./manifest";
import { markdownParagraphs } from "./markdown/source";

const WITHHELD = "[not redistributed]";

export interface Source {
  id: string;
  letter: string;
  title: string;
  embedded: "full" | "cited" | "none";
  /** The paragraphs as they are printed; null for one that is not embedded. */
  paragraphs: (string | null)[];
  hasNoteMarkers: boolean;
  isMarkdown: boolean;
}

/** Whether the evidence holds files of a theme that are not the packaged ones. */
export function hasOwnTheme(files: Map<string, Uint8Array>): boolean {
  return [...files.keys()].some((name) => name.startsWith("theme/"));
}

/** What of the theme is left to believe; `packaged` is added where it is a packaged one. */
export function unprovedLooks(files: Map<string, Uint8Array>, packaged = ""): string {
  const why = hasOwnTheme(files) ? ": it is none of briefgen’s packaged themes, so they are its author’s" : packaged;
  return `the theme’s own words and looks${why}`;
}

/** A YAML document whose scalars are the text that was typed; null where it is none. */
export function readYaml(data: Uint8Array): Record<string, unknown> | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(data);
    const document = parseDocument(text, { schema: "failsafe", uniqueKeys: true, maxAliasCount: 0 } as object);
    if (document.errors.length) return null;
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function letterOf(index: number): string {
  return (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
}

/** The sources, by id, in the order of their letters. */
export function readSources(manifest: Manifest, files: Map<string, Uint8Array>): Map<string, Source> {
  const catalogue = readYaml(files.get("sources.yaml") ?? new Uint8Array());
  const entries = Array.isArray(catalogue?.["references"]) ? catalogue["references"].filter(isObject) : [];
  const found = new Map<string, Source>();
  for (const [index, [id, listed]] of Object.entries(manifest.sources).entries()) {
    const entry = entries.find((one) => one["id"] === id) ?? {};
    const name = typeof entry["file"] === "string" ? `seeds/${entry["file"]}` : listed.file;
    const data = files.get(name) ?? files.get(listed.file);
    const text = data ? new TextDecoder().decode(data) : "";
    const mode = typeof entry["paragraphs"] === "string" ? entry["paragraphs"] : "";
    found.set(id, {
      id,
      letter: letterOf(index),
      title: typeof entry["title"] === "string" ? entry["title"] : id,
      embedded: listed.embedded,
      paragraphs: (name.endsWith(".md") ? markdownParagraphs(text) : paragraphsOf(text, mode)).map((one) => (listed.embedded === "cited" && one === WITHHELD ? null : one)),
      hasNoteMarkers: entry["note-markers"] === "true",
      isMarkdown: name.endsWith(".md"),
    });
  }
  return found;
}

/** All that the evidence says in words: the brief, the catalogue, the texts of the sources. */
export function evidenceOf(manifest: Manifest, files: Map<string, Uint8Array>): unknown[] {
  const paragraphs = [...readSources(manifest, files).values()].flatMap((source) => source.paragraphs.filter((one) => one !== null));
  const [brief, catalogue] = ["brief.yaml", "sources.yaml"].map((name) => readYaml(files.get(name) ?? new Uint8Array()));
  return [brief, catalogue, paragraphs, texts(catalogue).map(titled), drawnWords(files), Object.keys(manifest.sources), Object.values(manifest.sources).map((one) => one.file)];
}

/** A text of the catalogue as it is printed: without tags and backslashes; a DOI with its address. */
function titled(typed: string): string {
  const plain = typed.replace(/<\/?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>/g, "").replace(/\\([!-/:-@[-`{-~])/g, "$1");
  return /^10\.\d+\//.test(plain) ? `https://doi.org/${plain}` : plain;
}

/** The words in the brief's drawings (SVG). */
function drawnWords(files: Map<string, Uint8Array>): string[] {
  return [...files].filter(([name]) => name.startsWith("briefs/") && /\.svg$/i.test(name)).flatMap(([, data]) => {
    const drawing = new DOMParser().parseFromString(new TextDecoder().decode(data), "image/svg+xml");
    return [...drawing.querySelectorAll("text")].map((one) => one.textContent ?? "");
  });
}

function paragraphsOf(text: string, mode: string): string[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  while (lines.length && !lines.at(-1)!.trim()) lines.pop();
  while (lines.length && !lines[0]!.trim()) lines.shift();
  const isByBlock = mode === "block" || (mode !== "line" && lines.some((line) => !line.trim()));
  if (!isByBlock) return lines.filter((line) => line.trim()).map((line) => line.trim());
  const found: string[] = [];
  let own: string[] = [];
  for (const line of [...lines, ""]) {
    if (line.trim()) own.push(line.trim());
    else if (own.length) {
      found.push(own.join(" "));
      own = [];
    }
  }
  return found;
}

/** The folded text of some paragraphs, from 1, joined by a space: with its note numbers, and
 * without them. Empty where one is not embedded. */
export function foldedTexts(source: Source, first: number, last: number): string[] {
  const wanted = source.paragraphs.slice(first - 1, last);
  if (wanted.length < last - first + 1 || wanted.some((one) => one === null)) return [];
  const text = wanted.join(" ");
  if (!source.hasNoteMarkers) return [fold(text)];
  const without = withoutNotes(source).slice(first - 1, last).join(" ");
  return without === text ? [fold(text)] : [fold(text), fold(without)];
}

const NUMBERS = /(?<=\p{L}[\p{M}]*[\p{P}\p{S}]+)(\p{Nd}{1,2}|[¹²³⁴-⁹][⁰¹²³⁴-⁹]?)(?=\s|$)/gu;
const ABBREVIATIONS = new Set((
  "Abb Abs Al Anm Annex App Apr April Art Arts Aug August Bd Bk Bl Cap Ch Chap Cl Dec December Doc Eq " +
  "Eqs Ex Exh Feb February Fig Figs Fn Jan January Jul July Jun June Kap Mar March May N No Nos Nov " +
  "November Nr Nrs Núm Núms Oct October P Par Para Paras Pp Pps Pt Reg Rep Res Rev Rn Rz S Sec Secs " +
  "Sect Sects Sep Sept September Tab V Ver Vol Vols Ziff abb abs al app art arts bd bk bl can cap ch " +
  "chap cl ed eds eq eqs ff fig figs fn kap let lit ll n nn núm núms p par para paras pp pps pt pts rev " +
  "sec secs sect sects tab v ver vol vols vs ziff "
).trim().split(" "));

/** Whether a text ends with an abbreviation that a number may follow. */
function isAbbreviated(before: string): boolean {
  const word = /(?<![\p{L}\p{N}])([\p{L}\p{N}]+)\.$/u.exec(before);
  return word !== null && ABBREVIATIONS.has(word[1]!) && before[word.index - 1] !== "." && !before.endsWith("et al.");
}

/** The paragraphs without the source's own note numbers, which run 1, 2, 3, … */
function withoutNotes(source: Source): string[] {
  let number = 1;
  return source.paragraphs.map((text) => (text ?? "").replace(NUMBERS, (digits: string, _: string, at: number, whole: string) => {
    if (digits.normalize("NFKC") !== String(number) || isAbbreviated(whole.slice(Math.max(0, at - 12), at))) return digits;
    number++;
    return "";
  }));
}
