/** The quotations and citations of the embedded brief, each looked for in the embedded sources. */

import { objects, strings, text } from "./loose";
import { isObject, type Manifest } from "./manifest";
import { findQuotation } from "./matching";
import { readProse, type Cited } from "./prose";
import { foldedTexts, letterOf, readSources, readYaml, type Source } from "./sources";
import { bare } from "./words";

export interface Quotation {
  /** What it is in: `key point 2`, `passage “denial”`. */
  where: string;
  words: string;
  /** The letter and the title of the source. */
  letter: string;
  title: string;
  /** The paragraphs, as `5` or `36-37`; empty for none. */
  paragraph: string;
  /** The source's own text there. */
  text: string;
  /** The pages on which its words are printed, in front of the appendix. */
  page: string;
  state: "found" | "missing" | "unchecked";
}

/** A place that a key names: paragraphs of a source, from 1; `words` those of a passage. */
interface Place {
  source: Source;
  first: number;
  last: number;
  words: string;
  isFound: boolean | null;
}

interface Step {
  proved: string[];
  differs: string[];
  quotations: Quotation[];
  /** Why not everything can be proved; empty where it can. */
  partly: string;
  /** The cited paragraphs of each source. */
  cited: Map<string, Set<number>>;
}

export function checkQuotations(manifest: Manifest, files: Map<string, Uint8Array>): Step {
  const missing = ["brief.yaml", "sources.yaml"].filter((name) => !files.has(name));
  if (missing.length) {
    return { proved: [], differs: [`no quotation is proved: ${missing.join(" and ")} missing`], quotations: [], partly: "", cited: new Map() };
  }
  const brief = readYaml(files.get("brief.yaml")!);
  if (!brief || typeof brief["title"] !== "string") {
    return { proved: [], differs: ["the brief cannot be read"], quotations: [], partly: "", cited: new Map() };
  }
  return new Checker(manifest, brief, readSources(manifest, files)).run();
}

// Characters that a quotation has at least on either of two pages.
const LEAST = 4;

class Checker {
  private readonly differs: string[] = [];
  private readonly quotations: Quotation[] = [];
  /** Those that are passages with a name, which count where they are cited. */
  private readonly named = new Map<string, Quotation>();
  private readonly keys = new Set<string>();
  private readonly parts: Set<string>;
  /** Whether what is looked at is printed: what is not is checked all the same. */
  private isPrinted = true;
  private readonly places = new Map<string, Place | null>();
  private bodies: { label: string; text: string }[] | null = null;
  private readonly cited = new Map<string, Set<number>>();
  private readonly listed: string[];
  private readonly language: string;
  private counted = { keys: 0, found: 0, unchecked: 0 };

  constructor(
    private readonly manifest: Manifest, private readonly brief: Record<string, unknown>,
    private readonly sources: Map<string, Source>,
  ) {
    const { layout } = manifest.inputs;
    this.parts = new Set(isObject(layout) ? text(layout["parts"]).split(",") : []);
    this.listed = strings(brief["sources"]);
    this.language = typeof brief["language"] === "string" ? brief["language"] : "en-US";
  }

  run(): Step {
    const { brief } = this;
    const passages = isObject(brief["passages"]) ? brief["passages"] : {};
    for (const [id, passage] of Object.entries(passages)) this.passage(id, isObject(passage) ? passage : {});
    this.isPrinted = this.parts.has("summary");
    this.prose("the summary", brief["summary"]);
    for (const [kind, key] of [["change", "changes"], ["key point", "key_points"], ["recommendation", "recommendations"]] as const) {
      this.isPrinted = this.parts.has(key);
      strings(brief[key]).forEach((text, index) => this.prose(`${kind} ${index + 1}`, text));
    }
    this.isPrinted = this.parts.has("sections");
    for (const section of objects(brief["sections"])) {
      this.prose(`section “${text(section["heading"])}”`, section["body"], [], false);
    }
    this.isPrinted = this.parts.has("claims");
    for (const claim of objects(brief["claims"])) this.claim(claim);
    const { keys, found, unchecked } = this.counted;
    const uncited = new Set([...this.named].filter(([id]) => !this.keys.has(id)).map(([, one]) => one));
    const quotations = this.quotations.filter((one) => !uncited.has(one));
    const quoted = quotations.filter((one) => one.state === "found").length;
    const open = unchecked ? `, ${unchecked} cannot be checked, since the source is not embedded` : "";
    const proved = [
      `citations: ${found} of ${keys} found in their sources${open}`,
      `quotations: ${quoted} of ${quotations.length} are in their sources, word for word`,
    ];
    for (const source of this.sources.values()) {
      const extent = {
        full: "embedded whole", cited: "embedded in part (cited paragraphs only)",
        none: "not embedded, it may not be redistributed: what cites it is not proved here",
      }[source.embedded];
      proved.push(`source ${source.id}: ${this.manifest.sources[source.id]!.sha256.slice(0, 10)}, ${extent}`);
    }
    const withheld = [...this.sources.values()].filter((source) => source.embedded === "none").map((source) => source.id);
    const partly = withheld.length ? `${found} of ${keys} citations; the text of ${withheld.join(", ")} is not embedded`
      : !found && !quoted ? `${found} of ${keys} citations, so no quotation` : "";
    return { proved, differs: this.differs, quotations, partly, cited: this.cited };
  }

  private claim(claim: Record<string, unknown>): void {
    const where = `claim “${text(claim["id"])}”`;
    const positions = objects(claim["positions"]);
    const all: string[] = [];
    for (const position of positions) {
      const cited = strings(position["cite"]).flatMap((one) => normalKey(one));
      all.push(...cited);
      for (const key of cited) this.key(where, key);
      const whose = `${where}, ${text(position["by"])}`;
      for (const key of ["says", "answer"]) this.prose(whose, position[key], cited);
    }
    this.prose(where, claim["note"], all);
  }

  private prose(where: string, value: unknown, otherwise: string[] = [], isInline = true): void {
    if (typeof value !== "string") return;
    const prose = readProse(value, this.language, isInline);
    for (const key of prose.keys) this.key(where, key);
    for (const one of prose.quotations) this.quotation(where, one.keys.length ? one : { ...one, keys: otherwise });
  }

  /** A citation: it names something, whose words are where they are said to be. */
  private key(where: string, key: string): void {
    this.counted.keys++;
    if (this.isPrinted) this.keys.add(key);
    const place = this.place(key);
    if (!place) this.differs.push(`${where}: the citation “${key}” names nothing in the sources`);
    else if (place.isFound === null) this.counted.unchecked++;
    else if (place.isFound) this.counted.found++;
    if (!place || /^[^¶]*$/.test(key) && this.sources.has(key)) return; // a whole source
    const known = this.cited.get(place.source.id) ?? new Set();
    for (let one = place.first; one <= place.last; one++) known.add(one);
    this.cited.set(place.source.id, known);
  }

  private quotation(where: string, { words, keys }: Cited): void {
    if (!keys.length) return; // words that nothing vouches for, such as a common phrase
    const places = keys.map((key) => this.place(key)).filter((place) => place !== null);
    if (!places.length) return;
    const searched = places.map((place) => ({ place, at: search(place, words) }));
    const hit = searched.find(({ at }) => at !== null && at !== "unchecked");
    const isOpen = !hit && searched.some(({ at }) => at === "unchecked");
    const at = hit?.at ?? null;
    const [first, last] = at !== null && at !== "unchecked" ? at : [places[0]!.first, places[0]!.last];
    this.note(where, words, (hit ?? searched[0]!).place.source, first, last, hit ? "found" : isOpen ? "unchecked" : "missing");
    if (!hit && !isOpen) {
      const cited = places.map((place) => `${place.source.id} ¶${range(place.first, place.last)}`).join(", ");
      this.differs.push(`${where}: “${shown(words)}” is not in ${cited}`);
    }
  }

  private note(where: string, words: string, source: Source, first: number, last: number, state: Quotation["state"], id = ""): void {
    const wanted = bare(words.replace(/^[.,;:\s]+|[.,;:\s]+$/g, ""));
    const pages = wanted ? this.pagesWith(wanted) : [];
    // Else those that name the place.
    const named = new RegExp(`(?<![\\p{L}\\p{N}])${source.letter}${range(first, last)}(?=,)`, "u");
    const noted = this.manifest.pages
      .filter((page) => !isAppendix(page) && named.test(page.text.replaceAll("–", "-")))
      .map((page) => page.label);
    const quotation: Quotation = {
      where, words, letter: source.letter, title: source.title, paragraph: range(first, last),
      text: source.paragraphs.slice(first - 1, last).filter((one) => one !== null).join("\n"),
      page: [...new Set(pages.length ? pages : noted)].join(", "), state,
    };
    if (this.isPrinted) this.quotations.push(quotation);
    if (id) this.named.set(id, quotation);
  }

  /** The labels of the pages in front of the appendix that print some words, or begin to. */
  private pagesWith(wanted: string): string[] {
    const pages = this.bodies ??= this.manifest.pages.filter((page) => !isAppendix(page)).map((page) => ({ label: page.label, text: bare(page.text) }));
    const whole = pages.filter((page) => page.text.includes(wanted));
    if (whole.length) return whole.map((page) => page.label);
    for (let length = wanted.length - LEAST; length >= LEAST; length--) {
      const at = pages.findIndex((page, index) => page.text.includes(wanted.slice(0, length)) && pages[index + 1]?.text.includes(wanted.slice(length)));
      if (at >= 0) return pages.slice(at, at + 2).map((page) => page.label);
    }
    return [];
  }

  /** A named passage: its words are found once, in the paragraphs that it names. */
  private passage(id: string, passage: Record<string, unknown>): void {
    const where = `passage “${id}”`;
    const source = this.sources.get(text(passage["source"]));
    if (!source) {
      this.differs.push(`${where}: it names no source of the brief`);
      this.places.set(id, null);
      return;
    }
    const named = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(text(passage["paragraph"] ?? passage["paragraphs"]).replace(/¶/g, "").trim());
    const [first, last] = named ? [Number(named[1]), Number(named[2] ?? named[1])] : [0, 0];
    const words = typeof passage["quote"] === "string" ? passage["quote"]
      : typeof passage["from"] === "string" ? `${passage["from"]} […] ${text(passage["to"])}` : "";
    if (source.embedded === "none") {
      this.places.set(id, { source, first, last, words, isFound: null });
      if (words) this.note(where, words, source, first, last, "unchecked", id);
      return;
    }
    const span = typeof passage["from"] === "string" ? 3 : 1;
    const found = named ? within(source, first, last, words) : anywhere(source, words, span);
    this.places.set(id, found ? { source, first: found[0], last: found[1], words, isFound: true } : { source, first, last, words, isFound: false });
    if (words) this.note(where, words, source, found?.[0] ?? first, found?.[1] ?? last, found ? "found" : "missing", id);
    if (!found) {
      const place = named ? `${source.id} ¶${range(first, last)}` : source.id;
      this.differs.push(words ? `${where}: “${shown(words)}” is not in ${place}` : `${where}: ${source.id} has no ¶${range(first, last)}`);
    }
  }

  /** The place that a key names; null where it names nothing. */
  private place(key: string): Place | null {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const [id = "", located] = key.split(" ¶");
    const lettered = /^([A-Z]{1,2})(\d+)(?:[-–](\d+))?$/.exec(id);
    let source = this.sources.get(id);
    let [first, last] = (located ?? "").split("-").map(Number);
    if (!source && lettered) {
      const at = this.listed.findIndex((_, index) => letterOf(index) === lettered[1]);
      source = this.sources.get(this.listed[at] ?? "");
      [first, last] = [Number(lettered[2]), Number(lettered[3] ?? lettered[2])];
    }
    let place: Place | null = null;
    if (source) {
      const count = source.paragraphs.length;
      const [from, to] = first ? [first, last || first] : [1, count];
      const isThere = from >= 1 && from <= to && to <= count;
      if (source.embedded === "none") place = { source, first: from, last: to, words: "", isFound: null };
      else if (isThere || (!first && !count)) place = { source, first: from, last: to, words: "", isFound: true };
    }
    this.places.set(key, place);
    return place;
  }
}

function isAppendix(page: { label: string }): boolean {
  return page.label.startsWith("A-");
}

/** Whether words are in some paragraphs; those without words are there if the source has them. */
function within(source: Source, first: number, last: number, words: string): [number, number] | null {
  if (first < 1 || last < first || last > source.paragraphs.length) return null;
  if (!words) return [first, last];
  return foldedTexts(source, first, last).some((text) => findQuotation(words, text, source.isMarkdown)) ? [first, last] : null;
}

function anywhere(source: Source, words: string, span: number): [number, number] | null {
  const { length } = source.paragraphs;
  for (let wide = 0; wide < span; wide++) {
    for (let first = 1; first + wide <= length; first++) {
      if (within(source, first, first + wide, words)) return [first, first + wide];
    }
  }
  return null;
}

/** The paragraphs of a place that hold words; a passage's own words hold what is part of them. */
function search(place: Place, words: string): [number, number] | "unchecked" | null {
  if (place.isFound === null || place.source.embedded === "none") return "unchecked";
  const { source, first, last } = place;
  for (let one = first; one <= last; one++) if (within(source, one, one, words)) return [one, one];
  return within(source, first, last, words);
}

/** A key of `cite:`, as `A5`, `denial`, `source, ¶5`. */
function normalKey(typed: string): string[] {
  const match = /^@?\s*([\p{L}\p{N}][\p{L}\p{N}_.:-]*)(?:,?\s*(?:¶¶?|paras?\.)\s*(\d+(?:\s*[-–—]\s*\d+)?))?\s*$/u.exec(typed.trim());
  if (!match) return typed.split(";").length > 1 ? typed.split(";").flatMap(normalKey) : [typed];
  return [match[2] ? `${match[1]} ¶${match[2].replace(/\s/g, "").replace(/[–—]/, "-")}` : match[1]!];
}

function range(first: number, last: number): string {
  return first === last ? (first ? String(first) : "") : `${first}-${last}`;
}

function shown(words: string): string {
  return words.length > 80 ? `${words.slice(0, 80)}…` : words;
}
