"""Lines in which words run both ways: what is in each, whatever its order.

Words that run from right to left are in a PDF as they look, and programs disagree on the
order of what is in a line with them. So lines are compared as what they hold, each
character once.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from briefgen.matching.same_glyphs import bare

# PDFium takes fractions and signs with a stroke apart with a plain slash.
_ALIKE = str.maketrans("”’\N{FRACTION SLASH}\N{COMBINING LONG SOLIDUS OVERLAY}", "“‘//")


class Held(Struct, frozen=True):
    """The `lines` that hold a text, and whether it uses up the first and the last of them.
    `cuts` is where in its characters each line begins, and the end of the last."""

    lines: range
    uses_first: bool
    uses_last: bool
    cuts: tuple[int, ...]


class MixedLines:
    """Lines of text, and what of each has not been taken yet."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._left = [Counter(_characters(line)) for line in lines]

    def find(self, wanted: str, lines: range) -> Held | None:
        """Which of `lines` hold `wanted`: the end of one, all of those between, and the
        beginning of another."""
        meant = _characters(wanted)
        found = (self._from(meant, first, lines.stop) for first in lines)
        return next(filter(None, found), None)

    def take(self, wanted: str, lines: range) -> Held | None:
        """The lines that hold `wanted`, which is gone from them afterwards."""
        held = self.find(wanted, lines)
        if held:
            meant = _characters(wanted)
            for line, (start, end) in zip(held.lines, pairwise(held.cuts), strict=True):
                self._left[line] -= Counter(meant[start:end])
        return held

    def take_at(self, words: str, lines: range, cuts: Sequence[int]) -> bool:
        """Take `words` from `lines`, in which they are as they are: each from one of `cuts` to
        the next. False, and nothing is taken, where others have taken some of them."""
        pieces = [Counter(_characters(words[a:b])) for a, b in pairwise(cuts)]
        if not all(piece <= self._left[line] for line, piece in zip(lines, pieces, strict=True)):
            return False
        for line, piece in zip(lines, pieces, strict=True):
            self._left[line] -= piece
        return True

    def _from(self, meant: str, first: int, end: int) -> Held | None:
        """Where `meant` is from the line `first`; rather where it uses up its last line."""
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
            return Held(range(first, first + 1), whole, whole, (0, longest))
        best: Held | None = None
        for length in range(longest, 0, -1):
            cuts = self._cuts(meant, length, first + 1, end)
            if cuts:
                last = first + len(cuts) - 2
                uses_last = cuts[-1] - cuts[-2] == self._left[last].total()
                held = Held(range(first, last + 1), length == size, uses_last, cuts)
                if uses_last:
                    return held
                best = best or held
        return best

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


def _characters(text: str) -> str:
    """The characters of `text`, letters and accents apart; of signs that are mirrored where
    words run from right to left, such as brackets, none is known from another."""
    apart = unicodedata.normalize("NFKD", bare(text)).translate(_ALIKE)
    return "".join("(" if unicodedata.mirrored(c) else c for c in apart if not c.isspace())
