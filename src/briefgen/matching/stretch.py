"""Paragraphs of a source read as one text: as they are compared, and where its words are."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.model.found_once import found_once
from briefgen.model.source import Source
from briefgen.model.text import Span, Text

from .folding import CLOSED_BY, INVISIBLE, Folded, plain, straightened
from .sentences import sentence_starts
from .struck import struck
from .view import DIVIDED, HYPHENATED, REOPENED, View
from .word_boundaries import splits_word

if TYPE_CHECKING:
    from .word_index import WordIndex

_NOTHING = "\u200b"
_HYPHENS = frozenset("-\u2010\u2011\u00ad")
_RESERVED = str.maketrans(dict.fromkeys(f"{DIVIDED}{HYPHENATED}{REOPENED}", "\ufffd"))

Edits = Iterable[tuple[int, str]]


class Extent(Struct, frozen=True, gc=False):
    """Characters `start` to `end` of a source paragraph (numbered from 1)."""

    paragraph: int
    start: int
    end: int


class Division(Struct, frozen=True):
    """A word divided at a line end: where in a text its hyphen is and the next line begins;
    `is_soft` where it may be quoted undivided."""

    hyphen: int
    after: int
    is_soft: bool


class Stretch(Struct, frozen=True, dict=True):
    """Paragraphs `first` to `last` of a source, read as one text, joined by a space.

    `notes` are the source's own note numbers in it, (start, end) in raw characters. `in_plain`:
    all of the source is plain.
    """

    source: Source
    first: int
    last: int
    text: str
    offsets: tuple[int, ...]
    notes: tuple[tuple[int, int], ...] = ()
    in_plain: bool = False

    @found_once
    def plain(self) -> str | None:
        """The text folded, where each of its characters stays in its place and none may be
        written in another way; None where that is not certain."""
        if self.in_plain:
            return straightened(self.text)
        return None if self.notes else plain(self.text)

    @found_once
    def view(self) -> View:
        """The text folded, without note numbers."""
        return View(self._prepared(notes=False))

    @found_once
    def view_with_notes(self) -> View | None:
        """The text folded with its note numbers; None where it has none."""
        return View(self._prepared(notes=True)) if self.notes else None

    @found_once
    def word_index(self) -> WordIndex:
        """Its words: for suggestions."""
        from .word_index import WordIndex

        return WordIndex([self.folded_text])

    @found_once
    def sentence_starts(self) -> tuple[int, ...]:
        """Where its sentences begin, the first at 0."""
        return tuple(sentence_starts(self.text))

    @property
    def folded_text(self) -> str:
        return self.view.text

    @property
    def folded(self) -> Folded:
        return self.view.folded

    @found_once
    def divisions(self) -> tuple[Division, ...]:
        """The words that are divided at the end of a line."""
        paragraphs = self.source.paragraphs[self.first - 1 : self.last]
        return tuple(
            Division(offset + found.hyphen, offset + found.after, found.is_soft)
            for offset, paragraph in zip(self.offsets, paragraphs, strict=True)
            for found in _divisions(paragraph)
        )

    def _prepared(self, *, notes: bool) -> str:
        text = self.text.translate(_RESERVED)
        edits = [] if notes else [(at, _NOTHING) for span in self.notes for at in range(*span)]
        for division in self.divisions:
            edits.append((division.hyphen, DIVIDED if division.is_soft else HYPHENATED))
            edits += [(at, _NOTHING) for at in range(division.hyphen + 1, division.after)]
        for start, end in self._reopened:
            edits.append((start, REOPENED))
            edits += [(at, _NOTHING) for at in range(start + 1, end)]
        return _edited(text, edits)

    @found_once
    def _reopened(self) -> tuple[tuple[int, int], ...]:
        """The marks with which a paragraph after the first reopens a quotation, and the space
        inside them."""
        found: list[tuple[int, int]] = []
        for offset, stop in zip(self.offsets[1:], self.offsets[:-1], strict=True):
            at = _after_space(self.text, offset)
            mark = self.text[at : at + 1]
            if mark in CLOSED_BY and _leaves_open(self.text[stop:offset], mark):
                found.append((at, _after_space(self.text, at + 1)))
        return tuple(found)

    @found_once
    def _bounds(self) -> str:
        """The text as words are separated in it: note numbers are spaces, and a hyphen at a
        line end holds its word together."""
        edits = [(at, " ") for span in self.notes for at in range(*span)]
        for division in self.divisions:
            edits.append((division.hyphen, "-"))
            edits += [(at, _NOTHING) for at in range(division.hyphen + 1, division.after)]
        return _edited(self.text, edits)

    @found_once
    def struck(self) -> tuple[tuple[int, int], ...]:
        """The words that the source strikes out, with the signs around them."""
        return struck(self.text) if self.source.path.endswith(".md") else ()

    def splits_word(self, position: int) -> bool:
        """Whether a raw position lies inside a word, or among struck words; note numbers are
        never part of one."""
        if any(start < position < end for start, end in self.struck):
            return True
        return splits_word(self._bounds, position)

    def extents(self, start: int, end: int) -> tuple[Extent, ...]:
        """Raw characters `start` to `end` as extents of the paragraphs that hold them."""
        if self.first == self.last:
            return (Extent(self.first, start, end),) if start < end else ()
        found: list[Extent] = []
        for index in range(bisect_right(self.offsets, start) - 1, len(self.offsets)):
            offset = self.offsets[index]
            if offset >= end:
                break
            number = self.first + index
            length = len(self.source.paragraphs[number - 1].value)
            begin, stop = max(start - offset, 0), min(end - offset, length)
            if begin < stop:
                found.append(Extent(number, begin, stop))
        return tuple(found)

    def words(self, start: int, end: int) -> str:
        """Raw characters `start` to `end`, without the source's note numbers."""
        if not self.notes:
            return self.text[start:end]
        kept: list[str] = []
        for note_start, note_end in self.notes:
            if start <= note_start and note_end <= end:
                kept.append(self.text[start:note_start])
                start = note_end
        return "".join([*kept, self.text[start:end]])

    def span(self, position: int) -> Span:
        """The place in the source file of a raw character."""
        index = max(bisect_right(self.offsets, position) - 1, 0)
        return self.source.paragraphs[self.first - 1 + index].span(position - self.offsets[index])


def _edited(text: str, edits: Edits) -> str:
    """`text` with single characters replaced."""
    parts: list[str] = []
    position = 0
    for at, character in sorted(edits):
        parts += text[position:at], character
        position = at + 1
    return "".join([*parts, text[position:]])


def _divisions(paragraph: Text) -> Iterator[Division]:
    text = paragraph.value
    line = paragraph.breaks[0][1]
    for offset, number, _ in paragraph.breaks:
        if number > line and offset < len(text):
            hyphen = offset - 2
            before = _letter_before(text, hyphen)
            if hyphen > 0 and text[hyphen] in _HYPHENS and before and text[offset].isalnum():
                is_soft = before.islower() and text[offset].islower()
                yield Division(hyphen, offset, is_soft)
        line = number


def _letter_before(text: str, position: int) -> str:
    """The letter that ends before `position`, empty where something else does."""
    position -= 1
    while position > 0 and unicodedata.category(text[position])[0] == "M":
        position -= 1
    return text[position] if position >= 0 and text[position].isalpha() else ""


def _after_space(text: str, position: int) -> int:
    """`position`, moved past white space and what is not seen."""
    while position < len(text) and (text[position].isspace() or text[position] in INVISIBLE):
        position += 1
    return position


def _leaves_open(paragraph: str, mark: str) -> bool:
    """Whether a quotation that `mark` opens is still open at the end of a paragraph."""
    closing = CLOSED_BY[mark]
    is_open = False
    for at, character in enumerate(paragraph):
        if character not in (mark, *closing):
            continue
        goes_on = paragraph[at + 1 : at + 2].isalnum()  # so that it may be an apostrophe
        if mark == closing:
            is_apostrophe = goes_on and paragraph[max(at - 1, 0) : at].isalnum()
            is_open = is_open if is_apostrophe else not is_open
        else:
            is_open = character == mark or (is_open and goes_on)
    return is_open
