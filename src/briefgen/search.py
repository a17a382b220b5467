"""Where words stand in the sources, and for each place the shortest quotation that names it.

Exact first, by the rules by which a brief is checked. Only where nothing is found does it
look for the nearest text; what it then offers to quote are the source's words all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .folding import INVISIBLE, fold
from .matching import Index, Stretch, find
from .model import Source, Span
from .resolve import SPAN_PARAGRAPHS
from .rules.quote_too_short import is_short
from .suggest import word_difference

# Past these words more, the paragraph's number is the shorter way to name a place.
_MOST_ADDED = 12
_CONTEXT_WORDS = 8
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SENTENCE_END = re.compile(r"[.?!][^\w\s]*\s")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a source, and a quotation that resolves to it.

    `first` and `last` are its paragraphs, which a passage must name where
    `needs_paragraph`. `words` are those that were found, `before` and `behind` a few that
    stand around them. `difference` is None where they are the words that were looked for, else
    both with what differs marked.
    """

    source: Source
    first: int
    last: int
    span: Span
    before: str
    words: str
    behind: str
    quote: str
    needs_paragraph: bool
    difference: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The places of a search: all that there are (`total`), or the first few of them."""

    hits: tuple[Hit, ...]
    total: int
    exact: bool


def search(typed: str, indexes: Sequence[Index], limit: int | None = None, near: int = 3) -> Found:
    """Every place where `typed` stands, at most `limit`, in the order of the sources.

    Where it stands nowhere, the nearest runs of text that share at least half of its words,
    at most `limit` or else `near`, the most alike first. `hits` is empty where there is none.
    """
    places = [(index, place) for index in indexes for place in _exact(typed, index)]
    if places:
        hits = tuple(_hit(index, *place) for index, place in places[:limit])
        return Found(hits, len(places), exact=True)
    runs = sorted(_near(typed, indexes), key=lambda run: run.rank)
    hits = tuple(
        _hit(run.index, run.stretch, *run.with_others(typed), typed)
        for run in runs[: limit or near]
    )
    return Found(hits, len(runs), exact=False)


Place = tuple[Stretch, int, int]


def _exact(typed: str, index: Index) -> list[Place]:
    """The places in single paragraphs, else in as few together as it takes."""
    count = len(index.source.paragraphs)
    for width in range(1, SPAN_PARAGRAPHS + 1):
        stretches = [index.stretch(n, n + width - 1) for n in range(1, count - width + 2)]
        if found := find(typed, stretches):
            return [(match.stretch, match.start, match.end) for match in found]
    return []


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
        behind=_behind(stretch.words(end, len(stretch.text))),
        quote=quote,
        needs_paragraph=needs_paragraph,
        difference=None if typed is None else word_difference(typed, words),
    )


def _before(text: str) -> str:
    found = re.search(rf"(?:\S+\s+){{0,{_CONTEXT_WORDS}}}\S*$", text)
    start = found.start() if found else 0
    return f"… {text[start:]}" if start else text


def _behind(text: str) -> str:
    found = re.match(rf"\S*(?:\s+\S+){{0,{_CONTEXT_WORDS}}}", text)
    end = found.end() if found else len(text)
    return f"{text[:end]} …" if end < len(text) else text


# --- The shortest quotation of a place --------------------------------------------


def _shortest(index: Index, stretch: Stretch, start: int, end: int) -> tuple[str, bool]:
    """A quotation of raw characters `start` to `end`, with as few words around them as make
    it the only such place; and whether that holds only beside the paragraph's number."""
    quotes = list(_widening(stretch, start, end))
    if stretch.first == stretch.last:
        for quote in quotes:
            if _resolves(quote, index.paragraphs()):
                return quote, False
    for quote in quotes:
        if _resolves(quote, [stretch]):
            return quote, True
    return _visible(stretch.words(0, len(stretch.text))), True


def _resolves(quote: str, stretches: Iterable[Stretch]) -> bool:
    return not is_short(quote) and len(find(quote, stretches)) == 1


def _widening(stretch: Stretch, start: int, end: int) -> Iterator[str]:
    """The words of a run; then with one more word on either side; then with two; and so on."""
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


@dataclass(frozen=True, slots=True)
class _Run:
    """Raw characters of a stretch that share `shared` words with what was looked for."""

    index: Index
    stretch: Stretch
    start: int
    end: int
    shared: int
    length: int

    @property
    def rank(self) -> tuple[int, int]:
        return -self.shared, self.length

    def with_others(self, typed: str) -> tuple[int, int]:
        """The run with as many more words at its ends as `typed` has there and it has not:
        in their place stand other ones, which an editor will want to see."""
        wanted = _keys(typed)
        own = set(_keys(self.stretch.text[self.start : self.end]))
        shared = [at for at, key in enumerate(wanted) if key in own]
        begins = [m.start() for m in _WORD.finditer(self.stretch.text, 0, self.start)]
        ends = [m.end() for m in _WORD.finditer(self.stretch.text, self.end)]
        start = [self.start, *reversed(begins)][: shared[0] + 1][-1]
        end = [self.end, *ends][: len(wanted) - shared[-1]][-1]
        return start, end


def _near(typed: str, indexes: Iterable[Index]) -> Iterator[_Run]:
    """In each paragraph the run that shares the most words, where that is half of them."""
    wanted = Counter(_keys(typed))
    for index in indexes:
        for stretch in index.paragraphs():
            if (wanted & Counter(_keys(stretch.text))).total() * 2 >= wanted.total():
                run = _nearest(wanted, index, stretch)
                if run and run.shared * 2 >= wanted.total():
                    yield run


def _keys(text: str) -> list[str]:
    return [_key(word) for word in _WORD.findall(text)]


def _key(word: str) -> str:
    return fold(word).casefold()


def _nearest(wanted: Counter[str], index: Index, stretch: Stretch) -> _Run | None:
    """The shortest run with the most of the wanted words, at most twice as long as these."""
    tokens = list(_WORD.finditer(stretch.text))
    places = [at for at, token in enumerate(tokens) if _key(token[0]) in wanted]
    best: _Run | None = None
    for number, first in enumerate(places):
        seen: Counter[str] = Counter()
        for last in places[number:]:
            length = last - first + 1
            if length > 2 * wanted.total():
                break
            seen[_key(tokens[last][0])] += 1
            shared = (seen & wanted).total()
            start, end = tokens[first].start(), tokens[last].end()
            run = _Run(index, stretch, start, end, shared, length)
            if best is None or run.rank < best.rank:
                best = run
    return best
