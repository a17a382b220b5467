"""The shape of a table, guessed before anything is laid out: how wide its columns are, and
which of its rows are too tall to stay whole.

A row stays whole on its page. One that would fill much of a page must be divided, or it would
be printed nowhere; and a head of that size is not repeated on each page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from briefgen.model.markup import Flow, TableBlock, plain_text

from .figures_kept import NO_BREAK, with_kept_figures

# More columns than the first have the gutter too, more than the second are set smaller.
_WIDE, _DENSE = 5, 9
# Lines: taller heads are printed once, taller rows are divided.
_TALLEST_HEAD = 8
_TALLEST_ROW = 14
_BETWEEN = re.compile(rf"[^\S{NO_BREAK}]+")


class TableShape(Struct, frozen=True):
    """The CSS classes of a table; how many letters a word may have that is not to be broken;
    and of each row whether it is tall."""

    classes: str
    longest_word: int
    tall: tuple[bool, ...]


class _Room(Struct, frozen=True):
    """Millimetres: of a table, of what is between its columns, and of a letter."""

    width: float
    between: float
    letter: float


def table_shape(table: TableBlock, *, large: bool) -> TableShape:
    """The shape of `table`, in large print or not."""
    columns = len(table.head)
    classes = ["data"]
    if columns > _WIDE:
        classes.append("wide")
    if columns > _DENSE:
        classes.append("dense")
    room = _room(columns, large=large)
    free = room.width - columns * room.between
    widths = _widths(table, free / room.letter)
    if _lines(table.head, widths) > _TALLEST_HEAD:
        classes.append("tall")
    return TableShape(
        " ".join(classes),
        _longest_word(table, free / room.letter),
        tuple(_lines(row, widths) > _TALLEST_ROW for row in table.rows),
    )


def _room(columns: int, *, large: bool) -> _Room:
    if large:
        return _Room(170, 1.2 if columns > _DENSE else 2.5, 3.4)
    width = 166 if columns > _WIDE else 122
    return _Room(width, 1.2, 1.8) if columns > _DENSE else _Room(width, 2.5, 1.9)


def _longest_word(table: TableBlock, line: float) -> int:
    """The letters of the longest word that stays whole: as many as a `line` has room for, if
    each column is as wide as its longest word or as that."""
    words = [
        max(len(word) for cell in column for word in ("", *_undivided(cell)))
        for column in zip(table.head, *table.rows, strict=False)
    ]
    most = max(2, *words)
    while most > 2 and sum(min(word, most) for word in words) > line:
        most -= 1
    return most


def _widths(table: TableBlock, line: float) -> list[float]:
    """The letters that each column has room for, of those of a `line`: more where its longest
    cell is longer."""
    columns = zip(table.head, *table.rows, strict=False)
    longest = [max(map(_length, column)) + 1 for column in columns]
    return [max(2, line * length / sum(longest)) for length in longest]


def _lines(row: Sequence[Flow], widths: Sequence[float]) -> float:
    cells = zip(row, widths, strict=False)
    return max((_length(cell) / width for cell, width in cells), default=0)


def _length(cell: Flow) -> int:
    return letters(plain_text(cell.inlines))


def _undivided(cell: Flow) -> list[str]:
    """The words of a cell; a figure with its spaces is one."""
    return _BETWEEN.split(with_kept_figures(plain_text(cell.inlines)))


def letters(text: str) -> int:
    """How long `text` is, in letters; Chinese and Japanese ones are as wide as two."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)
