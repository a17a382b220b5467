"""The words of marked content as the file tells them, glyph by glyph in the order of drawing.

PDFium, which reads everything else, turns lines round in which words run from right to left:
in them brackets and the like change places, and signs are taken apart (⅓, ®, ①).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from msgspec import Struct
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ByteStringObject, ContentStream, DictionaryObject, TextStringObject

from .pdf_objects import open_objects
from .pdf_text import OUTSIDE

_CODE = 2  # bytes a glyph
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9a-fA-F]*)>")
_MOST_RANGED = 256  # glyphs that one line of a font's table may describe
_Text = TextStringObject | ByteStringObject
_UNREADABLE = (
    PyPdfError, RecursionError, ValueError, KeyError, IndexError, TypeError, AttributeError,
)  # fmt: skip


class _Mark(Struct):
    """Marked content that is open: its number, or `OUTSIDE`, and whether it says its own
    text in place of its glyphs'."""

    mcid: int
    is_told: bool


class ExactWords:
    """Reads the words of a PDF's marked content."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._reader: PdfReader | None = None
        self._fonts: dict[int, dict[bytes, str]] = {}  # by the numbers of their tables

    def of_page(self, index: int) -> dict[int, str]:
        """The words of each marked content on the page `index`, from 0, by its number; of those
        that cannot be read, none."""
        try:
            self._reader = self._reader or open_objects(self._pdf)
            page: Any = self._reader.pages[index]
            return self._read(page)
        except _UNREADABLE:
            return {}

    def _read(self, page: Any) -> dict[int, str]:
        words: dict[int, list[str]] = defaultdict(list)
        unknown: set[int] = set()
        marks: list[_Mark] = [_Mark(OUTSIDE, is_told=False)]
        font: dict[bytes, str] = {}
        saved: list[dict[bytes, str]] = []
        for operands, operator in ContentStream(page["/Contents"], self._reader).operations:
            mark = marks[-1]
            match operator:
                case b"BMC":
                    marks.append(mark)
                case b"BDC":
                    marks.append(_marked(operands[1], mark, words))
                case b"EMC" if len(marks) > 1:
                    marks.pop()
                case b"q":
                    saved.append(font)
                case b"Q" if saved:
                    font = saved.pop()
                case b"Tf":
                    font = self._font(page["/Resources"]["/Font"][operands[0]])
                case b"Tj" | b"TJ" | b"'" | b'"' if not mark.is_told:
                    shown = operands[-1] if operator == b"TJ" else [operands[-1]]
                    codes = b"".join(one.original_bytes for one in shown if isinstance(one, _Text))
                    try:
                        words[mark.mcid] += _told(codes, font)
                    except KeyError:
                        unknown.add(mark.mcid)
                case b"Do" if mark.mcid != OUTSIDE:
                    unknown.add(mark.mcid)
                case _:
                    pass
        return {mcid: "".join(text) for mcid, text in words.items() if mcid not in unknown}

    def _font(self, font: Any) -> dict[bytes, str]:
        """What each glyph of a font says."""
        key = id(font.get_object())
        if key not in self._fonts:
            self._fonts[key] = texts_of_glyphs(font)
        return self._fonts[key]


def texts_of_glyphs(font: Any) -> dict[bytes, str]:
    """What each glyph of a font says, by its code."""
    table = font.get_object()
    if table.get("/Encoding") != "/Identity-H":
        return {}
    return dict(_pairs(table["/ToUnicode"].get_data()))


def _marked(properties: Any, around: _Mark, words: dict[int, list[str]]) -> _Mark:
    """Marked content that opens inside another; if it says its own text, that goes to `words`."""
    if not isinstance(properties, DictionaryObject):
        return around
    mcid = int(properties.get("/MCID", around.mcid))
    told = properties.get("/ActualText")
    if told is not None and not around.is_told:
        words[mcid].append(str(told))
    return _Mark(mcid, is_told=around.is_told or told is not None)


def _told(codes: bytes, font: dict[bytes, str]) -> list[str]:
    return [font[codes[at : at + _CODE]] for at in range(0, len(codes), _CODE)]


def _pairs(table: bytes) -> Any:
    """A font's codes and their texts (ISO 32000-1, 9.10.3)."""
    for kind, lines in _SECTION.findall(table):
        numbers = _HEX.findall(lines)
        if kind == b"char":
            for code, text in zip(numbers[::2], numbers[1::2], strict=True):
                yield bytes.fromhex(code.decode()), _text(text)
            continue
        for first, last, text in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            start, begun = int(first, 16), _text(text)
            for more in range(min(int(last, 16) - start + 1, _MOST_RANGED)):
                code = (start + more).to_bytes(_CODE, "big")
                yield code, begun[:-1] + chr(ord(begun[-1]) + more)


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
