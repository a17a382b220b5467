"""An `@` with a known id, or with a paragraph's letter and number, is not in brackets.

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

from briefgen.checking.fixes import bracketed
from briefgen.model.finding import Finding
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

_PARAGRAPH = lazy_pattern(r"(?P<letter>[A-Z]{1,2})(?P<number>\d{1,9})(?:-\d+)?")


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    known = {*brief.named, *brief.source_ids}
    for bare in brief.bare_keys:
        if bare.key in known or _is_paragraph(bare.key, brief):
            yield RULE.finding(
                bare.span,
                f"“@{bare.key}” is not in brackets and will be printed as typed",
                f"Write [@{bare.key}] to cite it, or \\@{bare.key} to print it.",
                subject=f"@{bare.key}",
                end=Span(bare.span.path, bare.span.line, bare.span.column + len(bare.key) + 1),
                fixes=bracketed(brief, bare.key, bare.span),
            )


def _is_paragraph(key: str, brief: ResolvedBrief) -> bool:
    """Whether `A5` is one of a text of the `sources:` list; an account may be called so too."""
    match = _PARAGRAPH.fullmatch(key)
    return match is not None and any(
        brief.letters.get(id.value) == match["letter"]
        and 1 <= int(match["number"]) <= len(brief.sources[id.value].paragraphs)
        for id in brief.brief.sources
    )


RULE = Rule("citation-outside-brackets", "warning", check)
