"""A source is listed and never cited.

Why: It is printed in the appendix, and the reader looks in vain for what rests on it.
That may be meant: `sources:` also prints sources that nothing cites.

Bad:
    sources: [report, other]
    key_points:
      - The harbour was “closed on Monday” [@A2].

Good:
    sources: [report]
    key_points:
      - The harbour was “closed on Monday” [@A2].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    cited = {reference.passage.source.id for reference in brief.references if reference.passage}
    for text in brief.brief.sources:
        if text.value in brief.sources and text.value not in cited:
            yield RULE.finding(
                text.span(),
                f"source “{text.value}” is listed but never cited",
                "Cite it, or remove it from `sources:`. A listed source is printed even when "
                "nothing cites it.",
                subject=text.value,
            )


RULE = Rule("source-unused", "note", check)
