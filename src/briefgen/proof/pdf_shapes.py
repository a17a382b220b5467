"""What a page draws beside its words, as PDFium tells it: where, and in which colour."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium
from msgspec import Struct

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top, in points
NOWHERE = (0.0, 0.0, 0.0, 0.0)
Ink: TypeAlias = tuple[int, int, int, int]  # red, green, blue, and how opaque it is, of 255
BLACK: Ink = (0, 0, 0, 255)

_THIN = 2.0  # points; what is thinner is a rule, and hides no words
_LIGHT = 204  # of 255; on a lighter ground words can be read
_PATTERN = (191, 191, 191)  # the colour that PDFium gives a pattern


class PageShape(Struct, frozen=True):
    """What is drawn after as many runs of text as `place` says: a filled or outlined path, a
    drawing, or what `is_picture`.

    `box` is what is seen of it. What is in an even number of the boxes of its `parts` is not
    filled; of other shapes there are none. What is only outlined covers its `lines`. `ink` is None
    where it is not of one colour that is known.
    """

    place: int
    box: Box
    is_light: bool
    parts: tuple[Box, ...] = ()
    is_picture: bool = False
    ink: Ink | None = None
    lines: tuple[Box, ...] = ()

    @property
    def is_thin(self) -> bool:
        """Whether it is a rule, which hides no words."""
        return _is_thin(self.box)

    def covers(self, x: float, y: float) -> bool:
        """Whether a point is in what is drawn."""
        if self.lines:
            return any(_has(line, x, y) for line in self.lines)
        around = sum(_has(part, x, y) for part in self.parts)
        return _has(self.box, x, y) and (not self.parts or around % 2 == 1)


def shape_of(part: Any, kind: int, place: int) -> PageShape | None:
    """An object of a page as a shape; None for one that is not seen."""
    box = _bounds(part)
    for clip, _ in clips_of(part):
        box = common(box, clip)
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        is_picture = kind == pdfium.FPDF_PAGEOBJ_IMAGE
        return PageShape(place, box, is_light=False, is_picture=is_picture)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(part, fill, stroke)
    if not (fill.value or stroke.value):
        return None
    ink = ink_of(part) if fill.value else None
    is_light = not stroke.value and ink is not None and min(ink[:3]) >= _LIGHT
    is_ring = fill.value == pdfium.FPDF_FILLMODE_ALTERNATE and not stroke.value
    parts = tuple(_parts(part)) if is_ring else ()
    lines = () if fill.value else tuple(_lines(part))
    return PageShape(place, box, is_light, parts, ink=ink, lines=lines)


def ink_of(part: Any) -> Ink | None:
    """The colour in which an object is filled; None where it has none that is known."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(part, red, green, blue, alpha):
        return None
    ink = red.value, green.value, blue.value, alpha.value
    return None if ink[:3] == _PATTERN else ink


def _has(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _bounds(part: Any) -> Box:
    left, bottom, right, top = (
        ctypes.c_float(),
        ctypes.c_float(),
        ctypes.c_float(),
        ctypes.c_float(),
    )
    pdfium.FPDFPageObj_GetBounds(part, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def holds(outer: Box, inner: Box, tolerance: float) -> bool:
    """Whether a box lies in another, or hangs over its sides by no more than `tolerance`."""
    return (
        inner[0] >= outer[0] - tolerance
        and inner[1] >= outer[1] - tolerance
        and inner[2] <= outer[2] + tolerance
        and inner[3] <= outer[3] + tolerance
    )


def _is_thin(box: Box) -> bool:
    return box[2] - box[0] < _THIN or box[3] - box[1] < _THIN


def common(one: Box, other: Box) -> Box:
    """What two boxes share; where they share nothing, one side is beyond its opposite."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def clips_of(part: Any) -> Iterator[tuple[Box, bool]]:
    """The boxes of the paths to which an object is cut, and whether each is all of its box."""
    path = pdfium.FPDFPageObj_GetClipPath(part)
    for index in range(max(0, pdfium.FPDFClipPath_CountPaths(path)) if path else 0):
        points = [
            _point(pdfium.FPDFClipPath_GetPathSegment(path, index, number))
            for number in range(max(0, pdfium.FPDFClipPath_CountPathSegments(path, index)))
        ]
        if points:
            yield _around(points), _is_rectangle(points)


def _is_rectangle(points: Sequence[tuple[float, float]]) -> bool:
    """Whether a line goes once around its box: along each side from one corner to the next."""
    steps = [(one[0] == next[0]) + (one[1] == next[1]) for one, next in pairwise(points)]
    return len(set(points)) == 4 and len(points) <= 5 and steps[:3] == [1, 1, 1]


def _parts(part: Any) -> Iterator[Box]:
    """The boxes of the closed lines of a path, on the page."""
    return map(_around, _traced(part))


def _lines(part: Any) -> Iterator[Box]:
    """The boxes of the lines that outline a path, as wide as its pen."""
    width, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetStrokeWidth(part, width)
    pdfium.FPDFPageObj_GetMatrix(part, matrix)
    half = width.value * hypot(matrix.a, matrix.b) / 2
    for points in _traced(part):
        for pair in pairwise([*points, points[0]]):
            left, bottom, right, top = _around(list(pair))
            yield left - half, bottom - half, right + half, top + half


def _traced(part: Any) -> Iterator[list[tuple[float, float]]]:
    """The points of each line of a path, on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(part, matrix)
    points: list[tuple[float, float]] = []
    for number in range(max(0, pdfium.FPDFPath_CountSegments(part))):
        segment = pdfium.FPDFPath_GetPathSegment(part, number)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        x, y = _point(segment)
        points.append(
            (
                matrix.a * x + matrix.c * y + matrix.e,
                matrix.b * x + matrix.d * y + matrix.f,
            )
        )
    if points:
        yield points


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _around(points: list[tuple[float, float]]) -> Box:
    across, along = zip(*points, strict=True)
    return min(across), min(along), max(across), max(along)
