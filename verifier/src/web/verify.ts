/** A web edition proved from itself alone, by docs/manifest.md. */

import { namesOf, type Alone } from "../besides";
import { checkLeftover } from "../leftover";
import { objects, text, texts } from "../loose";
import { isObject, partsOf, readManifest, type Manifest } from "../manifest";
import { hex, sha256 } from "../pdf/canon";
import type { PrintedPage } from "../print";
import { tellingWords } from "../telling";
import { checkPrinting, spacedCore } from "../printing";
import { plainOf } from "../prose";
import { checkQuotations } from "../quotations";
import { evidenceOf, hasOwnTheme, readSources, unprovedLooks } from "../sources";
import {
  bareFile, checkAttachments, checkFingerprint, PRINTED, refused, unusable, verdictOf, type Proof,
} from "../verify";
import { bare } from "../words";
import { takenApart } from "./evidence";
import { readStrictly } from "./strict";
import { unknownFonts } from "./fonts";
import { hidingRules, tellingRules } from "./hiding";
import { misplacedClaims } from "./claims";
import { unlikeTheTheme } from "./grammar";
import { misled, unlikeTheirNotes } from "./links";
import { miscited, mismarked } from "./marked";
import { misshapen, type Known } from "./markup";
import { strangeShapes } from "./shapes";
import { misplacedWords } from "./said";
import { misplacedBlocks, misplacedBreaks } from "./places";
import { checkStructure } from "./structure";
import { turnedRound } from "./ways";

const INLINE = new Set("a abbr b cite code del dfn em i ins kbd mark q s small span strong sub sup time u".split(" "));

// What is no part of the words around it: numbers of notes, paragraphs and claims.
const APART = ".ref, .number, .handle, .sign, b";

export async function verifyWeb(bytes: Uint8Array): Promise<Proof> {
  let typed: string;
  try {
    typed = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused(["the page is not in UTF-8"]);
  }
  const parts = takenApart(typed);
  if (typeof parts === "string") return refused([parts]);
  const raw = parts?.files.get("manifest.json");
  if (!parts || !raw) return bareFile();
  const manifest = readManifest(raw);
  if (!manifest || unusable(manifest)) return refused([unusable(manifest)]);
  if (!manifest.web) return refused(["the evidence is that of a PDF, not of this page"]);
  const page = readStrictly(parts.page);
  const attachments = await checkAttachments(manifest, parts.files);
  if (typeof page === "string") return refused([...attachments.differs, page]);
  const quotations = checkQuotations(manifest, parts.files);
  const evidence = evidenceOf(manifest, parts.files);
  const printed = printedOf(page);
  const fingerprint = await checkFingerprint(manifest, []);
  const short = manifest.fingerprint.slice(0, PRINTED);
  const foot = [...page.querySelectorAll(".foot code")].map((one) => one.textContent);
  if (!fingerprint.differs.length && (foot.length !== 1 || foot[0] !== short)) fingerprint.differs.push(`the fingerprint ${short} is not printed at the foot`);
  const known = knownOf(manifest, evidence, parts.files);
  const isPackaged = !hasOwnTheme(parts.files);
  const [said, title] = [manifest.document.title, plainOf(text(known.brief["title"]))];
  const leftover = checkLeftover(manifest, evidence, [printed], parts.files, aloneIn(page), quotations.cited, true);
  const styles = hidingRules(parts.files);
  const style = page.querySelector("style")?.textContent ?? "";
  const steps = [
    attachments,
    { proved: [], differs: styles.hidden },
    { proved: [], differs: bare(said) === bare(title) ? [] : [`the manifest's title is “${said}”, not “${title}”`] },
    { ...fingerprint, proved: [`fingerprint: ${short} matches the inputs and is printed at the foot`] },
    quotations,
    checkPrinting(manifest, parts.files, [{ text: printed.text }], quotations.cited, quotations.quotations, spacedCore),
    leftover,
    await checkStructure(page, manifest, evidence),
    ...(isPackaged ? [{ proved: [], differs: [
      ...tellingRules(style), ...misshapen(page, known), ...misplacedWords(page, manifest, known), ...misplacedClaims(page, known.brief, known.labels),
      ...strangeShapes(page, manifest, known.brief, quotations.quotations), ...misled(page, known), ...unlikeTheirNotes(page),
      ...turnedRound(page, known, quotations.quotations), ...misplacedBlocks(page, known), ...misplacedBreaks(page, known), ...unlikeTheTheme(page), ...miscited(page, known), ...mismarked(page, known),
    ] }] : []),
  ];
  const told = tellingWords(manifest, parts.files);
  steps.push({ proved: [], differs: told.differs });
  const differs = [...new Set(steps.flatMap((step) => step.differs))];
  if (!differs.length && hex(await sha256(new TextEncoder().encode(parts.page))) !== manifest.web) {
    differs.push("the page is not the one that was made: its digest is another one");
  }
  const fonts = await unknownFonts(style);
  return {
    kind: differs.length ? "refused" : "verified",
    verdict: verdictOf(differs, [], quotations.partly),
    proved: steps.flatMap((step) => (step.differs.length ? [] : step.proved)),
    differs,
    marks: [...told.marks, ...styles.others, ...leftover.marks],
    notProved: [
      "who made the file: a fingerprint is not a signature",
      unprovedLooks(parts.files, ": the style sheet is compared with its digest, not with the theme"),
      ...(fonts ? [`that ${fonts} of its fonts are the theme’s, and show the letters that are read: “briefgen verify” compares them`] : []),
      "that the sources are genuine, and that the selection from them is fair",
    ],
    quotations: quotations.quotations,
    manifest,
  };
}

/** What the evidence says of the markup. */
function knownOf(manifest: Manifest, evidence: unknown[], files: Map<string, Uint8Array>): Known {
  const [brief, catalogue] = evidence;
  const { labels } = manifest.inputs;
  const entries = objects(isObject(catalogue) ? catalogue["references"] : []);
  const language = manifest.document.language ?? "";
  return {
    brief: isObject(brief) ? brief : {}, labels: isObject(labels) ? labels : {}, parts: partsOf(manifest), language, listed: texts(evidence[3]),
    sources: new Map([...readSources(manifest, files).values()].map(({ id, letter, paragraphs }) => [letter, {
      language: text(entries.find((one) => one["id"] === id)?.["language"]), paragraphs,
    }])),
  };
}

/** The elements that have a text of their own, without the numbers in them; but for paragraphs of sources, in
 * which is where they are cited. */
function aloneIn(page: Document): Alone[] {
  return [...page.querySelectorAll("[id]:not(.paragraph), h1, blockquote p")].flatMap((one) => {
    const names = namesOf(one.id) ?? (one.localName === "h1" ? /^the title$/ : one.localName === "p" ? /^section / : null);
    const own = one.cloneNode(true) as Element;
    for (const inner of own.querySelectorAll(`nav, button, [popover], ${APART}`)) inner.remove();
    return names ? [{ names, words: own.textContent ?? "" }] : [];
  });
}

/** The words of a page, a piece for each element, without what repeats others. */
function printedOf(page: Document): PrintedPage {
  const blocks: string[] = [];
  let words = "";
  const close = (): void => {
    if (words.trim()) blocks.push(words);
    words = "";
  };
  const read = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) words += child.nodeValue ?? "";
      if (!(child instanceof Element) || child.matches("nav, button, [popover], .foot code")) continue;
      if (child.localName === "br") words += " ";
      else if (INLINE.has(child.localName) && !child.matches(APART)) read(child);
      else {
        close();
        read(child);
        close();
      }
    }
  };
  read(page.body);
  close();
  const text = blocks.join("\n");
  return {
    marked: blocks.map((one, place) => ({ place, text: one, mcid: -1, isDrawn: false, unit: 0, drawn: () => one })), characters: bare(text), text, links: [], areas: [], pictures: [], artifacts: [],
    loose: "", inDrawing: "", starts: [], shapes: [], beyond: "", covering: null,
  };
}
