"""Whether an ellipsis gives an amount to another one's year, verb or thing.

“1.5 million in […] 2020” of “1.5 million in 2019 and 2.5 billion in 2020”; “earned […] $7
million” of “earned $2 million and paid $7 million”; “12 […] women” of “12 men and 30 women”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern

from .folding import CURRENCY
from .insertions import is_number
from .magnitudes import after_number

_NUMBER = lazy_pattern(
    rf"(?:[A-Z]{{0,3}}[{CURRENCY}]\s?)?(?<![\w.,])(?:\d+(?:[.,]\d+)*|[^\W\d_]+)(?!\w)"
)
_YEAR = lazy_pattern(r"1[5-9]\d\d|20\d\d")
_MONEY = lazy_pattern(rf"[{CURRENCY}]|dollar|euro|(?:usd|eur|gbp|chf)\b")
_PERCENT = lazy_pattern(r"[%٪]|per ?cent|pro[zcs]ent|por cien|per ?cento|por cento|процент|відсот")
# What is joined across an ellipsis has so many words between, at most.
_WORDS = 3
# A number after these counts nothing: “Art. 5”, “[5]”, “aged 5”.
_NUMBERED = lazy_pattern(
    r"(?:[\[(§#=]|\b(?:arts?|articles?|artikel|nos?|nr|numbers?|sections?|sec|chapters?|pages?|pp?|"
    r"fig|figures?|tables?|paragraphs?|paras?|resolutions?|cases?|aged?)\.?)\s?\Z",
    re.IGNORECASE,
)
# After the last of these an amount has the verb of the one before, or one of its own.
_PARTING = lazy_pattern(
    r"\A.*(?:[,;:\u2012-\u2015()\[\]]|\b(?:and|or|but|plus|und|oder|sowie|et|ou|mais|y|o|e|ed|ma|mas|en|"
    r"of|maar|og|eller|och|ja|tai|i|a|lub|nebo|és|vagy|и|или|й|або|και|ή|și|sau|ve|veya)(?=\s))",
    re.DOTALL | re.IGNORECASE,
)
# What may be beside an amount without being its verb.
_BESIDE = frozenset(
    "the a an about around approximately roughly some nearly almost over under more less fewer "
    "than least most another further additional only just even then later again finally also still "
    "each total next following last year years der die das den ein eine einen rund etwa circa ca "
    "fast über mehr als dann später le la les l un une environ près plus puis el los las una unos "
    "cerca más luego después".split()
)
_SUM = lazy_pattern(r"(?<!\S)\S++ of\s*\Z")  # “a sum of”
_WHEN = frozenset(("in", "on", "at", "im", "am", "en", "à"))


class _Number(Struct, frozen=True):
    """A number in a text as it is written, with what belongs to it, what it counts (“$”, “%”, a
    unit, nothing), and where."""

    words: str
    unit: str
    is_year: bool
    start: int
    end: int


def crossed(before: str, omitted: str, after: str, *languages: str) -> list[str]:
    """What an ellipsis leaves out of a sentence, where it joins what is `before` it to what comes
    `after` it though the one belongs to an amount that is `omitted`: that amount, and what the
    other belongs to; else nothing. By the magnitudes of `languages`."""
    numbers = [*_numbers(omitted, languages)]
    if not numbers:
        return []
    left, right = [*_numbers(before, languages)][-1:], [*_numbers(after, languages)][:1]
    return (
        (_other_years(left, numbers, right, before, after) if left and right else [])
        or (_other_verb(before, omitted, after, numbers, right[0]) if right else [])
        or (_other_thing(before, omitted, after, numbers[-1], left[0]) if left else [])
    )


def _other_years(
    left: list[_Number], numbers: list[_Number], right: list[_Number], before: str, after: str
) -> list[str]:
    """Where an amount is before and a year after, or the other way round: what is between."""
    pairs = [number.is_year for number in (*left, *numbers, *right)]
    are_pairs = len(pairs) % 2 == 0 and all(a != b for a, b in pairwise(pairs))
    between = f"{before[left[0].end :]} {after[: right[0].start]}"
    is_near = len(between.split()) <= _WORDS
    return [one.words for one in numbers] if len(numbers) > 1 and are_pairs and is_near else []


def _other_verb(
    before: str, omitted: str, after: str, numbers: list[_Number], right: _Number
) -> list[str]:
    """Where the amount just after has a verb, or whatever else, of its own: the other amount, and
    that verb."""
    is_first = not omitted[: numbers[0].start].strip() and not after[: right.start].strip()
    if is_first and right.unit != numbers[0].unit:
        return [numbers[0].words]  # “a ratio of […] 95 %”
    alike = [one for one in numbers if _are_alike(one, right)]
    if not alike or _content(after[: right.start]):
        return []
    own = _PARTING.sub("", omitted[alike[-1].end :]).strip()
    words = _content(_SUM.sub("", own))
    if words and words[0] in _WHEN and len(words) <= 2:
        # “and in May 12”: only where the words before have no such place of their own.
        is_again = before.split()[-2:-1] == words[:1]
        words = words if is_again else []
    return [alike[-1].words, own] if words else []


def _other_thing(before: str, omitted: str, after: str, last: _Number, left: _Number) -> list[str]:
    """Where an amount is just before the ellipsis: that which its last words are of."""
    is_joined = not before[left.end :].strip() and not omitted[last.end :].strip()
    return [last.words] if is_joined and _are_alike(last, left) and after[:1].isalpha() else []


def _are_alike(one: _Number, other: _Number) -> bool:
    return one.unit == other.unit and not one.is_year and not other.is_year


def _content(text: str) -> list[str]:
    """The words of `text` that are neither numbers nor what may be beside them."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return [word for word in words if word not in _BESIDE and not word.isnumeric()]


def _numbers(text: str, languages: tuple[str, ...]) -> Iterator[_Number]:
    end = 0
    for number in _NUMBER.finditer(text):
        if number.start() < end or not is_number(number[0], languages):
            continue
        if _NUMBERED.search(text, max(number.start() - 12, 0), number.start()):
            continue
        end, unit = number.end(), number[0]
        while is_number(unit, languages) and (
            magnitude := after_number(*languages).match(text, end)
        ):
            end, unit = magnitude.end(), magnitude[0].strip(" -")
        words = text[number.start() : end]
        is_year = words == number[0] and _YEAR.fullmatch(words) is not None
        yield _Number(words, _unit(words, unit, languages), is_year, number.start(), end)


def _unit(words: str, last: str, languages: tuple[str, ...]) -> str:
    lower = words.lower()
    if _MONEY.search(lower):
        return "$"
    if _PERCENT.search(lower):
        return "%"
    return "" if is_number(last, languages) else last.rstrip("s")
