"""A quotation cuts a number off from its magnitude or sign, or divides a word or a range.

Why: “12” is not what a text says that has “12 million”, and “lawful” is not what it says that
has “(un)lawful”.

Bad:
    key_points:
      - The work “cost 12” [@report, ¶5].

Good:
    key_points:
      - The work “cost 12 million” [@report, ¶5].
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from briefgen.matching.cuts import cuts
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for typed, match in chain(brief.quoted, brief.runs):
        for whole in dict.fromkeys(cuts(match, *brief.languages(match))):
            yield RULE.finding(
                typed.span(),
                f"“{typed.value}” cuts {whole}",
                "Quote it whole, or suppress this with a reason.",
                source=match.span,
                subject=typed.value,
            )


RULE = Rule("quotation-cut", "warning", check)
