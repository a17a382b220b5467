/** The elements, links, notes and heard words of a web edition: docs/manifest.md, “Web edition”. */

import { claimsOf, type Claim } from "../claims";
import { address, speaksOf } from "../links";
import { strings, text, texts } from "../loose";
import { isObject, partsOf, type Manifest } from "../manifest";
import { hex, sha256 } from "../pdf/canon";
import { plainOf, proseOf, type Prose } from "../prose";
import { bare, runsBackwards, spaced } from "../words";
import { directionIn } from "./markup";

const ELEMENTS = new Set(`html head meta title style body main header footer nav section article aside div p span a b i u s em strong
  small sub sup del ins mark q cite abbr dfn kbd code pre br wbr hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption img
  table caption colgroup col thead tbody tfoot tr th td button time address svg g path circle ellipse rect line polyline polygon text
  tspan desc`.split(/\s+/));
const ATTRIBUTES = new Set(`id class lang dir role aria-label aria-labelledby aria-colspan href src alt style scope colspan span start type
  popover popovertarget tabindex data-head name content charset http-equiv viewBox width height d cx cy r rx ry x y x1 x2 y1 y2 points
  fill stroke stroke-width xmlns preserveAspectRatio`.split(/\s+/));
const ROLES = new Set(`cell columnheader doc-backlink doc-endnotes doc-noteref list note region row rowgroup rowheader table img group`.split(" "));
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
const NAMES = new Set(["viewport", "color-scheme", "generator", "author", "description", "dcterms.created", "dcterms.modified"]);
// Classes that the packaged themes hide, and the elements that may have them.
const HIDDEN: Record<string, string> = { continued: "", "rests-on": "", skip: "a", beside: "div", call: "a button" };

export async function checkStructure(
  page: Document, manifest: Manifest, evidence: unknown[],
): Promise<{ proved: string[]; differs: string[] }> {
  const differs: string[] = [];
  const said = texts(evidence);
  const brief = isObject(evidence[0]) ? evidence[0] : {};
  const labels = manifest.inputs["labels"];
  const claims = claimsOf(brief);
  const heard = heardOf(labels, claims, page.querySelectorAll("[id^='note-']").length);
  const addresses = said.map(address).join("\n");
  const pictures = new Set(texts(manifest.inputs["pictures"]));
  const prose = proseOf(brief, partsOf(manifest));
  const links = prose.flatMap((one) => one.links);
  const shown = new Set(prose.flatMap((one) => one.pictures.map((alt, index) => `${bare(alt)} ${cssWidth(one.widths[index]!)}`)));
  const ids = new Set<string>();
  for (const element of page.querySelectorAll("*")) {
    const name = element.localName;
    const fault = (what: string): void => void differs.push(`${placeOf(element)}: ${what}`);
    if (!ELEMENTS.has(name)) fault(`an element that briefgen does not make, <${name}>`);
    for (const one of element.attributes) {
      if (!ATTRIBUTES.has(one.name)) fault(`<${name}> has ${one.name}, which briefgen does not make`);
    }
    const id = element.getAttribute("id");
    if (id !== null && (ids.has(id) || !id.trim())) fault(`the id “${id}” is given twice`);
    ids.add(id ?? "");
    const role = element.getAttribute("role");
    if (role !== null && !ROLES.has(role)) fault(`<${name}> is read aloud as another thing, “${role}”`);
    const style = element.getAttribute("style");
    if (style !== null && !(name === "img" && /^width: \d{1,3}(\.\d+)?(%|mm|cm|in|pt|px|em|rem)$/.test(style))) fault(`<${name}> has a style of its own`);
    for (const one of element.classList) {
      if (one in HIDDEN && !HIDDEN[one]!.split(" ").includes(name)) fault(`<${name}> is hidden (class ${one})`);
    }
    for (const key of ["aria-label", "data-head"]) {
      const words = element.getAttribute(key);
      if (words === null) continue;
      const number = (element.textContent ?? "").trim();
      const isOurs = heard.has(words) && !(key === "aria-label" && /^\d+$/.test(number) && !words.split(/[\s,]+/).includes(number));
      if (!isOurs) fault(`“${words.slice(0, 60)}” is heard or shown instead of what is printed (${key})`);
    }
    if (name === "a") checkLink(element, page, claims, links, addresses, labels, fault);
    if (name === "meta") checkMeta(element, brief, manifest, fault);
    if (name === "h1" && bare(element.textContent ?? "") !== bare(plainOf(text(brief["title"])))) fault(`the title is “${(element.textContent ?? "").slice(0, 60)}”`);
    if (element.matches("span.sign")) checkSign(element, claims, labels, fault);
    if (name === "button") checkButton(element, page, fault);
    if (element.hasAttribute("popover")) checkPopover(element, page, fault);
    if (name === "img") await checkPicture(element, pictures, shown, fault);
  }
  if (page.documentElement.lang !== manifest.document.language) differs.push(`the page is in “${page.documentElement.lang}”, not in “${manifest.document.language}”`);
  const direction = page.documentElement.dir;
  if (direction !== directionIn(manifest.document.language)) differs.push(`the page is turned round (dir=${direction}, not ${directionIn(manifest.document.language)})`);
  if (page.title.trim() !== manifest.document.title.trim()) differs.push(`the page is called “${page.title.slice(0, 60)}”`);
  const all = page.documentElement.textContent ?? "";
  const turned = (runsBackwards(all) ? /[\u202d\u202e]/ : /[\u202a-\u202e\u2066-\u2069]/).exec(all);
  if (turned) differs.push("the page has a sign that turns words round");
  differs.push(...fetchesOf([...page.querySelectorAll("style")].map((one) => one.textContent ?? "").join("\n")));
  const order = [...page.querySelectorAll(".paragraph[id]")].map((one) => /^([A-Z]+)(\d+)$/.exec(one.id));
  for (const [index, one] of order.entries()) {
    const before = order[index - 1];
    if (one && before && one[1] === before[1] && Number(one[2]) <= Number(before[2])) differs.push(`${one[0]} is printed after ${before[0]}`);
  }
  return { proved: ["links, notes and what is heard: as the brief gives them"], differs: [...new Set(differs)] };
}

type Fault = (what: string) => void;

function checkLink(
  link: Element, page: Document, claims: Map<string, Claim>, links: Prose["links"], addresses: string, labels: unknown, fault: Fault,
): void {
  const to = link.getAttribute("href") ?? "";
  const words = link.textContent ?? "";
  if (!to.startsWith("#")) {
    const known = addresses.includes(address(to)) || (/^https?:\/\/(?:dx\.)?doi\.org\//i.test(to) && addresses.includes(address(to.replace(/^.*?doi\.org\//i, ""))));
    if (!known || !/^(?:https?|mailto):/i.test(to)) fault(`a link to ${to.slice(0, 80) || "nothing"}, which the brief does not have`);
    return;
  }
  const target = page.getElementById(to.slice(1));
  if (!target) fault(`the link “${words.slice(0, 60)}” leads nowhere (${to})`);
  else if (link.closest("nav")) {
    if (!/^h[1-6]$/.test(target.localName) || bare(target.textContent ?? "") !== bare(words)) fault(`the link “${words.slice(0, 60)}” leads to “${to.slice(1)}”, where the brief has none`);
  } else if (link.classList.contains("skip")) {
    if (target.localName !== "main" || !texts(labels).includes(words)) fault("the link that skips to the text does not");
  } else if (speaksOf(words, to.slice(1), claims) === false && !links.some((one) => one.to === to && bare(one.words) === bare(words)) && bare(target.querySelector("h3")?.textContent ?? "").replace(/^\d+/, "") !== bare(words)) {
    fault(`the link “${words.slice(0, 60)}” leads to “${to.slice(1)}”, where the brief has none`);
  }
}

/** The word beside the sign of a status or a stance is that of the sign, and a claim's is the claim's. */
function checkSign(sign: Element, claims: Map<string, Claim>, labels: unknown, fault: Fault): void {
  const kind = [...sign.classList].find((one) => one !== "sign") ?? "";
  const known = isObject(labels) ? [labels[kind.replace(/-/g, " ")], labels[`stance_${kind}`]] : [];
  const words = (sign.textContent ?? "").trim();
  const head = sign.closest("article.claim")?.id ?? sign.closest("tr, .entry")?.querySelector("a[href^='#claim-']")?.getAttribute("href")?.slice(1);
  const claim = claims.get((head ?? "").replace(/^claim-/, ""));
  const isStatus = !sign.closest(".position, td") && kind !== "";
  if (!known.includes(words) || (isStatus && claim && claim.status.replace(/ /g, "-") !== kind && known[0] === words)) {
    fault(`“${words.slice(0, 60)}” is not the status or stance there`);
  }
}

function checkMeta(meta: Element, brief: Record<string, unknown>, manifest: Manifest, fault: Fault): void {
  const content = meta.getAttribute("content") ?? "";
  const name = meta.getAttribute("name");
  if (meta.getAttribute("charset") === "utf-8" && meta.attributes.length === 1) return;
  if (name === null && !meta.hasAttribute("http-equiv")) {
    const said = [...meta.attributes].map((one) => `${one.name}=${one.value}`).join(" ");
    fault(`<meta ${said.slice(0, 60)}>, which briefgen does not make`);
    return;
  }
  const isPolicy = meta.getAttribute("http-equiv") === "Content-Security-Policy" && content === POLICY;
  const isKnown = name !== null && NAMES.has(name) && !meta.hasAttribute("http-equiv");
  const own = name === "author" ? strings(brief["prepared_by"]).map(plainOf) : [plainOf(text(brief["subtitle"]))];
  const speaks = ["author", "description"].includes(name ?? "") && !own.some((one) => bare(one) === bare(content));
  const dated = name?.startsWith("dcterms.") && content !== manifest.document.date;
  if (!isPolicy && (!isKnown || speaks || dated)) fault(`<meta ${name ?? meta.getAttribute("http-equiv")}> says “${content.slice(0, 60)}”`);
}

function checkButton(button: Element, page: Document, fault: Fault): void {
  const number = button.textContent ?? "";
  const isOurs = button.getAttribute("popovertarget") === `beside-${number}` && button.getAttribute("type") === "button"
    && button.parentElement?.id === `call-${number}` && page.getElementById(`beside-${number}`);
  if (!isOurs) fault(`the button “${number.slice(0, 60)}” does not show the note of its place`);
}

function checkPopover(note: Element, page: Document, fault: Fault): void {
  const atEnd = page.getElementById(note.id.replace(/^beside-/, "note-"));
  if (!atEnd || atEnd === note || note.getAttribute("popover") !== "auto") fault("a note beside its line that is not among the notes");
  else if (spaced(atEnd.textContent ?? "") !== spaced(note.textContent ?? "")) fault(`the note beside its line says “${(note.textContent ?? "").trim().slice(0, 60)}”, unlike the note`);
}

function cssWidth(typed: string): string {
  return typed && `width: ${typed}${/^\d+$/.test(typed) ? "px" : ""}`;
}

async function checkPicture(picture: Element, pictures: Set<string>, known: Set<string>, fault: Fault): Promise<void> {
  const [, data] = /^data:image\/[a-z+.-]+;base64,([A-Za-z0-9+/=]+)$/.exec(picture.getAttribute("src") ?? "") ?? [];
  if (!data) return fault("a picture that is not in the file");
  const content = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const alt = picture.getAttribute("alt") ?? "";
  if (!pictures.has(hex(await sha256(content)))) fault(`another picture than that of “${alt.slice(0, 60)}”`);
  else if (!known.has(`${bare(alt)} ${picture.getAttribute("style") ?? ""}`)) fault(`“${alt.slice(0, 60)}” is heard instead of the picture (alt), or the picture has another width`);
}

function fetchesOf(style: string): string[] {
  const rules = style.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/url\(data:(?:font\/woff|image\/(?:svg\+xml|png|jpeg));base64,[A-Za-z0-9+/=]*\)/g, "")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
  const found = /url\s*\(|image-set|@import|@charset|expression\s*\(|\\/.exec(rules);
  return found ? [`the style sheet was altered: it has “${found[0]}”`] : [];
}

/** What may be heard: the labels, and those of `notes` notes and of the claims with their numbers. */
function heardOf(labels: unknown, claims: Map<string, Claim>, notes: number): Set<string> {
  const heard = new Set(texts(labels));
  const label = (name: string): string => (isObject(labels) ? text(labels[name]) : "");
  for (let number = 1; number <= notes; number++) {
    heard.add(`${label("note")} ${number}`);
    heard.add(label("web_back").replace("{number}", String(number)));
  }
  for (const { number, status } of claims.values()) {
    heard.add(`${label("claim_range")} ${number}`);
    heard.add(`${label("claim_range")} ${number}, ${label(status)}`);
  }
  return heard;
}

function placeOf(element: Element): string {
  const named = element.closest("[id]");
  return named ? `in “${named.id}”` : `in <${element.parentElement?.localName ?? "html"}>`;
}
