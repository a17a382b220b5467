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
from briefgen.resolve.result import OutOfRange, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    cited = set(_named_by_citations(brief) if brief.brief.sources else ())
    for text in brief.brief.sources:
        if text.value in brief.sources and text.value not in cited:
            yield RULE.finding(
                text.span(),
                f"source “{text.value}” is listed but never cited",
                "Cite it, or remove it from `sources:`. A listed source is printed even when "
                "nothing cites it.",
                subject=text.value,
            )


def _named_by_citations(brief: ResolvedBrief) -> Iterator[str]:
    """The sources that a citation names, whether or not they have what it cites."""
    for reference in brief.references:
        if reference.passage:
            yield reference.passage.source.id
        elif named := brief.named.get(reference.passage_id or ""):
            yield named.source.value
    for issue in brief.issues_of(OutOfRange):
        yield issue.source.id


RULE = Rule("source-unused", "note", check)
