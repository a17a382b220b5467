"""What a web edition says: its words, element by element, as a PDF's structure gives them."""

from __future__ import annotations

from collections.abc import Iterator

from .html_tree import BLOCKS, Element
from .pdf_reader import Reading
from .pdf_text import TaggedBlock

# Before who holds an answer, on the card: there another run of words begins.
_HELD, _APART = "answered-by", "\0"
_ELEMENTS = BLOCKS | {"body", "caption", "main", "svg", "td", "th"}


def reading_of(html: Element) -> Reading:
    """The words of a page in their order. What repeats words that are elsewhere (the contents,
    notes beside their line, the buttons that show these) is not among them."""
    return Reading((), tuple(_blocks(_body(html))))


def repeats(element: Element) -> bool:
    """Whether an element says again what another one says."""
    is_fingerprint = element.name == "code" and any("foot" in e.classes for e in element.around())
    return element.name in ("nav", "button") or "popover" in element.attributes or is_fingerprint


def line_of(html: Element, words: str) -> str:
    """Where words are, for a message; empty where that is not known."""
    for element in reversed(list(_body(html).walk())):
        if not repeats(element) and " ".join(words.split())[:40] in " ".join(element.text.split()):
            return element.place
    return ""


def _body(html: Element) -> Element:
    return next(one for one in html.children if isinstance(one, Element) and one.name == "body")


def _blocks(element: Element) -> Iterator[TaggedBlock]:
    within = tuple(one.get("id") for one in element.around() if _is_block(one) and one.get("id"))
    words: list[str] = []
    for part in [*_parts(element), None]:
        if isinstance(part, str):
            words.append(part)
            continue
        if "".join(words).strip():
            parts = "".join(words).split(_APART)
            yield TaggedBlock(element.name, tuple((1, one) for one in parts if one), within)
        words = []
        if part is not None:
            yield from _blocks(part)


def _is_block(element: Element) -> bool:
    return element.name in _ELEMENTS


def _parts(element: Element) -> Iterator[str | Element]:
    """The words of an element and of its inline elements, and the elements between them."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name in ("br", "hr"):
            yield " "
        elif repeats(child):
            continue
        elif _is_block(child):
            yield child
        else:
            if _HELD in child.classes:
                yield _APART
            yield from _parts(child)
