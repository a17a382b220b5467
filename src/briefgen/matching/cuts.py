"""Where a quotation cuts what belongs together: a number from its magnitude, a word at a
bracket, slash or en dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.model.lazy_pattern import lazy_pattern

from .folding import CURRENCY
from .insertions import is_number, number_words
from .magnitudes import after_number, before_number
from .match import Match

_LAST_WORD = re.compile(r"(?<![^\W_])(?:[0-9]+(?:[.,:/’' ][0-9]+){0,6}|[^\W_]+)\Z")
# “< 5”: a sign with a space after it; at a line's start `>` is the mark of a reply.
_SPACED_SIGN = lazy_pattern(
    rf"(?:(?<=\S)\s|\A(?!>))(?:[+±<≤>≥~≈≠=×⋅·{CURRENCY}]{{1,3}}|[×⋅·])\s\Z|(?<=\d)[×⋅·]\Z"
)
_NUMBER = re.compile(rf"[{CURRENCY}]?[0-9][0-9.,:/]*")
# “half a million”, “two and a half million”
_FRACTION_BEFORE = lazy_pattern(r"(?<!\w)(?:half|quarter of|third of|and a)\s\Z", re.IGNORECASE)
_REST = lazy_pattern(
    r"(?:an?|half)\s(?:a\s)?(?:hundred|thousand|million|billion|trillion|dozen)(?!\w)",
    re.IGNORECASE,
)
_BEGINS_REST = frozenset("aAhH")
_AFTER = ("", " ", ",", ".", ";", ":", "?", "!")
_JOINTS = " \t\u00a0\u2009\u202f-"
_COUNTRY = lazy_pattern(r"(?<![^\W_])[A-Z]{1,3}\Z")
# What a number has directly before it: “−5”, “≥ 5”, “$5”.
_OWN_SIGN = lazy_pattern(
    rf"(?:(?<![^\s(\[])[-+±\u2012\u2013]|[\u2212<≤>≥~≈]\s?|[A-Z]{{0,3}}[{CURRENCY}]\s?){{1,6}}\Z"
)
_RANGES = frozenset("\u2012\u2013")
_DIVIDERS = frozenset("()[]{}/").union(_RANGES)
# After these a hyphen may be a part of the word: “re-form”, “un-ionised”.
_PREFIXES = frozenset({"re", "co", "pre", "un"})


def cuts(match: Match, *languages: str) -> list[str]:
    """What a quotation cuts, in the user's words, at either end of each of its parts."""
    text = match.stretch.text
    found: list[str] = []
    for start, end in match.parts:
        if _is_between_words(text, start, end, languages):
            continue  # most
        if _divides(text, start - 1):
            found.append(_joined(text, start))
        if _divides(text, end):
            found.append(_joined(text, end))
        found += filter(
            None,
            (
                _magnitude(text, end, languages),
                _number_before(text, start, languages) or _fraction_before(text, start),
                _sign_before(text, start),
                _currency_after(text, end),
            ),
        )
    if match.divisions:
        found += _undivided(match)
    return found


def _is_between_words(text: str, start: int, end: int, languages: tuple[str, ...]) -> bool:
    """Whether both ends are beside plain words, or beside none, with a space or a sentence's mark
    between: then nothing is cut."""
    first, after = text[start], text[end : end + 1]
    if not first.isalpha() or first in _BEGINS_REST or after not in _AFTER:
        return False
    if start:
        before = text[start - 2 : start - 1]
        if text[start - 1] != " " or not before or before in _JOINTS:
            return False
        if before.isalnum() and not _is_word(text, max(start - 31, 0), start - 1, languages):
            return False
    return not text[end - 1].isalnum() or _is_word(text, max(end - 30, 0), end, languages)


def _is_word(text: str, start: int, end: int, languages: tuple[str, ...]) -> bool:
    """Whether the last of characters `start` to `end` are letters alone, and no number."""
    word = _last_word(text, start, end)
    return word.isalpha() and word.casefold() not in number_words(languages)


def _divides(text: str, at: int) -> bool:
    """Whether a bracket, slash or en dash is at `at`, with letters directly on both sides, or an
    en dash with figures: the “10” of “5–10”."""
    if not (0 < at < len(text) - 1 and text[at] in _DIVIDERS):
        return False
    before, after = text[at - 1], text[at + 1]
    if before.isalpha() and after.isalpha():
        return True
    return text[at] in _RANGES and before.isdigit() and after.isdigit()


def _joined(text: str, at: int) -> str:
    """The whole of the word, or range of figures, that is cut at `at`."""
    start = max(text.rfind(" ", 0, at) + 1, at - 60)
    stop = text.find(" ", at)
    whole = text[start : min(stop if stop >= 0 else len(text), at + 60)].strip(",.;:")
    is_word = any(character.isalpha() for character in whole)
    return f"the {'word' if is_word else 'range'} “{whole}”"


def _magnitude(text: str, end: int, languages: tuple[str, ...]) -> str:
    """The number at the end of a part together with the magnitude after it; else empty."""
    number = _last_word(text, max(end - 30, 0), end)
    if not number or not is_number(number, languages):
        return ""
    after = after_number(*languages).match(text, end)
    return f"“{_own_sign(text, end - len(number))}{number}{after[0]}”" if after else ""


def _own_sign(text: str, start: int) -> str:
    """The sign or currency of the number that begins at `start`; empty where it has none."""
    sign = _OWN_SIGN.search(text, max(start - 6, 0), start)
    return sign[0] if sign else ""


def _last_word(text: str, start: int, end: int) -> str:
    """The word, or the whole number, of characters `start` to `end` that is their end; empty
    where they have another."""
    if not text[end - 1 : end].isalnum():
        return ""
    space = text.rfind(" ", start, end)
    if (space >= 0 or not start) and (word := text[space + 1 : end]).isalpha():
        return word  # most
    number = _LAST_WORD.search(text, start, end)
    return number[0] if number else ""


def _number_before(text: str, start: int, languages: tuple[str, ...]) -> str:
    """The number before a part that begins with its magnitude."""
    before = text[max(start - 31, 0) : start]
    stripped = before.rstrip(_JOINTS)
    is_near = len(before) - len(stripped) <= 1 and stripped[-1:].isalnum()
    number = _last_word(stripped, 0, len(stripped)) if is_near else ""
    if not number or not is_number(number, languages):
        return ""
    magnitude = after_number(*languages).match(text, start)
    if magnitude is None or magnitude[0][:1] in " -":
        return ""
    return f"“{number}{before[len(stripped) :]}{magnitude[0]}”"


def _fraction_before(text: str, start: int) -> str:
    """The fraction before a part that begins with what it is of."""
    rest = _REST.match(text, start) if text[start : start + 1] in _BEGINS_REST else None
    fraction = _FRACTION_BEFORE.search(text, max(start - 12, 0), start) if rest else None
    return f"“{fraction[0]}{rest[0]}”" if fraction and rest else ""


def _sign_before(text: str, start: int) -> str:
    """The number at the start of a part with the sign, currency or “minus” before it."""
    if text[start : start + 1].isalpha():
        return ""
    number = _NUMBER.match(text, start)
    before = text[max(start - 12, 0) : start]
    if number is None or not before:
        return ""
    sign = before_number().search(before) or (
        _COUNTRY.search(before) if number[0][0] in CURRENCY else None
    )
    if sign is None and (start <= len(before) or _SPACED_SIGN.search(before, 1)):
        sign = _SPACED_SIGN.search(before)
    return f"“{sign[0].lstrip()}{number[0].rstrip('.,:/')}”" if sign else ""


def _currency_after(text: str, end: int) -> str:
    """The currency mark that is cut off from its country: the “$5” of “US$5”."""
    number = _NUMBER.match(text, end)
    if number is None or number[0][0] not in CURRENCY:
        return ""
    country = _COUNTRY.search(text, max(end - 4, 0), end)
    return f"“{country[0]}{number[0].rstrip('.,:/')}”" if country else ""


def _undivided(match: Match) -> Iterator[str]:
    """Words that the source divides after a prefix and the quotation writes undivided, though
    nothing else in the source does."""
    text = match.stretch.text
    for division in match.divisions:
        before = re.search(r"[^\W\d_]+\Z", text[: division.position])
        after = re.search(r"[^\W\d_]+", text[division.position :])
        if division.typed or not before or not after or before[0].lower() not in _PREFIXES:
            continue
        word = re.compile(rf"(?<!\w){before[0]}{after[0]}(?!\w)", re.IGNORECASE)
        if not any(word.search(paragraph.value) for paragraph in match.stretch.source.paragraphs):
            yield f"the hyphen of “{before[0]}-{after[0]}”, which may be part of the word"
