"""Two sources, passages or claims, or a source and a passage, have one id.

Why: A citation of that id could mean either, and a reader would be led to the wrong one.

Bad:
    claims:
      - id: order
        claim: An order was given.
        positions: &both
          - {stance: asserts, by: The report, cite: A1}
          - {stance: denies, by: The ministry, cite: A2}
      - id: order
        claim: The order was in writing.
        positions: *both

Good:
    claims:
      - id: order
        claim: An order was given.
        positions: &both
          - {stance: asserts, by: The report, cite: A1}
          - {stance: denies, by: The ministry, cite: A2}
      - id: writing
        claim: The order was in writing.
        positions: *both
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import DuplicateId, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(DuplicateId):
        yield RULE.finding(
            issue.span,
            f"the {issue.kind} id “{issue.name}” is already used, at {issue.first}",
            "Give one of them another id.",
            subject=issue.name,
        )


RULE = Rule("duplicate-id", "error", check)
