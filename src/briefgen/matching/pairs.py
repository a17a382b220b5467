"""Whether an ellipsis joins an amount to the year of another: “1.5 million in […] 2020” of
“1.5 million in 2019 and 2.5 billion in 2020”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from .magnitudes import after_number

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
# What is joined across an ellipsis has so many words between, at most.
_WORDS = 3


class _Number(Struct, frozen=True):
    """A number in a text as it is written, with what belongs to it, and where."""

    words: str
    is_year: bool
    start: int
    end: int


def crossed(before: str, omitted: str, after: str, *languages: str) -> list[str]:
    """The numbers that an ellipsis leaves out of a sentence, where it joins an amount
    `before` it to a year `after` it, or a year to an amount, though `omitted` has the other of
    each; else none. By the magnitudes of `languages`."""
    numbers = [*_numbers(omitted, languages)]
    left, right = [*_numbers(before, languages)][-1:], [*_numbers(after, languages)][:1]
    if len(numbers) < 2 or not left or not right:
        return []
    pairs = [number.is_year for number in (*left, *numbers, *right)]
    are_pairs = len(pairs) % 2 == 0 and all(a != b for a, b in pairwise(pairs))
    between = f"{before[left[0].end :]} {after[: right[0].start]}"
    return [one.words for one in numbers] if are_pairs and len(between.split()) <= _WORDS else []


def _numbers(text: str, languages: tuple[str, ...]) -> Iterator[_Number]:
    for number in _NUMBER.finditer(text):
        magnitude = after_number(*languages).match(text, number.end())
        words = number[0] + (magnitude[0] if magnitude else "")
        is_year = magnitude is None and _YEAR.fullmatch(number[0]) is not None
        yield _Number(words, is_year, number.start(), number.start() + len(words))
