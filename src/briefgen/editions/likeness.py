"""How much two texts are alike."""

from __future__ import annotations

from difflib import SequenceMatcher

from briefgen.matching.folding import fold

# Two texts are one that was changed where they share at least this part of their words.
SIMILAR = 0.5


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, in order: 0 to 1."""
    first, second = fold(one).split(), fold(other).split()
    if not first and not second:
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
