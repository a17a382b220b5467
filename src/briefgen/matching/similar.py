"""The word of a list that is most like another one: for suggestions only.

Likeness is twice the length of the longest common subsequence over that of both words together.
Short lists are searched here, long ones by RapidFuzz, which takes longer to import than they do;
both find the same word.
"""

from __future__ import annotations

from collections.abc import Sequence

from .subsequence import places, rows

# What is as much like a word as that of 100.
_SIMILAR = 75
_FEW = 2_000


def most_similar(word: str, words: Sequence[str]) -> str | None:
    """The first of the most similar of `words`; None where none is similar."""
    return _in_few(word, words) if len(words) <= _FEW else _in_many(word, words)


def _in_many(word: str, words: Sequence[str]) -> str | None:
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return best[0] if best else None


def _in_few(word: str, words: Sequence[str]) -> str | None:
    at, length = places(word), len(word)
    best: str | None = None
    most, of = _SIMILAR, 100
    for other in words:
        both = length + len(other)
        longest = 2 * min(length, len(other))
        if longest * of < most * both or (best is not None and longest * of == most * both):
            continue
        common = 2 * (length - rows(at, length, other)[-1].bit_count())
        if common * of > most * both or (best is None and common * of == most * both):
            best, most, of = other, common, both
    return best
