"""What only geometry shows: that every run lies on the page, and that none covers another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from .pdf_reader import Page
from .pdf_shapes import NOWHERE, Box, PageShape, holds
from .pdf_text import PrintedRun
from .veils import FAINT, is_faint

_TOLERANCE = 1.0  # points; a letter may hang over by as much
# How much of the smaller run another may cover: letters of two lines may touch.
_MOST_COVERED = 0.4
_LETTER = 6.0  # points that a letter is wide
_LOWEST = 0.2  # of the size
_SHOWN = 40  # characters
# Thai and Lao AM: a vowel with a sign over the letter before it.
_AM = "\u0e33\u0eb3"
# A letter below another, in the scripts of Myanmar and Khmer.
_BELOW = re.compile("[\u1039\u17d2]\\w")


def misplaced(pages: Sequence[Page], label: Callable[[int], str]) -> Iterator[str]:
    """A sentence for each page with words outside its visible part or over each other;
    `label` gives the printed number of a page, counted from 1."""
    for number, page in enumerate(pages, 1):
        shown = [run for run in page.runs if run.text.strip()]
        outside = next((run for run in shown if not holds(page.box, run.box, _TOLERANCE)), None)
        if outside:
            yield f"{named(outside)} extends beyond the edge of page {label(number)}"
        if pair := _covering([run for run in shown if not _is_slight(run)]):
            above, below = pair
            yield f"{named(above)} covers {named(below)} on page {label(number)}"


def hidden(page: Page) -> Iterator[str]:
    """What hides words on a page of a packaged theme, whose words are dark and lie over all else:
    one sentence of each kind at most, without the page."""
    shown = [(at, run.box, run) for at, run in enumerate(page.runs) if run.text.strip()]
    veiled = {
        veil: run
        for _, box, run in reversed(shown)
        if box != NOWHERE and (veil := FAINT if is_faint(run.ink) else run.veil)
    }
    yield from (f"{named(run)} {veil}" for veil, run in veiled.items())
    for shape in page.shapes:
        if shape.is_thin:
            continue
        left, bottom, right, top = shape.box
        under: PrintedRun | None = None
        for at, box, run in shown:
            if shape.is_light and at >= shape.place:
                break
            is_near = box[1] < top and box[3] > bottom and box[0] < right and box[2] > left
            if is_near and box != NOWHERE and _is_hidden(box, shape):
                is_word = any(map(str.isalpha, run.text))
                under = run if is_word else under or run  # a number tells less
                if is_word:
                    break
        if under:
            kind = "picture" if shape.is_picture else "shape"
            yield f"{named(under)} under or on a {kind} that hides it"
            return


def _is_hidden(box: Box, shape: PageShape) -> bool:
    """Whether a shape hides a letter of a run at least, and not only what is above or below it."""
    left, right = max(box[0], shape.box[0]), min(box[2], shape.box[2])
    bottom, top = max(box[1], shape.box[1]), min(box[3], shape.box[3])
    wide, tall = min(_LETTER, box[2] - box[0]), box[3] - box[1]
    if right - left < wide / 2 or top - bottom <= _MOST_COVERED * tall:
        return False
    x, y = (left + right) / 2, (bottom + top) / 2
    around = sum(one[0] <= x <= one[2] and one[1] <= y <= one[3] for one in shape.parts)
    return not shape.parts or around % 2 == 1


def _is_slight(run: PrintedRun) -> bool:
    """Whether a run is only stops and dashes, which touch letters beside them; or only what is
    put to a letter, in scripts where it may reach another line."""
    if run.box[3] - run.box[1] <= _LOWEST * run.size:
        return True
    return not run.text.isascii() and all(
        unicodedata.category(character)[0] == "M" or character in _AM
        for character in _BELOW.sub("", run.text.strip())
    )


def _covering(runs: Sequence[PrintedRun]) -> tuple[PrintedRun, PrintedRun] | None:
    """The first two runs of which one covers much of the other."""
    open_: list[PrintedRun] = []
    for run in sorted(runs, key=lambda run: run.box[1]):
        open_ = [other for other in open_ if other.box[3] > run.box[1]]
        left, _, right, _ = run.box
        for other in open_:
            is_beside = other.box[0] >= right or other.box[2] <= left
            if is_beside or _are_together(run, other):
                continue
            if _is_covered(run.box, other.box) or (
                _are_heads(run, other) and _run_into(run.box, other.box)
            ):
                return run, other
        open_.append(run)
    return None


def _are_together(one: PrintedRun, other: PrintedRun) -> bool:
    """Whether both are in one element; or in one artifact, and over each other by no more than
    a letter: in some scripts those of a cluster are."""
    if not _are_heads(one, other):
        return one.mcid == other.mcid
    width = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return 0 < one.head == other.head and width <= one.size


def _are_heads(one: PrintedRun, other: PrintedRun) -> bool:
    """Whether both are in no element, as running heads are: these are far from each other."""
    return one.mcid < 0 and other.mcid < 0


def _run_into(one: Box, other: Box) -> bool:
    """Whether runs on one line are over each other by more than letters that lean."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width > _LETTER / 2 and height > _MOST_COVERED * min(
        one[3] - one[1], other[3] - other[1]
    )


def _is_covered(one: Box, other: Box) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return False
    own = (one[2] - one[0]) * (one[3] - one[1])
    its = (other[2] - other[0]) * (other[3] - other[1])
    return width * height > _MOST_COVERED * (own if own < its else its) > 0


def named(run: PrintedRun) -> str:
    """The beginning of a run's words, in quotation marks."""
    text = " ".join(run.text.split())
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"
