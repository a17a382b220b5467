"""A finding is suppressed without a reason.

Why: The next editor cannot tell a decision from an oversight.

Bad:
    key_points:
      - They call it “progress”.
    ignore:
      - rule: quotation-without-citation
        text: progress

Good:
    key_points:
      - They call it “progress”.
    ignore:
      - rule: quotation-without-citation
        text: progress
        reason: A word used with distance, not a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for entry in brief.brief.ignore:
        if entry.reason is None:
            yield RULE.finding(
                entry.span,
                f"{entry.rule} is suppressed without a reason",
                "Add `reason:` to say why this is not a problem.",
                subject=entry.rule.value,
            )


RULE = Rule("ignore-without-reason", "error", check)
