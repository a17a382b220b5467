"""A passage is named and never cited.

Why: It is checked and never printed: a left-over, or a citation that was forgotten.

Bad:
    passages:
      harbour: {source: report, quote: The harbour was closed on Monday}
    key_points:
      - They waited [@report].

Good:
    passages:
      harbour: {source: report, quote: The harbour was closed on Monday}
    key_points:
      - They waited [@harbour].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.fixes import without
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    if brief.brief.invalid_ids:
        return  # what was left out of the brief may have cited it
    cited = {reference.passage_id for reference in brief.references}
    for named in brief.brief.passages:
        if named.id.value not in cited:
            yield RULE.finding(
                named.id.span(),
                f"passage “{named.id}” is never cited",
                f"Cite it, [@{named.id}], or remove it.",
                subject=named.id.value,
                end=named.id.end,
                fixes=without(brief.brief, named.id.span(), "Remove the passage."),
            )


RULE = Rule("passage-unused", "warning", check)
