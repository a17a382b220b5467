"""One holder asserts and denies the same claim.

Why: People change their minds, and texts report them differently; both may be true. It
may also be a slip of the editor's, so it is reported.

Bad:
    claims:
      - id: asked
        claim: The ministry was asked.
        positions:
          - {stance: asserts, by: The ministry, says: It “heard of it”, cite: A3}
          - {stance: denies, by: The ministry, says: It “denies” that, cite: A3}

Good:
    claims:
      - id: asked
        claim: The ministry was asked.
        positions:
          - {stance: asserts, by: The council, says: It “said” so, cite: A2}
          - {stance: denies, by: The ministry, says: It “denies” that, cite: A3}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

_NOBODY = "unattributed"


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for claim in brief.brief.claims:
        asserting = {p.by.value.casefold() for p in claim.positions if p.stance == "asserts"}
        for position in claim.positions:
            name = position.by.value
            if position.stance == "denies" and name.casefold() in asserting and name != _NOBODY:
                yield RULE.finding(
                    position.by.span(),
                    f"“{name}” both asserts and denies claim {claim.id}",
                    "If that is so, say in `says` or `via` when and to whom.",
                    subject=name,
                )


RULE = Rule("same-actor-both-sides", "note", check)
