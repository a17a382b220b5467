"""A source's own note numbers: “It was lawful.7 The board …”.

They are distinguished from other numbers by their order: 1, then one more each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .folding import COMBINING, INVISIBLE, MARKS

# What a note number may be stuck to: sentence punctuation, quotation marks, closing
# brackets. Hyphens, dashes and slashes are left out although they are punctuation too: the
# number of “COVID-19” or “A/RES/76” is part of a word.
_BEFORE = (
    f".,;:!?…\u3002\u3001\uff0c\uff1b\uff1a\uff01\uff1f\u061f\u060c\u061b)\\]}}{MARKS}{INVISIBLE}"
)
NOTE_NUMBER = re.compile(
    rf"(?P<last>[^\W\d_])[{COMBINING}]*(?P<stuck>(?:\s(?=[»›]))?[{_BEFORE}]+)"
    rf"(?P<number>[1-9][0-9]?)(?=[{INVISIBLE}]*(?:\s|\Z))"
)


@cache
def _abbreviation() -> re.Pattern[str]:
    """What a number belongs to; compiled only for a source that may have notes."""
    return re.compile(
        r"(?<![^\W_])(?:"
        r"[Aa]rts?|Nos?|N[ro]s?|[Nn]úms?|[Ss]ecs?|[Ss]ects?|[Pp]ps?|[Pp]|[Ff]igs?|[Aa]bs|[Cc]h|[Cc]hap|"
        r"[Cc]l|[Pp]aras?|[Pp]ar|[Vv]ols?|[Tt]ab|[Ee]q|[Ee]qs|[Bb]d|[Zz]iff|"
        r"Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|"
        r"January|February|March|April|August|September|October|November|December"
        r")\.\Z"
    )


_LONGEST = len("September.") + 1


def note_numbers(paragraphs: Iterable[str]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each paragraph where its note numbers are: (start, end) in raw characters.

    `paragraphs` are those of the whole source, in order: each number is the next one.
    """
    expected = 1
    found: list[tuple[tuple[int, int], ...]] = []
    for text in paragraphs:
        spans: list[tuple[int, int]] = []
        for match in NOTE_NUMBER.finditer(text):
            start, end = match.span("number")
            if match["number"] == str(expected) and not _abbreviation().search(
                text[max(start - _LONGEST, 0) : start]
            ):
                spans.append((start, end))
                expected += 1
        found.append(tuple(spans))
    return tuple(found)
