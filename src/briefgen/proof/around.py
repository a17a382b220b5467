"""What is heard, clicked and shown around the pages, against what the brief yields: links,
bookmarks, page numbers, alternative texts, and what the file says of itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import AppendixParagraph, Document, PrintedLink, calls
from briefgen.model.markup import (
    Call,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    Mark,
    NoteReference,
    Place,
    flows,
    plain_text,
    walk,
)

from .page_digest import about, entry_of, leaves

_HOW_DEEP = 64
_TREE = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/IDTree"}
_NUMBER = re.compile(r"\d+")


def named_places(reader: PdfReader) -> dict[str, int]:
    """The page, from 1, of each named destination of a file."""
    root: Any = reader.root_object
    numbers = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference is not None
    }
    tree = entry_of(entry_of(root, "/Names"), "/Dests")
    found = {}
    for name, place in leaves(tree, _HOW_DEEP):
        if number := _page_of(place, numbers):
            found[name] = number
    return found


def _page_of(place: Any, numbers: Mapping[int, int]) -> int | None:
    place = place.get_object() if isinstance(place, IndirectObject) else place
    if isinstance(place, DictionaryObject):
        place = place.get("/D")
    first = list.__getitem__(place, 0) if isinstance(place, ArrayObject) and place else None
    return numbers.get(first.idnum) if isinstance(first, IndirectObject) else None


def disagreements(
    reader: PdfReader, document: Document, label: Callable[[int], str]
) -> Iterator[str]:
    """A line for each thing around the pages that the brief does not yield; `label` gives the
    printed number of a page, counted from 1."""
    yield from _of_metadata(reader, document)
    if reader.page_labels != [label(n) for n in range(1, len(reader.pages) + 1)]:
        yield "the page numbers that a viewer shows are not those of the pages"
    yield from _of_structure(reader, document)
    links = _Links(reader, document, label)
    for number, page in enumerate(reader.pages, 1):
        wrong = list(dict.fromkeys(links.wrong(page)))
        if wrong:
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            yield f"page {label(number)} has {wrong[0]}{more}"


def foreign_bookmarks(
    reader: PdfReader, document: Document, words: tuple[str, ...]
) -> Iterator[str]:
    """The titles of the bookmarks that are neither the brief's nor the theme's."""
    known = {bare(text) for text in (*words, *document.labels.values(), *_headings(document))}
    pending = [entry_of(entry_of(reader.root_object, "/Outlines"), "/First")]
    seen: set[int] = set()
    while pending:
        item = pending.pop()
        if not item or id(item) in seen:
            continue
        seen.add(id(item))
        title = str(item.get("/Title", ""))
        if bare(title) not in known:
            yield title
        pending += [entry_of(item, "/Next"), entry_of(item, "/First")]


def _headings(document: Document) -> Iterator[str]:
    yield document.file_title
    for section in document.sections:
        yield section.heading
        for block in section.blocks:
            if isinstance(block, Heading):
                yield plain_text(block.flow.inlines)
    for claim in document.claims:
        yield f"{claim.number} · {claim.wording}"
    for source in document.appendix:
        yield f"{source.letter} · {source.title}"


def _of_metadata(reader: PdfReader, document: Document) -> Iterator[str]:
    authors = ", ".join(document.prepared_by)
    info = entry_of(reader.trailer, "/Info")
    expected = {"/Title": document.file_title, "/Author": authors, "/Subject": document.subtitle}
    for key, value in {**expected, "/Keywords": ""}.items():
        said = str(info.get(key, ""))
        if bare(said) != bare(value):
            yield f"the file's {key[1:].lower()} is “{said}”, and the brief's is “{value}”"
    known = {bare(text) for text in (*expected.values(), *document.prepared_by)}
    for line in about(reader):
        name, _, said = line.partition(" ")
        if bare(said) not in known:
            yield f"the file's XMP metadata say “{said}” ({name.rpartition('}')[2]})"


def _of_structure(reader: PdfReader, document: Document) -> Iterator[str]:
    """What is heard and is not in print."""
    root = entry_of(reader.root_object, "/StructTreeRoot")
    for key in sorted(set(root) - _TREE):
        yield f"the structure has a {key[1:]}, by which its elements are read as others"
    pictures = {bare(alt) for alt in _alternatives(document)}
    pending: list[Any] = [root.get("/K")]
    seen: set[int] = set()
    found = dict[str, None]()
    while pending:
        item = pending.pop()
        item = item.get_object() if isinstance(item, IndirectObject) else item
        if isinstance(item, ArrayObject):
            pending += list.__iter__(item)
        elif isinstance(item, DictionaryObject) and id(item) not in seen:
            seen.add(id(item))
            if "/ActualText" in item or "/E" in item or "/T" in item:
                found["the structure has words that are heard and not printed (ActualText)"] = None
            alternative = item.get("/Alt")
            if alternative is not None and not (
                item.get("/S") == "/Figure" and bare(str(alternative)) in pictures
            ):
                found[f"“{alternative}” is heard instead of what is printed (Alt)"] = None
            if "/K" in item:
                pending.append(item.raw_get("/K"))
    yield from found


def _alternatives(document: Document) -> Iterator[str]:
    for content in _contents(document):
        yield from (node.alt for node in walk(content) if isinstance(node, Image))
    for section in document.sections:
        for block in _all_blocks(section.blocks):
            if isinstance(block, Figure):
                yield block.image.alt


def _all_blocks(blocks: Any) -> Iterator[Any]:
    for block in blocks:
        yield block
        yield from _all_blocks(getattr(block, "blocks", ()))
        for item in getattr(block, "items", ()):
            yield from _all_blocks(item)


def _contents(document: Document) -> Iterator[tuple[Inline, ...]]:
    """All inline content, notes included."""
    items = (*document.key_points, *document.changes, *document.recommendations)
    yield document.summary
    yield from (item.content for item in items)
    for section in document.sections:
        yield section.marks
        yield from (flow.inlines for flow in flows(section.blocks))
    for claim in document.claims:
        yield claim.note
        for position in claim.positions:
            yield from (position.answer, position.content)
    yield from (call.note.content for call in calls(document))
    yield from (source.reference for source in document.appendix)
    yield from (source.reference for source in document.sources)


class _Links:
    """The links that the brief yields: what each says, and where it leads."""

    def __init__(self, reader: PdfReader, document: Document, label: Callable[[int], str]) -> None:
        self._places = named_places(reader)
        self._labels = {anchor: label(number) for anchor, number in self._places.items()}
        self._page = document.labels["page_abbreviation"]
        self._numbers = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages, 1)
            if page.indirect_reference is not None
        }
        self._said: dict[str, set[str]] = defaultdict(set)
        self._addresses: set[str] = set()
        for content in _contents(document):
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

    def wrong(self, page: Any) -> Iterator[str]:
        """What is wrong with the links of a page."""
        annotations: Any = page.get("/Annots")
        for entry in annotations.get_object() if annotations is not None else ():
            link: Any = entry.get_object()
            if not isinstance(link, DictionaryObject) or link.get("/Subtype") != "/Link":
                continue
            action = entry_of(link, "/A")
            said = str(link.get("/Contents", ""))
            if address := str(action.get("/URI", "")):
                if address not in self._addresses:
                    yield f"a link to {address}, which the brief does not have"
                continue
            place = link.get("/Dest", action.get("/D"))
            if not self._is_ours(place, said):
                yield f"a link, heard as “{said}”, to where the brief has none"

    def _is_ours(self, place: Any, said: str) -> bool:
        words, numbers = bare(said), set(_NUMBER.findall(said))

        def says(anchor: str) -> bool:
            known = self._said.get(anchor, set())
            return any(one == words or one in numbers for one in known)

        if isinstance(place, str):
            return says(str(place))
        number = _page_of(place, self._numbers)  # a copy leads to places without their names
        return any(at == number and says(anchor) for anchor, at in self._places.items()) or (
            not self._places and number is not None
        )

    def _add_printed(self, links: tuple[PrintedLink, ...]) -> None:
        for link in links:
            self._said[link.anchor].add(bare(link.text))

    def _add(self, node: Inline) -> None:
        match node:
            case Place(label, anchor) if anchor:
                page = self._labels.get(anchor, "")
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
                self._addresses.add(href)
            case _:
                pass
