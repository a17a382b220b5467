"""Which way the words of each element of a packaged theme's web edition run: an attribute `dir` is
where its templates write one, and nowhere else, for words that run the other way look otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.assemble.bidi import direction, language_direction
from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document
from briefgen.model.markup import SourceWords, walk

from .html_tree import Element
from .said_links import contents
from .web_shapes import is_at

_OWN = ""
# Elements, as CSS selectors, and the label that decides their way, or their own words: those
# that always have the attribute.
_ALWAYS = (
    ("section.claims > p.intro, section.card > p.intro, section.appendix > p.intro", _OWN),
    ("section.sourcing > p, p.paragraph > span.directed, h4.paragraph > span.directed", _OWN),
    ("div.text > p.gap, p.paragraph > a.label, h4.paragraph > a.label", "cited_in"),
    ("p.paragraph > span.original, h4.paragraph > span.original", "cited_in"),
    ("p.paragraph > span.cited, h4.paragraph > span.cited", "cited_in"),
)
# And those that have it where a page runs from right to left and they do not.
_TURNED = (
    ("header.source > h3, header.source > p.reference, header.source > p.notice", _OWN),
    ("section.endnotes > ol > li, div.beside > p, section.changes > p.intro", _OWN),
    ("p.reading", "how_to_read"),
    ("header.source > p.fingerprint", "fingerprint"),
    ("article.claim > p.facts", "marked_at"),
    ("table.card > tbody > tr > th > p.facts", "page_abbreviation"),
    ("table.entry > thead > tr > th > p", "page_abbreviation"),
    ("section.sources > p, header.masthead > p.particulars", _OWN),
)
_SOURCES = "section.sources > p"
_DIGESTS = "p.fingerprint > span, section.sources > p > span"


class Turns:
    """Which way each element of an edition has to run."""

    def __init__(self, document: Document, *, is_whole: bool) -> None:
        self._labels, self._is_whole = document.labels, is_whole
        self._page = language_direction(document.language)
        self._spoken = {
            bare(node.text)
            for all in contents(document)
            for node in walk(all)
            if isinstance(node, SourceWords)
            and (node.language or {direction(node.text), self._page} != {"ltr"})
        }

    def fault(self, element: Element) -> Iterator[str]:
        """A line where an element other than the page itself runs another way than it has to."""
        given = element.get("dir")
        meant = self._meant(element)
        if given != meant:
            yield f"words are turned round (dir={given or 'none'}, not {meant or 'none'})"

    def _meant(self, element: Element) -> str:
        """The attribute that an element has to have; empty for none."""
        if element.name == "html":
            return self._page
        if element.name == "span" and not element.classes:
            return self._of_span(element)
        for where, label in _ALWAYS:
            if is_at(element, where):
                return direction(self._labels[label] if label else element.text)
        return self._turned(element) if self._page == "rtl" else ""

    def _turned(self, element: Element) -> str:
        # The wording on the card, and what an edition has of its own, run as the page does.
        is_apart = "wording" in element.classes or (
            "particulars" in element.classes and element.children[0] != element.text
        )
        for where, label in () if is_apart else _TURNED:
            if is_at(element, where):
                own = direction(self._labels[label] if label else _own_words(element))
                return own if own == "ltr" else ""
        return ""

    def _of_span(self, element: Element) -> str:
        if is_at(element, _DIGESTS):
            return "ltr"
        # Which words of a text that is not there are its own is not known.
        is_of_source = bare(element.text) in self._spoken or not self._is_whole
        return direction(element.text) if element.get("dir") and is_of_source else ""


def _own_words(element: Element) -> str:
    """The words that decide an element's way: of a source's entry in the list of all, its
    reference, which is between its letter and the end of the line."""
    if not (element.get("id") and is_at(element, _SOURCES)):
        return element.text
    words: list[str] = []
    for child in element.children[1:]:
        if isinstance(child, Element) and child.name == "br":
            break
        words.append(child if isinstance(child, str) else child.text)
    return "".join(words)
