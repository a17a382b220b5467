"""Some sheets of an imported document are pictures, or mostly pictures.

Why: What is in a picture is not in the source. It may be a scan, a map or a form; quotations from
it cannot be checked. Look at these sheets, then say that you looked: `briefgen stamp SOURCE`. The
import refuses a document that has no text at all.

Bad:
    sources: [scanned]
    key_points:
      - The harbour was “closed on Monday” [@scanned].

Good:
    sources: [memo]
    key_points:
      - The harbour was “closed on Monday” [@memo].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.imports import imported_sources, unread_sheets
from briefgen.checking.phrases import named_at
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for source, imported in imported_sources(brief):
        sheets = unread_sheets(imported.record)
        if sheets and source.stamp != source.sha256:  # else a person has looked
            yield RULE.finding(
                named_at(brief, source),
                f"source “{source.id}”: its document has {sheets}",
                "Look at these sheets. If they have words that you need, have them recognised "
                f"(OCR) and add the document again; if not, `briefgen stamp {source.id}`.",
                subject=source.id,
            )


RULE = Rule("import-no-text", "warning", check)
