"""The rows of columns → paragraphs, also over the ends of columns and sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.imported import ParagraphKind

from .columns import Column, Gap
from .words import CALL, Row

_ENDS = re.compile(r"(?:[.!?:;…]|—|——)[”’\"'»)\]]*$")
_STOPS = re.compile(r"[.!?…][”’\"'»)\]]*$")
ITEM = re.compile(
    r"(?:[•‣▪◦●○■–—*·]\s*\S|\(?(?:\d{1,3}|[a-zA-Z]|[ivxl]{1,5})\)\s*\S|\d{1,3}\.\s+\S)"
)
# A label in capitals: who speaks in a transcript, or what a notice goes on to state.
LABEL = re.compile(r"(?P<label>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,5}) ?:(?=\s)")
_DOTS = re.compile(r"(?:\. ?){5,}")
_INDENT = 0.7  # sizes
_SMALL_CAPITALS = 0.65  # of the text's size
_SHOWN = 60  # characters of a paragraph in doubt
_INTERRUPTION = 14  # blocks, at most, that a figure or a table puts into a paragraph
_FEW = 2  # rows
_NARROWEST = 1.25  # sizes of white: justified lines of narrow columns have less
_CELL = 12  # characters beside it
_WHITE = 2  # sizes from baseline to baseline
_BESIDE = 0.8  # sizes from baseline to baseline: less than lines have
_SCRAP = 30  # characters
_TITLE_LINE = 0.4  # of its column's width


class Placed(Struct, frozen=True):
    """A row with the sheet that it is on, and where its column begins and ends; `first` says
    that it is its column's first, `unsure` that it may be read in another order."""

    row: Row
    sheet: int
    left: float
    right: float
    leading: float
    first: bool = False
    unsure: bool = False

    @property
    def indented(self) -> bool:
        return self.row.x0 - self.left > _INDENT * self.row.size

    @property
    def short(self) -> bool:
        """Whether it ends well before its column does."""
        return self.right - self.row.x1 > 0.12 * (self.right - self.left) + self.row.size

    @property
    def centred(self) -> bool:
        middle = (self.row.x0 + self.row.x1) / 2
        width = self.right - self.left
        inset = self.row.x0 - self.left > 0.08 * width and self.short
        return inset and abs(middle - (self.left + self.right) / 2) < 0.04 * width


class LineBlock(Struct, frozen=True):
    """The rows of one paragraph; `cells` are those of a table's row. `doubts` are words of it
    that may belong to another paragraph."""

    rows: tuple[Placed, ...]
    kind: ParagraphKind = "text"
    level: int = 0
    cells: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def placed(column: Column, sheet: int, bounds: tuple[float, float] | None = None) -> list[Placed]:
    """The rows of a column with what sets their paragraphs apart; `bounds` are where the
    column begins and ends, if it has too few rows to tell."""
    left, right = (column.left, column.right) if bounds is None else bounds
    rows = column.rows
    steps = [
        (above.y - below.y) / above.size
        for above, below in pairwise(rows)
        if abs(above.size - below.size) < 0.1 * above.size and above.y > below.y
    ]
    leading = median(steps) if steps else 1.3
    divided = _divided(rows)
    return [
        Placed(row, sheet, left, right, leading, n == 0, column.unsure or n in divided)
        for n, row in enumerate(rows)
    ]


def _divided(rows: Sequence[Row]) -> set[int]:
    """The numbers of rows, each beside another, in which words are parted at the same place by
    more white than words are: perhaps those of two columns."""
    found: set[int] = set()
    gaps = [_wide_gaps(row) for row in rows]
    for number, (above, below) in enumerate(pairwise(gaps)):
        width = _NARROWEST * rows[number].size
        if any(min(a[1], b[1]) - max(a[0], b[0]) >= width for a in above for b in below):
            found |= {number, number + 1}
    return found


def _wide_gaps(row: Row) -> list[Gap]:
    """Where a row has so much white that it may be between columns, if words are on both sides."""
    return [
        (before.x1, after.x0)
        for number, (before, after) in enumerate(pairwise(row.words), 1)
        if after.x0 - before.x1 >= _NARROWEST * row.size
        and min(
            sum(len(word.text) for word in side)
            for side in (row.words[:number], row.words[number:])
        )
        >= _CELL
    ]


def blocks_of(rows: Sequence[Placed], body: float) -> Iterator[LineBlock]:
    """Paragraphs of rows in reading order; `body` is the size of the text's letters."""
    runs: list[list[Placed]] = []
    indents = _has_indents(rows)
    for row in rows:
        if runs and _goes_on(runs[-1], row, indents=indents):
            runs[-1].append(row)
        else:
            runs.append([row])
    for run, following in zip_longest(runs, runs[1:]):
        block = _block(run, body)
        if following and not indents and _may_go_on(run[-1], following[0]):
            block = _in_doubt(block, run[-1].row.plain[-_SHOWN:]) if block.kind == "text" else block
        yield block


def _in_doubt(block: LineBlock, words: str) -> LineBlock:
    return replace(block, doubts=tuple(dict.fromkeys((*block.doubts, words))))


def rejoined(blocks: Sequence[LineBlock]) -> list[LineBlock]:
    """Paragraphs that a figure, a table or a heading has divided made whole, and in doubt; so are
    what divided them, and those that have no end or no beginning."""
    kept: list[LineBlock] = []
    taken: set[int] = set()
    between: set[int] = set()
    below = _below_columns(blocks)
    for number, block in enumerate(blocks):
        if number in taken:
            continue
        whole = block
        first, last = block.rows[0].row.plain[:_SHOWN], block.rows[-1].row.plain[-_SHOWN:]
        stops_short = block.kind in ("text", "item") and _stops_short(block)
        rest = _rest(blocks, number, taken) if stops_short or _unended(block) else None
        if rest is not None and (_unended(block) or _begins_small(blocks[rest])):
            taken.add(rest)
            between |= set(range(number + 1, rest))
            whole = replace(block, rows=(*block.rows, *blocks[rest].rows))
            whole = _in_doubt(_in_doubt(whole, last), blocks[rest].rows[0].row.plain[:_SHOWN])
        elif _unended(block) or (block.kind == "text" and stops_short):
            whole = _in_doubt(block, last)
        flows = block.kind in ("text", "heading") and not block.cells
        divides = number in between and flows
        begun = number > 0 and _stops_short(blocks[number - 1]) and _follows(blocks, number)
        unsure = number in below or any(row.unsure for row in block.rows)
        unsure = unsure or _beside(blocks, number)
        if unsure or divides or (flows and (begun or _begins_small(block))):
            whole = _in_doubt(whole, first)
        kept.append(whole)
    return kept


def _follows(blocks: Sequence[LineBlock], number: int) -> bool:
    """Whether a block is the next line of its column, with no more white above than lines have
    and without an indent: the paragraph before may go on there."""
    before, row = blocks[number - 1].rows[-1], blocks[number].rows[0]
    near = 0 < before.row.y - row.row.y < 1.25 * row.leading * row.row.size
    return near and not (row.first or row.indented or row.sheet != before.sheet)


def _beside(blocks: Sequence[LineBlock], number: int) -> bool:
    """Whether a block is beside one before or after it in its column, as a box with text around
    it is: its lines are between those of the other."""
    pairs = pairwise(blocks[max(number - 1, 0) : number + 2])
    return any(
        not below.first
        and not one.cells
        and above.sheet == below.sheet
        and 0 <= above.row.y - below.row.y < _BESIDE * max(above.row.size, below.row.size)
        for one, other in pairs
        for above, below in [(one.rows[-1], other.rows[0])]
    )


def _below_columns(blocks: Sequence[LineBlock]) -> set[int]:
    """The numbers of blocks that end a column, after white below which the next one has nothing:
    they may be below both. What begins that one may so be read too late."""
    found: set[int] = set()
    firsts = [number for number, block in enumerate(blocks) if block.rows[0].first]
    for number, after in pairwise([*firsts, len(blocks)]):
        row, before = blocks[number].rows[0], blocks[max(number - 1, 0)].rows[-1]
        if row.sheet != before.sheet or row.row.y <= before.row.y:
            continue
        end = blocks[after - 1].rows[-1].row.y
        under = []
        for n in range(number - 1, -1, -1):
            if not before.row.y <= blocks[n].rows[0].row.y < end:
                break
            under.append(n)
        above = blocks[max(number - len(under) - 1, 0)].rows[-1].row
        white = above.y - blocks[number - len(under)].rows[0].row.y > _WHITE * above.size
        if under and white and abs(above.y - end) < 0.3 * above.size:
            found |= {number, *under}
    return found


def _begins_small(block: LineBlock) -> bool:
    """Whether a paragraph begins with a small letter, as in the middle of a sentence."""
    return block.rows[0].row.plain[:1].islower()


def _unended(block: LineBlock) -> bool:
    """Whether a paragraph breaks off at the end of a full line."""
    last = block.rows[-1]
    runs_on = block.kind in ("text", "item") and not block.cells and not last.short
    return runs_on and not last.centred and not _ENDS.search(last.row.uncalled)


def _stops_short(block: LineBlock) -> bool:
    """Whether several lines end within a sentence, before the end of the last line."""
    return len(block.rows) > _FEW and block.rows[-1].row.uncalled[-1:].isalnum()


def _rest(blocks: Sequence[LineBlock], number: int, taken: set[int]) -> int | None:
    """The block with which an unended one goes on: the first row of a column, after what
    interrupts it."""
    last = blocks[number].rows[-1]
    for other in range(number + 1, min(number + _INTERRUPTION, len(blocks))):
        block = blocks[other]
        first = block.rows[0]
        same = abs(first.row.size - last.row.size) < 0.08 * last.row.size
        begins = first.row.plain[:1].islower() or not first.indented
        if other not in taken and block.kind == "text" and not block.cells and same and first.first:
            return (
                other if begins and not first.centred and not LABEL.match(first.row.plain) else None
            )
        if len(block.rows) > _FEW and not block.cells and block.kind != "heading":
            return None
    return None


def with_tables(blocks: Sequence[LineBlock]) -> list[LineBlock]:
    """Blocks with dots that lead from cell to cell, and scraps beside those of tables, as rows of
    tables."""
    marked = [
        replace(block, kind="row", level=0)
        if not block.cells and _DOTS.search(" ".join(row.row.plain for row in block.rows))
        else block
        for block in blocks
    ]
    for order in (range(1, len(marked)), range(len(marked) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for number in order:
            block, beside = marked[number], marked[number + step]
            near = beside.kind == "row" and beside.rows[0].sheet == block.rows[0].sheet
            if near and block.kind == "text" and _is_scrap(block):
                marked[number] = replace(block, kind="row")
    return marked


def _is_scrap(block: LineBlock) -> bool:
    text = " ".join(row.row.plain for row in block.rows)
    return len(block.rows) <= _FEW and (len(text) < _SCRAP or not _STOPS.search(text))


def _may_go_on(last: Placed, first: Placed) -> bool:
    """Whether it is unknown if the first row of a column goes on with the last of another:
    a sentence ends at the end of a full line, and paragraphs have no indent."""
    same = abs(last.row.size - first.row.size) < 0.08 * last.row.size
    plain = not first.indented and not first.row.bold and not ITEM.match(first.row.plain)
    return first.first and same and plain and not last.short and not last.row.bold


def _has_indents(rows: Sequence[Placed]) -> bool:
    """Whether paragraphs begin with an indent, rather than with white above."""
    begins = [
        row.indented
        for before, row in pairwise(rows)
        if not row.first and before.short and _STOPS.search(before.row.uncalled)
    ]
    return len(begins) >= 2 and sum(begins) * 2 > len(begins)


def _goes_on(run: Sequence[Placed], row: Placed, *, indents: bool) -> bool:
    """Whether a row goes on with the paragraph that `run` has begun."""
    before = run[-1]
    if abs(before.row.size - row.row.size) > 0.08 * before.row.size and not _small_capitals(
        run, row
    ):
        return False
    ends = _ENDS.search(before.row.uncalled) is not None
    if before.row.bold != row.row.bold and (before.short or ends):
        return False
    if _DOTS.search(before.row.plain) or _DOTS.search(row.row.plain):
        return False
    if row.first:
        return _goes_on_elsewhere(run, row, indents=indents)
    gap = (before.row.y - row.row.y) / max(row.row.size, before.row.size)
    if gap > 1.25 * row.leading or gap > row.leading + 0.6:
        return False
    if row.centred and (before.centred or not before.indented):
        # A title of several lines: the first is not much shorter than its column.
        wide = before.row.x1 - before.row.x0 > _TITLE_LINE * (before.right - before.left)
        titled = before.centred or before.row.plain.isupper()
        return wide and titled and not _STOPS.search(before.row.uncalled)
    if before.centred and before.short:
        return False
    if (before.short or ends) and (ITEM.match(row.row.plain) or LABEL.match(row.row.plain)):
        return False
    step = row.row.x0 - before.row.x0
    tolerance = 0.3 * row.row.size
    if indents and len(run) == 1 and row.indented and abs(step) < tolerance and ends:
        return False  # a paragraph of one line, and the next one
    if step > _INDENT * row.row.size:
        # An indent begins a paragraph, unless the line before is its item's mark or outdent.
        outdent = len(run) == 1 and before.row.x0 <= before.left + tolerance and not before.short
        return outdent and not _STOPS.search(before.row.uncalled)
    if step < -_INDENT * row.row.size and len(run) > 1 and (ends or before.short):
        # Back to the margin: after an indented paragraph of several lines a new one.
        return False
    fits = before.row.x1 + _first_word(row) < row.right - row.row.size
    return not (ends and fits and before.short)


def _small_capitals(run: Sequence[Placed], row: Placed) -> bool:
    """Whether a row is smaller or larger because one is all in small capitals."""
    before = run[-1]
    small, large = sorted((before, row), key=lambda one: one.row.size)
    capitals = small.row.plain.isupper() and small.row.size > _SMALL_CAPITALS * large.row.size
    inside = len(run) > 1 if small is before else not before.short
    return capitals and inside and not _ENDS.search(before.row.uncalled)


def _goes_on_elsewhere(run: Sequence[Placed], row: Placed, *, indents: bool) -> bool:
    """Whether the first row of a column goes on with the last paragraph of the one before."""
    before = run[-1]
    text, following = before.row.uncalled, row.row.plain
    if ITEM.match(following) or before.centred or row.centred:
        return False
    if text.endswith(("-", "\u2010")) or following[:1].islower():
        return not (_STOPS.search(text) and before.short)
    if not _ENDS.search(text):
        return not before.short or not row.indented
    return indents and not row.indented and not before.short


def _first_word(row: Placed) -> float:
    """The width of a row's first word, with a space before it."""
    first = row.row.words[0]
    return first.x1 - first.x0 + 0.3 * row.row.size


def _block(run: Sequence[Placed], body: float) -> LineBlock:
    first = run[0]
    text = " ".join(row.row.plain for row in run)
    size = first.row.size
    short = len(text) <= 200 and len(run) <= 4
    large = size > 1.12 * body
    bold = all(row.row.bold for row in run)
    capitals = text.upper() == text and sum(c.isalpha() for c in text) > 3 and first.centred
    sentence = _STOPS.search(text) and not first.centred and not large
    if short and (large or bold or capitals) and not sentence:
        level = 1 if size > 1.35 * body else 2 if large else 3
        return LineBlock(tuple(run), "heading", level)
    if len(run) == 1 and _DOTS.search(text):
        return LineBlock(tuple(run), "row", cells=(text,))
    kind: ParagraphKind = "item" if ITEM.match(text) else "text"
    return LineBlock(tuple(run), kind)


def table_blocks(column: Column, sheet: int) -> Iterator[LineBlock]:
    """The rows of a table, a paragraph each."""
    for row, cells in zip(placed(column, sheet), column.cells, strict=True):
        yield LineBlock((row,), "row", cells=tuple(CALL.sub(r"\1", cell.text) for cell in cells))


def speaker_of(text: str) -> str:
    """Who speaks, by the label at a paragraph's beginning: `MR. QUAY: …`; empty without one."""
    match = LABEL.match(text)
    return match["label"] if match else ""
