"""Where a quotation is in a source: exact after folding, word by word, or nowhere.

Nothing here is approximate (`nearest` is, and only suggests). Positions are looked up
in folded text and come back as raw characters of numbered paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from briefgen.model.lazy_pattern import lazy_pattern

from .folding import MARK, fold
from .index import Index, Paragraphs
from .match import ChunkHit, Match, Piece, Replacement, SearchedText, Within, matched
from .pattern import ENDS_OTHERWISE, Chunk, Literal, Reading, Slot, parse_quote
from .stretch import Extent, Stretch
from .view import Fit
from .word_boundaries import has_text, splits_word, words

# What a bracketed word may stand for: at most four words, in one sentence.
REPLACED_WORDS = 4
_REPLACEABLE = lazy_pattern(r"[^.?!؟۔।॥。？！]*")
_WORD_END = lazy_pattern(r"[^\W_](?![^\W_])")


def find(typed: str, stretches: Sequence[Stretch], within: Within | None = None) -> list[Match]:
    """Every place in `stretches` where the quotation is, by its first reading that is there.

    `within` limits where its words may be (raw positions). Of a quotation with ellipses, each
    stretch yields the shortest run. The source's note numbers are none of its words, or, where
    nothing is found so, all of them are.
    """
    if found := _as_typed(typed, stretches, within):
        return found
    quote = parse_quote(typed)
    for reading in quote.readings if quote else ():
        for notes in (False, True):
            found = [
                match
                for stretch in _holding(reading, stretches, notes)
                for match in _find_reading(reading, stretch, notes, within)
            ]
            if found:
                return found
    return []


def _as_typed(typed: str, stretches: Sequence[Stretch], within: Within | None) -> list[Match]:
    """Every place in `stretches` where the quotation is letter by letter, as its first reading
    has it: few quotations need another, and few texts more than a search."""
    words = fold(typed).strip()
    if not (typed[:1].isalnum() and words[:1].isalnum()) and not (
        has_text(typed) and has_text(words)
    ):
        return []
    if isinstance(stretches, Paragraphs) and stretches.are_plain:
        places: Iterable[tuple[Stretch, int]] = stretches.places(words)
        return [match for place in places if (match := _literal(*place, words, within))]
    found: list[Match] = []
    may_hold = stretches.holding(words) if isinstance(stretches, Paragraphs) else stretches
    for stretch in may_hold:
        if (text := stretch.plain) is None:
            literal = (Chunk((Literal(words),), ()),)
            found += _find_reading(literal, stretch, notes=False, within=within)
            continue
        start = text.find(words)
        while start >= 0:
            if match := _literal(stretch, start, words, within):
                found.append(match)
            start = text.find(words, start + 1)
    return found


def _literal(stretch: Stretch, start: int, words: str, within: Within | None) -> Match | None:
    """What `words` are that a plain stretch has at `start`; None where they are a part of others,
    or not `within`."""
    text, end = stretch.text, start + len(words)
    if splits_word(text, start) or splits_word(text, end):
        return None
    return Match.of(stretch, start, end) if within is None or within(stretch, start, end) else None


def find_parts(typed: str, stretches: Sequence[Stretch]) -> list[list[Match]] | None:
    """Where each part of a quotation with ellipses is, if every part is somewhere."""
    quote = parse_quote(typed)
    if quote is None or len(quote.readings[-1]) < 2:
        return None
    for notes in (False, True):
        found = [_alone(chunk, stretches, notes) for chunk in quote.readings[-1]]
        if all(found):
            return found
    return None


def _alone(chunk: Chunk, stretches: Sequence[Stretch], notes: bool) -> list[Match]:
    """Where one part of a quotation with ellipses is."""
    reading = (replace(chunk, omission=""),)
    return [
        match
        for stretch in _holding(reading, stretches, notes)
        for match in _find_reading(reading, stretch, notes, None)
    ]


# --- One reading in one stretch -------------------------------------------------


def _holding(reading: Reading, stretches: Sequence[Stretch], notes: bool) -> Iterable[Stretch]:
    """Those of `stretches` that may hold a reading: no other does."""
    if not isinstance(stretches, Paragraphs):
        return stretches
    texts = ((chunk.shorter or chunk).literals for chunk in reading)
    longest = max((literal.text for group in texts for literal in group), key=len, default="")
    return stretches.holding(longest, notes=notes)


def _find_reading(
    reading: Reading, stretch: Stretch, notes: bool, within: Within | None
) -> list[Match]:
    view = stretch.view_with_notes if notes else stretch.view
    # The plain test first: it needs no map, and most stretches hold nothing.
    if view is None or not all(
        view.holds(literal) for chunk in reading for literal in (chunk.shorter or chunk).literals
    ):
        return []
    place = SearchedText(stretch, view, within)
    hits = [_chunk_hits(chunk, place) for chunk in reading]
    if not all(hits):
        return []
    if len(reading) == 1:
        return [matched([hit], place) for hit in hits[0]]
    run = _shortest_run(hits)
    return [matched(run, place)] if run else []


def _chunk_hits(chunk: Chunk, place: SearchedText) -> list[ChunkHit]:
    """Where a chunk is, with its final mark or, where the source lacks that, without."""
    hits = list(_hits(chunk, place))
    if chunk.shorter is None:
        return hits
    begun = {hit.start for hit in hits}
    hits += [hit for hit in _hits(chunk.shorter, place) if hit.start not in begun]
    return sorted(hits, key=lambda hit: hit.start)


def _shortest_run(hits: list[list[ChunkHit]]) -> list[ChunkHit] | None:
    """Of the runs that take a hit of each chunk in order, the shortest; None without any."""
    best: list[ChunkHit] | None = None
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


def _hits(chunk: Chunk, place: SearchedText) -> Iterator[ChunkHit]:
    """Where a chunk is, in folded positions, one hit for each beginning."""
    first = chunk.literals[0]
    rest = _Rest(chunk, place)
    for fit in place.view.places(first):
        if not place.allows(fit.start, fit.end):
            continue
        pieces = rest.after(0, fit.end)
        if pieces is not None:
            end = pieces[-1].end if pieces else fit.end
            if chunk.forgiven == "." and _ends_otherwise(place.view.text, end):
                continue
            yield ChunkHit(fit.start, end, chunk, (_piece(first, fit), *pieces))


def _ends_otherwise(text: str, end: int) -> bool:
    """Whether a sentence that ends at `end` is a question or an exclamation."""
    while text[end : end + 1] in (MARK, ")", "]"):
        end += 1
    return text[end : end + 1] in tuple(ENDS_OTHERWISE)


def _piece(literal: Literal, fit: Fit) -> Piece:
    return Piece(literal, fit.start, fit.end, fit.choices)


class _Rest:
    """How a chunk goes on after its first literal: found out once for each place."""

    def __init__(self, chunk: Chunk, place: SearchedText):
        self._chunk = chunk
        self._place = place
        self._known: dict[tuple[int, int], tuple[Piece, ...] | None] = {}

    def after(self, index: int, position: int) -> tuple[Piece, ...] | None:
        """The slot at `index` and all that follows it, after folded `position`; of several
        ways the one whose first slots replace the fewest words, None without any."""
        if index == len(self._chunk.slots):
            return ()
        key = (index, position)
        if key not in self._known:
            self._known[key] = next(self._ways(index, position), None)
        return self._known[key]

    def _ways(self, index: int, position: int) -> Iterator[tuple[Piece, ...]]:
        slots, literal = self._chunk.slots[index], self._chunk.literals[index + 1]
        view = self._place.view
        for slot_start, slot_end in _slot_ends(slots, position, self._place):
            begin = _next_begin(view.text, slot_end)
            fit = view.at(literal, begin)
            if fit is None or not self._place.allows(begin, fit.end):
                continue
            rest = self.after(index + 1, fit.end)
            if rest is not None:
                yield (Piece(slots, slot_start, slot_end), _piece(literal, fit), *rest)


def _next_begin(text: str, position: int) -> int:
    """Where the words after a slot begin: at once, or after one space."""
    return position + 1 if text[position : position + 1] == " " else position


def _slot_ends(
    slots: tuple[Slot, ...], position: int, place: SearchedText
) -> Iterator[tuple[int, int]]:
    """What a slot after folded `position` may have replaced, the fewest words first."""
    text, stretch = place.view.text, place.stretch
    begin = _next_begin(text, position)
    literal = fold(" ".join(slot.typed for slot in slots))
    if text.startswith(literal, begin):  # the source itself has the bracket
        yield begin + len(literal), begin + len(literal)
    yield position, position
    run = _REPLACEABLE.match(text, begin)
    limit = run.end() if run else begin
    for end in _WORD_END.finditer(text, begin, limit):
        raw_start, raw_end = place.view.folded.raw_range(begin, end.end())
        if len(words(stretch.text[raw_start:raw_end])) > REPLACED_WORDS:
            return
        if not stretch.splits_word(raw_end):
            yield begin, end.end()


__all__ = [
    "Extent",
    "Index",
    "Match",
    "Paragraphs",
    "Replacement",
    "Stretch",
    "Within",
    "find",
    "find_parts",
]
