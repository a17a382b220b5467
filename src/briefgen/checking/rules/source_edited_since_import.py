"""The text of an imported source is no longer as it was imported.

Why: Corrections by hand are allowed, and a reader should be able to see that there are some.
It is a warning where a cited paragraph differs.

Bad:
    sources: [edited]
    key_points:
      - The harbour was “closed on Monday” [@edited].

Good:
    sources: [memo]
    key_points:
      - The harbour was “closed on Monday” [@memo].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.imports import cited_paragraphs, imported_sources
from briefgen.checking.phrases import named_at
from briefgen.load.import_record import paragraph_digest
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for source, imported in imported_sources(brief):
        if imported.record.text_sha256 == source.sha256:
            continue
        known = {one.sha256 for one in imported.record.paragraphs}
        cited = cited_paragraphs(brief, source)
        edited = [
            number
            for number in sorted(cited)
            if paragraph_digest(source.paragraphs[number - 1].value) not in known
        ]
        if not edited:
            yield RULE.finding(
                named_at(brief, source),
                f"source “{source.id}”: its text was edited after the import",
                "Compare it with the document in seeds/originals/.",
                subject=source.id,
            )
        for number in edited:
            yield RULE.finding(
                cited[number],
                f"{source.id} ¶{number} was edited after the import",
                "Compare it with the document in seeds/originals/.",
                subject=source.id,
                severity="warning",
            )


RULE = Rule("source-edited-since-import", "note", check)
