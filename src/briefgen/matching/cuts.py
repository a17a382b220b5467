"""Where a quotation cuts what belongs together: a number from its magnitude, a word at a
bracket, slash or en dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .folding import CURRENCY, INVISIBLE
from .insertions import is_number
from .match import Match

_MAGNITUDES = (
    r"hundreds?|thousands?|millions?|billions?|trillions?|dozens?|percent|per cent|"
    r"percentage points?|"
    r"bn|k|degrees?|°\s?[CF]?|[mck]?m|km/h|mph|kph|"
    r"(?:kilo|centi|milli|nano)?met(?:re|er)s?|miles?|yards?|yd|feet|foot|ft|inch(?:es)?|"
    r"[mk]?g|(?:kilo|milli)?grams?|kilos?|tons?|tonnes?|pounds?|lbs?|ounces?|oz|carats?|"
    r"m?l|(?:milli)?lit(?:re|er)s?|gallons?|barrels?|pints?|acres?|hectares?|ha|knots?|"
    r"[kMGT]?Wh?|(?:kilo|mega|giga)?watt(?:s|-hours?)?|volts?|amps?|[kMG]?Hz|[kMGT]B|"
    r"(?:nano|milli)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|"
    r"dollars?|euros?|cents?|pence|yen|rubles?|"
    # Their counterparts in German, French and Spanish.
    r"Prozent\w*|Hunderte?|Tausende?|Million(?:en)?|Mio|Milliarden?|Mrd|Dutzend|Grad|Meter|Kilometer|"
    r"Tonnen|Stunden?|Tagen?|Tage|Wochen?|Monaten?|Monate|Jahren?|Jahre|"
    r"pour cent|centaines?|milliers?|mille|milliards?|douzaines?|mètres?|kilomètres?|tonnes|"
    r"heures?|"
    r"jours?|semaines?|mois|ans?|années?|"
    r"por ciento|cientos|miles|millón|millones|docenas?|metros?|kilómetros?|toneladas?|horas?|"
    r"días?|semanas|meses|años?"
)
_LAST_WORD = re.compile(r"(?<![^\W_])(?:[0-9]+(?:[.,:/’' ][0-9]+){0,6}|[^\W_]+)\Z")
# “< 5”: a sign with a space after it; at a line's start `>` is the mark of a reply.
_SPACED_SIGN = re.compile(rf"(?<=\S)\s[±<≤>≥~≈≠{CURRENCY}]\s\Z")
_DIVIDERS = frozenset("()[]{}/\u2012\u2013")
# After these a hyphen may be a part of the word: “re-form”, “un-ionised”.
_PREFIXES = frozenset({"re", "co", "pre", "un"})


def cuts(match: Match, *languages: str) -> Iterator[str]:
    """What a quotation cuts, in the user's words, at either end of each of its parts."""
    text = match.stretch.text
    for start, end in match.parts:
        if _divides(text, start - 1):
            yield _joined(text, start)
        if _divides(text, end):
            yield _joined(text, end)
        if magnitude := _magnitude(text, end, languages):
            yield magnitude
        if magnitude := _number_before(text, start, languages):
            yield magnitude
        if number := _sign_before(text, start):
            yield number
    yield from _undivided(match)


def _divides(text: str, at: int) -> bool:
    """Whether a bracket, slash or en dash is at `at`, with letters directly on both sides."""
    return (
        0 < at < len(text) - 1
        and text[at] in _DIVIDERS
        and text[at - 1].isalpha()
        and text[at + 1].isalpha()
    )


def _joined(text: str, at: int) -> str:
    """The whole of the word that is cut at `at`."""
    start = max(text.rfind(" ", 0, at) + 1, at - 60)
    stop = text.find(" ", at)
    return (
        f"the word “{text[start : min(stop if stop >= 0 else len(text), at + 60)].strip(',.;:')}”"
    )


@cache
def _magnitudes() -> re.Pattern[str]:
    """A magnitude, and the white space or hyphen between a number and it."""
    return re.compile(
        rf"[\s{INVISIBLE}]{{0,3}}(?:[%‰′″]|[{CURRENCY}](?!\s?\d)|[百千万億亿兆]|[\s\u2010\u2011-]?(?:{_MAGNITUDES})(?!\w))"
    )


def _magnitude(text: str, end: int, languages: tuple[str, ...]) -> str:
    """The number at the end of a part together with the magnitude after it; else empty."""
    number = _LAST_WORD.search(text, max(end - 30, 0), end)
    if number is None or not is_number(number[0], languages):
        return ""
    after = _magnitudes().match(text, end)
    return f"“{number[0]}{after[0]}”" if after else ""


def _number_before(text: str, start: int, languages: tuple[str, ...]) -> str:
    """The number before a part that begins with its magnitude."""
    before = text[max(start - 31, 0) : start]
    stripped = before.rstrip(" \t\u00a0\u2009\u202f-")
    number = _LAST_WORD.search(stripped) if len(before) - len(stripped) <= 1 else None
    if number is None or not is_number(number[0], languages):
        return ""
    magnitude = _magnitudes().match(text, start)
    if magnitude is None or magnitude[0][:1] in " -":
        return ""
    return f"“{number[0]}{before[len(stripped) :]}{magnitude[0]}”"


def _sign_before(text: str, start: int) -> str:
    """The number at the start of a part with the sign that is a space before it."""
    sign = _SPACED_SIGN.search(text, max(start - 4, 0), start)
    number = re.compile(r"[0-9][0-9.,:/]*").match(text, start)
    return f"“{sign[0].lstrip()}{number[0].rstrip('.,:/')}”" if sign and number else ""


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
