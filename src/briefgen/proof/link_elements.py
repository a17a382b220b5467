"""The links of a PDF by its structure: what words each has, where it reacts, where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from .page_digest import entry_of, links_of
from .pdf_shapes import NOWHERE, Box

# Where a link leads: the name of a place, a web address, a page from 1; 0 for nowhere.
Target: TypeAlias = str | int


class LinkElement(Struct, frozen=True):
    """A link of the structure: the marked contents that are its `words` (page, from 1, and
    number), the `areas` of pages that react, and the `targets` of these, which should be one."""

    words: tuple[tuple[int, int], ...]
    areas: tuple[tuple[int, Box], ...]
    targets: tuple[Target, ...]


class FileLinks(Struct, frozen=True):
    """The links of a file, and the pages, from 1, with one that no element of the structure has."""

    elements: tuple[LinkElement, ...] = ()
    without: tuple[int, ...] = ()


def file_links(reader: PdfReader, structure: Iterable[DictionaryObject]) -> FileLinks:
    """The links of a file, by the elements of its `structure`."""
    pages = page_numbers(reader)
    where: dict[int, int] = {}  # the page of each annotation
    for number, page in enumerate(reader.pages, 1):
        where.update((id(link), number) for link in links_of(page))
    found, known = [], set[int]()
    for element in structure:
        if element.get("/S") == "/Link":
            link, annotations = _link(element, pages, where)
            found.append(link)
            known |= annotations
    without = sorted({page for link, page in where.items() if link not in known})
    return FileLinks(tuple(found), tuple(without))


def page_numbers(reader: PdfReader) -> dict[int, int]:
    """The place in the file, from 1, of each page by the number of its object."""
    return {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference is not None
    }


def page_of(place: Any, numbers: Mapping[int, int]) -> int | None:
    """The page, from 1, of a destination."""
    place = _direct(place)
    if isinstance(place, DictionaryObject):
        place = place.get("/D")
    first = list.__getitem__(place, 0) if isinstance(place, ArrayObject) and place else None
    return numbers.get(first.idnum) if isinstance(first, IndirectObject) else None


def target_of(link: Any, numbers: Mapping[int, int]) -> Target:
    """Where the annotation of a link leads."""
    action = entry_of(link, "/A")
    if address := str(action.get("/URI", "")):
        return address
    place = link.get("/Dest", action.get("/D"))
    return str(place) if isinstance(place, str) else page_of(place, numbers) or 0


def _link(
    element: DictionaryObject, pages: Mapping[int, int], where: Mapping[int, int]
) -> tuple[LinkElement, set[int]]:
    """A link's element, and the annotations that it has."""
    words, areas = list[tuple[int, int]](), list[tuple[int, Box]]()
    targets, annotations = dict[Target, None](), set[int]()
    usual = element.raw_get("/Pg") if "/Pg" in element else None
    kids = _direct(element.get("/K"))
    for kid in list.__iter__(kids) if isinstance(kids, ArrayObject) else [kids]:
        entry, page = _direct(kid), usual
        number = entry
        if isinstance(entry, DictionaryObject):
            page = entry.raw_get("/Pg") if "/Pg" in entry else usual
            number = entry.get("/MCID")
            annotation = _direct(entry.get("/Obj"))
            if id(annotation) in where:
                annotations.add(id(annotation))
                areas.append((where[id(annotation)], _box(annotation)))
                targets[target_of(annotation, pages)] = None
        if isinstance(number, int) and isinstance(page, IndirectObject):
            words.append((pages.get(page.idnum, 0), int(number)))
    return LinkElement(tuple(words), tuple(areas), tuple(targets)), annotations


def _box(annotation: Any) -> Box:
    try:
        left, bottom, right, top = map(float, annotation["/Rect"])
    except (KeyError, TypeError, ValueError):
        return NOWHERE
    return left, bottom, right, top


def _direct(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
