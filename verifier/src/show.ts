/** A proof in plain words. */

import { placeOf } from "./matching";
import type { Quotation } from "./quotations";
import type { Proof } from "./verify";

type Child = Node | string;

function element(name: string, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function list(lines: string[], kind = ""): HTMLElement {
  return element("ul", kind ? { class: kind } : {}, ...lines.map((line) => element("li", {}, line)));
}

const MEANING: Record<string, string> = {
  verified: "The files inside belong together, the quotations are in the sources, and every page prints and draws what was made.",
  part: "Everything that can be proved from this file holds. Some sources are not inside, so what rests on them is not proved.",
  redrawn: "The text, the structure and the evidence are unaltered, but the look of a page is not as recorded. A printer driver or a converter does that; so does a hand that covers or colours words. Ask for the original.",
  bare: "Nothing can be proved from this file. Merging, printing and some mail programs remove what is inside a PDF.",
  refused: "Something in this file is not as it was made, or cannot be proved. Do not rely on it; ask for the original.",
  unreadable: "This file is not a PDF that can be read, or it is damaged or locked.",
};

/** Puts `proof` into `place`, in place of what was there. */
export function showProof(place: HTMLElement, proof: Proof, name: string): void {
  const isPart = proof.kind === "verified" && proof.verdict !== "verified";
  const kind = isPart ? "part" : proof.kind;
  const verdict = proof.verdict[0]!.toUpperCase() + proof.verdict.slice(1);
  const parts: Child[] = [
    element("div", { class: `verdict ${kind}` },
      element("h2", { id: "verdict", tabindex: "-1" }, `${{ verified: "✓", part: "✓", redrawn: "!", bare: "✗", refused: "✗", unreadable: "✗" }[kind]} ${verdict}`),
      element("p", {}, MEANING[kind]!)),
  ];
  parts.push(about(proof, name));
  if (proof.differs.length) parts.push(element("h3", {}, "What differs"), list(proof.differs, "faults"));
  if (proof.marks.length) parts.push(element("h3", {}, "Added or changed by a reader"), list(proof.marks));
  if (proof.proved.length) parts.push(element("h3", {}, "What is proved"), list(proof.proved));
  if (proof.notProved.length) parts.push(element("h3", {}, "What is not proved"), list(proof.notProved));
  if (proof.quotations.length) parts.push(...quotations(proof.quotations));
  place.replaceChildren(...parts);
}

function about(proof: Proof, name: string): HTMLElement {
  const { manifest } = proof;
  const rows: [string, Child][] = [["File", name]];
  if (manifest) {
    rows.push(["Title", manifest.document.title]);
    if (manifest.document.date) rows.push(["Date", manifest.document.date]);
    rows.push(["Fingerprint", element("span", {},
      element("span", { class: "fingerprint" }, manifest.fingerprint.slice(0, 10)),
      element("span", { class: "soft" }, " Compare it with the foot of each page, and with one that you got another way."))]);
  }
  return element("dl", {}, ...rows.flatMap(([term, value]) => [element("dt", {}, term), element("dd", {}, value)]));
}

const STATES: Record<Quotation["state"], string> = {
  found: "In the source, word for word.",
  missing: "Not in the source at this place.",
  unchecked: "Not checked: the source is not inside this file.",
};

function quotations(all: Quotation[]): HTMLElement[] {
  const found = all.filter((one) => one.state === "found").length;
  return [
    element("h3", {}, `Quotations: ${found} of ${all.length} are in their sources`),
    element("p", { class: "soft" }, "Kinds of quotation marks, dashes and spaces may differ; letters, digits and other signs may not."),
    element("ol", { class: "quotations" }, ...all.map(quotation)),
  ];
}

function quotation(one: Quotation): HTMLElement {
  const paragraph = one.paragraph ? `, paragraph ${one.paragraph.replace("-", "–")} (${one.letter}${one.paragraph})` : "";
  const item = element("li", {},
    element("blockquote", {}, `“${one.words}”`),
    element("p", {},
      `${one.page ? `${one.page.includes(",") ? "Pages" : "Page"} ${one.page}, in ${one.where}` : `In ${one.where}`}. Source ${one.letter}, ${one.title}${paragraph}. `,
      element("span", one.state === "missing" ? { class: "missing" } : { class: "soft" }, STATES[one.state])));
  if (one.text) {
    item.append(element("details", {},
      element("summary", {}, `The text of ${one.letter}${one.paragraph || ", the whole source"}`), sourceText(one)));
  }
  return item;
}

/** The source's text with the quoted words marked, where they can be told. */
function sourceText(one: Quotation): HTMLElement {
  const at = placeOf(one.words, one.text);
  const parts = at ? [one.text.slice(0, at[0]), element("mark", {}, one.text.slice(...at)), one.text.slice(at[1])] : [one.text];
  return element("p", {}, ...parts);
}
