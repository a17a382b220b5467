/** The paragraphs of a source in Markdown (docs/brief-format.md): each block is one, each row of a
 * table too; what is in `<` and `>` is left out. */

import { lowered, raised } from "./raised";

const FRONT_MATTER = /^---[ \t]*\n(?:(?!(?:---|\.\.\.)[ \t]*(?:\n|$)).*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const ITEM = /^([-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const DELIMITERS = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
// An address and perhaps a title: where more comes after it, it is text.
const DEFINITION = /^ {0,3}\[([^\]]+)\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;
const HTML = /^<(?:!--|\/?(?:address|article|aside|blockquote|body|center|details|div|dl|dt|dd|figure|figcaption|footer|form|h[1-6]|head|header|html|li|main|nav|ol|p|pre|script|section|style|table|tbody|td|th|thead|tr|ul)\b)/i;

const PARTING = /<\/?(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|legend|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b[^<>]*>/gi;

export function markdownParagraphs(text: string): string[] {
  const found: string[] = [];
  let own: string[] = [];
  let kind: "text" | "code" | "html" | "table" = "text";
  let fence = "";
  let content = 0;
  let isItem = false;
  const take = (): void => {
    const joined = own.map((line) => line.trim()).join(kind === "code" ? " " : "\n");
    const words = kind === "code" ? joined : kind === "html" ? withoutTags(joined.replace(PARTING, (tag) => (tag.startsWith("<br") ? tag : ` ${tag}`))) : inline(joined, defined);
    if (words.trim()) found.push(words.replace(/\s+/g, " ").trim());
    own = [];
    kind = "text";
  };
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/).join("\n").replace(FRONT_MATTER, "").split("\n");
  const defined = new Set(lines.flatMap((line) => DEFINITION.exec(line)?.[1]?.trim().toLowerCase() ?? []));
  for (const [number, line] of lines.entries()) {
    let rest = line.replace(/^(?: {0,3}> ?)+/, "");
    if (fence) {
      if (rest.trim().startsWith(fence) && !rest.trim().replace(/^[`~]+/, "").trim()) {
        take();
        fence = "";
      } else own.push(rest);
      continue;
    }
    const indent = rest.length - rest.trimStart().length;
    if (!rest.trim()) {
      if (kind !== "code") take();
      continue;
    }
    if (kind === "code" && indent < content + 4) take();
    if (kind === "code" || (!own.length && indent >= content + 4)) {
      kind = "code";
      own.push(rest);
      continue;
    }
    if (indent < content && !own.length) {
      content = 0;
      isItem = false;
    }
    rest = rest.trim();
    for (let item = ITEM.exec(rest); item && !RULE.test(rest) && (!own.length || isItem || item[1] === "1." || !/\d/.test(item[1]!)); item = ITEM.exec(rest)) {
      if (kind !== "html") take();
      content += item[0].length;
      isItem = true;
      rest = rest.slice(item[0].length).trim();
    }
    const opening = /^(`{3,}|~{3,})/.exec(rest);
    const heading = /^#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(rest);
    if (opening) {
      take();
      fence = opening[1]!;
      kind = "code";
    } else if (own.length && kind === "text" && /^(?:=+|-+)$/.test(rest)) take();
    else if (RULE.test(rest)) take();
    else if (heading && kind === "text") {
      take();
      own.push(heading[1] ?? "");
      take();
    } else if (kind === "table" || (!own.length && rest.includes("|") && DELIMITERS.test(lines[number + 1]?.replace(/^[ >]*/, "").trim() ?? ""))) {
      kind = "table";
      if (!DELIMITERS.test(rest)) found.push(rest.replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((cell) => inline(cell.trim().replace(/\\\|/g, "|"), defined)).join("\t").trim());
    } else if (own.length || !DEFINITION.test(rest)) {
      if (!own.length && HTML.test(rest)) kind = "html";
      own.push(rest);
    }
  }
  take();
  return found.filter((one) => one.trim());
}

/** Inline Markdown as it is read, with the labels of link definitions. */
function inline(text: string, defined: Set<string>): string {
  const held: string[] = [];
  const holding = text
    .replace(/(?<!\\)(`+)(?!`)([\s\S]*?)(?<!`)\1(?!`)/g, (_, __: string, code: string) =>
      String.fromCharCode(0xe300 + held.push(code.replace(/\n/g, " ").replace(/^ (.*\S.*) $/, "$1")) - 1))
    .replace(/(?:\\| {2,})?\n/g, " ")
    .replace(/!?\[([^[\]]*)\]\[[^[\]]*\]/g, "$1")
    .replace(/(?<!\\)\[([^[\]]*)\](?!\()/g, (typed: string, label: string) => (defined.has(label.trim().toLowerCase()) ? label : typed));
  return unmarked(withoutTags(holding).replace(/~/g, "\ue200").replace(/\^/g, "\ue201"))
    .replace(/\ue200/g, "~").replace(/\ue201/g, "^")
    .replace(/[\ue300-\ue7ff]/g, (sign) => held[sign.charCodeAt(0) - 0xe300] ?? "");
}

/** A text without what HTML puts between `<` and `>`, what it raises or lowers being that, and what
 * it strikes out between `~~`. */
function withoutTags(text: string): string {
  return text
    .replace(/<(su[bp])\b[^<>]*>([^<>]*)/gi, (_, tag: string, inner: string) => (tag.toLowerCase() === "sup" ? raised(inner) : lowered(inner)))
    .replace(/<(script|style|template|title)\b[^<>]*>.*?(?:<\/\1\s*>|$)|<([a-z]\w*)\b(?=[^<>]*(?:\shidden\b|display\s*:\s*none))[^<>]*>.*?(?:<\/\2\s*>|$)/gis, "")
    .replace(/<br\b[^<>]*>/gi, " ").replace(/<\/?(?:del|s|strike)(?:\s[^<>]*)?>/gi, "~~").replace(/<!--.*?(?:-->|$)|<(?!(?:https?|mailto):)\/?[a-z][^<>]*>/gis, "");
}

/** A text without the signs of Markdown. */
function unmarked(text: string): string {
  const held: string[] = [];
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => `\ue000${String.fromCharCode(0xe100 + held.push(sign) - 1)}`)
    .replace(/!?\[([^[\]]*)\]\((?:[^()]|\([^)]*\))*\)/g, "$1")
    .replace(/<((?:https?|mailto):[^>\s]+)>/g, "$1")
    .replace(/(\*{1,3})(?=\S)([^*]*?\S)\1/g, "$2").replace(/(\*{1,3})(?=\S)([^*]*?\S)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)([^_]*?\S)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/~~(?=\S)(.*?\S)~~/g, "$1")
    .replace(/&(amp|lt|gt|quot|nbsp|ndash|mdash|hellip|shy);/g, (_, name: string) =>
      ({ amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0", ndash: "–", mdash: "—", hellip: "…", shy: "\u00ad" })[name] ?? "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/\ue000(.)/g, (_, sign: string) => held[sign.charCodeAt(0) - 0xe100] ?? "");
}
