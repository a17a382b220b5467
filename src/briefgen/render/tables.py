"""The shape of a table, guessed before anything is laid out: how wide its columns are, and
which of its rows are too tall to stay whole.

A row stays whole on its page. One that would fill much of a page must be divided, or it would
be printed nowhere; and a head of that size is not repeated on each page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import Flow, TableBlock, plain_text

from .figures_kept import NO_BREAK, with_kept_figures

# More columns than the first have the gutter too, as have longer words than fit beside it; more
# than the second are set smaller.
_WIDE, _DENSE = 5, 9
# Lines: taller heads are printed once, taller rows are divided.
_TALLEST_HEAD = 8
_TALLEST_ROW = 14
_BETWEEN = lazy_pattern(rf"[^\S{NO_BREAK}]+")


class TableShape(Struct, frozen=True):
    """The CSS classes of a table; how many letters a word may have that is not to be broken;
    and of each row whether it is tall."""

    classes: str
    longest_word: int
    tall: tuple[bool, ...]


def table_shape(table: TableBlock, *, large: bool) -> TableShape:
    """The shape of `table`, in large print or not."""
    columns = len(table.head)
    words = _longest_words(table)
    is_wide = columns > _WIDE
    line = _line(columns, is_wide=is_wide, large=large)
    if sum(words) > line and not is_wide and not large:
        is_wide, line = True, _line(columns, is_wide=True, large=False)
    classes = ["data"]
    if is_wide:
        classes.append("wide")
    if columns > _DENSE:
        classes.append("dense")
    widths = _widths(table, line)
    if _lines(table.head, widths) > _TALLEST_HEAD:
        classes.append("tall")
    return TableShape(
        " ".join(classes),
        _longest_whole(words, line),
        tuple(_lines(row, widths) > _TALLEST_ROW for row in table.rows),
    )


def _line(columns: int, *, is_wide: bool, large: bool) -> float:
    """The letters that the columns of a table have room for, together."""
    is_dense = columns > _DENSE
    width = 170 if large else 166 if is_wide else 122  # all in millimetres
    between = 1.2 if is_dense else 2.5
    letter = 3.4 if large else 1.8 if is_dense else 1.9
    return (width - columns * between) / letter


def _longest_words(table: TableBlock) -> list[int]:
    """The letters of the longest word of each column."""
    return [
        max(len(word) for cell in column for word in ("", *_undivided(cell)))
        for column in zip(table.head, *table.rows, strict=False)
    ]


def _longest_whole(words: Sequence[int], line: float) -> int:
    """The letters of the longest word that stays whole: as many as a `line` has room for, if
    each column is as wide as the longest of its `words` or as that."""
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
