"""A picture, code, a table or words struck through are inside a quotation.

Why: Only words can be quoted. A picture's text, read aloud, would pass for the source's.

Bad:
    sections:
      - heading: The harbour
        body: |
          > The harbour was closed `at last` on Monday [@report, ¶2]

Good:
    sections:
      - heading: The harbour
        body: |
          > The harbour was closed on Monday [@report, ¶2]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import NotText, ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(NotText):
        typed = issue.quotation.text.value
        for kind, span in issue.quotation.others:
            yield RULE.finding(
                span,
                f"{kind} inside the quotation “{typed}”" if typed else f"{kind} as a quotation",
                "Quote words only: end the quotation before it."
                if typed
                else "Quote words only: without backticks, and indented by less than four spaces.",
                subject=typed,
            )


RULE = Rule("quotation-not-text", "error", check)
