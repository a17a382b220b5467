"""The parts of a quotation are there, but in another order or not in one paragraph.

Why: An ellipsis leaves words out; it does not put together what its author put apart.

Bad:
    passages:
      harbour: {source: report, quote: "the council said […] The harbour was closed"}
    key_points:
      - It was closed [@harbour].

Good:
    passages:
      harbour: {source: report, quote: "The harbour was closed […] the council said"}
    key_points:
      - It was closed [@harbour].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import listed, places
from briefgen.model.finding import Finding
from briefgen.resolve.result import OutOfOrder, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(OutOfOrder):
        parts = listed([f"“{part[0].words}” in {places(part)}" for part in issue.places])
        yield RULE.finding(
            issue.text.span(),
            f"the parts of “{issue.text.value}” are not in this order in one paragraph of "
            f"{issue.scope.source.id}: {parts}",
            _hint(issue),
            source=issue.places[0][0].span,
            subject=issue.text.value,
        )


def _hint(issue: OutOfOrder) -> str:
    parts = [part[0] for part in issue.places]
    if len({part.paragraph for part in parts}) > 1:
        return "Quote each on its own."
    ordered = sorted(parts, key=lambda part: part.start)
    return f"Quote them in the source's order, “{' […] '.join(p.words for p in ordered)}”."


RULE = Rule("ellipsis-out-of-order", "error", check)
