"""A source made searchable: its paragraphs, alone or several read as one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from briefgen.model.found_once import found_once
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.source import Source

from .folding import plain, straightened
from .note_numbers import note_numbers
from .stretch import Stretch
from .view import key

if TYPE_CHECKING:
    from .word_index import WordIndex

# What folding drops, and the bidirectional controls (Unicode Standard Annex 9); not soft hyphens
# and what joins or parts the words of another script, which are the author's. (All that it may be
# comes first, for which a text is searched fast; most texts have nothing of it.)
_CONTROLS = "\u034f\u180e\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069"
_JOINERS = "\u200b-\u200f\u061c"
_OTHER_SCRIPT = "[^\x00-\u02af\u2000-\u206f]"
_MAY_BE_UNSEEN = lazy_pattern(f"[{_CONTROLS}{_JOINERS}]")
_UNSEEN = lazy_pattern(
    f"[{_CONTROLS}{_JOINERS}]"
    f"(?:(?<=[{_CONTROLS}])|(?<!{_OTHER_SCRIPT}[{_JOINERS}])(?!{_OTHER_SCRIPT}))"
)


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

    @found_once
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

    @property
    def are_plain(self) -> bool:
        """Whether all of the source is plain."""
        return self._index.is_plain

    def places(self, words: str) -> Iterator[tuple[Stretch, int]]:
        """Where `words`, which are folded, are letter by letter in a plain source: the paragraph
        and the offset in it. No other paragraph is made ready for that."""
        for number, offset in self._plain.places(words):
            yield self._index.stretch(number + 1, number + 1), offset

    @found_once
    def _plain(self) -> _Joined:
        """All of a source that is plain, as it is compared."""
        return _Joined([straightened(one.value) for one in self._index.source.paragraphs])

    @found_once
    def _joined(self) -> _Joined:
        return _Joined([key(stretch.folded_text) for stretch in self._stretches])

    @found_once
    def _joined_with_notes(self) -> _Joined:
        views = [stretch.view_with_notes for stretch in self._noted]
        return _Joined([key(view.text) for view in views if view])

    @found_once
    def _noted(self) -> tuple[Stretch, ...]:
        return tuple(stretch for stretch in self._stretches if stretch.notes)


class _Joined:
    """Many texts in one. They hold no line end, so that nothing is found across two of them."""

    def __init__(self, texts: Sequence[str]):
        self._text = "\n".join(texts)
        self._starts = [*accumulate(map((1).__add__, map(len, texts[:-1])), initial=0)]

    def holding(self, words: str) -> Iterator[int]:
        """The numbers, from 0, of the texts that hold `words`."""
        text, starts = self._text, self._starts
        place = text.find(words) if text else -1
        while place >= 0:
            index = bisect_right(starts, place) - 1
            yield index
            place = text.find(words, starts[index + 1]) if index + 1 < len(starts) else -1

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where `words` are: the number of the text, from 0, and the offset in it."""
        place = self._text.find(words)
        while place >= 0:
            index = bisect_right(self._starts, place) - 1
            yield index, place - self._starts[index]
            place = self._text.find(words, place + 1)


class Index:
    """A source made searchable: its stretches, folded once."""

    def __init__(self, source: Source):
        self.source = source
        self._stretches: dict[tuple[int, int], Stretch] = {}
        self._paragraphs: Paragraphs | None = None

    @found_once
    def notes(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The source's own note numbers, paragraph by paragraph."""
        if not self.source.note_markers:
            return ((),) * len(self.source.paragraphs)
        return note_numbers(paragraph.value for paragraph in self.source.paragraphs)

    @found_once
    def is_plain(self) -> bool:
        """Whether every paragraph is plain, which takes less to find out of all at once."""
        texts = [paragraph.value for paragraph in self.source.paragraphs]
        return not any(self.notes) and plain(" ".join(texts)) is not None

    @found_once
    def invisible(self) -> tuple[tuple[int, int, str], ...]:
        """The characters that cannot be seen and that no script needs there: the number of the
        paragraph, the offset in its text, and the character."""
        if self.source.raw.isascii():
            return ()
        return tuple(
            (number, match.start(), match[0])
            for number, text in enumerate(self.source.paragraphs, 1)
            if not text.value.isascii() and _MAY_BE_UNSEEN.search(text.value)
            for match in _UNSEEN.finditer(text.value)
        )

    def stretch(self, first: int, last: int) -> Stretch:
        """Paragraphs `first` to `last`, which must exist, as one text."""
        known = self._stretches.get((first, last))
        if known is None:
            known = self._stretches[first, last] = self._made(first, last)
        return known

    def _made(self, first: int, last: int) -> Stretch:
        if first == last:
            text, notes = self.source.paragraphs[first - 1].value, self.notes[first - 1]
            return Stretch(self.source, first, last, text, (0,), notes, self.is_plain)
        texts = [p.value for p in self.source.paragraphs[first - 1 : last]]
        offsets = (*accumulate((len(text) + 1 for text in texts[:-1]), initial=0),)
        notes = tuple(
            (offset + start, offset + end)
            for offset, spans in zip(offsets, self.notes[first - 1 : last], strict=True)
            for start, end in spans
        )
        return Stretch(self.source, first, last, " ".join(texts), offsets, notes, self.is_plain)

    def paragraphs(self) -> Paragraphs:
        """Every paragraph, each a stretch of its own."""
        if self._paragraphs is None:
            self._paragraphs = Paragraphs(self)
        return self._paragraphs

    @found_once
    def words(self) -> WordIndex:
        """The words of every paragraph: for suggestions."""
        from .word_index import WordIndex

        return WordIndex([stretch.folded_text for stretch in self.paragraphs()])

    def scope(self, first: int | None, last: int | None) -> Sequence[Stretch]:
        """The named paragraphs joined, or, where none is named, each paragraph alone."""
        if first is None or last is None:
            return self.paragraphs()
        return [self.stretch(first, last)]
