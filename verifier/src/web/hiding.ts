/** Which rules of a theme's own style sheets hide words on a page for the browser, whatever they are on
 * (docs/manifest.md, “Web editions”). */

import { standsOut } from "../legible";
import type { Ink } from "../pdf/shapes";

interface Rule {
  /** What is before each block that it is in, the outermost first. */
  around: string[];
  declarations: string[];
  line: number;
}

// Words of the brief are in no rule with one of these.
const DRAWN = /:(?:before|after|marker)$|^@(?:top|right|bottom|left)-/;
const PLAIN = new Set("none auto normal visible unset initial inherit revert".split(" "));
// Properties that hide, move, turn or paint over words with any value but these.
const WHOLLY = new Set(`visibility clip clip-path mask mask-image transform rotate scale translate offset-path filter mix-blend-mode
  content-visibility line-clamp text-fill-color text-security`.split(/\s+/));
// A word that hides, by the property that may have it.
const WORDS: Record<string, string> = {
  "display": "none", "text-decoration": "line-through", "text-decoration-line": "line-through", "unicode-bidi": "override", "color": "transparent",
};
const NUMBER = /(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))(px|pt|r?em|%|mm|cm|in|pc|vw|vh)?(?![\w.])/g;
// Ems in a unit, for text of 10.5 points.
const EMS: Record<string, number> = {
  "": 1, "em": 1, "rem": 1, "%": 0.01, "pt": 1 / 10.5, "px": 0.75 / 10.5, "pc": 12 / 10.5, "mm": 0.27, "cm": 2.7, "in": 6.86, "vw": 0.6, "vh": 0.8,
};
// By property, between which numbers of ems (of their own size, for `opacity` and `zoom`) they are.
const ASIDE: [number, number] = [-30, 30];
const BOUNDS: Record<string, [number, number]> = {
  "opacity": [0.5, Infinity], "zoom": [0.5, Infinity], "font-size": [0.57, Infinity], "line-height": [0.6, Infinity],
  "letter-spacing": [-0.15, 0.6], "word-spacing": [-0.15, Infinity], "text-indent": ASIDE,
  "left": ASIDE, "right": ASIDE, "top": ASIDE, "bottom": ASIDE, "inset": ASIDE,
};
const ALL_OTHERS: [number, number] = [-30, Infinity]; // such as margins
const CUT = /^(?:max-)?(?:width|height|inline-size|block-size)$/;
const COLOUR = /#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-f])|\b(white|black)\b|rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+)(%?))?\s*\)/g;
const VARIABLE = /var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)/g;
// So many characters of the values of variables are looked through.
const [MOST, MUCH] = [1000, "?"];
const WHITE: NonNullable<Ink> = [1, 1, 1, 1];
const BLACK: NonNullable<Ink> = [0, 0, 0, 1];
// Style sheets that hold for some pages only.
const PARTIAL = new Set(["screen.css", "paper.css", "large.css", "rtl.css"]);
const SHEETS: Record<string, string> = { "@media screen": "screen.css", "@media print": "paper.css" };
const DARK = "@media screen and (prefers-color-scheme: dark)";
// The lightness of the darkest and of the lightest colour on a dark screen.
const [DARKEST, LIGHTEST] = [0.09, 0.95];
// What packaged style sheets hide, which a copy of them may hide too, and which words they add.
const OURS = new Set(`
paper.css|html[dir] .skip, html[dir] button.call, html[dir] .beside|display: none
screen.css|.beside|display: none
screen.css|.skip|left: -99rem
screen.css|@media (max-width: 40rem) | :is(table.claims, table.card) thead|clip-path: inset(50%)
screen.css|@media (max-width: 40rem) | :is(table.claims, table.card) thead|height: 1px
screen.css|@media (max-width: 40rem) | :is(table.claims, table.card) thead|width: 1px
screen.css|@media (max-width: 40rem) | table.card .side-label|display: none
screen.css|@supports selector(:popover-open) | a.call|display: none
screen.css|button.call|display: none
|.call, .reading .raised|line-height: 0
|.continued|visibility: hidden
|.mark.sign|line-height: 0
|.note::footnote-call, .note::footnote-marker|font-size: 0
|.note::footnote-call, .note::footnote-marker|line-height: 0
|.rests-on|display: none
|del|text-decoration: line-through
|sub|line-height: 0
|@page appendix | @bottom-right|content: "A-" counter(page) " " string(of) " " counter(pages)
`.split("\n"));

type Sheet = [string, Rule[]];

/** A line for each declaration of a theme's own style sheets that hides words; and one for each other sheet. */
export function hidingRules(files: Map<string, Uint8Array>): { hidden: string[]; others: string[] } {
  const decoder = new TextDecoder();
  const sheets = [...files].filter(([name]) => /^theme\/[^/]*\.css$/.test(name)).map(([name, data]): Sheet => [name.slice(6), rulesOf(decoder.decode(data))]);
  return {
    hidden: hidingIn(sheets).map(([name, rule, one]) => `the theme's own ${name}, line ${rule.line}, hides words: ${rule.around.join(" ")} { ${one} }`),
    others: sheets.map(([name]) => `the theme's own ${name} is none of briefgen's style sheets`),
  };
}

/** A line for each rule of a page's whole style sheet that hides words or adds some, as no packaged theme does,
 * and for each colour that is not the one that its name says. */
export function tellingRules(style: string): string[] {
  const rules = rulesOf(style.trim().replace(/url\(data:font\/woff;base64,[A-Za-z0-9+/=]*\)/g, "url(font)").replace(/var\(--([0-9a-f]{6})\)/g, "#$1"));
  const sheets = rules.map((rule): Sheet => {
    const name = SHEETS[rule.around[0] ?? ""] ?? "";
    return [name, [name ? { ...rule, around: rule.around.slice(1) } : rule]];
  });
  const told = (what: string, { around, line }: Rule, one: string): string => `the style sheet, line ${line}, ${what}: ${around.join(" ")} { ${one} }`;
  const others = sheets.flatMap(([name, [rule]]) => rule!.declarations.flatMap((one) => [
    ...(addsWords(one) && !isOurs(name, rule!, one) ? [told("adds words", rule!, one)] : []), ...(isFalseColour(rule!, one) ? [told("has another colour", rule!, one)] : []),
  ]));
  return [...hidingIn(sheets).map(([, rule, one]) => told("hides words", rule, one)), ...others];
}

function hidingIn(sheets: Sheet[]): [string, Rule, string][] {
  const typed = sheets.flatMap(([, rules]) => rules).flatMap(pairsOf);
  const known = new Map<string, Set<string>>();
  for (const [name, value] of typed) known.set(name, (known.get(name) ?? new Set()).add(value));
  const every = resolved(typed, known);
  const [inks, grounds] = [[BLACK, ...coloursOf(every, "color")], [WHITE, ...coloursOf(every, "background")]];
  return sheets.flatMap(([name, rules]) => rules.filter(({ around }) => !DRAWN.test(around.at(-1)?.toLowerCase() ?? "")).flatMap((rule) => hidingOf(rule, inks, grounds, known)
    .filter((one) => !isOurs(name, rule, one))
    .map((one): [string, Rule, string] => [name, rule, one])));
}

function isOurs(name: string, { around }: Rule, declaration: string): boolean {
  return OURS.has(`${PARTIAL.has(name) ? name : ""}|${around.join(" | ")}|${declaration}`);
}

function addsWords(declaration: string): boolean {
  const strings = [...declaration.matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g)].map(([, one, other]) => one ?? other ?? "");
  const said = strings.join("").replace(/\\([0-9a-fA-F]{1,6})\s?/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16) % 0x110000));
  return /^content\s*:/i.test(declaration) && /[\p{L}\p{N}]/u.test(said);
}

/** Whether a variable that is named after its colour has another one, or on a dark screen not that of the
 * opposite lightness. */
function isFalseColour({ around }: Rule, declaration: string): boolean {
  const [, own, value = ""] = /^--([0-9a-f]{6})\s*:\s*(.*)$/s.exec(declaration) ?? [];
  if (!own) return false;
  if (around.join("|") === ":root") return value !== `#${own}`;
  return around.join("|") !== `${DARK}|:root` || !isOpposite(own, value);
}

/** Whether a colour is of the same hue as another, and of the opposite lightness, but for rounding. */
function isOpposite(own: string, value: string): boolean {
  const [one, other] = [own, /^#([0-9a-f]{6})$/.exec(value)?.[1] ?? "000000"].map((digits) => digits.match(/../g)!.map((part) => Number.parseInt(part, 16) / 255));
  const [most, least] = [Math.max(...one!), Math.min(...one!)];
  const lightness = (most + least) / 2;
  const saturation = most === least ? 0 : (most - least) / (lightness <= 0.5 ? most + least : 2 - most - least);
  const opposite = DARKEST + (1 - lightness) * (LIGHTEST - DARKEST);
  const reach = saturation * Math.min(opposite, 1 - opposite);
  const meant = one!.map((part) => (most === least ? opposite : opposite + reach * (2 * (part - lightness) / (most - least))));
  return meant.every((part, index) => Math.abs(part - other![index]!) <= 1.01 / 255);
}

/** The rules of a style sheet in their order. */
function rulesOf(style: string): Rule[] {
  const text = style.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  const [around, found]: [string[], Rule[]] = [[], []];
  let [own, words, depth, start, begun]: [string[], string, number, number, number] = [[], "", 0, 0, 0];
  const close = (): void => {
    if (own.length) found.push({ around: [...around], declarations: own, line: text.slice(0, start).split("\n").length });
    own = [];
  };
  for (const { 0: sign, index } of `${text};`.matchAll(/[{};()]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^{};()"']+|[^]/g)) {
    depth = Math.max(0, depth + Number(sign === "(") - Number(sign === ")"));
    if (depth || !["{", "}", ";"].includes(sign)) {
      if (!words.trim()) begun = index + sign.length - sign.trimStart().length;
      words += sign;
      continue;
    }
    const said = words.split(/\s+/).filter(Boolean).join(" ");
    words = "";
    if (said && sign !== "{") {
      if (!own.length) start = begun;
      own.push(said);
    }
    if (sign !== ";") close();
    if (sign === "{") around.push(said);
    else if (sign === "}") around.pop();
  }
  close();
  return found;
}

/** The declarations of a rule that hide words; some of the theme's colours and grounds may be around it, and
 * its variables have `known` values. */
function hidingOf(rule: Rule, inks: Ink[], grounds: Ink[], known: Map<string, Set<string>>): string[] {
  const pairs = resolved(pairsOf(rule), known);
  const [own, below] = [coloursOf(pairs, "color"), coloursOf(pairs, "background")];
  const isSeen = (own.length ? own : inks).some((ink) => (below.length ? below : grounds).some((one) => standsOut(ink, one)));
  const cuts = pairs.some(([name, value]) => name.includes("overflow") && /hidden|clip/.test(value));
  return rule.declarations.filter((_, index) => {
    const [name, value] = pairs[index]!;
    const isColoured = name === "color" || (name.startsWith("background") && !own.length);
    const isUnseen = isColoured && coloursOf([[name, value]], name).length > 0 && !isSeen;
    return isUnseen || (cuts && CUT.test(name)) || hides(name, value);
  });
}

/** Whether a property with that value hides words by itself. */
function hides(name: string, value: string): boolean {
  if (value === MUCH) return true;
  if (WHOLLY.has(name)) return !PLAIN.has(value) && value !== "";
  if (WORDS[name] && value.includes(WORDS[name])) return true;
  if (/^(?:--|background)/.test(name) || name === "content") return false;
  let numbers = [...value.matchAll(NUMBER)];
  // The size of a font is the first number with a unit, or nought.
  if (name === "font") numbers = numbers.filter(([, number, unit]) => unit || Number(number) === 0).slice(0, 1);
  const [least, most] = BOUNDS[name === "font" ? "font-size" : name] ?? ALL_OTHERS;
  return numbers.map(([, number, unit]) => Number(number) * EMS[unit ?? ""]!).some((number) => number < least || number > most);
}

/** The declarations of a rule as names, without a maker's prefix, and values. */
function pairsOf({ declarations }: Rule): [string, string][] {
  return declarations.map((one) => {
    const [name = "", ...value] = one.toLowerCase().replaceAll("!important", "").split(":");
    return [name.trim().replace(/^-(?:webkit|moz|ms)-/, ""), value.join(":").trim()];
  });
}

/** Values with all that their variables may be, one after the other; `MUCH` where that is too much to be
 * looked through. */
function resolved(pairs: [string, string][], known: Map<string, Set<string>>): [string, string][] {
  return pairs.map(([property, value]) => {
    const [texts, names] = [[value], new Set<string>()];
    let room = MOST;
    for (const text of texts) {
      for (const { 1: name = "" } of text.matchAll(VARIABLE)) {
        if (names.has(name)) continue;
        names.add(name);
        const values = [...(known.get(name) ?? [])];
        texts.push(...values);
        room -= values.join("").length;
        if (room < 0) return [property, MUCH];
      }
    }
    return [property, texts.map((text) => text.replace(VARIABLE, (_, __, other?: string) => other ?? "")).join(" ").trim()];
  });
}

/** The colours that are known of properties of a kind. */
function coloursOf(pairs: [string, string][], kind: string): NonNullable<Ink>[] {
  const own = pairs.filter(([name]) => [kind, `${kind}-color`, `${kind}-image`].includes(name));
  return own.flatMap(([, value]) => [...value.matchAll(COLOUR)].map(inkOf));
}

function inkOf([, digits, named, red, green, blue, alpha, percent]: RegExpMatchArray): NonNullable<Ink> {
  if (named) return named === "white" ? WHITE : BLACK;
  if (digits) {
    const whole = digits.length > 4 ? digits : digits.replace(/./g, "$&$&");
    const [a, b, c, opaque = 1] = whole.match(/../g)!.map((one) => Number.parseInt(one, 16) / 255);
    return [a!, b!, c!, opaque];
  }
  const part = (one = ""): number => Math.min(1, Number(one) / 255);
  return [part(red), part(green), part(blue), Number(alpha ?? 1) / (percent ? 100 : 1)];
}
