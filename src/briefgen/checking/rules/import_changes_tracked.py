"""A cited paragraph has tracked changes: insertions or deletions that nobody has settled.

Why: A draft says something else before and after its changes, and the office may not have
accepted them. The text has them as accepted, unless it was imported with
`--changes original`.

Bad:
    sources: [draft]
    key_points:
      - The harbour was “closed on Monday” [@draft].

Good:
    sources: [memo]
    key_points:
      - The harbour was “closed on Monday” [@memo].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.imports import cited_records, imported_sources
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for source, imported in imported_sources(brief):
        taken = (
            "as it was before them"
            if imported.record.options.get("changes") == "original"
            else "with them accepted"
        )
        for number, one, span in cited_records(brief, source, imported):
            if not one.changes:
                continue
            changes = "; ".join(
                f"{change.kind} of “{change.words}” by {change.by or 'an unnamed author'}"
                for change in one.changes
            )
            yield RULE.finding(
                span,
                f"{source.id} ¶{number} has tracked changes, and the text is {taken}: {changes}",
                "Ask for the settled document, or say in the brief that it is a draft.",
                subject=source.id,
            )


RULE = Rule("import-changes-tracked", "warning", check)
