"""What is inside each element of a packaged theme's web edition, in which order, and which
attributes it has: so that none is added, even an empty one, taken away, or put before another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from .html_tree import Element
from .page_comparison import shortened
from .web_shapes import is_at

# A line of names for elements, `name = elements`; or elements, as CSS selectors, the first of which
# counts, in brackets the attributes that each has beside `class`, `lang` and `dir`, and what is in
# it, as a regular expression: an element by its name and its first class, text as `#`.
GRAMMAR = """\
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
"""
_NAME = re.compile(r"#|[a-z][\w.-]*")
# Its name, its value if that is known, and whether it may be missing.
_Attribute = tuple[str, str, bool]
_Row = tuple[str, tuple[_Attribute, ...], re.Pattern[str]]
# Classes that say something else of an element than what it is.
_ASIDE = {"changed", "leading"}
_EVERYWHERE = {"class", "lang", "dir"}


def unlike_the_theme(html: Element) -> Iterator[tuple[Element, str]]:
    """What has other elements in it, or other attributes, than the templates write."""
    for element in html.walk():
        row = next((row for row in _rows()[element.name] if is_at(element, row[0])), None)
        if row is None:
            yield element, f"<{element.name}> is where this theme writes none"
            continue
        _, attributes, content = row
        inside = list(_inside(element))
        if not content.fullmatch("".join(f"{one}~" for one in inside)):
            said = shortened(" ".join(inside))
            yield element, f"<{element.name}> has in it other elements than the theme's: “{said}”"
        given = {key: value for key, value in element.attributes.items() if key not in _EVERYWHERE}
        if not (_is_given(attributes, given) and given.keys() <= {one for one, _, _ in attributes}):
            said = " ".join(f"{key}={value[:30]}" for key, value in given.items())
            yield element, f"<{element.name}> has other attributes than the theme's: “{said}”"


def _inside(element: Element) -> Iterator[str]:
    """What is in an element: other elements, by their name and first class, and text."""
    for one in element.children:
        if isinstance(one, Element):
            classes = one.get("class").split()
            own = [name for name in classes if one.name == "div" or name not in _ASIDE]
            yield ".".join((one.name, *own[:1]))
        elif one.strip() or element.name == "code":
            yield "#"


def _is_given(attributes: Iterable[_Attribute], given: Mapping[str, str]) -> bool:
    """Whether all attributes that are needed are given, with their values."""
    return all(
        is_optional if name not in given else value in ("", given[name])
        for name, value, is_optional in attributes
    )


def _attribute(typed: str) -> _Attribute:
    """The parts of `role=list`, of `id` and of `start?`, which may be missing."""
    name, _, value = typed.removesuffix("?").partition("=")
    return name, value, typed.endswith("?")


def _pattern(typed: str, names: dict[str, str]) -> re.Pattern[str]:
    """What matches the names of elements, each with a tilde after it."""
    for name in reversed(names):  # each may have those before it
        typed = re.sub(rf"\b{name}\b", names[name], typed)
    elements = _NAME.sub(lambda one: f"(?:{re.escape(one[0])}~)", typed)
    return re.compile(elements.replace(" ", ""))


@cache
def _rows() -> dict[str, list[_Row]]:
    """The rows by the name of the element that each is about."""
    names: dict[str, str] = {}
    found: dict[str, list[_Row]] = defaultdict(list)
    for line in GRAMMAR.splitlines():
        where, is_row, rest = line.partition(" [")
        if not is_row:
            name, _, names[name] = line.partition(" = ")
            continue
        attributes, _, content = rest.partition("]")
        for one in where.split(", "):
            tag = one.rpartition(" ")[2].partition(".")[0]
            known = tuple(map(_attribute, attributes.split()))
            found[tag].append((one, known, _pattern(content, names)))
    return found
