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

from briefgen.check.phrases import scope
from briefgen.matching.differences import telling
from briefgen.matching.matcher import Index
from briefgen.matching.nearest import Nearest, nearest_words
from briefgen.model.brief import Finding
from briefgen.resolve.result import NotFound, ResolvedBrief, Scope

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    ids = {
        id(text): named.id.value
        for named in brief.brief.passages
        for text in (named.quote, named.start, named.end)
        if text
    }
    for issue in brief.issues_of(NotFound):
        near = nearest_in(issue.text.value, issue.scope, brief)
        yield RULE.finding(
            issue.text.span(),
            f"“{issue.text.value}” not in {scope(issue.scope)} [{ids[id(issue.text)]}]",
            advice(issue.text.value, near, brief),
            source=near.span if near else None,
            difference=near.difference if near else None,
        )


def nearest_in(typed: str, where: Scope, brief: ResolvedBrief) -> Nearest | None:
    """The nearest run of text: in the scope, else in its source, else in the brief's."""
    index = Index(where.source)
    others = [s for s in brief.sources.values() if s is not where.source]
    return (
        nearest_words(typed, index.scope(where.first, where.last))
        or nearest_words(typed, index.paragraphs())
        or nearest_words(typed, [p for source in others for p in Index(source).paragraphs()])
    )


def advice(typed: str, near: Nearest | None, brief: ResolvedBrief) -> str:
    """What to quote instead, and whether what differs turns the meaning."""
    if near is None:
        return "Nothing in the brief's sources is near to it. Quote the source's own words."
    if "[-" not in near.difference[0] and "{+" not in near.difference[1]:
        return f"The source has “{near.words}”: quote whole words."
    language = brief.sources[near.source_id].reference.language
    told = telling(typed, near.words, brief.brief.language, language)
    nearest = f"The nearest words, in {near.source_id} ¶{near.paragraph}, are “{near.words}”."
    return f"It differs in {told}. {nearest}" if told else nearest


RULE = Rule("quote-not-in-source", "error", check)
