"""Two sequences of words side by side: the runs that they share, in order."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

# How many words of either side are compared; what follows counts as different.
_MOST = 24_000


class EqualRun(Struct, frozen=True):
    """`length` equal words, from number `brief` of the one and `source` of the other."""

    brief: int
    source: int
    length: int

    @property
    def brief_end(self) -> int:
        return self.brief + self.length

    @property
    def source_end(self) -> int:
        return self.source + self.length


def blocks(brief: Sequence[str], source: Sequence[str]) -> list[EqualRun]:
    """The longest common subsequence, as few blocks as sliding equal words together makes.

    Words are compared bit by bit in parallel: 5,000 against 20,000 take some milliseconds.
    """
    from rapidfuzz.distance import LCSseq

    brief, source = brief[:_MOST], source[:_MOST]
    found = [
        (code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in LCSseq.opcodes(brief, source)
        if code.tag == "equal"
    ]
    return [EqualRun(*block) for block in _together(found, brief, source) if block[2]]


def changes(brief: Sequence[str], source: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """What differs: words `a` to `b` of the one against words `c` to `d` of the other."""
    found: list[tuple[int, int, int, int]] = []
    a = c = 0
    for block in [*blocks(brief, source), EqualRun(len(brief), len(source), 0)]:
        if a < block.brief or c < block.source:
            found.append((a, block.brief, c, block.source))
        a, c = block.brief_end, block.source_end
    return found


def _together(
    found: list[tuple[int, int, int]], brief: Sequence[str], source: Sequence[str]
) -> list[tuple[int, int, int]]:
    """Equal words that could also be next to the longer of their neighbours moved there:
    “the” before “lock”, not the one of a sentence earlier."""
    for number in range(1, len(found)):
        a1, b1, n1 = found[number - 1]
        a2, b2, n2 = found[number]
        if a1 + n1 != a2 and b1 + n1 != b2:
            continue
        if n1 <= n2:
            while n1 and brief[a2 - 1] == source[b2 - 1] and (a2 - 1 >= a1 and b2 - 1 >= b1):
                # The last word of the earlier block goes over to the later one.
                a2, b2, n1, n2 = a2 - 1, b2 - 1, n1 - 1, n2 + 1
        else:
            while n2 and brief[a1 + n1] == source[b1 + n1] and n2:
                a2, b2, n1, n2 = a2 + 1, b2 + 1, n1 + 1, n2 - 1
        found[number - 1], found[number] = (a1, b1, n1), (a2, b2, n2)
    return found
