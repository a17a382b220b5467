/** What a program may change that saves a file again, and that is not in print: who saved it
 * and when, and what it says of its attachments. */

import { isObject, type Manifest } from "./manifest";
import { PdfDocument } from "./pdf/document";
import { Stream } from "./pdf/values";

// In the packet of XMP, as elements or as attributes.
const XMP = /[<\s](?:[\w.-]+:)?(Producer|CreateDate|ModifyDate)(?:\s*=\s*["']|>)([^"'<]*)/g;
const DAY = 8; // digits of a date
const MEDIA_TYPES: Record<string, string> = {
  css: "text/css", j2: "text/plain", jpg: "image/jpeg", json: "application/json", md: "text/markdown",
  png: "image/png", svg: "image/svg+xml", txt: "text/plain", yaml: "application/yaml",
};

/** A line for each of these that is not as it was made; who signs a file saves it. */
export function* savedAgain(file: PdfDocument, manifest: Manifest): Generator<string> {
  const said = isSigned(file) ? [] : [...saidBy(file)];
  const { versions } = manifest.inputs;
  const made = `WeasyPrint ${isObject(versions) ? String(versions["weasyprint"]) : ""}`;
  const others = new Set(said.filter(([key, value]) => key === "Producer" && value !== made).map(([, value]) => value));
  if (others.size) yield `the file's producer is “${[...others].join("”, “")}”, not “${made}”; it is not part of the brief`;
  const digits = (date: string): string => date.replace(/\D/g, "").slice(0, DAY);
  const day = digits(manifest.document.date ?? "");
  const changed = new Set(said.filter(([key, value]) => key !== "Producer" && digits(value) !== day).map(([key]) => key));
  if (changed.size) yield `the file's dates are not that of the brief (${[...changed].join(", ")})`;
  if (!file.catalog.has("AF")) yield "the file does not say that its attachments belong to it (/AF); they are there";
  yield* ofAttachments(file);
}

export function isSigned(file: PdfDocument): boolean {
  const fields = file.array(file.dict(file.catalog.raw("AcroForm"))?.raw("Fields") ?? null);
  return fields.some((field) => file.dict(field)?.has("V"));
}

/** What the document information and the packet of XMP say of who saved the file, and when. */
function* saidBy(file: PdfDocument): Generator<[string, string]> {
  const info = file.dict(file.trailer.raw("Info"));
  for (const key of ["Producer", "CreationDate", "ModDate"]) yield [key, file.text(info?.raw(key) ?? null)];
  const packet = file.get(file.catalog.raw("Metadata"));
  const xml = packet instanceof Stream ? new TextDecoder().decode(file.data(packet)) : "";
  for (const [, key, value] of xml.matchAll(XMP)) yield [key!, value!];
}

function* ofAttachments(file: PdfDocument): Generator<string> {
  const names = file.dict(file.catalog.raw("Names"));
  for (const [name, value] of file.leaves(names?.raw("EmbeddedFiles") ?? null)) {
    const entry = file.dict(value);
    const stream = file.get(file.dict(entry?.raw("EF") ?? null)?.raw("UF") ?? null);
    const extension = /\.([^./]+)$/.exec(name)?.[1] ?? "";
    const kinds: [string, string][] = [
      [file.name(entry?.raw("AFRelationship") ?? null), name.endsWith(".json") ? "Data" : "Source"],
      [stream instanceof Stream ? file.name(stream.dict.raw("Subtype")) : "", MEDIA_TYPES[extension] ?? "application/octet-stream"],
    ];
    for (const [is, was] of kinds) if (is !== was) yield `the attachment ${name} is of the kind “${is}”, not “${was}”`;
  }
}
