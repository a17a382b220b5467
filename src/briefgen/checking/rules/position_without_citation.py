"""A position on a claim cites nothing.

Why: Nobody can look up that its holder said so.

Bad:
    claims:
      - id: closure
        claim: The harbour was closed.
        positions:
          - {stance: asserts, by: The report}
          - {stance: denies, by: The ministry, cite: A3}

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
        for position in claim.positions:
            if not position.cite:
                yield RULE.finding(
                    position.span,
                    f"the position of “{position.by}” on {claim.id} cites nothing",
                    "Add `cite:` with a passage's id or a place such as A5.",
                    subject=position.by.value,
                )


RULE = Rule("position-without-citation", "error", check)
