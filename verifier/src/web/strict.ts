/** Whether a browser has of a page exactly the elements and words that are written in it. */

import { shortened } from "../words";

const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z-]*="[^"<>]*")*)( ?\/)?>|([^<]+)/gy;
const ATTRIBUTE = / ([a-zA-Z][a-zA-Z-]*)="([^"]*)"/g;
const VOID = new Set(["br", "col", "hr", "img", "meta", "wbr"]);
const DOCTYPE = "<!doctype html>\n";
const SIGNS: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": "\u00a0", "&#34;": '"', "&#39;": "'" };

/** The page as this browser reads it, or why that is not what is written. */
export function readStrictly(page: string): Document | string {
  if (!page.startsWith(DOCTYPE)) return "the page does not begin as briefgen's do";
  const written = tokensOf(page.slice(DOCTYPE.length));
  if (typeof written === "string") return written;
  const document = new DOMParser().parseFromString(page, "text/html");
  const read: string[] = [];
  collect(document.documentElement, read);
  const at = written.findIndex((token, index) => token !== read[index]);
  if (at >= 0 || written.length !== read.length) {
    return `a browser shows the page otherwise than it is written, at “${shortened(written[at] ?? read[written.length] ?? "")}”`;
  }
  return document;
}

function tokensOf(text: string): string[] | string {
  const found: string[] = [];
  let isStyle = false;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (!token) return `the page was altered: “${shortened(text.slice(at, at + 60))}” is not as briefgen writes it`;
    const [, end, name = "", attributes = "", closed, words] = token;
    if (words !== undefined) {
      const plain = isStyle ? words : plainOf(words);
      if (plain === null) return `the page was altered: “${shortened(words)}” is not as briefgen writes it`;
      add(found, plain);
      continue;
    }
    isStyle = name === "style" && !end;
    if (end) found.push(`</${name}>`);
    else {
      const pairs: string[] = [];
      for (const [, key = "", value = ""] of attributes.matchAll(ATTRIBUTE)) {
        const plain = plainOf(value);
        if (plain === null || pairs.some((one) => one.startsWith(`${key}=`))) return `the page was altered: <${name}> is not as briefgen writes it`;
        pairs.push(`${key}=${plain}`);
      }
      found.push(`<${[name, ...pairs].join("\n")}>`);
      if (closed || VOID.has(name)) found.push(`</${name}>`);
    }
  }
  return found;
}

function collect(element: Element, found: string[]): void {
  const pairs = [...element.attributes].map((one) => `${one.name}=${one.value}`);
  found.push(`<${[element.localName, ...pairs].join("\n")}>`);
  for (const child of element.childNodes) {
    if (child instanceof Element) collect(child, found);
    else if (child.nodeType === Node.TEXT_NODE) add(found, child.nodeValue ?? "");
    else found.push(`${child.nodeName} ${child.nodeValue}`);
  }
  found.push(`</${element.localName}>`);
}

/** White space is where a browser leaves it, which is not always where it is written. */
function add(found: string[], words: string): void {
  const plain = words.replace(/[ \t\n\f\r]+/g, "");
  if (!plain) return;
  if (found.length && !found.at(-1)!.startsWith("<")) found[found.length - 1] += plain;
  else found.push(plain.startsWith("<") ? `\u2060${plain}` : plain);
}

function plainOf(text: string): string | null {
  const plain = text.replace(/&[#\w]*;?/g, (sign) => SIGNS[sign] ?? "\0");
  return /[\0-\x08\x0b-\x1f\x7f]/.test(plain) ? null : plain;
}
