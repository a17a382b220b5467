"""A source text cannot be read.

Why: Quotations from a text that cannot be read cannot be verified. The file
is missing, not UTF-8, empty, outside the workspace, or its catalogue entry names none.

Bad:
    sources: [missing-file]

Good:
    sources: [report]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    yield from brief.unreadable


RULE = Rule("source-unreadable", "error", check)
