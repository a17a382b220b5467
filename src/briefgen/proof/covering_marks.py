"""Marks of a reader below which printed words cannot be read.

A thin line through words, a note's icon and a highlight through which words show only mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from .geometry import named
from .mark_colours import ICON, lightness
from .mark_paint import Layer, Paint, Square, inside, layers
from .pdf_reader import Page
from .pdf_shapes import NOWHERE, Box
from .pdf_text import PrintedRun

_MARKS = {
    "/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Ink", "/Caret", "/Popup",
    "/Widget",
}  # fmt: skip
_LEGIBLE = 0.2  # of full light, by which words are darker than what is around them
_PAPER = 0.8  # of full light, in each part of a colour
_LETTER = 6  # points that a letter is wide
# Of a letter and of what is above and below others on its line; points of its height; in all,
# square points. A pen is thinner.
_COVERED, _TALL, _LEAST = 0.5, 3.5, 12
_ERASED = 3  # square points: nobody marks with the colour of paper

# The colours of paper and of words.
_Pair: TypeAlias = tuple[float, ...]
_BARE: _Pair = (1.0, 1.0, 1.0, 0.0, 0.0, 0.0)


def covering_marks(
    marked: Sequence[Any], pages: Sequence[Page], label: Callable[[int], str]
) -> Iterator[str]:
    """A line for each mark below which words of a page cannot be read: `marked` are the pages as
    objects, `label` names one, counted from 1."""
    for number, (holder, page) in enumerate(zip(marked, pages, strict=False), 1):
        runs = [run for run in page.runs if run.text.strip() and run.box != NOWHERE]
        annotations: Any = holder.get("/Annots")
        for entry in annotations.get_object() if annotations is not None and runs else ():
            mark: Any = entry.get_object()
            kind = str(mark.get("/Subtype"))
            if kind in _MARKS and (run := _covered(mark, kind[1:], runs)):
                yield f"page {label(number)} has a mark over {named(run)} ({kind[1:]})"


def _covered(mark: Any, kind: str, runs: Sequence[PrintedRun]) -> PrintedRun | None:
    """The first run that a mark covers."""
    left, bottom, right, top = map(float, mark.get("/Rect", (0, 0, 0, 0)))
    is_icon = kind == "Text" and abs(right - left) <= ICON and abs(top - bottom) <= ICON
    for own in layers(mark, kind, _around([run.box for run in runs])):
        hidden, erased = _unread(own)
        if not hidden:
            continue
        columns, rows = zip(*hidden, strict=True)
        left, bottom, right, top = min(columns), min(rows), max(columns) + 1, max(rows) + 1
        for run in runs:
            if run.box[0] > right or run.box[2] < left or run.box[1] > top or run.box[3] < bottom:
                continue
            # A note's icon is opaque, and seen; only in the colour of paper it is not.
            if _is_covered(run.box, erased if is_icon else hidden):
                return run
            if not is_icon and _count(run.box, erased) >= _ERASED:
                return run
    return None


def _unread(painted: Sequence[Layer]) -> tuple[set[Square], set[Square]]:
    """The squares in which no word can be read; and those of them that look like paper."""
    pairs: dict[Square, _Pair] = {}
    for paint, squares in painted:
        for square in squares:
            pairs[square] = _over(paint, pairs.get(square, _BARE))
    hidden = {square for square, pair in pairs.items() if not _is_legible(pair)}
    return hidden, {square for square in hidden if min(pairs[square][:3]) >= _PAPER}


@lru_cache(4096)
def _over(paint: Paint, pair: _Pair) -> _Pair:
    # Viewers take what is beyond 0 and 1 for these.
    alpha, *colour = (min(1.0, max(0.0, part)) for part in (paint.alpha, *paint.colour))
    return tuple(
        (1 - alpha) * below + alpha * own * (below if paint.is_through else 1)
        for below, own in zip(pair, colour * 2, strict=True)
    )


@lru_cache(4096)
def _is_legible(pair: _Pair) -> bool:
    return lightness(pair[:3]) - lightness(pair[3:]) >= _LEGIBLE


def _is_covered(box: Box, squares: set[Square]) -> bool:
    """Whether a letter's width of a run is covered."""
    rows = inside(box[1], box[3])
    by_column = [sum((column, row) in squares for row in rows) for column in inside(box[0], box[2])]
    for start in range(max(1, len(by_column) - _LETTER + 1)):
        part = by_column[start : start + _LETTER]
        if sum(part) >= max(_LEAST, _TALL * len(part), _COVERED * len(part) * len(rows)):
            return True
    return False


def _count(box: Box, squares: set[Square]) -> int:
    rows = inside(box[1], box[3])
    return sum((column, row) in squares for column in inside(box[0], box[2]) for row in rows)


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
