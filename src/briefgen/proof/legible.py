"""Whether words can be read on the pages of a theme of one's own, which has its own colours: each
letter is upright and contrasts with the ground that was drawn below it, and nothing is drawn over
it, strikes it out or cuts it off.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from math import cos, hypot, radians

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import AppendixParagraph, Document
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import Styled, plain_text, walk

from .geometry import named
from .pdf_reader import Reading
from .pdf_shapes import NOWHERE, Ink, PageShape
from .pdf_text import PrintedRun
from .print_order import SMALLEST
from .said_links import contents
from .veils import FAINT

# The least contrast of WCAG 2, of large letters; a theme should have 4.5.
_CONTRAST = 3.0
# Points: how far apart places are at which letters are looked at. A letter is wider than one step.
_STEP = 1.5
# Of a letter's size above its line, where a rule goes through words and not below or over them.
_LOW, _HIGH = 0.1, 0.6
# By how much words, and the letters in them, may be turned or lean; and of a letter's shorter side,
# how long the other may be.
_LEAN, _STRETCHED = cos(radians(30)), 3.0
_QUARTER = -0.01  # heads and feet may be turned by as much; numbers are rounded
_PAPER = (1.0, 1.0, 1.0)
_OPAQUE = 255

_WORD = lazy_pattern(r"[^\W\d_]{3}")

_SMALL = "in letters that can hardly be read"
_TURNED = "in letters that are turned or mirrored"
_DRAWN = "in a drawing"
_COVERED = "under or on a {} that hides it"
_STRUCK = "under a line that strikes it out"


def struck_words(document: Document) -> tuple[str, ...]:
    """The words that the brief or a source strikes out itself, as `illegible` wants them."""
    typed = (
        plain_text(node.children)
        for inlines in contents(document)
        for node in walk(inlines)
        if isinstance(node, Styled) and node.style == "del"
    )
    printed = (
        run.text
        for source in document.appendix
        for paragraph in source.paragraphs
        if isinstance(paragraph, AppendixParagraph)
        for run in paragraph.runs
        if run.struck
    )
    return tuple(map(bare, chain(typed, printed)))


def illegible(reading: Reading, struck: Collection[str]) -> Iterator[tuple[int, str]]:
    """What of the words on each page, from 1, cannot be read, and why: the first of each kind.

    Those that are `struck`, and those of pictures, may be as they are.
    """
    drawn = {mark for block in reading.blocks if block.kind == "Figure" for mark in block.marks}
    for number, page in enumerate(reading.pages, 1):
        found: dict[str, PrintedRun] = {}
        for at, run in enumerate(page.runs):
            if not any(map(str.isalnum, run.text)) or (number, run.mcid) in drawn:
                continue
            if why := _why(at, run, page.shapes, struck):
                known = found.setdefault(why, run)
                if not _WORD.search(known.text):  # a number tells less
                    found[why] = run
        yield from ((number, f"{named(run)} {why}") for why, run in found.items())


def _why(at: int, run: PrintedRun, shapes: Sequence[PageShape], struck: Collection[str]) -> str:
    """Why run `at` of a page cannot be read; empty where it can."""
    if run.box == NOWHERE:
        return _DRAWN
    if why := _askew(run):
        return why
    if run.veil:
        return run.veil
    left, bottom, right, top = run.box
    near = [
        one
        for one in shapes
        if one.box[0] < right and one.box[2] > left and one.box[1] < top and one.box[3] > bottom
    ]
    if any(one.is_thin for one in near) and _is_struck(at, run, near):
        own = bare(run.text)
        if not any(own in words for words in struck):
            return _STRUCK
    middle = (bottom + top) / 2
    grounds = [one for one in near if not one.is_thin and one.box[1] <= middle <= one.box[3]]
    before = ""
    for x in _places(run):
        around = [one for one in grounds if one.covers(x, middle)]
        if _is_seen(run.ink, at, around):
            before = ""
            continue
        kind = "picture" if any(one.is_picture for one in around) else "shape"
        why = _COVERED.format(kind) if around else FAINT
        if before or right - left < 2 * _STEP:
            return before or why
        before = why
    return ""


def _askew(run: PrintedRun) -> str:
    """Why letters of that form cannot be read; empty where they can."""
    a, b, c, d = run.turn
    wide, tall = hypot(a, b), hypot(c, d)
    if run.least < SMALLEST or max(wide, tall) > _STRETCHED * min(wide, tall):
        return _SMALL
    is_along = a >= (_QUARTER if run.artifact else _LEAN) * wide
    return "" if is_along and a * d - b * c >= _LEAN * wide * tall else _TURNED


def _places(run: PrintedRun) -> Iterator[float]:
    """Where a run is looked at: from left to right."""
    left, _, right, _ = run.box
    count = max(1, int((right - left) / _STEP))
    step = (right - left) / count
    return (left + step * (number + 0.5) for number in range(count))


def _is_struck(at: int, run: PrintedRun, near: Sequence[PageShape]) -> bool:
    """Whether a rule goes through a run, on which nothing lies below the run."""
    low, high = run.line + _LOW * run.least, run.line + _HIGH * run.least
    for index, rule in enumerate(near):
        y = (rule.box[1] + rule.box[3]) / 2
        if not rule.is_thin or rule.box[3] - rule.box[1] >= rule.box[2] - rule.box[0]:
            continue
        left, right = max(rule.box[0], run.box[0]), min(rule.box[2], run.box[2])
        if low <= y <= high and right - left >= 2 * _STEP:
            x = (left + right) / 2
            later = (one for one in near[index + 1 :] if one.place <= at and not one.is_thin)
            if not any(one.ink and one.ink[3] == _OPAQUE and one.covers(x, y) for one in later):
                return True
    return False


# --- Colours --------------------------------------------------------------------------

_Colour = tuple[float, float, float]


def _is_seen(ink: Ink | None, at: int, around: Sequence[PageShape]) -> bool:
    """Whether letters of a colour contrast with their ground; some of the shapes are below them."""
    ground: _Colour | None = _PAPER
    for shape in (one for one in around if one.place <= at):
        ground = _over(shape.ink, ground)
    letters = _over(ink, ground)
    for shape in (one for one in around if one.place > at):
        ground, letters = _over(shape.ink, ground), _over(shape.ink, letters)
    return _contrasts(letters, ground)


def stands_out(ink: Ink, below: Ink) -> bool:
    """Whether letters of a colour can be read on a ground of another, which white is below."""
    ground = _over(below, _PAPER)
    return _contrasts(_over(ink, ground), ground)


def _contrasts(letters: _Colour | None, ground: _Colour | None) -> bool:
    if ground is None or letters is None:
        return False
    light, dark = sorted((_luminance(ground), _luminance(letters)), reverse=True)
    return (light + 0.05) / (dark + 0.05) >= _CONTRAST


def _over(ink: Ink | None, below: _Colour | None) -> _Colour | None:
    """The colour that comes of a colour over another; None where it is not known."""
    if ink is None or (below is None and ink[3] < _OPAQUE):
        return None
    red, green, blue, alpha = (part / 255 for part in ink)
    under = below or _PAPER
    return (
        alpha * red + (1 - alpha) * under[0],
        alpha * green + (1 - alpha) * under[1],
        alpha * blue + (1 - alpha) * under[2],
    )


def _luminance(colour: _Colour) -> float:
    """The relative luminance of WCAG 2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
