"""Raised and lowered characters: the 6 of 10⁶ is not a 6, the 2 of H₂O not a 2.

Where such a character comes from markup, it becomes here the one that Unicode has for it, so
that words are compared, and read, as they look.
"""

from __future__ import annotations

from typing import Literal

from briefgen.model.lazy_pattern import lazy_pattern

Level = Literal["sup", "sub"]

_RAISED = dict(zip("0123456789+-\u2212=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_TABLES = {"sup": str.maketrans(_RAISED), "sub": str.maketrans(_LOWERED)}
# Letters alone say the same raised or not (4th, 1er), but for an exponent.
_TELLS = lazy_pattern(r"[0-9+\u2212=-]|^[ni]$")
_DIGITS = str.maketrans({_RAISED[digit]: digit for digit in "0123456789"})


def at_level(text: str, level: Level) -> str:
    """`text` as it looks raised or lowered, character by character; letters alone stay."""
    return text.translate(_TABLES[level]) if _TELLS.search(text) else text


def plain_digits(text: str) -> str:
    """`text` with its raised digits as plain ones."""
    return text.translate(_DIGITS)
