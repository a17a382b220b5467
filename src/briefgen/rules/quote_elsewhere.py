"""A passage's words stand in another paragraph or another source.

Why: The reader is sent to a place where the words are not, and words of one text are
laid into the mouth of another.

Bad:
    passages:
      harbour: {source: report, paragraph: 3, quote: The harbour was closed on Monday}
    key_points:
      - It was closed [@harbour].

Good:
    passages:
      harbour: {source: report, paragraph: 2, quote: The harbour was closed on Monday}
    key_points:
      - It was closed [@harbour].
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from ..resolved import Elsewhere, ResolvedBrief
from ..wording import places, scope
from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(Elsewhere):
        yield RULE.finding(
            issue.text.span(),
            f"“{issue.text.value}” not in {scope(issue.scope)}, but in {places(issue.places)}",
            f"Name {places(issue.places[:1])}, or quote other words.",
            source=issue.places[0].span,
        )


RULE = Rule("quote-elsewhere", "error", check)
