/** The words of inline content: as they are compared with a source, and as they are printed. */

import { KEY, type Inline } from "./inlines";
import { lowered, raised } from "./raised";

const NAME = /[A-Za-z0-9](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_])?/y;
const PARAGRAPHS = /\s*,?\s*(?:¶¶?|paras?\.)\s*(\d+(?:\s*[-‐-―]\s*\d+)?)/iy;

/** The inline content of a block, or of a note. */
export class Flow {
  /** The words in which quotations are. */
  words = "";
  /** The places of characters that neither open nor close a quotation. */
  readonly literal = new Set<number>();
  /** Where citations are in the words, and their keys. */
  readonly citations: { at: number; keys: string[]; typed: string }[] = [];
  /** The printed words, a piece between two notes or marks. */
  readonly pieces: string[] = [""];
  readonly notes: Inline[][] = [];
  readonly labels: string[] = [];
  readonly marks: string[] = [];
  /** Words that are stressed, struck, raised, lowered or code: `em`, `del` … */
  readonly styled: { kind: string; words: string }[] = [];
  readonly links: { words: string; to: string }[] = [];
  /** The texts of pictures. */
  readonly pictures: string[] = [];
  /** Their widths, as they are typed; empty for their own. */
  readonly widths: string[] = [];

  /** Where lines are broken: the number of a printed piece, and the place in it. */
  readonly breaks: [number, number][] = [];

  constructor(inside: Inline[]) {
    this.read(inside, null);
  }

  private read(inside: Inline[], level: "sub" | "sup" | null): void {
    for (const one of inside) this.one(one, level);
  }

  private one(one: Inline, level: "sub" | "sup" | null): void {
    switch (one.kind) {
      case "text":
        this.add(level === "sup" ? raised(one.text) : level === "sub" ? lowered(one.text) : one.text, one.text, one.isLiteral);
        break;
      case "break":
        this.breaks.push([this.pieces.length - 1, this.pieces.at(-1)!.length]);
        this.add(" ", " ");
        break;
      case "code":
        this.add("\u0001".repeat(one.text.length), one.text, true);
        this.styled.push({ kind: "code", words: one.text });
        break;
      case "sub":
      case "sup":
        this.style(one.kind, one.inside);
        this.read(one.inside, one.kind);
        break;
      case "note":
        this.vanish();
        this.notes.push(one.inside);
        break;
      case "reference":
        this.vanish();
        this.labels.push(one.label);
        break;
      case "mark":
        this.vanish();
        this.marks.push(one.id);
        break;
      case "citation":
        this.vanish();
        this.citations.push({ at: this.words.length, keys: keysIn(one.typed), typed: one.typed });
        break;
      case "picture":
        this.picture(one.inside, one.alternative, one.width);
        break;
      case "link":
        this.links.push({ words: this.aside(one.inside, true).pieces.join(""), to: one.to });
        // Within the brief, its place is printed too.
        if (one.to.startsWith("#")) this.pieces.push("");
        break;
      default:
        this.style(one.kind === "struck" ? "del" : one.kind, one.inside);
        this.read(one.inside, level);
    }
  }

  /** A picture among words is none of them, unlike the caption of a figure. */
  private picture(inside: Inline[], alternative: string | null, width: string): void {
    const text = this.aside(inside, false);
    this.pictures.push((alternative ?? "").trim() || text.pieces.join("").trim());
    this.widths.push(width);
    this.pieces.push("");
  }

  private style(kind: string, inside: Inline[]): void {
    this.styled.push({ kind, words: new Flow(inside).pieces.join("") });
  }

  /** Reads words in which no note is, and which print plain: notes are after them. */
  private aside(inside: Inline[], isPrinted: boolean): Flow {
    const own = new Flow(inside);
    const start = this.words.length;
    if (isPrinted) {
      this.words += own.words;
      for (const at of own.literal) this.literal.add(start + at);
      this.pieces[this.pieces.length - 1] += own.pieces[0]!;
      this.pieces.push(...own.pieces.slice(1));
    }
    for (const one of own.citations) this.citations.push({ ...one, at: this.words.length });
    this.notes.push(...own.notes);
    this.labels.push(...own.labels);
    this.marks.push(...own.marks);
    if (own.notes.length + own.labels.length + own.citations.length) this.pieces.push("");
    return own;
  }

  private add(words: string, printed: string, isLiteral = false): void {
    if (isLiteral) for (let at = 0; at < words.length; at++) this.literal.add(this.words.length + at);
    this.words += words;
    this.pieces[this.pieces.length - 1] += printed;
  }

  /** What is no word here: the space before it goes too. */
  private vanish(): void {
    this.words = this.words.trimEnd();
    this.pieces.push("");
  }
}

/** The keys of a citation's inner text, each as `id`, or `id ¶5` and `id ¶5-6`. */
export function keysIn(inner: string): string[] {
  return [...inner.matchAll(KEY)].flatMap((match) => {
    NAME.lastIndex = match.index + 1;
    const name = NAME.exec(inner)?.[0];
    if (!name) return [];
    PARAGRAPHS.lastIndex = match.index + 1 + name.length;
    const located = PARAGRAPHS.exec(inner)?.[1];
    return [located ? `${name} ¶${located.replace(/\s/g, "").replace(/[‐-―]/, "-")}` : name];
  });
}
