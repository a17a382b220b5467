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

_DIALECT = "is markup of another dialect and is not followed"


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for found in brief.unsupported:
        yield RULE.finding(
            found.span,
            f"“{found.typed}” {'only has a meaning in a section' if found.is_block else _DIALECT}",
            "Move it to a section, or put a backslash before it."
            if found.is_block
            else "Write it in Markdown, or put a backslash before it where it is meant so.",
            subject=found.typed,
        )


RULE = Rule("unsupported-markup", "note", check)
