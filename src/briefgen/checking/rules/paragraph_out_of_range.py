"""A locator names a paragraph that the source does not have.

Why: The reader looks for a margin number that is not there. Paragraphs count from 1,
headings included; `briefgen show` prints them with their numbers.

Bad:
    key_points:
      - The harbour was closed [@report, ¶9].

Good:
    key_points:
      - The harbour was closed [@report, ¶2].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import paragraphs
from briefgen.model.finding import Finding
from briefgen.resolve.result import OutOfRange, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(OutOfRange):
        count = len(issue.source.paragraphs)
        named = paragraphs(issue.first, issue.last)
        if issue.first > issue.last:
            message = f"{named} of {issue.source.id} runs backwards"
            hint = f"Write the lower number first: {paragraphs(issue.last, issue.first)}."
        else:
            message = f"{issue.source.id} has no {named}: its paragraphs are 1 to {count}"
            hint = f"`briefgen show {issue.source.id}` prints them with their numbers."
        yield RULE.finding(
            issue.span,
            message,
            hint,
            subject=f"{issue.source.id} {named}",
        )


RULE = Rule("paragraph-out-of-range", "error", check)
