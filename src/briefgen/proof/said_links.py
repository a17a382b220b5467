"""What a brief yields besides its words: where its links lead, and what its pictures say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import AppendixParagraph, Document, PrintedLink, calls
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import (
    Block,
    BlockQuote,
    Call,
    Figure,
    Image,
    Inline,
    Link,
    ListBlock,
    Mark,
    NoteReference,
    Place,
    Styled,
    flows,
    plain_text,
    walk,
)

_NUMBER = lazy_pattern(r"\d+")


class SaidLinks:
    """The links of a document, where `pages` gives the printed page of each anchor."""

    def __init__(self, document: Document, pages: Mapping[str, str]) -> None:
        self._pages = pages
        self._page = document.labels["page_abbreviation"]
        self._said: dict[str, set[str]] = defaultdict(set)
        self.addresses: set[str] = set()
        for content in contents(document):
            for node in walk(content):
                self._add(node)
        for claim in document.claims:
            self._said[claim.anchor] |= {bare(claim.wording), str(claim.number)}
            self._add_printed(claim.marked_at)
        for source in document.appendix:
            self._add_printed(source.cited_in)
            for paragraph in source.paragraphs:
                if isinstance(paragraph, AppendixParagraph):
                    self._add_printed(paragraph.cited_in)

    def leads(self, said: str, anchor: str) -> bool:
        """Whether words, or a number among them, may lead to an anchor."""
        words, numbers = bare(said), set(_NUMBER.findall(said))
        known = self._said.get(anchor, set())
        return any(one == words or one in numbers for one in known)

    def _add_printed(self, links: Iterable[PrintedLink]) -> None:
        for link in links:
            self._said[link.anchor].add(bare(link.text))

    def _add(self, node: Inline) -> None:
        match node:
            case Place(label, anchor) if anchor:
                page = self._pages.get(anchor, "")
                self._said[anchor] |= {bare(label), bare(f"{label}, {self._page} {page}")}
            case NoteReference(text, anchor):
                self._said[anchor].add(bare(text))
            case Mark(number, anchor, _):
                self._said[anchor].add(str(number))
            case Call(note):
                self._said[note.anchor].add(str(note.number))
                self._said[note.call_anchor].add(str(note.number))
            case Link(href, children, _) if href.startswith("#"):
                self._said[href[1:]].add(bare(plain_text(children)))
            case Link(href, _, _):
                self.addresses.add(href)
            case _:
                pass


def contents(document: Document) -> Iterator[tuple[Inline, ...]]:
    """All inline content, notes included."""
    yield from _beside(document)
    for section in document.sections:
        yield section.marks
        yield from (flow.inlines for flow in flows(section.blocks))


def _beside(document: Document) -> Iterator[tuple[Inline, ...]]:
    """The inline content that is in no section."""
    items = (*document.key_points, *document.changes, *document.recommendations)
    yield document.summary
    yield from (item.content for item in items)
    for claim in document.claims:
        yield claim.note
        for position in claim.positions:
            yield from (position.answer, position.content)
    yield from (call.note.content for call in calls(document))
    yield from (source.reference for source in document.appendix)
    yield from (source.reference for source in document.sources)


def pictures_beside(document: Document) -> Iterator[Image]:
    """The pictures that are in no section, in no particular order."""
    yield from (image for content in _beside(document) for image in _images(content))


def pictures_in_prose(document: Document) -> Iterator[Image]:
    """The pictures of the sections, in their order."""
    for section in document.sections:
        yield from _images(in_order(section.blocks))


def in_order(blocks: Iterable[Block]) -> Iterator[Inline]:
    """The inline content of blocks in its order, a figure's picture before its caption."""
    for block in blocks:
        match block:
            case Figure(image=image, caption=caption):
                yield image
                yield from caption.inlines
            case ListBlock(items=items):
                for item in items:
                    yield from in_order(item)
            case BlockQuote(blocks=inner):
                yield from in_order(inner)
            case _:
                yield from (node for flow in flows([block]) for node in flow.inlines)


def seen(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node but those in links, which print plain words."""
    for node in inlines:
        yield node
        if isinstance(node, Styled):
            yield from seen(node.children)


def _images(inlines: Iterable[Inline]) -> Iterator[Image]:
    return (node for node in walk(inlines) if isinstance(node, Image))


def images(document: Document) -> Iterator[Image]:
    """Every picture."""
    yield from pictures_beside(document)
    yield from pictures_in_prose(document)
