"""A quotation mark that closes nothing, or signs that only look like quotation marks.

Why: What is between marks is looked up in its source. Between two primes, two apostrophes or
two closing marks a reader sees a quotation too, and nothing looks it up.

Bad:
    key_points:
      - The council said ''closed on Monday'' [@report, ¶2].

Good:
    key_points:
      - The council said “closed on Monday” [@report, ¶2].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.model.markup import StrayMark
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for mark in brief.issues_of(StrayMark):
        if len(mark.text) == 1:
            message = f"the quotation mark {mark.text} closes nothing"
            hint = "Remove it, write the mark that opens, or write \\ before it."
        else:
            message = f"{mark.text} is not between quotation marks"
            hint = "Write quotation marks, “…”, so that the words are looked up."
        yield RULE.finding(mark.span, message, hint, subject=mark.text)


RULE = Rule("quotation-mark-stray", "warning", check)
