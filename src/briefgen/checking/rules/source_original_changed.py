"""The kept copy of a document is not the file that was imported.

Why: The record names pages and paragraphs of one file. If another is in its place, nothing
that the record says can be checked.

Bad:
    sources: [replaced]
    key_points:
      - The harbour was “closed on Monday” [@replaced].

Good:
    sources: [memo]
    key_points:
      - The harbour was “closed on Monday” [@memo].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.imports import imported_sources
from briefgen.checking.phrases import named_at
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for source, imported in imported_sources(brief):
        if imported.embed and imported.original is None:
            yield RULE.finding(
                named_at(brief, source),
                f"source “{source.id}”: its PDF is to carry the document, but no copy is kept",
                "Put the document back into seeds/originals/, or remove `embed-original`.",
                subject=source.id,
            )
        if imported.original in (None, imported.record.original.sha256):
            continue
        yield RULE.finding(
            named_at(brief, source),
            f"source “{source.id}”: seeds/{imported.record.original.kept} is not the document "
            "that was imported",
            "Put the document back, or see what the new one changes: "
            f"briefgen add --refresh {source.id}",
            subject=source.id,
        )


RULE = Rule("source-original-changed", "error", check)
