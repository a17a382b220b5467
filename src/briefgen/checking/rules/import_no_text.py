"""Some sheets of an imported document have no text: they are pictures.

Why: What is on them is not in the source. They may be scans or maps; quotations from them
cannot be checked. The import refuses a document that has no text at all.

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

from briefgen.checking.imports import imported_sources
from briefgen.checking.phrases import named_at
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for source, imported in imported_sources(brief):
        sheets = imported.record.sheets_without_text
        if sheets:
            shown = ", ".join(map(str, sheets[:10])) + (" …" if len(sheets) > 10 else "")
            yield RULE.finding(
                named_at(brief, source),
                f"source “{source.id}”: its document has no text on sheet {shown}",
                "Look at these sheets. If they have words, have them recognised (OCR) and add the "
                "document again.",
                subject=source.id,
            )


RULE = Rule("import-no-text", "warning", check)
