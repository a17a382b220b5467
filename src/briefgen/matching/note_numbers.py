"""A source's own note numbers: “It was lawful.7 The board …”.

They are distinguished from other numbers by their order: 1, then one more each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.raised import plain_digits

from .folding import COMBINING, INVISIBLE, MARKS

# What a note number may be stuck to: sentence punctuation, quotation marks, closing
# brackets. Hyphens, dashes and slashes are left out although they are punctuation too: the
# number of “COVID-19” or “A/RES/76” is part of a word.
_BEFORE = (
    f".,;:!?…\u3002\u3001\uff0c\uff1b\uff1a\uff01\uff1f\u061f\u060c\u061b)\\]}}{MARKS}{INVISIBLE}"
)
NOTE_NUMBER = lazy_pattern(
    rf"(?P<last>[^\W\d_])[{COMBINING}]*(?P<stuck>(?:\s(?=[»›]))?[{_BEFORE}]+)"
    rf"(?P<number>[1-9][0-9]?|[¹²³⁴-⁹][⁰¹²³⁴-⁹]?)(?=[{INVISIBLE}]*(?:\s|\Z))"
)
# What may be the first: a text without it has none, and most have not.
_MAY_BE_FIRST = lazy_pattern(r"[1¹](?<=[^\w\s].)(?!\w)", re.DOTALL)


# What a number after a full stop belongs to.
_ABBREVIATIONS = frozenset(
    "Art Arts art arts No Nos Nr Nrs Núm Núms núm núms Sec Secs sec secs Sect Sects sect sects "
    "P Pp Pps p pp pps Fig Figs fig figs Abs abs Ch ch Chap chap Cl cl Para Paras para "
    "paras Par par Vol Vols vol vols Tab tab Eq Eqs eq eqs Bd bd Ziff ziff al Al v V ver Ver "
    "rev Rev ed eds vs lit let cap Cap can n nn N fn Fn pt Pt pts bk Bk ll ff S Rn Rz Anm Abb "
    "abb Kap kap Bl bl App app Annex Ex Exh Res Reg Rep Dec Doc "
    "Jan Feb Mar Apr May Jun June Jul July Aug Sep Sept Oct Nov Dec "
    "January February March April August September October November December".split()
)
_LONGEST = len("September.") + 1


def _is_abbreviation(before: str) -> bool:
    """Whether a text ends with a word of the list and a full stop; “et al.” is none of them, nor
    the last letter of “U.S.”."""
    end = start = len(before) - 1
    while start > 0 and before[start - 1].isalnum():
        start -= 1
    if not before.endswith(".") or before[start:end] not in _ABBREVIATIONS:
        return False
    return before[start - 1 : start] != "." and not before.endswith("et al.")


def note_numbers(paragraphs: Iterable[str]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each paragraph where its note numbers are: (start, end) in raw characters.

    `paragraphs` are those of the whole source, in order: each number is the next one.
    """
    texts = tuple(paragraphs)
    if not any(map(_MAY_BE_FIRST.search, texts)):
        return ((),) * len(texts)
    expected = 1
    found: list[tuple[tuple[int, int], ...]] = []
    for text in texts:
        spans: list[tuple[int, int]] = []
        for match in NOTE_NUMBER.finditer(text):
            start, end = match.span("number")
            before = text[max(start - _LONGEST, 0) : start]
            if plain_digits(match["number"]) == str(expected) and not _is_abbreviation(before):
                spans.append((start, end))
                expected += 1
        found.append(tuple(spans))
    return tuple(found)
