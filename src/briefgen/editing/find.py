"""The places of words in the sources, and for each the shortest quotation that names it.

Exact first, by the rules by which a brief is checked. Only where nothing is found does it
look for the nearest text; what it then offers to quote are the source's words all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from briefgen.checking.rules.quote_too_short import is_short
from briefgen.matching.folding import INVISIBLE, fold
from briefgen.matching.matcher import Index, Stretch, find
from briefgen.matching.nearest import run_place, wanted_words, word_difference
from briefgen.matching.pattern import folded_words
from briefgen.matching.word_index import WordRun
from briefgen.model.source import Source
from briefgen.model.text import Span
from briefgen.resolve.passages import SPAN_PARAGRAPHS

_PLACES = 20
_NEAREST = 3
# Past these words more, the paragraph's number is the shorter way to name a place.
_MOST_ADDED = 12
# Characters of context on either side.
_CONTEXT = 50
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SENTENCE_END = re.compile(r"[.?!](?![.?!])[^\w\s.?!]*+\s")


class Hit(Struct, frozen=True):
    """A place in a source, and a quotation that resolves to it.

    `first` and `last` are its paragraphs, which a passage must name where
    `needs_paragraph`. `words` are those that were found, `before` and `after` a few
    around them. `difference` is None where they are the words that were looked for, else
    both with what differs marked.
    """

    source: Source
    first: int
    last: int
    span: Span
    before: str
    words: str
    after: str
    quote: str
    needs_paragraph: bool
    difference: tuple[str, str] | None = None


class SearchResult(Struct, frozen=True):
    """The places of a search: all that there are (`total`), or the first few of them."""

    hits: tuple[Hit, ...]
    total: int
    exact: bool


def search(typed: str, indexes: Sequence[Index], limit: int | None = None) -> SearchResult:
    """Every place of `typed`, in the order of the sources.

    Where it has none, the closest runs of text that share at least half of its words,
    the most alike first. `limit` is how many of them are wanted, by default the first 20
    places, or the 3 nearest. `hits` is empty where there is none.
    """
    places = [(index, place) for index in indexes for place in _exact(typed, index)]
    if places:
        hits = tuple(_hit(index, *place) for index, place in places[: limit or _PLACES])
        return SearchResult(hits, len(places), exact=True)
    near = _near(typed, wanted_words(typed), indexes, limit or _NEAREST)
    hits = tuple(_hit(one.index, *one.place, typed) for one in near[: limit or _NEAREST])
    return SearchResult(hits, len(near), exact=False)


Place = tuple[Stretch, int, int]


def _exact(typed: str, index: Index) -> list[Place]:
    """The places in single paragraphs, else in as few together as it takes."""
    for width in range(1, SPAN_PARAGRAPHS + 1):
        stretches = _runs(typed, index, width) if width > 1 else index.paragraphs()
        if found := find(typed, stretches):
            return [(match.stretch, match.start, match.end) for match in found]
    return []


def _runs(typed: str, index: Index, width: int) -> list[Stretch]:
    """The runs of so many paragraphs whose first and last hold the words at the ends of
    `typed`; to join and fold all of a long text would take its time."""
    words = folded_words(typed).split()
    single = index.paragraphs()
    return [
        index.stretch(first.first, last.last)
        for first, last in zip(single, single[width - 1 :], strict=False)
        if words and words[0] in first.folded_text and words[-1] in last.folded_text
    ]


def _hit(index: Index, stretch: Stretch, start: int, end: int, typed: str | None = None) -> Hit:
    words = stretch.words(start, end)
    quote, needs_paragraph = _shortest(index, stretch, start, end)
    return Hit(
        source=index.source,
        first=stretch.first,
        last=stretch.last,
        span=stretch.span(start),
        before=_before(stretch.words(0, start)),
        words=words,
        after=_after(stretch.words(end, len(stretch.text))),
        quote=quote,
        needs_paragraph=needs_paragraph,
        difference=None if typed is None else word_difference(typed, words),
    )


def _before(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return f"… {text[-_CONTEXT:].partition(' ')[2]}"


def _after(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return f"{text[:_CONTEXT].rpartition(' ')[0]} …"


# --- The shortest quotation of a place --------------------------------------------


def _shortest(index: Index, stretch: Stretch, start: int, end: int) -> tuple[str, bool]:
    """A quotation of raw characters `start` to `end`, with as few words around them as make
    it the only such place; and whether that holds only beside the paragraph's number."""
    *quotes, widest = _widening(stretch, start, end)
    if not _resolves(widest, [stretch]):  # then nothing that it holds does
        quotes = []
    if stretch.first == stretch.last and not _repeated(widest, stretch, index):
        for quote in quotes:
            if _resolves(quote, index.paragraphs()):
                return quote, False
    for quote in quotes:
        if _resolves(quote, [stretch]):
            return quote, True
    return _visible(stretch.words(0, len(stretch.text))), True


def _repeated(quote: str, stretch: Stretch, index: Index) -> bool:
    folded = fold(quote)
    return any(folded in one.folded_text for one in index.paragraphs() if one is not stretch)


def _resolves(quote: str, stretches: Sequence[Stretch]) -> bool:
    return not is_short(quote) and len(find(quote, stretches)) == 1


def _widening(stretch: Stretch, start: int, end: int) -> Iterator[str]:
    """The words of a run; then with one more word on either side; then with two; and so on.

    Last the run with as many on both sides, which holds all of these.
    """
    begins, ends = _edges(stretch)
    lefts = [start, *(at for at in reversed(begins) if at < start)]
    rights = [end, *(at for at in ends if at > end)]
    for added in range(_MOST_ADDED + 1):
        quotes = [
            _visible(stretch.words(lefts[left], rights[added - left]))
            for left in range(added + 1)
            if left < len(lefts) and added - left < len(rights)
        ]
        # Of equally long ones first those that stay in a sentence.
        yield from sorted(quotes, key=lambda quote: len(_SENTENCE_END.findall(quote)))
    widest = lefts[: _MOST_ADDED + 1][-1], rights[: _MOST_ADDED + 1][-1]
    yield _visible(stretch.words(*widest))


def _edges(stretch: Stretch) -> tuple[list[int], list[int]]:
    """The raw positions where words begin, and where they end, in ascending order."""
    folded = stretch.folded
    inked = [at for at, character in enumerate(folded.text) if character.isalnum()]
    begins = {folded.starts[at] for at in inked} | {
        folded.starts[at - 1] for at in inked if at and folded.text[at - 1] not in ' "'
    }
    ends = {folded.ends[at] for at in inked}
    return (
        sorted(at for at in begins if not stretch.splits_word(at)),
        sorted(at for at in ends if not stretch.splits_word(at)),
    )


def _visible(text: str) -> str:
    """Without characters that nobody sees: they would be pasted unnoticed."""
    return _INVISIBLE.sub("", text)


# --- The nearest text ---------------------------------------------------------------


class _Near(Struct, frozen=True):
    """A run of a source's words, and the place of its quotation."""

    index: Index
    run: WordRun
    place: Place


def _near(typed: str, wanted: Sequence[str], indexes: Iterable[Index], limit: int) -> list[_Near]:
    """The runs that share the most of the wanted words, where that is half of them."""
    found: list[_Near] = []
    for index in indexes:
        if index.words.holds(wanted) * 2 < len(wanted):
            continue
        found += [
            _Near(index, run, run_place(typed, index, run))
            for run in index.words.nearest(wanted, limit)
            if run.shared * 2 >= len(wanted)
        ]
    return sorted(found, key=lambda near: (-near.run.shared, near.run.last - near.run.first))
