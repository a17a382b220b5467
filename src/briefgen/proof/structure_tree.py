"""The structure of a PDF as its objects have it: elements with all that they say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from .page_digest import entry_of

_MOST_LEVELS = 80


class StructureElement(Struct, eq=False):
    """An element: its `kind` and its dictionary, the element `around` it, and its `kids`: elements,
    marked contents (the page, from 1, and the number), and annotations."""

    kind: str
    own: DictionaryObject
    around: StructureElement | None
    kids: list[StructureElement | tuple[int, int] | DictionaryObject] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.own.get("/ID", ""))

    @property
    def inner(self) -> list[StructureElement]:
        """Its kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, StructureElement)]

    def marks(self) -> Iterator[tuple[int, int]]:
        """The marked contents of it and of all elements inside."""
        for kid in self.kids:
            if isinstance(kid, StructureElement):
                yield from kid.marks()
            elif isinstance(kid, tuple):
                yield kid

    def language(self, usual: str) -> str:
        """The language of its words: its own, or that of an element around it."""
        one: StructureElement | None = self
        while one is not None:
            if "/Lang" in one.own:
                return str(one.own["/Lang"])
            one = one.around
        return usual


def page_numbers(reader: PdfReader) -> dict[int, int]:
    """The place in the file, from 1, of each page by the number of its object."""
    return {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference is not None
    }


def structure_of(reader: PdfReader) -> tuple[StructureElement, ...]:
    """Every element of a file's structure once, in the order of reading; raises ValueError where
    they are nested too deep."""
    tree = _Tree(page_numbers(reader))
    tree.add(entry_of(reader.root_object, "/StructTreeRoot").get("/K"), None, 0, _MOST_LEVELS)
    return tuple(tree.found)


class _Tree:
    def __init__(self, pages: dict[int, int]) -> None:
        self._pages = pages
        self._seen: set[int] = set()
        self.found: list[StructureElement] = []

    def add(self, value: Any, around: StructureElement | None, page: int, levels: int) -> None:
        """Adds a kid, or an array of them, to the element around it; `page` is its page."""
        item = value.get_object() if isinstance(value, IndirectObject) else value
        if isinstance(item, ArrayObject):
            for one in list.__iter__(item):
                self.add(one, around, page, levels)
        elif isinstance(item, int) and around is not None:
            around.kids.append((page, int(item)))
        elif isinstance(item, DictionaryObject):
            own = item.raw_get("/Pg") if "/Pg" in item else None
            if isinstance(own, IndirectObject):
                page = self._pages.get(own.idnum, 0)
            if "/S" in item:
                self._open(item, around, page, levels)
            elif around is not None and "/MCID" in item:
                number: Any = item["/MCID"]
                around.kids.append((page, int(number)))
            elif around is not None:
                around.kids.append(entry_of(item, "/Obj"))

    def _open(
        self, item: DictionaryObject, around: StructureElement | None, page: int, levels: int
    ) -> None:
        if id(item) in self._seen:
            return
        if not levels:
            raise ValueError("the structure is nested too deep")
        self._seen.add(id(item))
        element = StructureElement(str(item["/S"])[1:], item, around)
        self.found.append(element)
        if around is not None:
            around.kids.append(element)
        if "/K" in item:
            self.add(item.raw_get("/K"), element, page, levels - 1)


def has_true_parents(reader: PdfReader, elements: Iterable[StructureElement]) -> bool:
    """Whether the way back from marked contents and links leads to the elements that have them: by
    it some programs find what they read aloud."""
    tree = entry_of(entry_of(reader.root_object, "/StructTreeRoot"), "/ParentTree")
    numbers = dict(_numbers(tree, _MOST_LEVELS))
    of_pages = [numbers.get(page.get("/StructParents")) for page in reader.pages]
    listed = [list(list.__iter__(one)) if isinstance(one, ArrayObject) else [] for one in of_pages]
    for element in elements:
        own = element.own.indirect_reference
        for kid in element.kids:
            if isinstance(kid, tuple):
                page, mcid = kid
                entries = listed[page - 1] if 0 < page <= len(listed) else []
                led = entries[mcid] if 0 <= mcid < len(entries) else None
                if own is None or getattr(led, "idnum", 0) != own.idnum:
                    return False
            elif (
                isinstance(kid, DictionaryObject)
                and "/StructParent" in kid
                and numbers.get(kid["/StructParent"]) is not element.own
            ):
                return False
    return True


def _numbers(tree: DictionaryObject, levels: int) -> Iterator[tuple[Any, Any]]:
    """The entries of a number tree."""
    if not levels:
        return
    entries: Any = tree.get("/Nums", ArrayObject()).get_object()
    items = list(list.__iter__(entries))
    for number, value in zip(items[::2], items[1::2], strict=False):
        yield number, value.get_object()
    kids: Any = tree.get("/Kids", ArrayObject()).get_object()
    for kid in kids:
        yield from _numbers(kid.get_object(), levels - 1)
