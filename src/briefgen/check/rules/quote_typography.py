"""A quotation matches its source only after typography is folded.

Why: Nothing is wrong, and the words are the source's. Other quotation marks, dashes or
spaces are told so that an editor who wants the source's own can take them over.

Bad:
    key_points:
      - He said “'We heard of it from the press,' a spokesman said” [@A3].

Good:
    key_points:
      - He said “We heard of it from the press” [@A3].
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.matching.matcher import Match
from briefgen.matching.pattern import FINAL, trimmed
from briefgen.model.finding import Finding
from briefgen.model.text import Text
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

# From the first white space of a run: tried from each, a long run would take long.
_LINE_END = re.compile(r"(?<![ \t])[ \t]*[\r\n]+[ \t]*")


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for named in brief.brief.passages:
        passage = brief.passages.get(named.id.value)
        if named.quote and passage and passage.match:
            yield from _compare(named.quote, passage.match)
    for checked in brief.quotations:
        if checked.match:
            yield from _compare(checked.quotation.text, checked.match)


def _compare(typed: Text, match: Match) -> Iterator[Finding]:
    source = {match.words.strip(), match.stretch.text[match.start : match.end].strip()}
    if source.isdisjoint(_as_typed(typed.value)):
        yield RULE.finding(
            typed.span(),
            f"“{typed.value}” stands in the source as “{match.words}”",
            "The words are the same; marks, or spaces and what is not seen, differ. Take over the "
            "source's if you want them.",
            source=match.span,
            subject=typed.value,
        )


def _as_typed(quote: str) -> Iterator[str]:
    """The words of a quotation that no folding has touched: lines end where the brief ends
    them, ellipses around the words stand for nothing, and a final stop is forgiven."""
    quote = _LINE_END.sub(" ", quote).strip()
    for words in (quote, trimmed(quote)):
        yield words
        if words.endswith(FINAL):
            yield words[:-1].rstrip()


RULE = Rule("quote-typography", "note", check)
