"""An `@` with a known id stands outside brackets.

Why: Outside brackets it is plain text, and prints as typed: no note, and nothing proved.

Bad:
    key_points:
      - The harbour was closed, as @report says.

Good:
    key_points:
      - The harbour was closed, as the report says [@report].
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from ..resolved import ResolvedBrief
from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    known = {*brief.named, *brief.source_ids}
    for bare in brief.bare_keys:
        if bare.key in known:
            yield RULE.finding(
                bare.span,
                f"“@{bare.key}” stands outside brackets and prints as typed",
                f"Write [@{bare.key}] to cite it, or \\@{bare.key} to print it.",
            )


RULE = Rule("citation-outside-brackets", "warning", check)
