/** A PDF proved from itself alone, by docs/manifest.md. */

import { attachmentsOf, featuresOf } from "./features";
import { checkAround, checkSaid, foreignBookmarks } from "./around";
import { fingerprint, FORMAT, hasOneMeaning, isObject, missingInputs, readManifest, unboundChanges, type Manifest } from "./manifest";
import { hiddenWords } from "./hidden";
import { illegible, struckWords } from "./legible";
import { wrongLetters } from "./letters";
import { Structure } from "./elements";
import { undivided } from "./divided";
import { displaced } from "./order";
import { outOfColumn } from "./columns";
import { taggedOf } from "./tagging";
import { OTHER_BOOKMARKS } from "./bookmarks";
import { aloneIn } from "./besides";
import { bare, letters } from "./words";
import { waysOf } from "./beside";
import { isDamaged } from "./damage";
import { addedEntries } from "./added";
import { coveringMarks } from "./covering";
import { checkLeftover } from "./leftover";
import { Canon, hex, sha256 } from "./pdf/canon";
import { PdfDocument } from "./pdf/document";
import { lostWays } from "./pdf/ways";
import { maskedPictures } from "./masks";
import { PdfError } from "./pdf/values";
import { comparePages, drawnWithoutStructure, isSamePage } from "./pages";
import { checkManifest, checkPrinting } from "./printing";
import { printedPages, readingOrder, type PrintedPage } from "./print";
import { savedAgain } from "./saved";
import { checkLinked } from "./linked";
import { checkLinks } from "./links";
import { evidenceOf, hasOwnTheme, readYaml, unprovedLooks } from "./sources";
import { text } from "./loose";
import { tellingWords } from "./telling";
import { checkQuotations, type Quotation } from "./quotations";

export const PRINTED = 10; // characters of the fingerprint in the running foot
export type Kind = "verified" | "redrawn" | "bare" | "refused" | "unreadable";

export interface Proof {
  kind: Kind;
  verdict: string;
  proved: string[];
  differs: string[];
  marks: string[];
  notProved: string[];
  quotations: Quotation[];
  manifest: Manifest | null;
}

interface Step {
  proved: string[];
  differs: string[];
  marks?: string[];
}

function isOfBookmarks(line: string): boolean {
  return line.includes("bookmark");
}

/** What verifying a PDF came to. */
export async function verify(bytes: Uint8Array): Promise<Proof> {
  try {
    const file = await PdfDocument.open(bytes);
    if (await isDamaged(bytes)) throw new PdfError("it is damaged: ask for the original");
    return await proof(file);
  } catch (error) {
    if (!(error instanceof PdfError || error instanceof RangeError)) throw error;
    return {
      kind: "unreadable", verdict: "cannot be read", proved: [], differs: [error.message], marks: [],
      notProved: [], quotations: [], manifest: null,
    };
  }
}

export function refused(differs: string[]): Proof {
  return {
    kind: "refused", verdict: "not verified", proved: [], differs, marks: [], notProved: [],
    quotations: [], manifest: null,
  };
}

/** What a file without evidence comes to. */
export function bareFile(): Proof {
  const why = "no embedded evidence: not made by briefgen, or the attachments were removed, as merging and printing do";
  return { ...refused([why]), kind: "bare", verdict: "no evidence in this file: ask for the original" };
}

/** Why nothing can be proved by a manifest; empty where it can. */
export function unusable(manifest: Manifest | null): string {
  if (!manifest) return "the manifest cannot be read";
  if (manifest.format !== FORMAT) {
    return `manifest format ${manifest.format}: verify it with briefgen ${manifest.tool?.version || "of another version"}`;
  }
  const { draft } = manifest.document;
  return draft ? `it is a draft, with “${draft}” on its pages: nothing is proved` : "";
}

async function proof(file: PdfDocument): Promise<Proof> {
  const { files, refused: ambiguous } = attachmentsOf(file);
  const raw = files.get("manifest.json");
  if (!raw) return bareFile();
  const manifest = readManifest(raw);
  if (!manifest || unusable(manifest)) return refused([unusable(manifest)]);
  const labels = manifest.pages.map((page) => page.label);
  const label = (page: number): string => labels[page - 1] ?? `${page} of the file`;
  const pages = undivided(await printedPages(file), readYaml(files.get("brief.yaml") ?? new Uint8Array()));
  const quotations = checkQuotations(manifest, files);
  const canon = new Canon(file);
  const drawn: string[] = [];
  for (const page of file.pages) drawn.push(await canon.page(page));
  const features = featuresOf(file, label);
  const redrawn = manifest.pages.filter((page, index) => index < drawn.length && page.drawn !== drawn[index]);
  const unread = drawnWithoutStructure(manifest, pages, redrawn.length);
  const isLost = !pages.some((page) => page.marked.length);
  const steps: Step[] = [
    { proved: [], differs: manifest.web ? ["the evidence is that of a web edition"] : [] },
    await checkAttachments(manifest, files),
    await checkFingerprint(manifest, pages),
    quotations,
    ...(isLost ? [checkManifest(manifest, files, quotations.cited), checkSaid(file, files), ...(unread ? [] : [{ proved: [], differs: [LOST] }, comparePages(manifest, pages, letters)])]
      : await checkPages(manifest, file, files, pages, canon, quotations)),
    {
      proved: ["features: only those that briefgen makes"],
      differs: [...features.refused, ...maskedPictures(file, files, label), ...coveringMarks(file, pages, label), ...ambiguous, ...lostWays(file, label)],
    },
  ];
  // Of a page that was drawn again it is said that its looks are not proved.
  const kept = [...pages.keys()].filter((index) => manifest.pages[index]?.drawn === drawn[index]);
  steps.push({ proved: [], differs: [...wrongLetters(file, kept, files, label)] });
  const isOwn = hasOwnTheme(files);
  const struck = isOwn ? struckWords(manifest, files) : [];
  const unseen = (page: PrintedPage): string[] => [...(isOwn ? illegible(page, struck) : hiddenWords(page))];
  const covered: string[] = [];
  for (const [index, page] of pages.entries()) {
    const meant = manifest.pages[index];
    if (!meant || !redrawn.includes(meant)) continue;
    for (const what of unseen(page)) covered.push(`page ${meant.label} was drawn again, with ${what}`);
  }
  steps.push({ proved: [], differs: kept.flatMap((index) => unseen(pages[index]!).map((what) => `page ${label(index + 1)} has ${what}`)) });
  if (!isOwn) {
    if (file.catalog.has("StructTreeRoot")) {
      const found = [...displacedWords(manifest, file, files, pages), ...outOfColumn(pages, taggedOf(file))];
      steps.push({ proved: [], differs: found.map(([index, what]) => `page ${label(index + 1)} has ${what}`) });
    }
  }
  const told = tellingWords(manifest, files);
  steps.push({ proved: [], differs: told.differs });
  const marks = [...features.marks, ...foreignBookmarks(manifest, file, files)];
  const areOther = (await canon.outline()) !== manifest.around["outline"];
  if (areOther && !steps.some((step) => step.differs.some(isOfBookmarks)) && !marks.some(isOfBookmarks)) {
    marks.push(OTHER_BOOKMARKS);
  }
  marks.push(...savedAgain(file, manifest), ...addedEntries(file, label), ...covered, ...told.marks, ...steps.flatMap((step) => step.marks ?? []));
  const differs = [...new Set(steps.flatMap((step) => step.differs))];
  if (unread) {
    marks.push(`${LOST}, so the order of its words is not proved`);
  }
  const proved = steps.flatMap((step) => (step.differs.length ? [] : step.proved));
  if (!redrawn.length && drawn.length === manifest.pages.length) {
    proved.push(`looks: ${drawn.length} of ${drawn.length} pages draw what was made`);
  }
  return {
    kind: differs.length ? "refused" : redrawn.length ? "redrawn" : "verified",
    verdict: verdictOf(differs, redrawn.map((page) => page.label), quotations.partly, unread ?? []),
    proved, differs, marks,
    notProved: [
      "who made the file: a fingerprint is not a signature, and this page looks at no signature",
      unprovedLooks(files),
      `that its letters are drawn as a program reads them: ${redrawn.length ? "look at" : "“briefgen verify” compares"} them`,
      "that the sources are genuine, and that the selection from them is fair",
    ],
    quotations: quotations.quotations,
    manifest,
  };
}

const LOST = "the structure, by which the file is read aloud, is missing";
const SIDES = ["asserted_by", "denied_by", "questioned_by", "only_questioned_by", "only_qualified_by"];

/** Words that are elsewhere than they are read, by the number of their page from 0. */
function displacedWords(manifest: Manifest, file: PdfDocument, files: Map<string, Uint8Array>, pages: PrintedPage[]): Generator<[number, string]> {
  const { labels, layout } = manifest.inputs;
  const sides = SIDES.map((name) => (isObject(labels) ? bare(String(labels[name] ?? "")) : "")).filter(Boolean);
  const areNotesAtFoot = !(isObject(layout) && layout["notes"] === "end");
  return displaced(pages, new Structure(file).heard, sides, waysOf(manifest, files), areNotesAtFoot);
}

/** What the pages say and show, and what is around them. */
async function checkPages(
  manifest: Manifest, file: PdfDocument, files: Map<string, Uint8Array>, pages: PrintedPage[], canon: Canon,
  quotations: ReturnType<typeof checkQuotations>,
): Promise<Step[]> {
  const evidence = evidenceOf(manifest, files);
  return [
    comparePages(manifest, pages),
    checkPrinting(manifest, files, readingOrder(pages), quotations.cited, quotations.quotations),
    checkLeftover(manifest, evidence, pages, files, hasOwnTheme(files) ? aloneIn(new Structure(file).heard, pages) : [], quotations.cited),
    checkOrder(manifest, pages),
    compareLinks(manifest, pages),
    checkLinks(manifest, file, evidence),
    await checkLinked(manifest, file, files, pages, (await canon.outline()) === manifest.around["outline"]),
    comparePictures(manifest, pages),
    checkMetadata(manifest, file),
    await checkAround(manifest, canon, file, files),
  ];
}

export function verdictOf(differs: string[], redrawn: string[], partly: string, unread: string[] = []): string {
  const listed = (pages: string[]): string => `page${pages.length === 1 ? "" : "s"} ${pages.join(", ")}`;
  if (differs.length) return "not verified";
  if (unread.length) {
    return `the words of ${listed(unread)} cannot be read back from this copy, so they are not proved: `
      + "ask for the original";
  }
  if (redrawn.length) {
    return `the words are those that were made; ${listed(redrawn)} ${redrawn.length === 1 ? "was" : "were"} `
      + "drawn again, so what covers or colours them is not proved";
  }
  return partly ? `verified in part: ${partly}` : "verified";
}

export async function checkAttachments(manifest: Manifest, files: Map<string, Uint8Array>): Promise<Step> {
  const expected = Object.entries(manifest.attachments);
  const differs: string[] = [];
  const evidence = manifest.inputs["evidence"];
  const isTied = isObject(evidence) && Object.keys(evidence).length === expected.length
    && expected.every(([name, digest]) => evidence[name] === digest);
  if (!hasOneMeaning(files.get("manifest.json")!)) {
    differs.push("the manifest has a key twice, so that programs may read it in two ways");
  }
  if (!isTied) differs.push("the attachments differ from those that the fingerprint covers");
  for (const [name, digest] of expected) {
    const data = files.get(name);
    if (!data) differs.push(`the attachment ${name} is missing`);
    else if (hex(await sha256(data)) !== digest) differs.push(`the attachment ${name} was altered`);
  }
  differs.push(...otherFacts(manifest, files));
  for (const name of files.keys()) {
    if (name !== "manifest.json" && !(name in manifest.attachments)) {
      differs.push(`the attachment ${name} is not in the manifest`);
    }
  }
  return { proved: [`attachments: ${expected.length} of ${expected.length} match the manifest`], differs };
}

/** What the manifest says of the file otherwise than its inputs and the brief. */
function* otherFacts({ document, tool, inputs }: Manifest, files: Map<string, Uint8Array>): Generator<string> {
  const brief = readYaml(files.get("brief.yaml") ?? new Uint8Array());
  if (!brief) return;
  const input = (group: string, name: string): string => (isObject(inputs[group]) ? text(inputs[group][name]) : "");
  const facts: [string, string, string][] = [
    ["program", tool.name, "briefgen"],
    ["version", tool.version, input("versions", "briefgen")],
    ["language", document.language, text(brief["language"]) || "en-US"],
    ["date", document.date ?? "", text(brief["date"])],
    ["paper", document.paper ?? "", input("options", "paper") || text(brief["paper"]) || "letter"],
  ];
  for (const [name, said, meant] of facts) if (said !== meant) yield `the manifest's ${name} is “${said}”, not “${meant}”`;
}

export async function checkFingerprint(manifest: Manifest, pages: PrintedPage[]): Promise<Step> {
  if ((await fingerprint(manifest.inputs)) !== manifest.fingerprint) {
    const missing = missingInputs(manifest.inputs).join(", ");
    const lack = missing ? `; these lack ${missing}` : "";
    return { proved: [], differs: [`the fingerprint is not that of the manifest's inputs${lack}`] };
  }
  const differs: string[] = [];
  const { sources: digests, evidence } = manifest.inputs;
  for (const [id, source] of Object.entries(manifest.sources)) {
    const input = isObject(digests) ? digests[id] : undefined;
    if (!isObject(input) || input["sha256"] !== source.sha256) {
      differs.push(`the manifest gives two fingerprints for ${id}`);
    }
    const embedded = isObject(evidence) ? evidence[source.file] : undefined;
    if (source.embedded === "full" && embedded !== source.sha256) {
      differs.push(`the text of ${id} that is embedded is not the one that the brief was built from`);
    }
    if (source.embedded === "none" && embedded !== undefined) {
      differs.push(`source ${id} is said not to be embedded, and is`);
    }
  }
  differs.push(...(await unboundChanges(manifest)));
  const short = manifest.fingerprint.slice(0, PRINTED);
  // Of a page without words that is said once.
  const without = manifest.pages.filter((_, index) => pages[index]?.characters && !pages[index].characters.includes(short));
  if (without.length) {
    differs.push(`the fingerprint ${short} is not printed on page ${without.map((page) => page.label).join(", ")}`);
  }
  const printed = pages.every((page) => page.characters) ? " and is printed on every page" : "";
  return { proved: [`fingerprint: ${short} matches the inputs${printed}`], differs };
}

/** Whether all words begin within their pages, and the pages are in the order of reading. */
function checkOrder(manifest: Manifest, pages: PrintedPage[]): Step {
  const differs: string[] = [];
  let last = -1;
  for (const [index, page] of pages.entries()) {
    if (page.beyond) {
      const words = page.beyond.length > 40 ? `${page.beyond.slice(0, 40)}…` : page.beyond;
      differs.push(`“${words}” extends beyond the edge of page ${manifest.pages[index]?.label ?? index + 1}`);
    }
    if (page.covering) {
      const [above, below] = page.covering;
      differs.push(`“${above}” covers “${below}” on page ${manifest.pages[index]?.label ?? index + 1}`);
    }
    // Not the last or the middle: a column of a table may go on over pages, and the next begin here.
    const first = Math.min(...page.marked.map((one) => one.place));
    if (first < last) differs.push(`page ${manifest.pages[index]?.label ?? index + 1} is read before the page in front of it`);
    if (page.marked.length) last = first;
  }
  return { proved: [], differs };
}

function compareLinks(manifest: Manifest, pages: PrintedPage[]): Step {
  const differs: string[] = [];
  let count = 0;
  for (const [index, meant] of manifest.pages.entries()) {
    const page = pages[index];
    if (!page || !isSamePage(meant.text, page)) continue;
    const wanted = meant.links;
    count += page.links.length;
    if (page.links.length !== wanted.length) {
      differs.push(`page ${meant.label}: it has ${page.links.length} links instead of ${wanted.length}`);
    } else if ([...page.links].sort().join("\n") !== [...wanted].sort().join("\n")) {
      const at = page.links.findIndex((target, place) => target !== wanted[place]);
      differs.push(`page ${meant.label}: a link leads to ${page.links[at] || "nowhere"}, not to ${wanted[at] || "nowhere"}`);
    }
  }
  return { proved: [`links: ${count} lead where the manifest says`], differs };
}

function comparePictures(manifest: Manifest, pages: PrintedPage[]): Step {
  const differs: string[] = [];
  let count = 0;
  for (const [index, meant] of manifest.pages.entries()) {
    const page = pages[index];
    if (!page || !isSamePage(meant.text, page)) continue;
    count += page.pictures.length;
    if (page.pictures.length !== meant.pictures.length) {
      differs.push(`page ${meant.label}: it has ${page.pictures.length} pictures instead of ${meant.pictures.length}`);
    } else if (page.pictures.some((digest, at) => digest !== meant.pictures[at])) {
      differs.push(`page ${meant.label}: a picture is not the manifest's`);
    }
  }
  return { proved: count ? [`pictures: ${count} of ${count} are those of the manifest`] : [], differs };
}

function checkMetadata(manifest: Manifest, file: PdfDocument): Step {
  const title = file.text(file.dict(file.trailer.raw("Info"))?.raw("Title") ?? null);
  const language = file.text(file.catalog.raw("Lang"));
  const differs: string[] = [];
  if (title !== manifest.document.title) {
    differs.push(`the file's title is “${title}”, not “${manifest.document.title}”`);
  }
  if (language !== manifest.document.language) {
    differs.push(`the file's language is “${language}”, not “${manifest.document.language}”`);
  }
  return { proved: ["metadata: title and language match the manifest"], differs };
}
