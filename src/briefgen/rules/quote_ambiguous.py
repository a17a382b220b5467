"""A passage's words occur more than once where they may stand.

Why: The reader cannot tell which place is meant, and the context of each may differ.

Bad:
    passages:
      waiting: {source: report, quote: the council said}
    key_points:
      - Boats waited [@waiting].

Good:
    passages:
      waiting: {source: report, quote: "Boats waited outside, the council said"}
    key_points:
      - Boats waited [@waiting].
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from ..resolved import Ambiguous, ResolvedBrief
from ..suggest import context
from ..wording import places, scope
from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(Ambiguous):
        yield RULE.finding(
            issue.text.span(),
            f"“{issue.text.value}” occurs {len(issue.places)} times in {scope(issue.scope)}: "
            f"in {places(issue.places)}",
            f"Quote more words, such as “{context(issue.places[0])}”, or name the paragraph.",
            source=issue.places[0].span,
        )


RULE = Rule("quote-ambiguous", "error", check)
