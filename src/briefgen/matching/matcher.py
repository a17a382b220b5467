"""Where a quotation stands in a source: exact after folding, word by word, or nowhere.

Nothing here is approximate (`nearest` is, and only suggests). Positions are looked up
in folded text and come back as raw characters of numbered paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import overload

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.source import Source
from briefgen.model.text import Span

from .folding import Folded, fold, fold_with_map, note_markers
from .pattern import Chunk, Literal, Reading, Slot, parse_quote
from .word_boundaries import splits_word, words
from .word_index import WordIndex

# What a bracketed word may stand for: at most four words, in one sentence.
REPLACED_WORDS = 4
_REPLACEABLE = re.compile(r"[^.?!]*")
_WORD_END = re.compile(r"[^\W_](?![^\W_])")
# Behind initials and titles a full stop ends no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Adm|Col|Maj|Capt|Cmdr|Lt|Sgt|Sen|Rep|Gov)\.$"
)


class Extent(Struct, frozen=True):
    """Characters `start` to `end` of a source paragraph (numbered from 1)."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Stretch:
    """Paragraphs `first` to `last` of a source, read as one text, joined by a space."""

    source: Source
    first: int
    last: int
    text: str
    offsets: tuple[int, ...]

    @cached_property
    def folded_text(self) -> str:
        return fold(self.text, note_markers=self.source.note_markers)

    @cached_property
    def folded(self) -> Folded:
        return fold_with_map(self.text, note_markers=self.source.note_markers)

    @cached_property
    def _without_notes(self) -> str:
        text = self.text
        for start, end in self._notes:
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return text

    def splits_word(self, position: int) -> bool:
        """Whether a raw position lies inside a word; note numbers are no part of any."""
        return splits_word(self._without_notes, position)

    @cached_property
    def _notes(self) -> tuple[tuple[int, int], ...]:
        return note_markers(self.text) if self.source.note_markers else ()

    def extents(self, start: int, end: int) -> tuple[Extent, ...]:
        """Raw characters `start` to `end` as extents of the paragraphs that hold them."""
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
        for note_start, note_end in self._notes:
            if start <= note_start and note_end <= end:
                kept.append(self.text[start:note_start])
                start = note_end
        return "".join([*kept, self.text[start:end]])

    def span(self, position: int) -> Span:
        """The place in the source file of a raw character."""
        index = max(bisect_right(self.offsets, position) - 1, 0)
        return self.source.paragraphs[self.first - 1 + index].span(position - self.offsets[index])


class Paragraphs(Sequence[Stretch]):
    """Every paragraph of a source, each a stretch of its own; what none of them holds, and
    which of them hold it, is found in all at once."""

    def __init__(self, stretches: Iterable[Stretch]):
        self._stretches = tuple(stretches)

    @overload
    def __getitem__(self, index: int) -> Stretch: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Stretch, ...]: ...
    def __getitem__(self, index: int | slice) -> Stretch | tuple[Stretch, ...]:
        return self._stretches[index]

    def __len__(self) -> int:
        return len(self._stretches)

    def holding(self, words: str) -> Iterator[Stretch]:
        """The paragraphs whose folded text holds `words`, which are folded too."""
        text, starts = self._joined
        place = text.find(words)
        while place >= 0:
            index = bisect_right(starts, place) - 1
            yield self._stretches[index]
            place = text.find(words, starts[index + 1]) if index + 1 < len(starts) else -1

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        # Folded text holds no line end, so that nothing is found across two paragraphs.
        texts = [stretch.folded_text for stretch in self._stretches]
        lengths = (len(text) + 1 for text in texts[:-1])
        return "\n".join(texts), list(accumulate(lengths, initial=0))


class Index:
    """A source made searchable: its stretches, folded once."""

    def __init__(self, source: Source):
        self.source = source
        self._stretches: dict[tuple[int, int], Stretch] = {}
        self._paragraphs: Paragraphs | None = None

    def stretch(self, first: int, last: int) -> Stretch:
        """Paragraphs `first` to `last`, which must exist, as one text."""
        known = self._stretches.get((first, last))
        if known is None:
            texts = [p.value for p in self.source.paragraphs[first - 1 : last]]
            offsets = [0]
            for text in texts[:-1]:
                offsets.append(offsets[-1] + len(text) + 1)
            known = Stretch(self.source, first, last, " ".join(texts), tuple(offsets))
            self._stretches[first, last] = known
        return known

    def paragraphs(self) -> Paragraphs:
        """Every paragraph, each a stretch of its own."""
        if self._paragraphs is None:
            numbers = range(1, len(self.source.paragraphs) + 1)
            self._paragraphs = Paragraphs(self.stretch(n, n) for n in numbers)
        return self._paragraphs

    @cached_property
    def words(self) -> WordIndex:
        """The words of every paragraph: for suggestions."""
        return WordIndex([stretch.folded_text for stretch in self.paragraphs()])

    def scope(self, first: int | None, last: int | None) -> Sequence[Stretch]:
        """The named paragraphs joined, or, where none is named, each paragraph alone."""
        if first is None or last is None:
            return self.paragraphs()
        return [self.stretch(first, last)]


class Replacement(Struct, frozen=True):
    """A bracket of the editor's and what it replaced: "" nothing, None nothing shows."""

    slot: Slot
    replaced: str | None
    starts_sentence: bool = False


class Match(Struct, frozen=True):
    """A place where a quotation stands.

    `extents` are the raw characters that are quoted, `words` what is printed (the
    source's characters with the editor's brackets and ellipses), `omitted` what the
    ellipses left out. `start` and `end` are raw positions in `stretch`.
    """

    stretch: Stretch
    start: int
    end: int
    extents: tuple[Extent, ...]
    words: str
    omitted: tuple[str, ...]
    replacements: tuple[Replacement, ...]

    @property
    def paragraph(self) -> int:
        """The paragraph in which the quotation begins."""
        return self.extents[0].paragraph

    @property
    def span(self) -> Span:
        return self.stretch.span(self.start)


Within = Callable[[Stretch, int, int], bool]


def find(typed: str, stretches: Sequence[Stretch], within: Within | None = None) -> list[Match]:
    """Every place in `stretches` where the quotation stands, by its first reading that does.

    `within` limits where its words may stand (raw positions). Of a quotation with
    ellipses, each stretch yields the shortest run.
    """
    if not stretches:
        return []
    quote = parse_quote(typed, note_markers=stretches[0].source.note_markers)
    for reading in quote.readings if quote else ():
        found = [m for s in _holding(reading, stretches) for m in _find_reading(reading, s, within)]
        if found:
            return found
    return []


def find_parts(typed: str, stretches: Sequence[Stretch]) -> list[list[Match]] | None:
    """Where each part of a quotation with ellipses stands, if every part stands somewhere."""
    quote = parse_quote(typed, note_markers=bool(stretches) and stretches[0].source.note_markers)
    if quote is None or len(quote.readings[-1]) < 2:
        return None
    found = [
        [m for s in stretches for m in _find_reading((replace(chunk, omission=""),), s, None)]
        for chunk in quote.readings[-1]
    ]
    return found if all(found) else None


# --- One reading in one stretch -------------------------------------------------


class _Piece(Struct, frozen=True):
    """A literal (or a slot) where it was matched, in folded positions."""

    item: Literal | tuple[Slot, ...]
    start: int
    end: int


class _Hit(Struct, frozen=True):
    start: int
    end: int
    pieces: tuple[_Piece, ...]


def _holding(reading: Reading, stretches: Sequence[Stretch]) -> Iterable[Stretch]:
    """Those of `stretches` that may hold a reading: no other does."""
    if not isinstance(stretches, Paragraphs):
        return stretches
    exact = (one.text for chunk in reading for one in chunk.literals if one.is_exact)
    return stretches.holding(max(exact, key=len, default=""))


def _find_reading(reading: Reading, stretch: Stretch, within: Within | None) -> list[Match]:
    text = stretch.folded_text
    # The plain test first: it needs no map, and most stretches hold nothing.
    if not all(literal.occurs_in(text) for chunk in reading for literal in chunk.literals):
        return []
    hits = [list(_hits(chunk, stretch, within)) for chunk in reading]
    if not all(hits):
        return []
    if len(reading) == 1:
        return [_match(reading, [hit], stretch) for hit in hits[0]]
    run = _shortest_run(hits)
    return [_match(reading, run, stretch)] if run else []


def _shortest_run(hits: list[list[_Hit]]) -> list[_Hit] | None:
    """Of the runs that take a hit of each chunk in order, the shortest; None without any."""
    best: list[_Hit] | None = None
    at = [0] * len(hits)
    for first in hits[0]:
        run = [first]
        for number, chunk in enumerate(hits[1:], 1):
            # A later beginning never needs an earlier hit: each list is walked once.
            while at[number] < len(chunk) and chunk[at[number]].start < run[-1].end:
                at[number] += 1
            if at[number] == len(chunk):
                return best
            run.append(chunk[at[number]])
        if best is None or run[-1].end - run[0].start < best[-1].end - best[0].start:
            best = run
    return best


def _hits(chunk: Chunk, stretch: Stretch, within: Within | None) -> Iterator[_Hit]:
    """Where a chunk stands, in folded positions, one hit for each beginning."""
    first = chunk.literals[0]
    rest = _Rest(chunk, stretch, within)
    for start in first.places(stretch.folded_text):
        end = start + len(first.text)
        if not _stands(stretch, start, end, within):
            continue
        pieces = rest.behind(0, end)
        if pieces is not None:
            yield _Hit(
                start, pieces[-1].end if pieces else end, (_Piece(first, start, end), *pieces)
            )


class _Rest:
    """How a chunk goes on behind its first literal: found out once for each place."""

    def __init__(self, chunk: Chunk, stretch: Stretch, within: Within | None):
        self._chunk = chunk
        self._stretch = stretch
        self._within = within
        self._known: dict[tuple[int, int], tuple[_Piece, ...] | None] = {}

    def behind(self, index: int, position: int) -> tuple[_Piece, ...] | None:
        """The slot at `index` and all that follows it, behind folded `position`; of several
        ways the one whose first slots replace the fewest words, None without any."""
        if index == len(self._chunk.slots):
            return ()
        key = (index, position)
        if key not in self._known:
            self._known[key] = next(self._ways(index, position), None)
        return self._known[key]

    def _ways(self, index: int, position: int) -> Iterator[tuple[_Piece, ...]]:
        slots, literal = self._chunk.slots[index], self._chunk.literals[index + 1]
        for slot_start, slot_end in _slot_ends(slots, position, self._stretch):
            begin = _next_begin(self._stretch.folded_text, slot_end)
            stop = begin + len(literal.text)
            if not literal.stands_at(self._stretch.folded_text, begin):
                continue
            if not _stands(self._stretch, begin, stop, self._within):
                continue
            rest = self.behind(index + 1, stop)
            if rest is not None:
                slot = _Piece(slots, slot_start, slot_end)
                yield (slot, _Piece(literal, begin, stop), *rest)


def _next_begin(text: str, position: int) -> int:
    """Where the words behind a slot begin: at once, or behind one space."""
    return position + 1 if text[position : position + 1] == " " else position


def _slot_ends(
    slots: tuple[Slot, ...], position: int, stretch: Stretch
) -> Iterator[tuple[int, int]]:
    """What a slot behind folded `position` may have replaced, the fewest words first."""
    text = stretch.folded_text
    begin = _next_begin(text, position)
    literal = fold(" ".join(slot.typed for slot in slots))
    if text.startswith(literal, begin):  # the source itself has the bracket
        yield begin + len(literal), begin + len(literal)
    yield position, position
    run = _REPLACEABLE.match(text, begin)
    limit = run.end() if run else begin
    for end in _WORD_END.finditer(text, begin, limit):
        raw_start, raw_end = stretch.folded.raw_range(begin, end.end())
        if len(words(stretch.text[raw_start:raw_end])) > REPLACED_WORDS:
            return
        if not stretch.splits_word(raw_end):
            yield begin, end.end()


def _stands(stretch: Stretch, start: int, end: int, within: Within | None) -> bool:
    """Whether folded characters `start` to `end` begin and end where words do."""
    raw_start, raw_end = stretch.folded.raw_range(start, end)
    return (
        not stretch.splits_word(raw_start)
        and not stretch.splits_word(raw_end)
        and (within is None or within(stretch, raw_start, raw_end))
    )


# --- From hits to what is printed -----------------------------------------------


def _match(reading: Reading, run: list[_Hit], stretch: Stretch) -> Match:
    extents: list[Extent] = []
    printed: list[str] = []
    omitted: list[str] = []
    replacements: list[Replacement] = []
    raw_end = 0
    for chunk, hit in zip(reading, run, strict=True):
        raw_start = stretch.folded.starts[hit.start]
        if chunk.omission:
            omitted.append(stretch.words(raw_end, raw_start).strip())
            printed.append(f" {chunk.omission} ")
        printed.extend(f"{slot.typed} " for slot in chunk.leading)
        replacements.extend(Replacement(slot, None) for slot in chunk.leading)
        for piece in hit.pieces:
            if isinstance(piece.item, Literal):
                printed.append(_printed(piece.item, piece, stretch))
                raw_range = stretch.folded.raw_range(piece.start, piece.end)
                extents.extend(stretch.extents(*raw_range))
            else:
                replaced = _replaced(piece, stretch)
                printed.append(_spaced(piece, stretch))
                replacements.extend(
                    Replacement(slot, replaced, _starts_sentence(piece.start, stretch))
                    for slot in piece.item
                )
        printed.extend(f" {slot.typed}" for slot in chunk.trailing)
        replacements.extend(Replacement(slot, None) for slot in chunk.trailing)
        raw_end = stretch.folded.ends[hit.end - 1]
    return Match(
        stretch,
        stretch.folded.starts[run[0].start],
        raw_end,
        _joined(extents, stretch),
        "".join(printed).strip(),
        tuple(omitted),
        tuple(replacements),
    )


def _printed(literal: Literal, piece: _Piece, stretch: Stretch) -> str:
    """The source's own characters, with the editor's inserts."""
    folded = stretch.folded

    def raw(start: int, end: int) -> str:
        return stretch.words(*folded.raw_range(start, end)) if start < end else ""

    parts: list[str] = []
    position = piece.start
    for insert in literal.inserts:
        at = piece.start + insert.position
        parts.append(raw(position, at))
        parts.append(insert.typed)
        position = at + insert.length
    parts.append(raw(position, piece.end))
    return "".join(parts)


def _spaced(piece: _Piece, stretch: Stretch) -> str:
    """A slot as typed, with a space where the source has one around it."""
    assert not isinstance(piece.item, Literal)
    typed = " ".join(slot.typed for slot in piece.item)
    text = stretch.folded_text
    if piece.start == piece.end:  # it adds: a word of its own
        behind = text[piece.end : piece.end + 1] == " "
        return f" {typed}{' ' if behind else ''}"
    before = text[piece.start - 1] == " "
    behind = text[piece.end : piece.end + 1] == " "
    return f"{' ' if before else ''}{typed}{' ' if behind else ''}"


def _replaced(piece: _Piece, stretch: Stretch) -> str:
    if piece.start == piece.end:
        return ""
    return stretch.words(*stretch.folded.raw_range(piece.start, piece.end))


def _starts_sentence(position: int, stretch: Stretch) -> bool:
    before = stretch.folded_text[:position].rstrip(' "([')
    return not before or (before[-1] in ".?!:" and not _ABBREVIATION.search(before))


def _joined(extents: list[Extent], stretch: Stretch) -> tuple[Extent, ...]:
    """Extents with nothing but white space between them are one."""
    joined: list[Extent] = []
    for extent in extents:
        last = joined[-1] if joined else None
        if last and last.paragraph == extent.paragraph:
            text = stretch.source.paragraphs[extent.paragraph - 1].value
            if last.end <= extent.start and not text[last.end : extent.start].strip():
                joined[-1] = Extent(extent.paragraph, last.start, extent.end)
                continue
        joined.append(extent)
    return tuple(joined)
