"""Characters → words → rows: what is on one baseline of a sheet, from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from msgspec import Struct

from .glyphs import Glyph

# A note's call inside a text, until it is known whether there is such a note.
CALL_OPEN, CALL_CLOSE = "\ufdd0", "\ufdd1"
CALL = re.compile(f"{CALL_OPEN}([^{CALL_CLOSE}]*){CALL_CLOSE}")
_CALL_TEXT = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}")
_RAISED = 0.15  # of a line's size: a smaller word whose baseline is so much higher is a call
_SMALL = 0.82
_SEVERAL = 3


class Word(Struct, frozen=True):
    """Characters without a space between; `glued` says that none is before it either."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    index: int
    glued: bool

    @property
    def top(self) -> float:
        return self.y + 0.7 * self.size

    @property
    def bottom(self) -> float:
        return self.y - 0.15 * self.size


class Row(Struct, frozen=True):
    """A line of text: words on one baseline, from left to right, calls marked in `text`."""

    text: str
    words: tuple[Word, ...]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool

    @property
    def plain(self) -> str:
        """Its text without the marks about calls."""
        return self.text.replace(CALL_OPEN, "").replace(CALL_CLOSE, "")

    @property
    def uncalled(self) -> str:
        """Its text without what may be calls: how a sentence ends."""
        return CALL.sub("", self.text).rstrip()


def words_of(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    """The words of a sheet in PDFium's order."""
    run: list[Glyph] = []
    glued = False
    for glyph in glyphs:
        if run:
            before = run[-1]
            same = (
                abs(glyph.y - before.y) < 0.1 * before.size
                and abs(glyph.size - before.size) < 0.15 * before.size
            )
            near = -0.5 * before.size < glyph.x0 - before.x1 < 0.8 * before.size
            if glyph.gap or not same or not near:
                yield _word(run, glued)
                glued = not glyph.gap and near
                run = []
        else:
            glued = False
        run.append(glyph)
    if run:
        yield _word(run, glued)


def _word(run: Sequence[Glyph], glued: bool) -> Word:
    first = run[0]
    return Word(
        "".join(glyph.text for glyph in run),
        min(glyph.x0 for glyph in run),
        max(glyph.x1 for glyph in run),
        first.y,
        first.size,
        sum(glyph.bold for glyph in run) * 2 > len(run),
        first.index,
        glued,
    )


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The rows that words form, from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.y, one.x0)):
        group = groups[-1] if groups else None
        if group and abs(group[0].y - word.y) <= 0.22 * max(word.size, group[0].size):
            group.append(word)
        else:
            groups.append([word])
    return [_row(group) for group in _with_raised(groups)]


def _with_raised(groups: Sequence[list[Word]]) -> Iterator[list[Word]]:
    """Groups, those of small raised words put into the line to which they belong."""
    kept: list[list[Word]] = []
    waiting: list[Word] = []
    for group in groups:
        size = median(word.size for word in group)
        raised = [word for word in waiting if _belongs(word, group, size)]
        kept += [[word] for word in waiting if word not in raised]
        waiting = []
        small = all(_CALL_TEXT.fullmatch(word.text) for word in group)
        if small and not raised:
            waiting = list(group)
        else:
            kept.append([*group, *raised])
    kept += [[word] for word in waiting]
    # Words that were waiting together are one row again.
    merged: list[list[Word]] = []
    for group in kept:
        if merged and abs(merged[-1][0].y - group[0].y) < 0.1 and len(group) == 1:
            merged[-1] += group
        else:
            merged.append(group)
    yield from merged


def _belongs(word: Word, line: Sequence[Word], size: float) -> bool:
    lift = word.y - line[0].y
    near = any(
        -0.6 * size < word.x0 - other.x1 < size or -0.6 * size < other.x0 - word.x1 < size
        for other in line
    )
    return word.size < _SMALL * size and 0 < lift < 0.75 * size and near


def _row(group: list[Word]) -> Row:
    group.sort(key=lambda word: word.x0)
    full = [word for word in group if not _CALL_TEXT.fullmatch(word.text)] or group
    size = max(_size(full), 0.1)
    base = median(word.y for word in full)
    text = ""
    before: Word | None = None
    for word in group:
        call = (
            _CALL_TEXT.fullmatch(word.text) is not None
            and word.size < _SMALL * size
            and word.y - base > _RAISED * size
        )
        shown = f"{CALL_OPEN}{word.text}{CALL_CLOSE}" if call else word.text
        apart = before is not None and word.x0 - before.x1 > 0.12 * size
        if apart and not word.glued and not call:
            text += " "
        text += shown
        before = word
    letters = sum(len(word.text) for word in full)
    return Row(
        text,
        tuple(group),
        group[0].x0,
        max(word.x1 for word in group),
        base,
        size,
        sum(len(word.text) for word in full if word.bold) > 0.8 * letters,
    )


def _size(words: Sequence[Word]) -> float:
    """The largest size that several characters have: small capitals do not count for less."""
    weights: dict[float, int] = {}
    for word in words:
        weights[round(word.size, 1)] = weights.get(round(word.size, 1), 0) + len(word.text)
    common = [size for size, count in weights.items() if count >= _SEVERAL]
    return max(common or weights)
