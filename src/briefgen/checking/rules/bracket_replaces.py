"""A bracketed word of the editor's replaces, or may replace, words of the source.

Why: `[the harbour master]` may stand for “he”, and the editor is shown what it replaced.
It is an error where the bracket or what it replaced holds a negation or a hedge, and
where a number or a name is replaced by something that does not repeat it.

Bad:
    key_points:
      - It was “closed on [Sunday], the council said” [@report, ¶2].

Good:
    key_points:
      - It was “closed on Monday, the council said” [@report, ¶2].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import place
from briefgen.model.finding import Finding
from briefgen.resolve.result import BracketUse, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(BracketUse):
        replacement = issue.replacement
        typed = replacement.slot.typed
        if replacement.replaced:
            message = f"{typed} replaces “{replacement.replaced}” in {place(issue.place)}"
        elif replacement.replaced is None:
            message = f"{typed} is at the edge of the quotation, so nothing shows what it replaced"
        else:
            message = f"{typed} is added to {place(issue.place)}"
        if issue.fault:
            message = f"{message}: {issue.fault}"
        yield RULE.finding(
            issue.span,
            message,
            _hint(issue),
            severity="error" if issue.fault else "warning",
            source=issue.place.span,
            subject=typed,
        )


def _hint(issue: BracketUse) -> str:
    if not issue.fault:
        return "If that keeps the meaning, suppress this with a reason; else quote the words."
    if replaced := issue.replacement.replaced:
        return f"Quote the source's own words there, “{replaced}”."
    return "Leave the bracket out."


RULE = Rule("bracket-replaces", "warning", check)
