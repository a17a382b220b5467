"""Whether the cells of a table are below their own heads and in their own rows: its columns are
beside each other, and each row is below the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from .page_comparison import shortened
from .pdf_reader import Reading
from .pdf_shapes import NOWHERE
from .structure_tree import StructureElement

# Points by which columns may reach into each other, and by which rows are apart at least.
_OVER = 3.0
_Mark: TypeAlias = tuple[int, int]  # the page, from 1, and the number of a marked content


class _Words(Struct):
    """The words of a marked content, or the first of a column, and from where to where they, or all
    of the column, reach; `line` is the height of their line."""

    page: int
    text: str
    left: float
    right: float
    line: float


def out_of_column(
    reading: Reading, structure: Iterable[StructureElement]
) -> Iterator[tuple[int, str]]:
    """For each table whose columns or rows reach into each other, the page, from 1, and words that
    do."""
    words = _by_mark(reading)
    for table in structure:
        if table.kind != "Table":
            continue
        rows = [row for part in table.inner for row in part.inner]
        if wrong := _first_wrong(_columns(rows, words)):
            yield wrong.page, f"“{shortened(wrong.text)}” in a column that reaches into another"
        elif wrong := _first_above(rows, words):
            yield wrong.page, f"“{shortened(wrong.text)}” in a row that reaches into another"


def _first_wrong(columns: list[_Words]) -> _Words | None:
    """A column that reaches into the one beside it, whichever way a row runs."""
    if len(columns) > 1 and columns[-1].left < columns[0].left:
        columns.reverse()
    for before, after in pairwise(columns):
        if after.left < before.right - _OVER:
            return after
    return None


def _first_above(rows: Iterable[StructureElement], words: Mapping[_Mark, _Words]) -> _Words | None:
    """The first words of a row that are not below all of the row before on their page."""
    lowest = dict[int, float]()
    for row in rows:
        own = [words[mark] for mark in _marks(row) if mark in words]
        for one in own:
            if one.line > lowest.get(one.page, one.line + _OVER) - _OVER:
                return one
        for one in own:
            lowest[one.page] = min(one.line, lowest.get(one.page, one.line))
    return None


def _columns(rows: Iterable[StructureElement], words: Mapping[_Mark, _Words]) -> list[_Words]:
    """From where to where the columns reach that have words, by the rows without merged cells."""
    cells = [row.inner for row in rows]
    count = max(map(len, cells), default=0)
    found: list[_Words] = []
    for column in zip(*(row for row in cells if len(row) == count), strict=True):
        marks = (mark for cell in column for mark in _marks(cell))
        if own := [words[mark] for mark in marks if mark in words]:
            left, right = min(one.left for one in own), max(one.right for one in own)
            found.append(_Words(own[0].page, own[0].text, left, right, own[0].line))
    return found


def _marks(element: StructureElement) -> Iterator[_Mark]:
    """The marked contents of an element, but for those of notes, which are at the foot."""
    for kid in element.kids:
        if isinstance(kid, tuple):
            yield kid
        elif isinstance(kid, StructureElement) and kid.kind != "Note":
            yield from _marks(kid)


def _by_mark(reading: Reading) -> dict[_Mark, _Words]:
    found: dict[_Mark, _Words] = {}
    for number, page in enumerate(reading.pages, 1):
        for run in page.runs:
            if run.mcid < 0 or run.box == NOWHERE or not run.text.strip():
                continue
            left, _, right, _ = run.box
            known = found.setdefault((number, run.mcid), _Words(number, "", left, right, run.line))
            known.text += run.text
            known.left, known.right = min(known.left, left), max(known.right, right)
    return found
