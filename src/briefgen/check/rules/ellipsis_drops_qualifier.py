"""What an ellipsis leaves out holds a negation or a hedge.

Why: “The ministry […] was asked” is not what a text says that has “denies that it” in
between. Not every such loss changes the meaning, so that a person decides.

Bad:
    key_points:
      - “The ministry […] was asked.” [@A3]

Good:
    key_points:
      - “The ministry denies that it was asked.” [@A3]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.phrases import listed
from briefgen.matching.matcher import Match
from briefgen.matching.qualifiers import qualifiers
from briefgen.model.finding import Finding
from briefgen.model.text import Text
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for named in brief.brief.passages:
        passage = brief.passages.get(named.id.value)
        if named.quote and passage and passage.match:
            yield from _dropped(named.quote, passage.match, brief)
    for checked in brief.quotations:
        if checked.match:
            yield from _dropped(checked.quotation.text, checked.match, brief)


def _dropped(typed: Text, match: Match, brief: ResolvedBrief) -> Iterator[Finding]:
    languages = (brief.brief.language, match.stretch.source.reference.language)
    for omitted in match.omitted:
        lost = list(dict.fromkeys(qualifiers(omitted, *languages)))
        if lost:
            yield RULE.finding(
                typed.span(),
                f"the ellipsis in “{typed.value}” drops {listed([f'“{word}”' for word in lost])}: "
                f"the source has “{omitted}” there",
                "Quote these words too, or suppress this with a reason.",
                source=match.span,
                subject=typed.value,
            )


RULE = Rule("ellipsis-drops-qualifier", "warning", check)
