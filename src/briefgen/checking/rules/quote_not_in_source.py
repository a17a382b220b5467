"""A passage's words are nowhere in the sources.

Why: A quotation that differs from its source in one letter, digit, comma or accent is
not that source's. Only typography may differ: the kind of quotation marks and dashes,
spaces, soft hyphens.

Bad:
    passages:
      harbour: {source: report, quote: The harbour was closed on Sunday}
    key_points:
      - It was closed [@harbour].

Good:
    passages:
      harbour: {source: report, quote: The harbour was closed on Monday}
    key_points:
      - It was closed [@harbour].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.fixes import first_case
from briefgen.checking.phrases import scope
from briefgen.model.finding import Finding
from briefgen.resolve.result import NotFound, Passage, ResolvedBrief, Scope

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    issues = list(brief.issues_of(NotFound))
    if not issues:
        return
    from briefgen.checking.advice import advice
    from briefgen.checking.mending import mending

    for issue in issues:
        found = advice(issue.text.value, issue.scope, brief)
        yield RULE.finding(
            issue.text.span(),
            f"passage “{issue.passage_id}”: “{issue.text.value}” is not in {scope(issue.scope)}",
            found.hint,
            source=found.near.span if found.near else None,
            difference=found.near.difference if found.near else None,
            end=issue.text.end,
            fixes=first_case(brief, issue.text, found.part, found.letter)
            if found.letter is not None
            else mending(issue.text, found.part, found.near, [_named(issue.scope)], brief),
            subject=issue.text.value,
        )


def _named(where: Scope) -> Passage:
    return Passage(where.source, where.first, where.last)


RULE = Rule("quote-not-in-source", "error", check)
