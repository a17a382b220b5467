"""Markup of another dialect, such as `[words]{.smallcaps}` or `$x$`, is not followed.

Why: Pandoc and other programs would set it otherwise; here it prints as typed.

Bad:
    key_points:
      - The council said “closed on Monday” [@report, ¶2], by [vote]{.smallcaps}.

Good:
    key_points:
      - The council said “closed on Monday” [@report, ¶2], by *vote*.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

_SAID = {
    "dialect": (
        "is markup of another dialect and is not followed",
        "Write it in Markdown, or put a backslash before it where it is meant so.",
    ),
    "block": (
        "only has a meaning in a section",
        "Move it to a section, or put a backslash before it.",
    ),
    "paragraph": (
        "begins another paragraph, which only sections have: it runs on from what is before it",
        "Move it to a section, or write one paragraph.",
    ),
}


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for found in brief.unsupported:
        said, hint = _SAID[found.kind]
        yield RULE.finding(found.span, f"“{found.typed}” {said}", hint, subject=found.typed)


RULE = Rule("unsupported-markup", "note", check)
