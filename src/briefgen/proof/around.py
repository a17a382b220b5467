"""What is heard, clicked and shown around the pages, against what the brief yields: links,
bookmarks, page numbers, alternative texts, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document
from briefgen.model.markup import Heading, plain_text

from .page_digest import about, entry_of, leaves
from .said_links import SaidLinks, alternatives

_HOW_DEEP = 64
_TREE = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/IDTree"}


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
    pictures = {bare(alt) for alt in alternatives(document)}
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


class _Links:
    """The links of a file, against those that the brief yields."""

    def __init__(self, reader: PdfReader, document: Document, label: Callable[[int], str]) -> None:
        self._places = named_places(reader)
        self._numbers = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages, 1)
            if page.indirect_reference is not None
        }
        pages = {anchor: label(number) for anchor, number in self._places.items()}
        self._said = SaidLinks(document, pages)

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
                if address not in self._said.addresses:
                    yield f"a link to {address}, which the brief does not have"
                continue
            place = link.get("/Dest", action.get("/D"))
            if not self._is_ours(place, said):
                yield f"a link, heard as “{said}”, to where the brief has none"

    def _is_ours(self, place: Any, said: str) -> bool:
        if isinstance(place, str):
            return self._said.leads(said, str(place))
        number = _page_of(place, self._numbers)  # a copy leads to places without their names
        return any(
            at == number and self._said.leads(said, anchor) for anchor, at in self._places.items()
        ) or (not self._places and number is not None)
