"""A claim has one side only, or a question one answer.

Why: The table is for what is contested. A claim that nobody denies, questions or
qualifies belongs in the text, where a note proves it.

Bad:
    claims:
      - id: closure
        claim: The harbour was closed.
        positions:
          - {stance: asserts, by: The report, cite: A2}

Good:
    claims:
      - id: closure
        claim: The harbour was closed.
        positions:
          - {stance: asserts, by: The report, cite: A2}
          - {stance: denies, by: The ministry, cite: A3}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for claim in brief.brief.claims:
        if claim.id.value in brief.brief.invalid_ids:
            continue  # what was left out of it may be the other side
        if claim.question:
            if len(claim.positions) == 1:
                yield RULE.finding(
                    claim.id.span(),
                    f"question {claim.id} has only one answer",
                    "Add the other answers, or move it into the text.",
                    subject=claim.id.value,
                )
            continue
        stances = {position.stance for position in claim.positions}
        if len(stances) == 1:
            yield RULE.finding(
                claim.id.span(),
                f"claim {claim.id} is one-sided: every position {stances.pop()} it",
                "Add the other side, or move it into the text.",
                subject=claim.id.value,
            )


RULE = Rule("claim-not-contested", "warning", check)
