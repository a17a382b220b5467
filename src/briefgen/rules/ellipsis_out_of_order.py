"""The parts of a quotation are there, but in another order or not in one paragraph.

Why: An ellipsis leaves words out; it does not put together what its author put apart.

Bad:
    passages:
      harbour: {source: report, quote: "until Friday […] The harbour was closed"}
    key_points:
      - It was closed [@harbour].

Good:
    passages:
      harbour: {source: report, quote: "The harbour was closed […] until Friday"}
    key_points:
      - It was closed [@harbour].
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from ..resolved import OutOfOrder, ResolvedBrief
from ..wording import listed, places
from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(OutOfOrder):
        parts = listed([f"“{part[0].words}” in {places(part)}" for part in issue.places])
        yield RULE.finding(
            issue.text.span(),
            f"the parts of “{issue.text.value}” do not stand in this order in one paragraph of "
            f"{issue.scope.source.id}: {parts}",
            "Quote them in the source's order, or each on its own.",
            source=issue.places[0][0].span,
        )


RULE = Rule("ellipsis-out-of-order", "error", check)
