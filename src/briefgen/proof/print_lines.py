"""Whether the words of an element are in lines: each marked content is one piece of one line, whose
letters follow each other, a line is below those before it, and none is near the paper's edge; and
labels and heads are beside what they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from .line_order import Ways
from .page_comparison import shortened
from .pdf_reader import Page
from .pdf_shapes import holds
from .pdf_text import BACKWARDS, PrintedRun, TaggedBlock

# Of a letter's size: by which letters on one line may be higher or lower, and reach into each
# other; and by which they may where accents are put, or a script's own signs.
_ON_LINE, _OVER, _ACCENT = 0.5, 0.5, 3.0
# Points: all words of a packaged theme are further from the paper's edges, but for heads and feet.
_EDGE = 28.0
# What is beside the first line of what comes after it.
_LABELS = ("Lbl", "H2")

Placed: TypeAlias = tuple[TaggedBlock, Sequence[PrintedRun]]
"""An element, and its runs on a page."""


def out_of_line(
    block: TaggedBlock, runs: Sequence[PrintedRun], page: Page, ways: Ways, *, are_mixed: bool
) -> str:
    """The first words of an element that are apart from those before them; `runs` are its on
    `page`, and `are_mixed` where accents or a script's own signs are put around letters."""
    is_turned = ways.backwards or page.drawn is not None
    # There what is beside a paragraph of the appendix is read before it.
    is_beside = is_turned and bool(block.within) and block.within[0] in ways.paragraphs
    over = _ACCENT if are_mixed else _OVER
    turned = _turned(runs) if is_turned else set()
    base: PrintedRun | None = None
    for before, after in pairwise(runs):
        step = _ON_LINE * max(after.size, before.size)
        # What is raised may come after what is lowered, both smaller than the words before them.
        if (
            base is None
            or before.size >= base.size
            or abs(before.line - base.line) > _ON_LINE * base.size
        ):
            base = before
        is_higher = after.line > max(before.line, base.line) + step
        if before.mcid != after.mcid:
            is_apart = is_higher and not is_beside
        else:
            is_back = after.box[0] < before.box[2] - over * after.size
            is_apart = after.mcid not in turned and (
                is_back or is_higher or after.line < before.line - step
            )
        if is_apart:
            return f"“{shortened(after.text)}” elsewhere than it is read"
    return _at_edge(runs, page)


def _turned(runs: Iterable[PrintedRun]) -> set[int]:
    """The marked contents with words from right to left, whose order is compared elsewhere."""
    return {run.mcid for run in runs if BACKWARDS.search(run.text)}


def _at_edge(runs: Iterable[PrintedRun], page: Page) -> str:
    """The first words at the edge of the paper."""
    for run in runs:
        if not holds(page.box, run.box, -_EDGE):
            return f"“{shortened(run.text)}” at the edge of the paper"
    return ""


def wrong_label(blocks: Iterable[Placed]) -> str:
    """The first label or head that is lower than the first line of what comes after it, or not
    below what comes before; `blocks` are those of a page, all in notes or none, as they are read.
    """
    for (one, its), (other, own) in pairwise(blocks):
        step = _ON_LINE * max(its[0].size, own[0].size)
        if one.kind in _LABELS and own[0].line > its[0].line + step:
            return f"“{shortened(f'{one.text} {other.text}')}” elsewhere than it is read"
        if _is_below(one, other) and own[0].line > min(run.line for run in its) - step:
            return f"“{shortened(other.text)}” elsewhere than it is read"
    return ""


def _is_below(one: TaggedBlock, other: TaggedBlock) -> bool:
    """Whether an element begins below all lines of the `one` before: heads do, and labels of items
    after other items; notes may begin in the line of another."""
    is_item = other.kind == "Lbl" and "LBody" in (one.kind, *one.around)
    return "Note" not in other.around and (other.kind == "H2" or is_item)
