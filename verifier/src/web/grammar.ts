/** What is inside each element of a packaged theme's web edition, in which order, and which attributes it has
 * (docs/manifest.md, “What is in what”). */

import { shortened } from "../words";

const GRAMMAR = `\
styled = em|strong|del|sub|sup|code
linked = a|a.see|a.place|a.mark|span.place|span.ref
inline = (#|styled|linked|span|span.breakable|img|br)
block = (p|p.numbered|h3|ul|ol|blockquote|div.scroll|div.changed|pre|figure.picture|hr)
run = (#|sup|del|span.quoted|span.cell|span)
links = ((# a)+)
part = section.hung|section.claims|section.card|section.appendix|section.endnotes
held = (b # (span.sign #?)?)
about = h3 p.reference? p.fingerprint
html [] head body.whole
head [] (meta|title|style)+
meta [charset? name? http-equiv? content?]
title [] #
style [] #
body [] a.skip header.masthead nav.contents? main footer.foot
a.skip [href=#content] #
header.masthead [] div.imprint h1 p.subtitle? p.particulars*
div.imprint [] p.kind p.when
p.when [] (span #|#)?
p.when > span [] #
h1, p.kind, p.subtitle, p.intro [] #
p.particulars [] span+|#
p.particulars > span [] b #
nav [aria-labelledby=contents] h2 ul
nav > ul [] li+
nav > ul > li [] a
nav > ul > li > a [href] #
main [id=content] (part|p.reading)* div.beside*
footer [] p p
footer > p [] # code?
footer > p > code [] #
h2 [id] #
p.reading [] b (span|span.sign)+
p.reading > span.sign [] #
p.reading > span [] #|(i|i.raised) #|i.mark a
section.summary [] h2 p div.beside*
section.key-points, section.recommendations [] h2 ol
section.key-points > ol, section.recommendations > ol [] li+
section.changes [] h2 p.intro? ul
section.changes > ul [] li+
section.key-points > ol > li, section.recommendations > ol > li [id] inline+ div.beside*
section.changes > ul > li [id] inline+ div.beside*
section.sourcing [] h2 p
section.sourcing > p [] #
section.sources [] h2 p+
section.sources > p [id?] #|b inline+ br # span
section.hung [id] div.head (block div.beside*)*
div.head [] h2 p.marks?
p.marks [] a.mark+
section.endnotes [role=doc-endnotes aria-labelledby=notes] h2 ol
section.endnotes > ol [role=list] li+
section.endnotes > ol > li [id] a.note-number inline*
div.beside [role=note popover=auto id] p
div.beside > p [] a.note-number inline*
div.beside > p > a.note-number [role=doc-noteref href aria-label] #
a.note-number [role=doc-backlink href aria-label] #
section.claims.listed [] h2 div.all
section.claims [] h2 p.intro article.claim+
div.all [] article.claim+
article.claim [id] (h3.wording p.facts table.claims|h3 p.facts div.side+) p.claim-note?
article.claim > h3 [] span.number #
p.facts [] span.sign links?
p.claim-note [] b inline+
table.claims [role=table aria-label] thead tbody
table.card [role=table aria-labelledby=card-title] thead tbody
table.claims > tbody, table.card > tbody [role=rowgroup] tr+
table.claims > thead, table.card > thead [role=rowgroup] (tr.sides|tr)
table.claims > thead > tr, table.card > thead > tr [role=row] th+
table.claims > thead > tr > th [role=columnheader scope=col] #
table.card > thead > tr > th [role=columnheader scope=col] #
table.claims > tbody > tr [role=row] (td|td.answers)+ td.room?
table.claims > tbody > tr > td.room [role=cell data-head] p.box+
table.claims > tbody > tr > td [role=cell data-head] div.position*|p.none
div.position [id] p.holds p p?
p.holds [] b (# i)? span.sign?
p.holds > b [] span.handle inline+
div.position > p [] span.by (# i)?|inline*
div.side [] p+
div.side > p [id?] span.stance? b inline+|span.stance span.none
div.side > p > b [] span.handle inline+
section.card [id=card] h2 p.intro (table.card|table.claim+) div.lines?
table.card > tbody > tr [role=row] th td+ td.room?
table.card > tbody > tr > th [role=rowheader scope=row] p.wording p.facts
p.wording [] span.number a|b
p.wording > b [] span.number a
table.card > tbody > tr > td.room [role=cell data-head] p p.box|p.box+
table.card > tbody > tr > td [role=cell data-head colspan? aria-colspan?] p.side-label p*|p+|p.none
td.room > p.box, p.none, p.side-label [] #
td.room > p, tr.boxes > td > p [] span.box+
table.card > tbody > tr > td > p [] b # (span.sign|span.answered-by)?
table.entry, table.data [] thead tbody
table.entry > thead, table.data > thead [] tr
table.entry > tbody, table.data > tbody [] (tr|tr.tall|tr.boxes)*
table.entry > thead > tr [] th
table.entry > thead > tr > th [scope=col] p.wording p
table.entry > thead > tr > th > p [] span.sign
table.entry > tbody > tr [] td
table.entry > tbody > tr > td [] p
table.entry > tbody > tr > td > p [] b # span.answered-by|span.side-label (span.none|held+)
div.lines [] p hr hr hr
div.lines > p [] #
div.scroll [role=region tabindex=0 aria-label] table.data
div.changed [] div.scroll div.beside*|pre
table.data > thead > tr [] (th|th.left|th.center|th.right)+
table.data > tbody > tr [] (td|td.left|td.center|td.right)+
table.data > thead > tr > th [scope=col] inline*
table.data > tbody > tr > td [] inline*
section.appendix [] h2 p.intro article+
article [] header.source div.text
header.source [id] div.source-letter about p.notice? p.reference?
div.source-letter, p.notice, p.gap [] #
header.source > h3 [] inline+
p.reference [] #|links
p.fingerprint [] # span
p.fingerprint > span, section.sources > p > span [] #
div.text [] (p.paragraph|h4.paragraph|p.gap)*
p.paragraph, h4.paragraph [id] a.label span.original? (span.directed|run*) span.cited?
a.label [href] #
span.directed [] run*
span.cited [] links
span.quoted [id?] (#|sup|del|span.cell)+
span.cell []
blockquote [] (block div.beside*)*
ul [] li*
ol [start?] li*
li [] (inline|span.caption|code.verbatim|block|div.beside)*
p.numbered [id] span.number inline+
p [] inline+
h3 [id] inline*
figure [] p figcaption
figure > p [] img
figcaption, span.caption [] inline*
pre, code.verbatim [] #?
img [src alt style?]
span.ref [id] a.call button.call
a.call [role=doc-noteref href aria-label] #
button.call [type=button popovertarget aria-label] #
a.mark [id? href aria-label] (#|span.breakable)+
a [href] (#|span.breakable)*
code [] (#|span.breakable)+
span.place [] (#|span.breakable)+
em, strong, del, sub, sup [] inline+
span.by, span.handle, span.number, span.stance, span.none, span.sign, span.box [] #
span.side-label, span.answered-by, span.original, span.breakable [] #
span [] (inline|run)+
b, i [] #
br, hr []
`;
const NAME = /#|[a-z][\w.-]*/g;
const EVERYWHERE = new Set(["class", "lang", "dir"]);

interface Row {
  where: string;
  /** The attributes, the value of each if that is known, and whether it may be missing. */
  attributes: Map<string, { value: string; isOptional: boolean }>;
  content: RegExp;
}

/** What has other elements in it, or other attributes, than the templates write. */
export function* unlikeTheTheme(page: Document): Generator<string> {
  const rows = rowsOf(GRAMMAR);
  for (const element of page.querySelectorAll("*")) {
    const name = element.localName;
    const at = element.closest("[id]")?.id ?? name;
    const row = (rows.get(name) ?? []).find(({ where }) => element.matches(where));
    if (!row) {
      yield `in “${at}”: <${name}> is where this theme writes none`;
      continue;
    }
    const inside = insideOf(element);
    if (!row.content.test(inside.map((one) => `${one}~`).join(""))) yield `in “${at}”: <${name}> has in it other elements than the theme's: “${shortened(inside.join(" "))}”`;
    const given = new Map([...element.attributes].map((one) => [one.name, one.value] as const).filter(([key]) => !EVERYWHERE.has(key)));
    const areOurs = [...row.attributes].every(([key, { value, isOptional }]) => (given.has(key) ? !value || given.get(key) === value : isOptional));
    if (!areOurs || [...given.keys()].some((key) => !row.attributes.has(key))) yield `in “${at}”: <${name}> has other attributes than the theme's: “${[...given.keys()].join(" ")}”`;
  }
}

/** What is in an element: other elements, by their name and first class, and text. */
function insideOf(element: Element): string[] {
  return [...element.childNodes].flatMap((child) => {
    if (!(child instanceof Element)) return (child.nodeValue ?? "").trim() || element.localName === "code" ? ["#"] : [];
    const own = [...child.classList].filter((name) => child.localName === "div" || (name !== "changed" && name !== "leading"));
    return [[child.localName, ...own.slice(0, 1)].join(".")];
  });
}

/** The rows by the name of the element that each is about. */
function rowsOf(typed: string): Map<string, Row[]> {
  const names: [string, string][] = [];
  const found = new Map<string, Row[]>();
  for (const line of typed.trim().split("\n")) {
    const [, where = "", needed = "", content = ""] = /^(.*?) \[(.*?)\] ?(.*)$/.exec(line) ?? [];
    if (!where) {
      const [name = "", meant = ""] = line.split(" = ");
      names.unshift([name, meant]);
      continue;
    }
    const attributes = new Map(needed.split(" ").filter(Boolean).map((one) => {
      const [name = "", value = ""] = one.replace(/\?$/, "").split("=");
      return [name, { value, isOptional: one.endsWith("?") }];
    }));
    const pattern = names.reduce((all, [name, meant]) => all.replace(new RegExp(`\\b${name}\\b`, "g"), meant), content)
      .replace(NAME, (one) => `(?:${one.replaceAll(".", "\\.")}~)`).replaceAll(" ", "");
    for (const one of where.split(", ")) {
      const tag = /^[a-z0-9]*/.exec(one.split(" ").at(-1)!)![0];
      found.set(tag, [...(found.get(tag) ?? []), { where: one, attributes, content: new RegExp(`^(?:${pattern})$`) }]);
    }
  }
  return found;
}
