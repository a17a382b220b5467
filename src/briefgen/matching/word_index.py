"""The words of a source, each with its places: what suggestions are found by.

Nothing here decides whether a quotation is in its source (`matcher` does). Words are
compared without their case. In scripts that put no spaces between words each character
counts as one. All costs are bounded by an amount of work, never by time, so that the
same suggestion is found on every machine.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefgen.model.found_once import found_once
from briefgen.model.lazy_pattern import lazy_pattern

from .alignment import blocks
from .similar import most_similar

# Scripts without spaces: Thai, Lao, Burmese, Khmer, Kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = f"[^\\W_{_UNSPACED}]"

# How many pairs of equal words (one of the quotation, one of the source) are looked at.
_PAIRS = 20_000
# How many stretches of a source are compared with a quotation word by word.
_CANDIDATES = 8
# How many words of a quotation are compared at all.
MOST_WORDS = 6_000
# How many unknown words are looked up among the similar ones of a source, and how many words
# are looked at for that.
_MISSPELT = 8
_VOCABULARY = 200_000
# What a word of the source that the quotation lacks costs, where a shared word counts 1.
_GAP = 0.25
# How many more words than it has are looked at before a run for the words that it lacks there.
_NEAR = 2
# What a word is; compiled only for scripts without spaces, since that takes 3 ms.
# An apostrophe is any of these before and after folding.
_WORD = lazy_pattern(f"[{_UNSPACED}]|{_LETTER}+(?:[\"'’ʼ]{_LETTER}+)*")


_SPACED_WORD = re.compile("[^\\W_]+(?:[\"'’ʼ][^\\W_]+)*")
_FIRST_UNSPACED = "\u0e00"


def _words(text: str) -> Iterator[re.Match[str]]:
    """The words of folded text."""
    is_spaced = text.isascii() or max(text) < _FIRST_UNSPACED or not _IS_UNSPACED.search(text)
    return (_SPACED_WORD if is_spaced else _WORD).finditer(text)


_IS_UNSPACED = lazy_pattern(f"[{_UNSPACED}]")


class WordRun(Struct, frozen=True):
    """Words `first` to `last` of a source; `shared` of the wanted ones are among them, and
    `begins` and `rest` are unmatched at the beginning and end of what was wanted."""

    first: int
    last: int
    shared: float
    begins: int
    rest: int


def keys(folded: str) -> list[str]:
    """The words of folded text, as they are compared."""
    return [match[0].casefold() for match in _words(folded)]


class WordIndex:
    """The words of folded texts in order, numbered through all of them."""

    def __init__(self, texts: Sequence[str]):
        self.keys: list[str] = []
        # For each text, the number of its first word; for each word, its place in its text.
        self.begins = array("I")
        self.starts = array("I")
        self.ends = array("I")
        for text in texts:
            self.begins.append(len(self.keys))
            spans = [match.span() for match in _words(text)]
            self.keys += [text[start:end].casefold() for start, end in spans]
            self.starts.extend([start for start, _ in spans])
            self.ends.extend([end for _, end in spans])

    @found_once
    def places(self) -> dict[str, array[int]]:
        """For each word its numbers, ascending."""
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, key in enumerate(self.keys):
            found[key].append(number)
        return dict(found)

    @found_once
    def _vocabulary(self) -> list[str]:
        """The words in which a similar one is looked for."""
        return list(self.places)[: _VOCABULARY // _MISSPELT]

    def text_of(self, word: int) -> int:
        """The number of the text that holds a word."""
        return bisect_left(self.begins, word + 1) - 1

    def extent(self, text: int) -> tuple[int, int]:
        """The words of a text: the first, and the one after the last."""
        after = self.begins[text + 1] if text + 1 < len(self.begins) else len(self.keys)
        return self.begins[text], after

    def holds(self, wanted: Sequence[str]) -> int:
        """How many of the wanted words are anywhere in the texts."""
        return sum(key in self.places for key in wanted)

    def nearest(self, wanted: Sequence[str], limit: int = 1) -> list[WordRun]:
        """The runs that share the most with the wanted words, best first; none overlap."""
        wanted = self._respelt(wanted[:MOST_WORDS])
        if not wanted:
            return []
        runs: list[WordRun] = []
        for low in self._windows(wanted, max(_CANDIDATES, 2 * limit)):
            high = min(low + 4 * _reach(wanted), len(self.keys))
            for first, after in self._inside(low, high):
                run = _run(wanted, self.keys[first:after], first)
                if run:
                    runs.append(run)
        runs.sort(key=lambda run: (-run.shared, run.last - run.first, run.first))
        kept: list[WordRun] = []
        for run in runs:
            if len(kept) == limit:
                break
            if all(run.last < other.first or other.last < run.first for other in kept):
                kept.append(run)
        return kept

    def _respelt(self, wanted: Sequence[str]) -> list[str]:
        """The wanted words, those that the source lacks replaced by a similar one of its."""
        unknown = [key for key in dict.fromkeys(wanted) if key not in self.places and len(key) > 2]
        if not unknown:
            return list(wanted)
        similar: dict[str, str] = {}
        for key in unknown[:_MISSPELT]:
            if best := most_similar(key, self._vocabulary):
                similar[key] = best
        return [similar.get(key, key) for key in wanted]

    def _windows(self, wanted: Sequence[str], count: int) -> list[int]:
        """Where the stretches begin in which the most words are as far apart as in what is
        wanted, rare words counting more."""
        at: defaultdict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(wanted):
            if key in self.places:
                at[key].append(number)
        reach = _reach(wanted)
        votes: defaultdict[int, float] = defaultdict(float)
        budget = _PAIRS
        for key in sorted(at, key=lambda key: len(self.places[key])):
            places = self.places[key][:budget]
            weight = 1 / len(self.places[key])
            most = max(budget // len(places), 1)
            for number in at[key][:: max(len(at[key]) // most, 1)][:most]:
                for place in places:
                    votes[max(place - number, 0) // reach] += weight
            budget -= len(places) * min(most, len(at[key]))
            if budget <= 0:
                break
        # A run may begin in one stretch and end in the next: both votes count for the first.
        both = {stretch: votes[stretch] + votes.get(stretch + 1, 0) / 2 for stretch in list(votes)}
        best = sorted(both, key=lambda stretch: (-both[stretch], stretch))[:count]
        return [max(stretch - 1, 0) * reach for stretch in best]

    def _inside(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """The texts between two words, each with the part of it that lies there."""
        text = self.text_of(low)
        while low < high:
            _, after = self.extent(text)
            if low < min(after, high):
                yield low, min(after, high)
            low = max(after, low)
            text += 1


def _reach(wanted: Sequence[str]) -> int:
    return max(24, len(wanted))


def _run(wanted: Sequence[str], keys: Sequence[str], offset: int) -> WordRun | None:
    """The part of `keys` that shares the most with the wanted words in their order."""
    best: tuple[float, float, int, int] | None = None
    found = blocks(wanted, keys)
    score, begin = 0.0, 0
    shared = 0.0
    for number, block in enumerate(found):
        gap = block.source - found[number - 1].source_end if number else 0
        if number and score > gap * _GAP:
            score += block.length - gap * _GAP
            shared += block.length
        else:
            score, shared, begin = block.length, block.length, number
        if best is None or score > best[0]:
            best = score, shared, begin, number
    if best is None:
        return None
    _, shared, begin, end = best
    first, last = found[begin], found[end]
    # Of words that occur again and again (“the”), the common subsequence has the first.
    near = max(first.source - first.brief - _NEAR, 0)
    before = blocks(wanted[: first.brief], keys[near : first.source]) if first.brief else []
    return WordRun(
        offset + (near + before[0].source if before else first.source),
        offset + last.source_end - 1,
        shared + sum(block.length for block in before),
        before[0].brief if before else first.brief,
        len(wanted) - last.brief_end,
    )
