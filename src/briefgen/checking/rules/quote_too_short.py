"""A named passage's quote has fewer than three words and fewer than twelve characters.

Why: So few words prove little, and after a change of the text they may be somewhere
else by accident.

Bad:
    passages:
      waiting: {source: report, quote: Boats}
    key_points:
      - They waited [@waiting].

Good:
    passages:
      waiting: {source: report, quote: Boats waited outside.}
    key_points:
      - They waited [@waiting].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.matching.pattern import parse_quote
from briefgen.matching.word_boundaries import words
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

_WORDS, _CHARACTERS = 3, 12


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for named in brief.brief.passages:
        quote = named.quote
        # One without any word of its source is an error already.
        if quote and is_short(quote.value) and parse_quote(quote.value):
            yield RULE.finding(
                quote.span(),
                f"passage “{named.id}”: “{quote.value}” is too short to name a place",
                "Quote more words, so that the place cannot be mistaken.",
                subject=quote.value,
            )


def is_short(quote: str) -> bool:
    return len(quote) < _CHARACTERS and len(words(quote)) < _WORDS


RULE = Rule("quote-too-short", "warning", check)
