"""The links of a PDF by its structure: what words each has, where it reacts, where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from .page_digest import entry_of, links_of
from .pdf_shapes import NOWHERE, Box
from .structure_tree import StructureElement, page_numbers

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


def file_links(reader: PdfReader, structure: Iterable[StructureElement]) -> FileLinks:
    """The links of a file, by the elements of its `structure`."""
    pages = page_numbers(reader)
    where: dict[int, int] = {}  # the page of each annotation
    for number, page in enumerate(reader.pages, 1):
        where.update((id(link), number) for link in links_of(page))
    found, known = [], set[int]()
    for element in structure:
        if element.kind == "Link":
            annotations = [
                kid
                for kid in element.kids
                if isinstance(kid, DictionaryObject) and id(kid) in where
            ]
            areas = tuple((where[id(one)], _box(one)) for one in annotations)
            targets = dict.fromkeys(target_of(one, pages) for one in annotations)
            found.append(LinkElement(tuple(element.marks()), areas, tuple(targets)))
            known.update(map(id, annotations))
    without = sorted({page for link, page in where.items() if link not in known})
    return FileLinks(tuple(found), tuple(without))


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


def _box(annotation: Any) -> Box:
    try:
        left, bottom, right, top = map(float, annotation["/Rect"])
    except (KeyError, TypeError, ValueError):
        return NOWHERE
    return left, bottom, right, top


def _direct(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
