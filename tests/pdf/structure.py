"""A PDF's structure tree as text: what a person hears who has it read aloud."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

# Elements whose words are shown on one line, and which are shown with them.
_WORDS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Caption"}


def outline(pdf: bytes) -> str:
    """The structure in reading order: a line an element, its words behind it.

    Links and other elements inside a line of words stand in brackets, `[Reference [Link 3]]`;
    `→` is what an annotation says of itself. `#`, `@` and `=` lead an element's id, language
    and text alternative; attributes stand in parentheses.
    """
    return "\n".join(_Outline(pdf).lines())


class _Outline:
    def __init__(self, pdf: bytes) -> None:
        self._reader = PdfReader(BytesIO(pdf))
        self._texts = marked_texts(pdf)
        self._pages = {page.indirect_reference: n for n, page in enumerate(self._reader.pages)}

    def lines(self) -> Iterator[str]:
        root: Any = self._reader.root_object["/StructTreeRoot"]
        for kid in _list(root["/K"]):
            yield from self._element(kid.get_object(), 0)

    def _element(self, element: Any, depth: int) -> Iterator[str]:
        kids = [self._kid(kid, element) for kid in _list(element.get("/K", []))]
        name = "  " * depth + _head(element)
        blocks = [kid for kid in kids if isinstance(kid, DictionaryObject)]
        if element["/S"][1:] in _WORDS or not any(_is_block(kid) for kid in blocks):
            yield f"{name} {self._words(kids)}".rstrip()
            return
        yield name
        for kid in kids:
            if isinstance(kid, DictionaryObject):
                yield from self._element(kid, depth + 1)
            elif kid.strip():
                yield "  " * (depth + 1) + kid.strip()

    def _words(self, kids: list[str | DictionaryObject]) -> str:
        words = (
            kid if isinstance(kid, str) else f"[{next(self._element(kid, 0))}]" for kid in kids
        )
        return " ".join("".join(words).split())

    def _kid(self, kid: Any, element: Any) -> str | DictionaryObject:
        """A kid that is content as its words, an element as it is."""
        page = element.raw_get("/Pg") if "/Pg" in element else None
        kid = kid.get_object()
        if isinstance(kid, int):
            return self._texts.get((self._pages[page], kid), "")
        if kid.get("/Type") == "/MCR":
            return self._texts.get((self._pages[kid.raw_get("/Pg")], kid["/MCID"]), "")
        if kid.get("/Type") == "/OBJR":
            return f"→{kid['/Obj'].get('/Contents', '?')}: "
        assert isinstance(kid, DictionaryObject)
        return kid


def marked_texts(pdf: bytes) -> dict[tuple[int, int], str]:
    """The characters of every marked content, by page (from 0) and number."""
    texts: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for drawn in page.get_objects(max_depth=1):
            mcid = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
            if mcid >= 0:
                key = number, mcid
                texts[key] = texts.get(key, "") + _characters(drawn, text)
    return texts


def _characters(drawn: Any, page_text: Any) -> str:
    if drawn.type != pdfium.FPDF_PAGEOBJ_TEXT:
        return ""
    size = pdfium.FPDFTextObj_GetText(drawn, page_text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(drawn, page_text, pointer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _is_block(element: Any) -> bool:
    return str(element["/S"]) not in {"/Link", "/Span", "/Reference", "/Code"}


def _head(element: Any) -> str:
    marks = {"/ID": " #", "/Lang": " @", "/Alt": " ="}
    name: str = element["/S"][1:] + "".join(
        f"{sign}{element[key]}" for key, sign in marks.items() if key in element
    )
    attributes = element.get("/A", {})
    shown = [
        f"{key[1:]} {' '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in attributes.items()
        if key not in {"/O", "/BBox"}
    ]
    return f"{name} ({', '.join(shown)})" if shown else name


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
