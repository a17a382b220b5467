"""A quotation in prose has no citation after it, or is never closed.

Why: Words between quotation marks are somebody's, and the reader cannot look up whose.
Words that are not a quotation (a title, a word used with distance) can do without marks, or
the finding can be suppressed with a reason.

Bad:
    key_points:
      - The harbour was “closed on Monday”.

Good:
    key_points:
      - The harbour was “closed on Monday” [@report, ¶2].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import mark_in_word
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief, WithoutCitation

from .base import Rule

_SHOWN = 80
_CITABLE = "Add a citation after it in the same block, or remove the quotation marks."
_PLAIN = "Remove the quotation marks: this text is plain and holds no citation."


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(WithoutCitation):
        typed = issue.quotation.text.value
        if issue.quotation.closed:
            yield RULE.finding(
                issue.quotation.span,
                f"“{typed}” has no citation after it",
                mark_in_word(issue.quotation) or (_PLAIN if issue.is_plain else _CITABLE),
                end=issue.quotation.text.end,
                subject=typed,
            )
        else:
            start = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"
            yield RULE.finding(
                issue.quotation.span,
                f"the quotation “{start}” is not closed in its block, so nothing looked it up",
                mark_in_word(issue.quotation)
                or "Add the closing mark that matches, or type \\ before the opening one.",
                subject=typed,
            )


RULE = Rule("quotation-without-citation", "warning", check)
