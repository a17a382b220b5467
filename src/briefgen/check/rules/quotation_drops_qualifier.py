"""A quotation begins right after a negation, a limit or a hedge that the brief does not repeat.

Why: Where a text says that the ministry “denied that it ordered the closure”, the words
“ordered the closure” alone say the opposite. The brief's own sentence may say it instead. In a
position hedges are not looked at: its holder and stance attribute the words.

Bad:
    key_points:
      - The ministry says that “it was asked” [@A3].

Good:
    key_points:
      - The ministry denies that “it was asked” [@A3].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.phrases import listed
from briefgen.matching.omissions import just_before
from briefgen.matching.qualifiers import found
from briefgen.matching.sentences import around
from briefgen.model.finding import Finding
from briefgen.resolve.result import CheckedQuotation, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for checked in brief.quotations:
        match = checked.match
        if match is None:
            continue
        languages = brief.languages(match)
        before = [
            qualifier
            for qualifier in just_before(match, *languages)
            if not (checked.position is not None and qualifier.kind == "hedge")
        ]
        if not before:
            continue
        said = {qualifier.kind for qualifier in found(_sentence(checked), *languages)}
        lost = dict.fromkeys(f"“{one.word}”" for one in before if one.kind not in said)
        if lost:
            typed = checked.quotation.text
            yield RULE.finding(
                typed.span(),
                f"“{typed.value}” begins right after {listed(list(lost))} in the source",
                "Quote these words too, or say it in your own sentence.",
                source=match.span,
                subject=typed.value,
            )


def _sentence(checked: CheckedQuotation) -> str:
    """What the brief itself says around a quotation."""
    quotation = checked.quotation
    own = around(quotation.before, f"“{quotation.text.value}”", quotation.after)
    return " … ".join([*own, checked.position or ""])


RULE = Rule("quotation-drops-qualifier", "warning", check)
