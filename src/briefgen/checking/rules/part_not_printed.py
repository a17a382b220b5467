"""A part of the brief is left out by its theme.

Why: What the theme does not print is checked, but no reader sees it, and nothing in it is counted
in the PDF.

Bad:
    theme: two-pager
    key_points:
      - The harbour was “closed on Monday” [@report, ¶2].
    summary: It is about the harbour.

Good:
    theme: policy-brief
    key_points:
      - The harbour was “closed on Monday” [@report, ¶2].
    summary: It is about the harbour.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.brief import Brief
from briefgen.model.finding import Finding
from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    parts = brief.theme_parts
    if parts is None:
        return
    named, instead = f"theme “{brief.brief.theme}”", "choose another theme"
    if brief.brief.own_theme is not None:
        named, instead = f"{named}, chosen by `--theme`,", "print without `--theme`"
    for key, span, printing in _typed(brief.brief):
        if not any(part in parts for part in printing):
            yield RULE.finding(
                span,
                f"{named} does not print `{key}`",
                f"Remove `{key}`, or {instead}.",
                subject=key,
            )


def _typed(brief: Brief) -> Iterator[tuple[str, Span, tuple[str, ...]]]:
    """The parts that a brief has, where each begins, and what of a theme prints it."""
    if brief.summary:
        yield "summary", brief.summary.span(), ("summary",)
    for key, texts in (
        ("key_points", brief.key_points),
        ("changes", brief.changes),
        ("recommendations", brief.recommendations),
    ):
        if texts:
            yield key, texts[0].span(), (key,)
    if brief.sections:
        yield "sections", brief.sections[0].heading.span(), ("sections",)
    if brief.claims:
        yield "claims", brief.claims[0].id.span(), ("claims", "card")
    if brief.room_column and brief.room_column_at:
        # With `figures: none` a theme that has a card has it in the table of claims.
        yield "room_column", brief.room_column_at, ("card",)
    if brief.appendix in ("full", "cited") and brief.appendix_at:
        yield "appendix", brief.appendix_at, ("appendix",)


RULE = Rule("part-not-printed", "warning", check)
