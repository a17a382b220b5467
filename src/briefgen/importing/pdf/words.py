"""Characters → words → rows: what is on one baseline of a sheet, from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from msgspec import Struct

from briefgen.model.raised import at_level

from .glyphs import Glyph

# A note's call inside a text, until it is known whether there is such a note.
CALL_OPEN, CALL_CLOSE = "\ufdd0", "\ufdd1"
CALL = re.compile(f"{CALL_OPEN}([^{CALL_CLOSE}]*){CALL_CLOSE}")
_CALL_TEXT = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}")
# What may be raised or lowered beside a word, a call or not: the 6 of 10⁶, the 2 of H₂O, [1].
_SHIFTED_TEXT = re.compile(r"[\w+\u2212\u2013=()*†‡§¶,.-]{1,4}|(?:\[\w{1,3}\])+")
# Of a line's size: a smaller word whose baseline is so much higher is raised, or so much lower
# lowered. A browser makes raised words five sixths as large; some programs leave them nearly as
# large, but then move them further.
_RAISED, _LOWERED = 0.15, 0.08
_SPACE = 0.2  # of a line's size, before such a word and before what closes it
_CLOSING = ".,;:!?)]”’»"
# What has no raised or lowered sign, so that its figures keep theirs: prices, references.
_WRITTEN = re.compile(r"[.,\[]")
_DASH = re.compile(r"\A\u2013(?=\d)")  # a minus
_SMALL, _FAR = 0.86, 0.3
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
    return [_row(group) for group in _with_shifted(groups)]


def _with_shifted(groups: Sequence[list[Word]]) -> list[list[Word]]:
    """Groups, those of small raised or lowered words put into the lines to which they belong."""
    lines: list[list[Word]] = []
    waiting: list[Word] = []
    for group in groups:
        raised = [word for word in waiting if _belongs(word, group)]
        _settle([word for word in waiting if word not in raised], lines)
        waiting = []
        if not raised and all(_SHIFTED_TEXT.fullmatch(word.text) for word in group):
            waiting = group
        else:
            lines.append([*group, *raised])
    _settle(waiting, lines)
    return lines


def _settle(words: Iterable[Word], lines: list[list[Word]]) -> None:
    """Put words that are raised in no line into the last of `lines`, where they are lowered in
    that; others are a line."""
    above = lines[-1] if lines else []
    own: list[Word] = []
    for word in words:
        (above if above and _belongs(word, above) else own).append(word)
    if own:
        lines.append(own)


def _belongs(word: Word, line: Sequence[Word]) -> bool:
    """Whether a word is raised or lowered beside one of a `line`."""
    size, lift = median(other.size for other in line), word.y - line[0].y
    near = any(
        -0.6 * size < word.x0 - other.x1 < size or -0.6 * size < other.x0 - word.x1 < size
        for other in line
    )
    return near and -0.5 * size < lift < 0.75 * size and _is_shifted(word, lift, size)


def _is_shifted(word: Word, lift: float, size: float) -> bool:
    """Whether a word that is `lift` points higher than its line is raised or lowered in that."""
    if word.size < _SMALL * size:
        return lift > _RAISED * size or -lift > _LOWERED * size
    beside = word.glued or _CALL_TEXT.fullmatch(word.text) is not None
    return word.size <= size and beside and abs(lift) > _FAR * size


def _row(group: list[Word]) -> Row:
    group.sort(key=lambda word: word.x0)
    full = [word for word in group if not _CALL_TEXT.fullmatch(word.text)] or group
    size = max(_size(full), 0.1)
    base = median(word.y for word in full)
    text = ""
    before: Word | None = None
    after_shifted = False
    for word in group:
        shown, lift = word.text, word.y - base
        shifted = _is_shifted(word, lift, size) and _SHIFTED_TEXT.fullmatch(word.text) is not None
        if shifted and lift > 0 and _CALL_TEXT.fullmatch(word.text):
            shown = f"{CALL_OPEN}{word.text}{CALL_CLOSE}"
        elif shifted and not _WRITTEN.search(word.text):
            shown = at_level(_DASH.sub("\u2212", word.text), "sup" if lift > 0 else "sub")
        gap = word.x0 - before.x1 if before is not None else 0.0
        is_stuck = shifted or (after_shifted and word.text[0] in _CLOSING)
        if gap > (_SPACE if is_stuck else 0.12) * size and not word.glued and shown[0] != CALL_OPEN:
            text += " "
        text += shown
        before, after_shifted = word, shifted
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
