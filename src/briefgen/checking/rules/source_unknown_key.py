"""A key in the catalogue is neither ours nor one of CSL.

Why: What is not known is not printed, so a misspelt `publsher` would go missing. Keys that
CSL defines are left out silently, and so are entries that the brief does not use.

Bad:
    # seeds/sources.yaml: - {id: report, file: report.txt, title: Report, publsher: The Gazette}

Good:
    # seeds/sources.yaml: - {id: report, file: report.txt, title: Report, publisher: The Gazette}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    """What is wrong in the entries that the brief uses; their keys still have their places."""
    yield from brief.entry_findings


RULE = Rule("source-unknown-key", "note", check)
