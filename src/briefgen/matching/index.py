"""A source made searchable: its paragraphs, alone or several read as one text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from msgspec import Struct

from briefgen.model.source import Source
from briefgen.model.text import Span, Text

from .folding import INVISIBLE, Folded, plain, straightened
from .note_numbers import note_numbers
from .sentences import sentence_starts
from .struck import struck
from .view import DIVIDED, HYPHENATED, REOPENED, View, key
from .word_boundaries import splits_word

if TYPE_CHECKING:
    from .word_index import WordIndex

_NOTHING = "\u200b"
_HYPHENS = frozenset("-\u2010\u2011\u00ad")
_RESERVED = str.maketrans(dict.fromkeys(f"{DIVIDED}{HYPHENATED}{REOPENED}", "\ufffd"))
_OPENS = dict(zip('“„«"‘‹「『❝', ("”", "“”", "»", '"', "’", "›", "」", "』", "❞"), strict=True))

Edits = Iterable[tuple[int, str]]

# What folding drops, and the bidirectional controls (Unicode Standard Annex 9); not soft hyphens
# and what joins or parts the words of another script, which are the author's. (All that it may be
# comes first, for which a text is searched fast.)
_CONTROLS = "\u034f\u180e\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069"
_JOINERS = "\u200b-\u200f\u061c"
_OTHER_SCRIPT = "[^\x00-\u02af\u2000-\u206f]"
_UNSEEN = re.compile(
    f"[{_CONTROLS}{_JOINERS}]"
    f"(?:(?<=[{_CONTROLS}])|(?<!{_OTHER_SCRIPT}[{_JOINERS}])(?!{_OTHER_SCRIPT}))"
)


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

    @cached_property
    def plain(self) -> str | None:
        """The text folded, where each of its characters stays in its place and none may be
        written in another way; None where that is not certain."""
        if self.in_plain:
            return straightened(self.text)
        return None if self.notes else plain(self.text)

    @cached_property
    def view(self) -> View:
        """The text folded, without note numbers."""
        return View(self._prepared(notes=False))

    @cached_property
    def view_with_notes(self) -> View | None:
        """The text folded with its note numbers; None where it has none."""
        return View(self._prepared(notes=True)) if self.notes else None

    @cached_property
    def word_index(self) -> WordIndex:
        """Its words: for suggestions."""
        from .word_index import WordIndex

        return WordIndex([self.folded_text])

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        """Where its sentences begin, the first at 0."""
        return sentence_starts(self.text)

    @property
    def folded_text(self) -> str:
        return self.view.text

    @property
    def folded(self) -> Folded:
        return self.view.folded

    @cached_property
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

    @cached_property
    def _reopened(self) -> tuple[tuple[int, int], ...]:
        """The marks with which a paragraph after the first reopens a quotation, and the space
        inside them."""
        found: list[tuple[int, int]] = []
        for offset, stop in zip(self.offsets[1:], self.offsets[:-1], strict=True):
            at = _after_space(self.text, offset)
            mark = self.text[at : at + 1]
            if mark in _OPENS and _leaves_open(self.text[stop:offset], mark):
                found.append((at, _after_space(self.text, at + 1)))
        return tuple(found)

    @cached_property
    def _bounds(self) -> str:
        """The text as words are separated in it: note numbers are spaces, and a hyphen at a
        line end holds its word together."""
        edits = [(at, " ") for span in self.notes for at in range(*span)]
        for division in self.divisions:
            edits.append((division.hyphen, "-"))
            edits += [(at, _NOTHING) for at in range(division.hyphen + 1, division.after)]
        return _edited(self.text, edits)

    @cached_property
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
    closing = _OPENS[mark]
    is_open = False
    for at, character in enumerate(paragraph):
        if character == mark == closing:
            is_open = not is_open
        elif character == mark:
            is_open = True
        elif character in closing:
            inside = paragraph[at + 1 : at + 2].isalnum()  # an apostrophe
            is_open = is_open and inside
    return is_open


class Paragraphs(Sequence[Stretch]):
    """Every paragraph of a source, each a stretch of its own; what none of them holds, and
    which of them may hold it, is found in all at once."""

    def __init__(self, index: Index):
        self._index = index

    @overload
    def __getitem__(self, index: int) -> Stretch: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Stretch, ...]: ...
    def __getitem__(self, index: int | slice) -> Stretch | tuple[Stretch, ...]:
        return self._stretches[index]

    def __len__(self) -> int:
        return len(self._index.source.paragraphs)

    @cached_property
    def _stretches(self) -> tuple[Stretch, ...]:
        return tuple(self._index.stretch(n, n) for n in range(1, len(self) + 1))

    @property
    def is_joined(self) -> bool:
        """Whether they were searched before, so that another search costs little."""
        return "_joined" in vars(self)

    def holding(self, words: str, *, notes: bool = False) -> Iterator[Stretch]:
        """The paragraphs that may hold `words`, which are folded; no other does. With `notes`
        those that have note numbers, which are compared too."""
        stretches = self._noted if notes else self._stretches
        joined = self._joined_with_notes if notes else self._joined
        return map(stretches.__getitem__, joined.holding(key(words)))

    def holding_as_typed(self, words: str) -> Iterator[Stretch]:
        """The paragraphs that may hold `words`, which are folded, in their first reading; in a
        plain source no others are made ready for that."""
        if self._plain is None:
            return self.holding(words)
        return (self._index.stretch(n + 1, n + 1) for n in self._plain.holding(words))

    @cached_property
    def _plain(self) -> _Joined | None:
        """All of a source that is plain, as it is compared."""
        if not self._index.is_plain:
            return None
        return _Joined([straightened(one.value) for one in self._index.source.paragraphs])

    @cached_property
    def _joined(self) -> _Joined:
        return _Joined([key(stretch.folded_text) for stretch in self._stretches])

    @cached_property
    def _joined_with_notes(self) -> _Joined:
        views = [stretch.view_with_notes for stretch in self._noted]
        return _Joined([key(view.text) for view in views if view])

    @cached_property
    def _noted(self) -> tuple[Stretch, ...]:
        return tuple(stretch for stretch in self._stretches if stretch.notes)


class _Joined:
    """Many texts in one. They hold no line end, so that nothing is found across two of them."""

    def __init__(self, texts: Sequence[str]):
        self._text = "\n".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))

    def holding(self, words: str) -> Iterator[int]:
        """The numbers, from 0, of the texts that hold `words`."""
        text, starts = self._text, self._starts
        place = text.find(words) if text else -1
        while place >= 0:
            index = bisect_right(starts, place) - 1
            yield index
            place = text.find(words, starts[index + 1]) if index + 1 < len(starts) else -1


class Index:
    """A source made searchable: its stretches, folded once."""

    def __init__(self, source: Source):
        self.source = source
        self._stretches: dict[tuple[int, int], Stretch] = {}
        self._paragraphs: Paragraphs | None = None

    @cached_property
    def notes(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The source's own note numbers, paragraph by paragraph."""
        if not self.source.note_markers:
            return ((),) * len(self.source.paragraphs)
        return note_numbers(paragraph.value for paragraph in self.source.paragraphs)

    @cached_property
    def is_plain(self) -> bool:
        """Whether every paragraph is plain, which takes less to find out of all at once."""
        texts = [paragraph.value for paragraph in self.source.paragraphs]
        return not any(self.notes) and plain(" ".join(texts)) is not None

    @cached_property
    def invisible(self) -> tuple[tuple[int, int, str], ...]:
        """The characters that cannot be seen and that no script needs there: the number of the
        paragraph, the offset in its text, and the character."""
        if self.source.raw.isascii():
            return ()
        return tuple(
            (number, match.start(), match[0])
            for number, text in enumerate(self.source.paragraphs, 1)
            if not text.value.isascii()
            for match in _UNSEEN.finditer(text.value)
        )

    def stretch(self, first: int, last: int) -> Stretch:
        """Paragraphs `first` to `last`, which must exist, as one text."""
        known = self._stretches.get((first, last))
        if known is None:
            texts = [p.value for p in self.source.paragraphs[first - 1 : last]]
            offsets = (*accumulate((len(text) + 1 for text in texts[:-1]), initial=0),)
            notes = (
                self.notes[first - 1]
                if first == last
                else tuple(
                    (offset + start, offset + end)
                    for offset, spans in zip(offsets, self.notes[first - 1 : last], strict=True)
                    for start, end in spans
                )
            )
            known = Stretch(
                self.source, first, last, " ".join(texts), offsets, notes, self.is_plain
            )
            self._stretches[first, last] = known
        return known

    def paragraphs(self) -> Paragraphs:
        """Every paragraph, each a stretch of its own."""
        if self._paragraphs is None:
            self._paragraphs = Paragraphs(self)
        return self._paragraphs

    @cached_property
    def words(self) -> WordIndex:
        """The words of every paragraph: for suggestions."""
        from .word_index import WordIndex

        return WordIndex([stretch.folded_text for stretch in self.paragraphs()])

    def scope(self, first: int | None, last: int | None) -> Sequence[Stretch]:
        """The named paragraphs joined, or, where none is named, each paragraph alone."""
        if first is None or last is None:
            return self.paragraphs()
        return [self.stretch(first, last)]
