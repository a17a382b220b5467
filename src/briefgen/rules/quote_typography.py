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

from ..matching import Match
from ..model import Finding, Text
from ..resolved import ResolvedBrief
from .base import Rule

_SPACE = re.compile(r"\s+")


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for named in brief.brief.passages:
        passage = brief.passages.get(named.id.value)
        if named.quote and passage and passage.match:
            yield from _compare(named.quote, passage.match)
    for checked in brief.quotations:
        if checked.match:
            yield from _compare(checked.quotation.text, checked.match)


def _compare(typed: Text, match: Match) -> Iterator[Finding]:
    # Lines end where the brief ends them, and a final stop is forgiven: no difference.
    ours, theirs = (_SPACE.sub(" ", text).strip() for text in (typed.value, match.words))
    if ours != theirs and ours.rstrip(".,") != theirs.rstrip(".,"):
        yield RULE.finding(
            typed.span(),
            f"“{typed.value}” stands in the source as “{match.words}”",
            "The words are the same; take over the source's marks if you want them.",
            source=match.span,
        )


RULE = Rule("quote-typography", "note", check)
