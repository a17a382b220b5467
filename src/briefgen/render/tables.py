"""The shape of a table, guessed before anything is laid out: how wide its columns are, and
which of its rows are too tall to stay whole.

A row stays whole on its page. One that would fill much of a page must be divided, or it would
be printed nowhere; and a head of that size is not repeated on each page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import chain

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import Flow, TableBlock, plain_text

from .figures_kept import NO_BREAK, is_figure, with_kept_figures

# More columns than the first have the gutter too, as have longer words than fit beside it; more
# than the second are set smaller.
_WIDE, _DENSE = 5, 9
# A table in which words of so many letters would be broken is set smaller, too.
_SHORT = 7
# Lines: taller heads are printed once, taller rows are divided.
_TALLEST_HEAD = 8
_TALLEST_ROW = 14
# A digit and the space between three of them, in letters; and three digits.
_DIGIT, _SPACE, _GROUP = 0.9, 0.35, 2.7
_BETWEEN = lazy_pattern(rf"[^\S{NO_BREAK}]+")


class TableShape(Struct, frozen=True):
    """The CSS classes of a table; how many letters a word may have that is not to be broken,
    whether figures must be, at their spaces; and of each row whether it is tall."""

    classes: str
    longest_word: int
    breaks_figures: bool
    tall: tuple[bool, ...]


def table_shape(table: TableBlock, *, large: bool) -> TableShape:
    """The shape of `table`, in large print or not."""
    columns = len(table.head)
    words, figures = _longest_words(table), _longest_figures(table)
    is_wide, is_dense = columns > _WIDE, columns > _DENSE

    def line() -> float:
        return _line(columns, is_wide=is_wide, is_dense=is_dense, large=large)

    if sum(map(max, words, figures)) > line() and not large:
        is_wide = True
    if sum(figures) > line():
        is_dense = True
    breaks_figures = sum(figures) > line()
    if breaks_figures:
        figures = [_GROUP] * columns
    longest = _longest_whole(words, figures, line())
    if longest < min(_SHORT, max(words)):
        is_dense = True
        longest = _longest_whole(words, figures, line())
    classes = ["data"]
    if is_wide:
        classes.append("wide")
    if is_dense:
        classes.append("dense")
    widths = _widths(table, line())
    if _lines(table.head, widths) > _TALLEST_HEAD:
        classes.append("tall")
    return TableShape(
        " ".join(classes),
        longest,
        breaks_figures,
        tuple(_lines(row, widths) > _TALLEST_ROW for row in table.rows),
    )


def _line(columns: int, *, is_wide: bool, is_dense: bool, large: bool) -> float:
    """The letters that the columns of a table have room for, together."""
    width = 170 if large else 166 if is_wide else 122  # all in millimetres
    between = (2.2 if large else 1.2) if is_dense else 2.5
    letter = (3.0 if is_dense else 3.4) if large else 1.8 if is_dense else 1.9
    return (width - columns * between) / letter


def _longest_words(table: TableBlock) -> list[float]:
    """The letters of the longest word of each column."""
    return [max(len(word) for word in words if not is_figure(word)) for words in _columns(table)]


def _longest_figures(table: TableBlock) -> list[float]:
    """The same of the figures that have spaces, which are narrower than letters."""
    return [
        max((_width(word) for word in words if is_figure(word)), default=0)
        for words in _columns(table)
    ]


def _width(figure: str) -> float:
    spaces = figure.count(NO_BREAK)
    return _SPACE * spaces + _DIGIT * (len(figure) - spaces)


def _columns(table: TableBlock) -> list[list[str]]:
    """The words of each column, and an empty one."""
    columns = zip(table.head, *table.rows, strict=False)
    return [["", *chain.from_iterable(map(_undivided, column))] for column in columns]


def _longest_whole(words: Sequence[float], figures: Sequence[float], line: float) -> int:
    """The letters of the longest word that stays whole: as many as a `line` has room for, if
    each column is as wide as the longest of its `words` or as that, and as its `figures`."""
    most = int(max(2, *words))
    columns = list(zip(words, figures, strict=True))
    while most > 2 and sum(max(min(word, most), figure) for word, figure in columns) > line:
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
