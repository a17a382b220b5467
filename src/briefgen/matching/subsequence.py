"""The longest common subsequence of two sequences, a bit for each item of the first.

After Hyyrö, “Bit-parallel LCS-length computation revisited” (2004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def places(items: Sequence[str]) -> dict[str, int]:
    """Where each item is among `items`: a bit for each place."""
    at: dict[str, int] = {}
    for number, item in enumerate(items):
        at[item] = at.get(item, 0) | 1 << number
    return at


def rows(at: Mapping[str, int], count: int, others: Sequence[str]) -> list[int]:
    """Before the first and after each of `others`: the bits of those of `count` items, which are
    `at` their places, that are not in the common subsequence so far."""
    full = left = (1 << count) - 1
    found = [left]
    for other in others:
        if shared := left & at.get(other, 0):
            left = ((left + shared) | (left - shared)) & full
        found.append(left)
    return found
