"""Lines in which words run both ways: what is in each, and whether it is in its order.

Words that run from right to left are in a PDF as they look, and programs disagree on the
order of what is in a line with them. So lines are compared as what they hold, each
character once, and then with what they show from left to right.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from briefgen.matching.same_glyphs import bare
from briefgen.model.lazy_pattern import lazy_pattern

from .line_pieces import Pieces, as_shown, characters, letters

_PART = lazy_pattern(r"\w+|\W+")


class Held(Struct, frozen=True):
    """The `lines` that hold a text, and whether it uses up the first and the last of them.
    `cuts` is where in its characters each line begins, and the end of the last."""

    lines: range
    uses_first: bool
    uses_last: bool
    cuts: tuple[int, ...]


class MixedLines:
    """Lines of text, and what of each has not been taken yet.

    `drawn` is what each shows from left to right, None where its order is not known; `ways` says
    whether a line that does not say so itself may run backwards.
    """

    def __init__(
        self,
        lines: Sequence[str],
        drawn: Sequence[str | None] = (),
        ways: tuple[bool, ...] = (False, True),
    ) -> None:
        self._drawn = [line if line is None else as_shown(line) for line in drawn]
        self._ways = ways
        self._lines = [letters(line) for line in lines]
        self._left = [Counter(characters(line)) for line in lines]

    def find(self, wanted: str, lines: range) -> Held | None:
        """Which of `lines` hold `wanted`: the end of one, all of those between, and the
        beginning of another. Rather those that hold nothing else, then those that have its
        words as they are, forwards or backwards."""
        pieces, words = Pieces(wanted), list(_words(wanted))
        found: Held | None = None
        best = (False, False, False)
        for first in lines:
            for held in self._from(pieces.characters, first, lines.stop):
                whole = held.uses_first and held.uses_last
                rank = (whole, self._has_words(held, words), held.uses_last)
                is_better = found is None or rank > best
                if is_better and self.are_shown(pieces, held.lines, held.cuts):
                    found, best = held, rank
            if all(best):
                break
        return found

    def are_shown(self, pieces: Pieces, lines: range, cuts: Sequence[int]) -> bool:
        """Whether `lines` show a text, of which each has what is between two `cuts`, in its
        order."""
        if not self._drawn:
            return True
        return all(
            (drawn := self._drawn[line]) is not None
            and pieces.is_shown(start, end, drawn, self._ways)
            for line, (start, end) in zip(lines, pairwise(cuts), strict=True)
            if start < end
        )

    def _has_words(self, held: Held, words: Sequence[tuple[int, str]]) -> bool:
        """Whether none of `words` is divided and each is in its line."""
        for start, word in words:
            piece = bisect_right(held.cuts, start) - 1
            line = self._lines[held.lines[min(piece, len(held.lines) - 1)]]
            if word not in line and word[::-1] not in line:
                return False
        return True

    def take(self, wanted: str, lines: range) -> Held | None:
        """The lines that hold `wanted`, which is gone from them afterwards."""
        held = self.find(wanted, lines)
        if held:
            meant = characters(wanted)
            for line, (start, end) in zip(held.lines, pairwise(held.cuts), strict=True):
                self._left[line] -= Counter(meant[start:end])
        return held

    def take_at(self, pieces: Pieces, lines: range, cuts: Sequence[int]) -> bool:
        """Take a text from `lines`, in which it is as it is: each from one of `cuts` to the next.
        False, and nothing is taken, where others have taken some of it, or its order differs."""
        held = [Counter(pieces.characters[a:b]) for a, b in pairwise(cuts)]
        if not all(one <= self._left[line] for line, one in zip(lines, held, strict=True)):
            return False
        if not self.are_shown(pieces, lines, cuts):
            return False
        for line, one in zip(lines, held, strict=True):
            self._left[line] -= one
        return True

    def _from(self, meant: str, first: int, end: int) -> Iterator[Held]:
        """Where `meant` is from the line `first`, the most of it in that line first."""
        line = self._left[first]
        size = line.total()
        used: Counter[str] = Counter()
        longest = 0
        for character in meant[:size]:
            if used[character] == line[character]:
                break
            used[character] += 1
            longest += 1
        if longest == len(meant):
            whole = longest == size
            yield Held(range(first, first + 1), whole, whole, (0, longest))
            longest -= 1
        for length in range(longest, 0, -1):
            if cuts := self._cuts(meant, length, first + 1, end):
                last = first + len(cuts) - 2
                uses_last = cuts[-1] - cuts[-2] == self._left[last].total()
                yield Held(range(first, last + 1), length == size, uses_last, cuts)

    def _cuts(self, meant: str, start: int, line: int, end: int) -> tuple[int, ...]:
        """Where in `meant` each line begins that holds it from `start`; none where they do
        not. The last may hold more."""
        cuts = [0, start]
        while line < end:
            part = meant[cuts[-1] : cuts[-1] + self._left[line].total()]
            if not Counter(part) <= self._left[line]:
                break
            cuts.append(cuts[-1] + len(part))
            if cuts[-1] == len(meant):
                return tuple(cuts)
            line += 1
        return ()


def in_any_order(text: str) -> str:
    """The letters and digits of `text` in one order: equal where two have the same."""
    apart = unicodedata.normalize("NFKD", bare(text))
    return "".join(sorted(filter(str.isalnum, apart)))


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The words of `text`, and where in its characters each begins."""
    start = 0
    for part in _PART.findall(text):
        if part[0].isalnum():
            yield start, letters(part)
        start += len(characters(part))
