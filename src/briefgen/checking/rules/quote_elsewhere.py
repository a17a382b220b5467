"""A passage's words are in another paragraph or another source.

Why: The reader is sent to a place where the words are not, and words of one text are
attributed to another.

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

from briefgen.checking.fixes import numbered
from briefgen.checking.phrases import places, scope
from briefgen.model.finding import Finding, Fix
from briefgen.resolve.result import Elsewhere, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(Elsewhere):
        yield RULE.finding(
            issue.text.span(),
            f"passage “{issue.passage_id}”: “{issue.text.value}” is not in {scope(issue.scope)} "
            f"but in {places(issue.places)}",
            _hint(issue),
            source=issue.places[0].span,
            subject=issue.text.value,
            end=issue.text.end,
            fixes=fixes_of(issue, brief),
        )


def fixes_of(issue: Elsewhere, brief: ResolvedBrief) -> tuple[Fix, ...]:
    """The paragraph's number, where the words are in one other place of the same source."""
    found, where = issue.places[0], issue.scope
    if len(issue.places) > 1 or found.stretch.source is not where.source or where.after:
        return ()
    for named in brief.brief.passages:
        if named.quote is issue.text and named.locator:
            return numbered(brief, named.locator.span, found)
    return ()


def _hint(issue: Elsewhere) -> str:
    if issue.scope.after:
        return "Quote words that come after the first ones, at most two paragraphs later."
    found = issue.places[0]
    return (
        f"Write `source: {found.stretch.source.id}` and `paragraph: {found.paragraph}`, "
        "or quote other words."
    )


RULE = Rule("quote-elsewhere", "error", check)
