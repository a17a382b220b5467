"""The shapes of a packaged theme's web edition: the classes that its templates write, on which
elements and inside which; and the cells of its tables, each under its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document
from briefgen.model.markup import Place, walk

from .html_tree import Element
from .said_links import contents

_STATUS = "(disputed|answers-differ|questioned|qualified|denied|asserted-only)"
_INLINE = (
    "p, li, td, th, h3, figcaption, em, strong, del, sub, sup, p.holds > b, div.side > p > b, "
    "span.caption"
)
_BLOCKS = "section.hung, blockquote, li"
_CARD = "table.card > tbody > tr"
_CLAIMS = "table.claims > tbody > tr"
_ENTRY = "table.entry > thead > tr > th"
_LINE = "table.entry > tbody > tr > td > p"
_BOLD = f"p.wording, section.sources > p, {_CARD} > td > p, {_LINE}"
# An element, its whole attribute `class`, and inside which elements it is.
SHAPES = (
    ("body", "whole( large)?", "html"),
    ("a", "skip", "body"),
    ("header", "masthead", "body"),
    ("nav", "contents", "body"),
    ("footer", "foot", "body"),
    ("div", "imprint", "header.masthead"),
    ("p", "kind|when", "div.imprint"),
    ("p", "subtitle|particulars", "header.masthead"),
    ("p", "reading", "main"),
    ("i", "raised|mark sign " + _STATUS, "p.reading > span"),
    ("section", "hung( summary| key-points| changes| recommendations| sourcing| sources)?", "main"),
    ("section", "claims( listed)?|endnotes|appendix", "main"),
    ("section", "card( divided| in-entries| on-its-page)?", "main"),
    ("p", "intro", "section.changes, section.claims, section.card, section.appendix"),
    ("div", "head( above)?( changed)?", "section.hung"),
    ("p", "marks", "div.head"),
    ("p", "numbered( leading)?( changed)?", "section.hung"),
    ("p", "changed|(changed)? leading", _BLOCKS),
    ("h3", "changed", _BLOCKS),
    ("div", "changed", _BLOCKS),
    ("li", "changed", "ol, ul"),
    ("figure", "picture( changed)?", _BLOCKS),
    ("span", "caption", "li"),
    ("code", "verbatim", "li"),
    ("div", "scroll", f"{_BLOCKS}, div.changed"),
    ("table", "data( wide)?( dense)?( tall)?( changed)?", "div.scroll"),
    ("tr", "tall", "table.data > tbody"),
    ("th", "left|center|right", "table.data > thead > tr"),
    ("td", "left|center|right", "table.data > tbody > tr"),
    ("span", "breakable", f"{_INLINE}, a, code, span"),
    ("a", "see|place|mark sign " + _STATUS, _INLINE),
    ("span", "place|ref( following)?", _INLINE),
    ("a", "call", "span.ref"),
    ("button", "call", "span.ref"),
    ("div", "beside", f"{_BLOCKS}, div.changed, main"),
    ("a", "note-number", "div.beside > p, section.endnotes > ol > li"),
    ("span", "number", "p.numbered, article.claim > h3, p.wording, p.wording > b"),
    ("div", "all", "section.listed"),
    ("article", "claim( divided)?( changed)?", "section.claims, div.all"),
    ("h3", "wording", "article.claim"),
    ("p", "facts", f"article.claim, {_CARD} > th"),
    ("p", "claim-note", "article.claim"),
    ("table", "claims", "article.claim"),
    ("tr", "sides", "table.claims > thead"),
    ("td", "answers", _CLAIMS),
    ("td", "room", f"{_CLAIMS}, {_CARD}"),
    ("div", "position", f"{_CLAIMS} > td"),
    ("p", "holds", "div.position"),
    ("span", "by", "div.position > p"),
    ("span", "handle", "p.holds > b, div.side > p > b"),
    ("div", "side (answers|asserts|denies|questions|qualifies|neither)", "article.claim"),
    ("span", "stance", "div.side > p"),
    ("p", "none", f"{_CLAIMS} > td, {_CARD} > td"),
    ("span", "none", f"div.side > p, {_LINE}"),
    ("span", "sign " + _STATUS, f"p.facts, p.reading, {_ENTRY} > p"),
    ("span", "sign (questions|qualifies)", f"p.holds, {_CARD} > td > p, {_LINE}"),
    ("table", "card( with-room)?|claim entry", "section.card"),
    ("p", "wording", f"{_CARD} > th, {_ENTRY}"),
    ("p", "side-label", f"{_CARD} > td"),
    ("span", "side-label", _LINE),
    ("span", "answered-by", f"{_CARD} > td > p, {_LINE}"),
    ("tr", "boxes", "table.entry > tbody"),
    ("p", "box", "td.room"),
    ("span", "box( letter)?", "td.room > p, tr.boxes > td > p"),
    ("div", "lines", "section.card"),
    ("header", "source", "article"),
    ("div", "source-letter", "header.source"),
    ("p", "reference|fingerprint|notice", "header.source"),
    ("div", "text", "article"),
    ("p", "gap", "div.text"),
    ("p", "paragraph( holds-quotation)?", "div.text"),
    ("h4", "paragraph( holds-quotation)?", "div.text"),
    ("a", "label", "p.paragraph, h4.paragraph"),
    ("span", "original|directed|cited", "p.paragraph, h4.paragraph"),
    ("span", "quoted", "p.paragraph, h4.paragraph, span.directed"),
    ("span", "cell", "p.paragraph, h4.paragraph, span.directed, span.quoted"),
    ("b", "", f"p.particulars > span, p.reading, p.holds, div.side > p, p.claim-note, {_BOLD}"),
    ("i", "", "p.reading > span, div.position > p"),
    ("th", "", "thead > tr, " + _CARD),
    ("td", "", "tbody > tr"),
)  # fmt: skip
# The sections that are not the brief's own, and the labels that are their heads.
_HEADS = {
    name: name.replace("-", "_")
    for name in ("summary", "key-points", "changes", "recommendations", "sourcing", "sources",
                 "claims", "card", "appendix")
} | {"endnotes": "notes"}  # fmt: skip
_Place = tuple[str, frozenset[str]]  # a tag, and classes that it has among others
_SIDES = {
    "answers": "answers", "asserts": "asserted_by", "denies": "denied_by",
    "questions": "only_questioned_by", "qualifies": "only_qualified_by", "neither": "questioned_by",
}  # fmt: skip


@cache
def _paths(where: str) -> tuple[tuple[_Place, ...], ...]:
    return tuple(map(_path, where.split(", ")))


def _path(typed: str) -> tuple[_Place, ...]:
    """The places of `div.side > p`, the innermost first."""
    steps = (one.split(".") for one in reversed(typed.split(" > ")))
    return tuple((name, frozenset(classes)) for name, *classes in steps)


_KNOWN = tuple((name, re.compile(classes), _paths(inside)) for name, classes, inside in SHAPES)
_ALWAYS = {name for name, classes, _ in SHAPES if not classes} | {"body"}


def strange_shapes(html: Element, document: Document) -> Iterator[tuple[Element, str]]:
    """What has a class, or is in a column, otherwise than the templates write it."""
    said = _Said(document)
    for element in html.walk():
        given = element.get("class")
        if (given or element.name in _ALWAYS) and not _is_written(element, given):
            yield element, f"<{element.name}> has the class “{given}” where this theme writes none"
        elif given and not said.allows(element):
            yield element, f"the class “{given}” is on other words than the theme's"
        elif element.name in ("b", "i") and not given and not said.allows_bold(element):
            yield element, f"<{element.name}> is on other words than the theme's"
        if element.name == "section" and not _is_section(element, document.labels):
            yield element, "a section is shown as another one"
        if element.name == "table" and not _is_table(element, document.labels["answers"]):
            yield element, "a table has cells that are not under their heads, or not as these are"


def _is_written(element: Element, classes: str) -> bool:
    return any(
        element.name == name
        and pattern.fullmatch(classes)
        and any(_is_inside(element.parent, path) for path in inside)
        for name, pattern, inside in _KNOWN
    )


def is_at(element: Element, where: str) -> bool:
    """Whether an element is one of those that a CSS selector names: `div.side > p, .gap`."""
    return any(_is_inside(element, path) for path in _paths(where))


def _is_inside(around: Element | None, path: tuple[_Place, ...]) -> bool:
    """Whether an element is the innermost of a path, in the others."""
    for name, classes in path:
        if around is None or around.name != (name or around.name) or not classes <= around.classes:
            return False
        around = around.parent
    return True


def _is_section(section: Element, labels: Mapping[str, str]) -> bool:
    """Whether a section is under the head of its class, and the brief's own have no other class."""
    heads = [bare(labels[_HEADS[one]]) for one in section.classes & _HEADS.keys()]
    if not heads:
        return section.get("id").startswith("section-")
    first = next((one for one in section.walk() if one.name == "h2"), section)
    return heads == [bare(first.text)]


def _is_table(table: Element, answers: str) -> bool:
    """Whether each row has a cell under each head; the answers of a card alone are under three."""
    parts = _inside(table)
    rows = [row for part in parts for row in _inside(part)]
    heads = len(_inside(rows[0])) if rows else 0
    for row in rows:
        cells = _inside(row)
        columns = len(cells)
        for at, cell in enumerate(cells):
            is_answer = "card" in table.classes and cell.get("data-head") == answers
            spans = [cell.get(name) for name in ("colspan", "aria-colspan")]
            if spans != (["3", "3"] if is_answer else ["", ""]):
                return False
            if cell.name == "th" and row is not rows[0] and at:
                return False
            columns += 2 * is_answer
        if columns != heads:
            return False
        if "data" in table.classes and _aligned(row) != _aligned(rows[0]):
            return False
    is_one_row = "claims" not in table.classes or len(rows) == 2
    return is_one_row and [one.name for one in parts] == ["thead", "tbody"] and (
        len(_inside(parts[0])) == 1
    )  # fmt: skip


def _aligned(row: Element) -> list[str]:
    return [one.get("class") for one in _inside(row)]


def _inside(element: Element) -> list[Element]:
    return [one for one in element.children if isinstance(one, Element)]


class _Said:
    """Which words may have a class, where it is among words of the brief or of a source."""

    def __init__(self, document: Document) -> None:
        self._labels = document.labels
        self._known = set(map(bare, document.labels.values()))
        holders = {bare(held.by) for claim in document.claims for held in claim.positions}
        self._among = {
            "by": holders,
            "answered-by": {f"–{one}" for one in holders},
            "none": {bare(document.labels["none"])},
            "side-label": self._known,
            "place": {
                bare(node.label)
                for all in contents(document)
                for node in walk(all)
                if isinstance(node, Place)
            },
        }
        self._originals = {one.label: bare(f"·{one.original}") for one in document.paragraphs}
        self._is_large = document.large_print
        self._has_changes = bool(document.changes_intro)

    def allows(self, element: Element) -> bool:
        """Whether its words may have the (first) class of an element."""
        classes, words, labels = element.get("class").split(), bare(element.text), self._labels
        kind = classes[0]
        parent = element.parent or element
        if kind == "whole":
            return ("large" in classes) == self._is_large
        if "changed" in classes and not self._has_changes:
            return False
        if kind == "by" and _inside(parent.parent or parent)[1:2] != [parent]:
            return False  # right below what is answered
        if kind in self._among:
            return words in self._among[kind]
        if kind in ("number", "note-number"):
            return words.isdecimal() and _is_first(element)
        if kind in ("handle", "label"):
            return _is_first(element)
        if kind == "ref":
            inner = [(one.name, one.get("class")) for one in _inside(element)]
            number = element.get("id").removeprefix("call-")
            return inner == [("a", "call"), ("button", "call")] and words == number * 2
        if kind == "stance":
            side = parent.parent or parent
            label = next((labels[name] for one, name in _SIDES.items() if one in side.classes), "")
            return _is_first(element) and words == bare(label)
        if kind == "breakable":
            return len(element.text.split()) == 1
        if kind == "cell":
            return not words
        if kind == "gap":
            return words.endswith(bare(labels["omitted"])) and "id" not in element.attributes
        if kind == "caption":
            before = _inside(parent)[: _inside(parent).index(element)]
            return [one.name for one in before[-2:]] == ["img", "br"]
        if kind == "original":
            return words == self._originals.get(parent.get("id"))
        if kind == "cited":
            own = "".join(one for one in element.children if isinstance(one, str))
            is_last = parent.children[-1] is element
            return is_last and bare(own).replace(",", "") == bare(labels["cited_in"])
        return True

    def allows_bold(self, element: Element) -> bool:
        """Whether its words may be in `<b>`: a label or a letter, a holder, a claim; or in `<i>`:
        an example of a place, or who reports what a holder says."""
        parent, words = element.parent or element, bare(element.text)
        if element.name == "i":
            first = _inside(parent)[0]
            return parent.name == "span" or first.name == "b" or "by" in first.classes
        if parent.name == "p" and any(one.name == "td" for one in element.around()):
            return True  # the letters on the card are compared there
        begins = {*(one for inner in _inside(element)[:1] for one in inner.classes)}
        return (
            bool(begins & {"handle", "number"}) or words in self._known or words == parent.get("id")
        )


def _is_first(element: Element) -> bool:
    """Whether nothing but blanks is before an element in the one around it."""
    assert element.parent is not None
    children = element.parent.children
    before = children[: children.index(element)]
    return all(isinstance(one, str) and not one.strip() for one in before)
