"""The text of a PDF by its structure: what a screen reader says, element by element.

Each run of text is marked content with a number (MCID), and the structure tree puts those
numbers in order (ISO 32000-1, 14.7 and 14.8). Read this way, a paragraph is one text on
however many pages, whatever is beside it. PDFium gives the tree page by page: an
element that goes on over a page is known again by its ID.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import hypot
from types import MappingProxyType
from typing import Any

import pypdfium2.raw as pdfium
from msgspec import Struct

from .pdf_answers import Answers, address
from .pdf_shapes import BLACK, NOWHERE, Box, Ink, PageShape, ink_of, shape_of
from .veils import veil_of

# What PDFium makes of a hyphen at a line end.
_LINE_END_HYPHEN = re.compile("[\ufffe\x02]")
Turn = tuple[float, float, float, float]
UPRIGHT: Turn = (1, 0, 0, 1)
OUTSIDE = -1
"""The number of what is in no marked content."""
BACKWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_CELLS = {"TH", "TD"}
_INLINE = {"Link", "Span", "Code", "Reference", "Quote", "Em", "Strong"}
# How deep drawings within drawings, and elements within elements, are looked into.
_MOST_NESTED = 9
_MOST_LEVELS = 64
# Of a letter's size, by which it may be askew: numbers are rounded.
_ASKEW = 0.01
# An element with more kids than that is looked through from where the page before ended, until so
# many in a row are on other pages.
_MANY, _ELSEWHERE = 200, 60

_READ = {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_IMAGE}

_NONE: Mapping[int, str] = MappingProxyType({})


class PrintedRun(Struct, frozen=True):
    """Text that was printed in one go, and the rectangle that it covers.

    In a drawing, which has coordinates of its own, that is empty.

    `mcid` is the number of its marked content, -1 outside the structure; there `artifact`
    says of what kind it is: `Header`, `Footer`, `Pagination`, or empty for none. `ink` is its
    colour, None where that is not known, and `veil` says what else may hide it, empty for nothing.
    `line` is the height of its line; `size` is that of its letters, in points, and 0 where they are
    turned, mirrored or stretched; then too `least` is that of their shorter side, and `turn` the
    four numbers of their matrix. `head` is the number of its artifact on the page, 0 for none.
    """

    text: str
    mcid: int
    artifact: str
    box: Box
    veil: str = ""
    line: float = 0
    size: float = 0
    head: int = 0
    ink: Ink | None = BLACK
    least: float = 0
    turn: Turn = UPRIGHT


class TaggedBlock(Struct, frozen=True):
    """An element of the structure with the words that are its own and its inline elements'.

    `parts` are the page, from 1, and the words on it, `marks` the page and the number of the
    marked content of each; `within` the IDs of the element itself and of those around it, the
    nearest first, `around` the kinds of those, the nearest last. `cell` is the number of the row
    of a table that it is in, and that of the cell; 0 for none.
    """

    kind: str
    parts: tuple[tuple[int, str], ...]
    within: tuple[str, ...]
    marks: tuple[tuple[int, int], ...] = ()
    around: tuple[str, ...] = ()
    cell: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.parts)

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(page for page, _ in self.parts))


class _Element:
    """An element while its pages are read: its kids are elements, and words on a page."""

    def __init__(self, kind: str, id: str) -> None:
        self.kind, self.id = kind, id
        self.kids: list[_Element | tuple[int, str, int]] = []
        self._places: list[int] = []
        self.last = 0
        """The place among its kids in the file of the last that was found so far."""

    def put(self, kid: _Element | tuple[int, str, int], place: int) -> int:
        """Put a kid where its `place` in the file is among the others, some after it may
        begin on an earlier page; returns its number."""
        at = bisect_right(self._places, place)
        self.kids.insert(at, kid)
        self._places.insert(at, place)
        return at

    def drop(self, at: int) -> None:
        """Forget the kid of that number."""
        del self.kids[at], self._places[at]

    def words(self) -> Iterator[tuple[int, str, int]]:
        for kid in self.kids:
            if not isinstance(kid, _Element):
                yield kid
            elif kid.kind in _INLINE:
                yield from kid.words()

    def blocks(
        self, within: tuple[str, ...], around: tuple[str, ...] = (), cell: tuple[int, int] = (0, 0)
    ) -> Iterator[TaggedBlock]:
        if self.id:
            within = (self.id, *within)
        if self.kind == "TR":
            cell = id(self), 0
        elif self.kind in _CELLS:
            cell = cell[0], id(self)
        if self.kind not in _INLINE and (words := tuple(self.words())):
            parts = tuple([(page, text) for page, text, _ in words])
            marks = tuple([(page, mcid) for page, _, mcid in words])
            yield TaggedBlock(self.kind, parts, within, marks, around, cell)
        inner = (*around, self.kind)
        for kid in self.kids:
            if isinstance(kid, _Element):
                yield from kid.blocks(within, inner, cell)


class StructureReader:
    """Gathers the structure of a PDF while its pages are given one after the other."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._root = _Element("", "")
        self._known: dict[tuple[str, str], _Element] = {}
        self._exact = _NONE
        self._is_thorough = self._is_skipped = False
        self._added: list[tuple[_Element, int]] = []
        self._met: list[tuple[str, str]] = []
        self.drawn: set[tuple[int, int]] = set()
        """The page and the number of marked content that belongs to a figure."""

    def read(
        self, number: int, page: Any, texts: Mapping[int, str], exact: Mapping[int, str] = _NONE
    ) -> tuple[str, list[str]]:
        """Add page `number` with the `texts` of its marked content: the words of the page in
        the order of reading, and those that belong to no element. Elements get those that are
        known exactly, where they are."""
        self._exact = exact
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return "", list(texts.values())
        try:
            left, words = self._walk(tree, number, texts, thorough=False)
            if left and self._is_skipped:
                self._undo(number)
                left, words = self._walk(tree, number, texts, thorough=True)
        finally:
            pdfium.FPDF_StructTree_Close(tree)
        return "".join(words), list(left.values())

    def _walk(
        self, tree: Any, number: int, texts: Mapping[int, str], *, thorough: bool
    ) -> tuple[dict[int, str], list[str]]:
        """The texts that belong to no element, and the others in the order of reading."""
        left, words = dict(texts), list[str]()
        self._is_thorough, self._is_skipped = thorough, False
        self._added, self._met = [], []
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            top = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if top:
                self._add(top, self._root, len(self._root.kids), number, left, words, _MOST_LEVELS)
        return left, words

    def _undo(self, number: int) -> None:
        """Forget what was read of page `number`."""
        for element, at in reversed(self._added):
            element.drop(at)
        for key in self._met:
            del self._known[key]
        self.drawn = {(page, mcid) for page, mcid in self.drawn if page != number}

    def blocks(self) -> tuple[TaggedBlock, ...]:
        """The elements with words, in reading order."""
        return tuple(self._root.blocks(()))

    def _add(
        self,
        handle: Any,
        parent: _Element,
        place: int,
        number: int,
        left: dict[int, str],
        words: list[str],
        levels: int,
    ) -> None:
        if levels == 0:
            return
        element = self._element(handle, parent, place)
        count = max(0, pdfium.FPDF_StructElement_CountChildren(handle))
        is_quick = count > _MANY and not self._is_thorough
        first = element.last if is_quick else 0
        self._is_skipped |= first > 0
        for index in range(first, count):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(handle, index)
            if child:
                element.last = index
                self._add(child, element, index, number, left, words, levels - 1)
                continue
            mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(handle, index)
            if mcid in left:
                element.last = index
                if element.kind == "Figure":
                    self.drawn.add((number, mcid))
                words.append(left.pop(mcid))
                kid = number, self._exact.get(mcid, words[-1]), mcid
                self._added.append((element, element.put(kid, index)))
            elif is_quick and index > element.last + _ELSEWHERE:
                self._is_skipped = True
                break

    def _element(self, handle: Any, parent: _Element, place: int) -> _Element:
        kind = self._answers.text(pdfium.FPDF_StructElement_GetType, handle)
        id = self._answers.text(pdfium.FPDF_StructElement_GetID, handle)
        key = (kind, id) if id else (kind, "\0") if parent is self._root else None
        if key and key in self._known:
            return self._known[key]
        element = _Element(kind, id)
        self._added.append((parent, parent.put(element, place)))
        if key:
            self._known[key] = element
            self._met.append(key)
        return element


def read_page(
    page: Any, textpage: Any, answers: Answers
) -> tuple[list[PrintedRun], list[Any], list[PageShape]]:
    """The runs of text on a page, in the order of drawing, those of one marked content in
    the order in which they are read; PDFium's picture objects; and what is drawn besides."""
    reader = _RunReader(textpage, answers)
    found = list(reader.of_page(page))
    mixed: dict[int, list[int]] = defaultdict(list)
    for index, (run, _) in enumerate(found):
        if run.mcid >= 0:
            mixed[run.mcid].append(index)
    order = list(range(len(found)))
    first: dict[int, int] = {}
    for indexes in mixed.values():
        if len(indexes) > 1 and any(BACKWARDS.search(found[i][0].text) for i in indexes):
            first = first or _first_characters(textpage)
            read = sorted(indexes, key=lambda i: first.get(address(found[i][1]), 0))
            for place, index in zip(indexes, read, strict=True):
                order[place] = index
    return [found[index][0] for index in order], reader.pictures, reader.shapes


class _RunReader:
    def __init__(self, textpage: Any, answers: Answers) -> None:
        self._textpage, self._answers = textpage, answers
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._matrix = pdfium.FS_MATRIX()
        self.pictures: list[Any] = []
        """The pictures that are met, in the order of drawing."""
        self.shapes: list[PageShape] = []
        """What else is drawn on the page, in the order of drawing."""
        self._count = 0
        self._heads: dict[int, int] = {}
        """The numbers of artifacts, by the addresses of their marks."""
        self._said: tuple[str, Any] = "", None
        """The last text, and its object."""

    def of_page(self, page: Any) -> Iterator[tuple[PrintedRun, Any]]:
        """The runs of a page, each with its object."""
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            part = pdfium.FPDFPage_GetObject(page, index)
            kind = pdfium.FPDFPageObj_GetType(part)
            if kind != pdfium.FPDF_PAGEOBJ_TEXT and (shape := shape_of(part, kind, self._count)):
                self.shapes.append(shape)
            if kind in _READ:
                mcid = pdfium.FPDFPageObj_GetMarkedContentID(part)
                yield from self._of(part, kind, mcid, 0)

    def _of(
        self, part: Any, kind: int, mcid: int, depth: int, around: tuple[str, int] = ("", 0)
    ) -> Iterator[tuple[PrintedRun, Any]]:
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.pictures.append(part)
            return
        if depth == 0 and mcid < 0:
            around = self._artifact(part)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            text = self._answers.text(pdfium.FPDFTextObj_GetText, part, self._textpage)
            box, (line, size, least, turn) = (
                (NOWHERE, (0, 0, 0, UPRIGHT)) if depth else (self._box(part), self._letters(part))
            )
            self._count += 1
            text = self._once(part, _LINE_END_HYPHEN.sub("-", text))
            ink = BLACK if depth else ink_of(part)
            veil = "" if depth else veil_of(part, box, ink)
            artifact, head = around
            run = PrintedRun(text, mcid, artifact, box, veil, line, size, head, ink, least, turn)
            yield run, part
        elif depth < _MOST_NESTED:
            for index in range(pdfium.FPDFFormObj_CountObjects(part)):
                inner = pdfium.FPDFFormObj_GetObject(part, index)
                kind = pdfium.FPDFPageObj_GetType(inner)
                if kind in _READ:
                    yield from self._of(inner, kind, mcid, depth + 1, around)

    def _box(self, part: Any) -> Box:
        left, bottom, right, top = self._sides
        pdfium.FPDFPageObj_GetBounds(part, left, bottom, right, top)
        return left.value, bottom.value, right.value, top.value

    def _letters(self, part: Any) -> tuple[float, float, float, Turn]:
        """The height of a run's line; the size of its letters, 0 where these are turned, mirrored
        or stretched; that of their shorter side; and how they are turned."""
        matrix, size = self._matrix, self._sides[0]
        pdfium.FPDFPageObj_GetMatrix(part, matrix)
        pdfium.FPDFTextObj_GetFontSize(part, size)
        is_upright = matrix.a > 0 and abs(matrix.b) + abs(matrix.c) < _ASKEW * matrix.a
        is_even = abs(matrix.a - matrix.d) < _ASKEW * matrix.a
        wide, tall = hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)
        area = abs(matrix.a * matrix.d - matrix.b * matrix.c)
        least = size.value * area / max(wide, tall) if area else 0
        even = size.value * matrix.a if is_upright and is_even else 0
        return matrix.f, even, least, (matrix.a, matrix.b, matrix.c, matrix.d)

    def _once(self, part: Any, text: str) -> str:
        """The text of a run; where that is its cluster's, and the run before said it, only the
        space after it. What a cluster says PDFium gives each of its objects, unless they
        follow each other from left to right: with a raised glyph they may not."""
        words = text.rstrip()
        said, before = self._said
        if words and words == said and 0 < self._saying(part) == self._saying(before):
            return text[len(words) :]
        if words:
            self._said = words, part
        return text

    def _saying(self, part: Any) -> int:
        """The address of the innermost mark of an object that says a text (ActualText)."""
        ask = pdfium.FPDFPageObjMark_GetParamStringValue
        for mark in reversed(list(_marks(part))):
            if self._answers.of_mark(ask, mark, b"ActualText"):
                return address(mark)
        return 0

    def _artifact(self, part: Any) -> tuple[str, int]:
        """The kind of artifact that an object is, its /Subtype, or `Pagination` without one; and
        the artifact's number."""
        for mark in _marks(part):
            if self._answers.of_mark(pdfium.FPDFPageObjMark_GetName, mark) == "Artifact":
                ask = pdfium.FPDFPageObjMark_GetParamStringValue
                kind = self._answers.of_mark(ask, mark, b"Subtype") or "Pagination"
                return kind, self._heads.setdefault(address(mark), len(self._heads) + 1)
        return "", 0


def _marks(part: Any) -> Iterator[Any]:
    """The marks of an object, the outermost first."""
    for index in range(pdfium.FPDFPageObj_CountMarks(part)):
        yield pdfium.FPDFPageObj_GetMark(part, index)


def _first_characters(textpage: Any) -> dict[int, int]:
    """For each text object, the first of its characters in the order of reading."""
    first: dict[int, int] = {}
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        part = pdfium.FPDFText_GetTextObject(textpage, index)
        if part:
            first.setdefault(address(part), index)
    return first
