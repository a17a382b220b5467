"""The words of a sheet → its columns, in the order in which they are read.

A sheet is cut where white runs through: into bands from top to bottom, each into columns from
left to right, and so on inside these. Columns are decided for each band, because titles and
tables run across them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from .words import Row, Word, rows_of

_MAX_DEPTH = 6
# How wide white must be, in sizes of the letters, to part columns of at least so many lines.
_GUTTERS = ((8, 0.9), (4, 1.4), (2, 2.2))
_NARROWEST = 0.8
# So wide, between three columns and more of so many short lines, it parts the cells of a table.
_CELLS = (3, 0.9)
_TITLE = 1.15  # sizes of the text
_ONE_SIDED = 3  # bands at the top of columns that may have words on one side only
_FULL, _MOSTLY = 0.7, 0.6  # of a column's width, and of its lines
_PROSE = 24  # characters of a line, at least, in a column of prose


_LONG = 12  # rows of a column that shows the document's grid
_FIGURE = 5  # sizes of white: more than is between paragraphs

Gap = tuple[float, float]
Grid = tuple[Gap, ...]


class Column(Struct, frozen=True):
    """Rows that are read one after the other; `table` says that each is a table's row, whose
    cells `cells` holds; `unsure`, that it may be part of one."""

    rows: tuple[Row, ...]
    table: bool = False
    cells: tuple[tuple[Row, ...], ...] = ()
    unsure: bool = False

    @property
    def left(self) -> float:
        """Where most of its lines begin, in points."""
        starts = sorted(row.x0 for row in self.rows)
        return starts[len(starts) // 10] if len(starts) >= 10 else starts[0]

    @property
    def right(self) -> float:
        """Where its full lines end, in points."""
        ends = sorted(row.x1 for row in self.rows)
        return ends[-1 - len(ends) // 20]


def columns_of(words: Sequence[Word], most: int = 0, grid: Grid = ()) -> list[Column]:
    """The columns of a sheet; at most `most` side by side, if that is given.

    `grid` are the gutters of the document: what is on both sides of one is in two columns,
    however few lines it has.
    """
    parts = _apart(words) if grid else [list(words)]
    return [column for part in parts for column in _cut(part, most or 99, 0, grid)]


def grid_of(sheets: Iterable[Sequence[Column]]) -> Grid:
    """The gutters between long columns, which a document has on most of its sheets."""
    found: list[Gap] = []
    for columns in sheets:
        long = [one for one in columns if not one.table and len(one.rows) >= _LONG]
        for left, right in itertools.pairwise(long):
            beside = min(left.rows[0].y, right.rows[0].y) > max(left.rows[-1].y, right.rows[-1].y)
            if beside and left.right < right.left:
                found.append((left.right, right.left))
    return tuple(found)


def _apart(words: Sequence[Word]) -> list[list[Word]]:
    """Words cut where so much white runs from left to right that a figure is between."""
    parts: list[list[Word]] = []
    for band in _bands(list(words)):
        size = median(word.size for word in band)
        floor = min(word.bottom for word in parts[-1]) if parts else 0.0
        if parts and floor - max(word.top for word in band) < _FIGURE * size:
            parts[-1] += band
        else:
            parts.append(band)
    return parts


def _cut(words: list[Word], most: int, depth: int, grid: Grid = ()) -> list[Column]:
    if not words:
        return []
    if depth >= _MAX_DEPTH or most == 1:
        return [Column(tuple(rows_of(words)))]
    found: list[Column] = []
    single: list[Word] = []
    bands = _bands(words)
    start = 0
    while start < len(bands):
        end, gutters = _columns_from(bands, start, most, grid)
        if not gutters:
            single += bands[start]
            start += 1
            continue
        if single:
            found.append(Column(tuple(rows_of(single))))
            single = []
        title = _titles(bands[start:end], gutters)
        if title:
            found.append(Column(tuple(rows_of(w for one in bands[start:][:title] for w in one))))
        band = [word for part in bands[start + title : end] for word in part]
        found += _side_by_side(band, gutters, most, depth, grid)
        start = end
    if single:
        found.append(Column(tuple(rows_of(single))))
    return found


def _titles(bands: Sequence[list[Word]], gutters: Sequence[Gap]) -> int:
    """How many bands above columns are a title, in larger letters and not in all columns."""
    size = median(word.size for band in bands for word in band)
    count = 0
    for band in bands:
        larger = min(word.size for word in band) > _TITLE * size
        parts = {sum(word.x0 > low for low, _ in gutters) for word in band}
        if not larger or len(parts) > 1:
            break
        count += 1
    return count


def _bands(words: list[Word]) -> list[list[Word]]:
    """Words cut wherever white runs from left to right."""
    bands: list[list[Word]] = []
    floor = 0.0
    for word in sorted(words, key=lambda one: -one.top):
        if bands and word.top > floor:
            bands[-1].append(word)
            floor = min(floor, word.bottom)
        else:
            bands.append([word])
            floor = word.bottom
    return bands


def _columns_from(
    bands: Sequence[list[Word]], start: int, most: int, grid: Grid
) -> tuple[int, tuple[Gap, ...]]:
    """How far, from `start`, bands have common gutters, and these; none, if they have not."""
    gaps: list[Gap] = [(float("-inf"), float("inf"))]
    best: tuple[int, tuple[Gap, ...]] = (start, ())
    seen: list[Word] = []
    for end in range(start, len(bands)):
        gaps = _common(gaps, bands[end])
        seen += bands[end]
        size = median(word.size for word in seen)
        inner = [
            (low, high)
            for low, high in gaps
            if low > float("-inf") and high < float("inf") and high - low >= _NARROWEST * size
        ]
        if not inner and (best[1] or end - start >= _ONE_SIDED):
            break
        if gutters := _gutters(seen, inner, grid):
            best = (end + 1, gutters[: most - 1])
    return best


def _common(gaps: Sequence[Gap], words: Sequence[Word]) -> list[Gap]:
    """What is left of gaps where no word of `words` is."""
    left = list(gaps)
    for word in words:
        cut: list[Gap] = []
        for low, high in left:
            if word.x1 <= low or word.x0 >= high:
                cut.append((low, high))
                continue
            if word.x0 > low:
                cut.append((low, word.x0))
            if word.x1 < high:
                cut.append((word.x1, high))
        left = cut
    return sorted(left)


def _gutters(words: Sequence[Word], gaps: Sequence[Gap], grid: Grid) -> tuple[Gap, ...]:
    """The gaps that are wide enough for as many lines as are on both sides, the widest first;
    those of the document's grid are."""
    size = median(word.size for word in words)
    wide = []
    for low, high in gaps:
        left = _lines([word for word in words if word.x1 <= low + 0.1])
        right = _lines([word for word in words if word.x0 >= high - 0.1])
        lines = min(left, right)
        known = lines and any(
            low < (a + b) / 2 < high and high - low > 0.7 * (b - a) for a, b in grid
        )
        if known or any(lines >= n and high - low >= width * size for n, width in _GUTTERS):
            wide.append((low, high))
    return tuple(sorted(wide or _between_cells(words, gaps), key=lambda gap: gap[0] - gap[1]))


def _between_cells(words: Sequence[Word], gaps: Sequence[Gap]) -> list[Gap]:
    """The gaps of a small table, whose lines are all as many short cells; none of other words."""
    size = median(word.size for word in words)
    lines, width = _CELLS
    found = [gap for gap in gaps if gap[1] - gap[0] >= width * size]
    if len(found) < 2:
        return []
    parts = [
        rows_of(word for word in words if low <= (word.x0 + word.x1) / 2 <= high)
        for (_, low), (high, _) in itertools.pairwise([(0.0, -math.inf), *found, (math.inf, 0.0)])
    ]
    level = len({len(rows) for rows in parts}) == 1 and len(parts[0]) >= lines
    short = all(len(row.plain) < _PROSE / 2 for rows in parts for row in rows)
    return found if level and short and _is_table(parts) else []


def _lines(words: Sequence[Word]) -> int:
    """How many baselines words have."""
    return len({round(word.y / max(word.size, 1) * 2) for word in words})


def _side_by_side(
    words: list[Word], gutters: Sequence[Gap], most: int, depth: int, grid: Grid
) -> list[Column]:
    cuts = sorted((low + high) / 2 for low, high in gutters)
    parts: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for word in words:
        parts[sum(word.x0 > cut for cut in cuts)].append(word)
    rows = [rows_of(part) for part in parts]
    if _is_table(rows):
        return list(_table(words, cuts))
    columns = [column for part in parts for column in _cut(part, most, depth + 1, grid)]
    if any(map(_is_prose, rows)):
        return columns
    # Cells whose lines are not on common baselines have no long lines, either.
    return [replace(column, unsure=True) for column in columns]


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether rows are lines of a text: long, or several words each and mostly full."""
    if median(len(row.plain) for row in rows) >= _PROSE:
        return True
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    full = sum(row.x1 - row.x0 > _FULL * width for row in rows)
    several = median(len(row.plain.split()) for row in rows) >= 3
    return len(rows) >= 3 and several and full >= _MOSTLY * len(rows)


def _is_table(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether columns are a table's: their lines are short, and on common baselines."""
    if sum(map(_is_prose, columns)) >= 2:
        return False
    fewest = min(columns, key=len)
    others = [row.y for rows in columns if rows is not fewest for row in rows]
    level = sum(any(abs(row.y - y) < 0.3 * row.size for y in others) for row in fewest)
    return level >= 0.6 * len(fewest)


def _table(words: Sequence[Word], cuts: Sequence[float]) -> Iterator[Column]:
    """A table; rows of one cell before and after it are text."""
    rows = rows_of(words)
    cells = []
    for row in rows:
        parts: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
        for word in row.words:
            parts[sum(word.x0 > cut for cut in cuts)].append(word)
        cells.append(tuple(rows_of(part)[0] for part in parts if part))
    full = [number for number, row in enumerate(cells) if len(row) > 1]
    first, last = min(full, default=0), max(full, default=-1) + 1
    if first:
        yield Column(tuple(rows[:first]))
    if first < last:
        yield Column(tuple(rows[first:last]), table=True, cells=tuple(cells[first:last]))
    if last < len(rows):
        yield Column(tuple(rows[max(last, first) :]))
