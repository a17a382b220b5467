/** The manifest of a PDF's evidence: its type, and its reading from anybody's file. */

import { hex, sha256 } from "./pdf/canon";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Manifest {
  format: number;
  tool: { name: string; version: string };
  inputs: { [key: string]: Json };
  fingerprint: string;
  document: { title: string; language: string; date?: string; paper?: string; draft?: string | null };
  attachments: Record<string, string>;
  sources: Record<string, { file: string; sha256: string; embedded: "full" | "cited" | "none" }>;
  pages: { label: string; text: string; links: string[]; pictures: string[]; drawn: string }[];
  around: Record<string, string>;
  words?: string[];
  web?: string;
  unproved?: Record<string, string>;
  replaces?: unknown;
}

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number";
const maybe = (check: Check): Check => (value) => value === undefined || value === null || check(value);
const list = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);
const map = (check: Check): Check => (value) => isObject(value) && Object.values(value).every(check);
const shape = (checks: Record<string, Check>): Check => (value) =>
  isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]));

const MANIFEST = shape({
  format: number,
  tool: shape({ name: text, version: text }),
  inputs: map(() => true),
  fingerprint: text,
  document: shape({ title: text, language: text, date: maybe(text), paper: maybe(text), draft: maybe(text) }),
  attachments: map(text),
  sources: map(shape({ file: text, sha256: text, embedded: (value) => ["full", "cited", "none"].includes(value as string) })),
  pages: list(shape({ label: text, text, links: list(text), pictures: list(text), drawn: maybe(text) })),
  around: maybe(map(text)),
  words: maybe(list(text)),
  web: maybe(text),
  unproved: maybe(map(text)),
});
/** The parts that a manifest's theme prints. */
export function partsOf(manifest: Manifest): Set<string> {
  const { layout } = manifest.inputs;
  const listed = isObject(layout) ? layout["parts"] : "";
  return new Set(typeof listed === "string" ? listed.split(",") : []);
}

/** The format that this reads. */
export const FORMAT = 2;
const KEYS = new Set([
  "format", "tool", "inputs", "fingerprint", "document", "attachments", "sources", "pages", "around", "words",
  "unproved", "replaces", "web",
]);

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The manifest; null where the bytes are none. */
export function readManifest(raw: Uint8Array): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
  } catch {
    return null;
  }
  // Of another format it is only said which: its keys are others.
  if (isObject(value) && typeof value["format"] === "number" && value["format"] > 0 && value["format"] !== FORMAT) return value as unknown as Manifest;
  if (!MANIFEST(value) || Object.keys(value as object).some((key) => !KEYS.has(key))) return null;
  if ((value as Manifest).format !== FORMAT) return null;
  const found = value as Manifest;
  return { ...found, around: found.around ?? {} };
}

// What a file is always made of.
const INPUTS = ["brief", "sources", "theme", "evidence", "options", "layout", "labels", "versions"];

/** Which of these inputs lack. */
export function missingInputs(inputs: Manifest["inputs"]): string[] {
  const isThere = (value: unknown): boolean => (isObject(value) ? Object.keys(value).length > 0 : Boolean(value));
  return INPUTS.filter((name) => !isThere(inputs[name]));
}

/** The fingerprint of inputs: SHA-256 of their JSON, keys sorted, without spaces. */
export async function fingerprint(inputs: Json): Promise<string> {
  return hex(await sha256(new TextEncoder().encode(canonical(inputs))));
}

/** A line where the list of changes is not the one that the inputs bind. */
export async function unboundChanges(manifest: Manifest): Promise<string[]> {
  const [bound, replaces] = [manifest.inputs["replaces"], manifest.replaces];
  if (!isObject(replaces)) return bound === undefined ? [] : ["the list of changes that the fingerprint covers is missing"];
  const isBound = isObject(bound) && bound["fingerprint"] === replaces["fingerprint"]
    && bound["changes"] === (await fingerprint(replaces as Json));
  return isBound ? [] : ["the list of changes is not the one that the fingerprint covers"];
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry as Json)}`).join(",")}}`;
}

/** Whether no object of a JSON text has a key twice. */
export function hasOneMeaning(raw: Uint8Array): boolean {
  const text = new TextDecoder().decode(raw);
  const open: (Set<string> | null)[] = [];
  const token = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g;
  for (const [found] of text.matchAll(token)) {
    if (found === "{") open.push(new Set());
    else if (found === "[") open.push(null);
    else if (found === "}" || found === "]") open.pop();
    else if (found.endsWith(":")) {
      const key = JSON.parse(found.replace(/\s*:$/, "")) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return false;
      keys?.add(key);
    }
  }
  return true;
}
