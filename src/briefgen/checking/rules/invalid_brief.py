"""Something in the brief or in the catalogue is not of the format.

Why: What cannot be read as meant is not guessed at: a wrong key, type, value or date, a
duplicate key, bad YAML, a bad path, a citation that Markdown would swallow.

Bad:
    key_point:
      - The harbour was closed [@report, ¶2].

Good:
    key_points:
      - The harbour was closed [@report, ¶2].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.markdown.notices import Problem
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    """The problems inside the brief's texts; those of its form come from `load`."""
    for problem in brief.issues_of(Problem):
        yield RULE.finding(
            problem.span,
            problem.message,
            problem.hint,
            subject="",
        )


RULE = Rule("invalid-brief", "error", check)
