"""The words of marked content as the file tells them, glyph by glyph in the order of drawing.

PDFium, which reads everything else, turns lines round in which words run from right to left:
in them brackets and the like change places, and signs are taken apart (⅓, ®, ①). Here is what
a line shows from left to right, too, from which a reader reads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    TextStringObject,
)

from .page_digest import entry_of
from .pdf_objects import open_objects
from .pdf_text import BACKWARDS, OUTSIDE

_CODE = 2  # bytes a glyph
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9a-fA-F]*)>")
_MOST_RANGED = 256  # glyphs that one line of a font's table may describe
_EM = 1000.0  # thousandths of the size
# Of the size: by which a letter may begin before the one on its left does.
_OVER = 0.3
_Text = TextStringObject | ByteStringObject
_UNREADABLE = (
    PyPdfError, RecursionError, ValueError, KeyError, IndexError, TypeError, AttributeError,
)  # fmt: skip


class PageWords(Struct, frozen=True):
    """The words of each marked content of a page by its number: in the order of drawing, and, if
    they are on one line, from left to right (`drawn`). Of those that cannot be read, none."""

    words: dict[int, str] = {}
    drawn: dict[int, str] = {}


class _Mark(Struct):
    """Marked content that is open: its number, or `OUTSIDE`, and whether it says its own
    text in place of its glyphs'."""

    mcid: int
    is_told: bool


class _Font(Struct, frozen=True):
    """What each glyph says, by its code, and how wide it is, in thousandths of the size."""

    texts: dict[bytes, str] = {}
    widths: dict[int, float] = {}
    usual: float = 1000.0


class _Line(Struct):
    """What is drawn from one place on, glyph by glyph, and whether each begins beside the one
    before; where the pen is, and where the last letter was begun."""

    glyphs: list[str]
    is_ordered: bool = True
    pen: float = 0
    last: float = -1e9

    def add(self, text: str, size: float) -> None:
        """Draw a glyph, or a cluster that says `text`."""
        if any(map(str.isalnum, text)):
            self.is_ordered &= self.pen >= self.last - _OVER * size
            self.last = self.pen
        self.glyphs.append(text[::-1] if BACKWARDS.search(text) else text)


class ExactWords:
    """Reads the words of a PDF's marked content."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._reader: PdfReader | None = None
        self._fonts: dict[int, _Font] = {}  # by the numbers of their tables

    def of_page(self, index: int) -> PageWords:
        """The words of the page `index`, from 0."""
        try:
            self._reader = self._reader or open_objects(self._pdf)
            page: Any = self._reader.pages[index]
            return self._read(page)
        except _UNREADABLE:
            return PageWords()

    def _read(self, page: Any) -> PageWords:
        words: dict[int, list[str]] = defaultdict(list)
        lines: dict[int, list[_Line]] = defaultdict(list)
        unknown: set[int] = set()
        marks: list[_Mark] = [_Mark(OUTSIDE, is_told=False)]
        font, size, line = _Font(), 0.0, _Line([])
        saved: list[tuple[_Font, float]] = []
        for operands, operator in ContentStream(page["/Contents"], self._reader).operations:
            mark = marks[-1]
            match operator:
                case b"BMC":
                    marks.append(mark)
                case b"BDC":
                    told = _told(operands[1])
                    marks.append(_marked(operands[1], mark, is_told=told is not None))
                    if told is not None and not mark.is_told:
                        words[marks[-1].mcid].append(told)
                        line.add(told, size)
                case b"EMC" if len(marks) > 1:
                    marks.pop()
                case b"q":
                    saved.append((font, size))
                case b"Q" if saved:
                    font, size = saved.pop()
                case b"BT" | b"Tm" | b"Td" | b"TD" | b"T*" | b"cm":
                    line = _Line([])
                case b"Tf":
                    font, size = self._font(page["/Resources"]["/Font"][operands[0]]), operands[1]
                case b"Tj" | b"TJ" | b"'" | b'"':
                    shown = operands[-1] if operator == b"TJ" else [operands[-1]]
                    if not any(line is one for one in lines[mark.mcid]):
                        lines[mark.mcid].append(line)
                    for text in _drawn(shown, font, float(size), line):
                        if mark.is_told:
                            continue
                        if text is None:
                            unknown.add(mark.mcid)
                            break
                        words[mark.mcid].append(text)
                        line.add(text, float(size))
                case b"Do" if mark.mcid != OUTSIDE:
                    unknown.add(mark.mcid)
                case _:
                    pass
        return PageWords(
            {mcid: "".join(text) for mcid, text in words.items() if mcid not in unknown},
            {
                mcid: "".join(own[0].glyphs)
                for mcid, own in lines.items()
                if mcid not in unknown and len(own) == 1 and own[0].is_ordered
            },
        )

    def _font(self, font: Any) -> _Font:
        key = id(font.get_object())
        if key not in self._fonts:
            inner = font["/DescendantFonts"][0].get_object()
            widths = dict(widths_of_glyphs(inner))
            self._fonts[key] = _Font(texts_of_glyphs(font), widths, float(inner.get("/DW", 1000)))
        return self._fonts[key]


def texts_of_glyphs(font: Any) -> dict[bytes, str]:
    """What each glyph of a font says, by its code."""
    return texts_of_codes(font) if font.get_object().get("/Encoding") == "/Identity-H" else {}


def texts_of_codes(font: Any) -> dict[bytes, str]:
    """What each code of a font says."""
    return dict(_pairs(font.get_object()["/ToUnicode"].get_data()))


def descendant(font: Any) -> Any:
    """The CID font of a composite font; empty where there is none."""
    fonts = font.get("/DescendantFonts")
    found = fonts.get_object() if fonts is not None else None
    return entry_of({"/0": found[0] if isinstance(found, ArrayObject) and found else None}, "/0")


def widths_of_glyphs(font: Any) -> Iterator[tuple[int, float]]:
    """The widths of the glyphs of a CID font (ISO 32000-1, 9.7.4.3)."""
    items = [one.get_object() for one in font.get("/W", ArrayObject())]
    at = 0
    while at + 1 < len(items):
        if isinstance(items[at + 1], ArrayObject):
            yield from ((int(items[at]) + n, float(w)) for n, w in enumerate(items[at + 1]))
            at += 2
        else:
            last = min(int(items[at + 1]), 0xFFFF)
            yield from ((glyph, float(items[at + 2])) for glyph in range(int(items[at]), last + 1))
            at += 3


def _marked(properties: Any, around: _Mark, *, is_told: bool) -> _Mark:
    """Marked content that opens inside another, and that `is_told` if it says its own text."""
    if not isinstance(properties, DictionaryObject):
        return around
    mcid = int(properties.get("/MCID", around.mcid))
    return _Mark(mcid, is_told=around.is_told or is_told)


def _told(properties: Any) -> str | None:
    """What marked content says in place of its glyphs, if anything."""
    told = properties.get("/ActualText") if isinstance(properties, DictionaryObject) else None
    return None if told is None else str(told)


def _drawn(shown: Any, font: _Font, size: float, line: _Line) -> Iterator[str | None]:
    """What each glyph says, if it is known, where the pen of `line` is; then that is after it."""
    for one in shown:
        if not isinstance(one, _Text):
            line.pen -= float(one) / _EM * size
            continue
        codes = one.original_bytes
        for at in range(0, len(codes), _CODE):
            glyph = codes[at : at + _CODE]
            yield font.texts.get(glyph)
            line.pen += font.widths.get(int.from_bytes(glyph), font.usual) / _EM * size


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
