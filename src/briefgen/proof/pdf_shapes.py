"""What a page draws beside its words, as PDFium tells it: where, and whether it is light."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium
from msgspec import Struct

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top, in points
NOWHERE = (0.0, 0.0, 0.0, 0.0)

_THIN = 2.0  # points; what is thinner is a rule, and hides no words
_LIGHT = 204  # of 255; on a lighter ground words can be read


class PageShape(Struct, frozen=True):
    """What is drawn after as many runs of text as `place` says: a filled or outlined path, a
    drawing, or what `is_picture`.

    `box` is what is seen of it. What is in an even number of the boxes of its `parts` is not
    filled; of other shapes there are none.
    """

    place: int
    box: Box
    is_light: bool
    parts: tuple[Box, ...] = ()
    is_picture: bool = False


def shape_of(part: Any, kind: int, place: int) -> PageShape | None:
    """An object of a page as a shape; None for a thin one and for one that is not seen."""
    box = _bounds(part)
    if _is_thin(box):
        return None
    for clip, _ in clips_of(part):
        box = common(box, clip)
    if _is_thin(box):
        return None
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        is_picture = kind == pdfium.FPDF_PAGEOBJ_IMAGE
        return PageShape(place, box, is_light=False, is_picture=is_picture)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(part, fill, stroke)
    if not (fill.value or stroke.value):
        return None
    is_light = not stroke.value and _is_light(part)
    is_ring = fill.value == pdfium.FPDF_FILLMODE_ALTERNATE and not (is_light or stroke.value)
    return PageShape(place, box, is_light, tuple(_parts(part)) if is_ring else ())


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


def _is_light(part: Any) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    return bool(pdfium.FPDFPageObj_GetFillColor(part, *colour)) and (
        min(one.value for one in colour[:3]) >= _LIGHT
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
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(part, matrix)
    points: list[tuple[float, float]] = []
    for number in range(max(0, pdfium.FPDFPath_CountSegments(part))):
        segment = pdfium.FPDFPath_GetPathSegment(part, number)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield _around(points)
            points = []
        x, y = _point(segment)
        points.append(
            (
                matrix.a * x + matrix.c * y + matrix.e,
                matrix.b * x + matrix.d * y + matrix.f,
            )
        )
    if points:
        yield _around(points)


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _around(points: list[tuple[float, float]]) -> Box:
    across, along = zip(*points, strict=True)
    return min(across), min(along), max(across), max(along)
