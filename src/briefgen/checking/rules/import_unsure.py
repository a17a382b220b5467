"""A cited paragraph holds something that the import was unsure of.

Why: A word joined at a line end may have had its hyphen, a table or a column may have been
read in another order, a note number may be part of the text. Look at the original
(`briefgen show SOURCE ¶ --original`), correct the text if need be, then settle the doubt:
`briefgen stamp SOURCE ¶5`.

Bad:
    sources: [doubtful]
    key_points:
      - The harbour was “closed on Monday” [@doubtful].

Good:
    sources: [memo]
    key_points:
      - The harbour was “closed on Monday” [@memo].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.imports import cited_records, imported_sources, unsure
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for source, imported in imported_sources(brief):
        for number, one, span in cited_records(brief, source, imported):
            if one.settled:
                continue
            for doubt in one.unsure:
                page = f" (p. {one.at.page} of the original)" if one.at.page else ""
                yield RULE.finding(
                    span,
                    f"{source.id} ¶{number}{page}: {unsure(doubt)}",
                    f"Look at the original, then `briefgen stamp {source.id} ¶{number}`.",
                    subject=doubt.words,
                )


RULE = Rule("import-unsure", "warning", check)
