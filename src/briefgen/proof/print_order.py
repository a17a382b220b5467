"""Whether words are printed where they are read: a packaged theme puts what comes later in the
structure lower on the page, or beside what comes before; and its letters are upright, in sizes that
can be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import ceil, floor

from msgspec import Struct

from briefgen.matching.same_glyphs import bare
from briefgen.model.lazy_pattern import lazy_pattern

from .line_order import Ways, out_of_order
from .page_comparison import shortened
from .pdf_reader import Page, Reading
from .pdf_shapes import NOWHERE
from .pdf_text import PrintedRun, TaggedBlock
from .print_lines import out_of_line, wrong_label

# Points: the smallest and the largest letters of a packaged theme.
SMALLEST, _LARGEST = 6.0, 34.0
# Of a letter's size: by which words on one line may be higher or lower, and reach into each other.
_ON_LINE, _OVER = 0.5, 0.3
# Points: the width of the columns in which a page is looked at, and by which heads may be beside
# their columns.
_COLUMN, _BESIDE = 2.0, 3.0
_HIGHEST = 1e9
# Points from the left edge: the text of the policy brief begins 69 mm (196 points) from it, so that
# what ends before this is in the margin beside the text.
_MARGIN = 200.0
_NOTE = lazy_pattern(r"note-(\d{1,9})")
# Accents, and scripts whose letters may be drawn in another order than they are read in.
MIXED = lazy_pattern(
    "[\u0300-\u036f\u0590-\u1cff\u20d0-\u20f0\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)


class _Placed(Struct):
    """A run and where it is: from `left` to `right` in the direction of reading."""

    text: str
    left: float
    right: float
    line: float
    size: float
    block: TaggedBlock
    is_mixed: bool


def displaced(
    reading: Reading, sides: Collection[str], ways: Ways, *, notes_at_foot: bool
) -> Iterator[tuple[int, str]]:
    """For each page, from 1, the first of its words that are not where they are read, if any.

    `ways` says which way lines run; notes may be below all else.
    """
    backwards = ways.backwards
    drawn = {mark for block in reading.blocks if block.kind == "Figure" for mark in block.marks}
    heads = _heads(reading, sides)
    for number, blocks in enumerate(_by_page(reading), 1):
        page = reading.pages[number - 1]
        text, notes = list[_Placed](), dict[int, list[_Placed]]()
        apart = wrong_label(one for one in blocks if not _note(one[0])) or wrong_label(
            one for one in blocks if _note(one[0])
        )
        for block, runs in blocks:
            note = _note(block) if notes_at_foot else 0
            placed = list(_placed(block, runs, backwards=backwards))
            mixed = any(one.is_mixed for one in placed)
            apart = apart or out_of_line(block, runs, page, ways, are_mixed=mixed)
            if note:
                notes.setdefault(note, []).extend(placed)
            else:
                text += placed
        # A note's place in the structure is after the words that call it.
        at_foot = [one for note in sorted(notes) for one in notes[note]]
        wrong = (
            _unread(number, page, drawn)
            or apart
            or _first_displaced(text, backwards=backwards)
            or _first_displaced(at_foot, backwards=backwards)
            or _above(at_foot, text)
            or _swapped(text)
            or _wrong_head(page, heads)
        )
        if not wrong and (backwards or page.drawn is not None):
            found = (out_of_order(block, runs, number, ways) for block, runs in blocks)
            wrong = next(filter(None, found), "")
        if wrong:
            yield number, wrong


def _note(block: TaggedBlock) -> int:
    """The number of the note that an element is in; 0 for none."""
    return next((int(found[1]) for id in block.within if (found := _NOTE.fullmatch(id))), 0)


def _by_page(reading: Reading) -> list[list[tuple[TaggedBlock, list[PrintedRun]]]]:
    """For each page its elements in the order of reading, with their runs that show anything."""
    found: list[list[tuple[TaggedBlock, list[PrintedRun]]]] = [[] for _ in reading.pages]
    printed: list[dict[int, list[PrintedRun]]] = []
    for page in reading.pages:
        by_mark = defaultdict[int, list[PrintedRun]](list)
        for run in page.runs:
            if run.mcid >= 0 and run.box != NOWHERE and run.text.strip():
                by_mark[run.mcid].append(run)
        printed.append(by_mark)
    for block in reading.blocks:
        last = 0
        for number, mcid in block.marks:
            if runs := printed[number - 1].get(mcid):
                if number == last:
                    found[number - 1][-1][1].extend(runs)
                else:
                    found[number - 1].append((block, list(runs)))
                last = number
    return found


def _placed(
    block: TaggedBlock, runs: Sequence[PrintedRun], *, backwards: bool
) -> Iterator[_Placed]:
    is_mixed = backwards or any(not run.text.isascii() and MIXED.search(run.text) for run in runs)
    for run in runs:
        left, _, right, _ = run.box
        sides = (-right, -left) if backwards else (left, right)
        yield _Placed(run.text, *sides, run.line, run.size, block, is_mixed)


def _unread(number: int, page: Page, drawn: set[tuple[int, int]]) -> str:
    """Letters of a page that are too small or too large, turned, mirrored or stretched, or within
    a drawing that is not a picture."""
    for run in page.runs:
        if SMALLEST <= run.size <= _LARGEST or not run.text.strip():
            continue
        if run.box != NOWHERE:
            return f"“{shortened(run.text)}” in letters that can hardly be read"
        if (number, run.mcid) not in drawn:
            return f"“{shortened(run.text)}” in a drawing"
    return ""


def _first_displaced(placed: Sequence[_Placed], *, backwards: bool) -> str:
    """The first words that are above earlier ones of their column, or before others of their
    line."""
    lowest, bottom = [_HIGHEST] * 2048, _HIGHEST
    last: _Placed | None = None
    for one in placed:
        step, over = _ON_LINE * one.size, _OVER * one.size
        own = slice(ceil((one.left + over) / _COLUMN) + 1024, floor(one.right / _COLUMN) + 1024)
        # Most are below all that came before.
        is_last = one.line <= bottom - step
        before = _HIGHEST if is_last else min(lowest[own], default=_HIGHEST)
        is_over = one.line > before - step
        is_back = (
            not backwards
            and last is not None
            and one.line > last.line - step
            and one.left < last.right - over
            # A mark in the margin may be above the lines of its paragraph, which go on.
            and (one.right > _MARGIN or one.line <= last.line + step)
        )
        if is_over or is_back:
            in_line = (
                one.is_mixed
                and last is not None
                and last.block is one.block
                and abs(one.line - last.line) <= step
            )
            if not in_line:
                return f"“{shortened(one.text)}” elsewhere than it is read"
        if own.start < own.stop:
            lowest[own] = [min(before, one.line)] * (own.stop - own.start)
        bottom = min(bottom, one.line)
        last = one
    return ""


def _above(notes: Sequence[_Placed], text: Sequence[_Placed]) -> str:
    """The first note that is not below the text of its page."""
    lowest = min((one.line for one in text), default=_HIGHEST)
    for note in notes:
        if note.line > lowest:
            return f"“{shortened(note.text)}” elsewhere than it is read"
    return ""


def _swapped(placed: Iterable[_Placed]) -> str:
    """The first words in a cell of a table that are not beside the cell before."""
    row, cell, edge, reach = 0, 0, 0.0, 0.0
    for one in placed:
        if not one.block.cell[1]:
            continue
        if one.block.cell[0] != row:
            row, cell, edge, reach = *one.block.cell, -_HIGHEST, -_HIGHEST
        elif one.block.cell[1] != cell:
            cell, edge = one.block.cell[1], reach
        if one.left < edge - _BESIDE:
            return f"“{shortened(one.text)}” in another column than it is read"
        reach = max(reach, one.right)
    return ""


def _heads(reading: Reading, sides: Collection[str]) -> dict[str, set[int]]:
    """Where the heads of columns begin, by their words."""
    places = defaultdict[str, set[int]](set)
    for block in reading.blocks:
        if block.kind == "TH" and bare(block.text) in sides:
            number, mcid = block.marks[0]
            for run in reading.pages[number - 1].runs:
                if run.mcid == mcid:
                    places[bare(block.text)].add(round(run.box[0]))
    return places


def _wrong_head(page: Page, heads: dict[str, set[int]]) -> str:
    """A head of a column that is repeated elsewhere than above it."""
    for run in page.runs:
        places = heads.get(bare(run.text)) if run.artifact else None
        if places and min(abs(place - run.box[0]) for place in places) > _BESIDE:
            return f"“{shortened(run.text)}” elsewhere than above its column"
    return ""
