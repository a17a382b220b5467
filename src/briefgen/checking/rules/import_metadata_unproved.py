"""A title, an author or a date in a document's metadata is not in its text.

Why: Metadata are often left over from another document. The import takes them only where the
text has their words, and keeps the others as a comment in the catalogue. Look at the title and
the author of the entry, correct them if need be, then say that you looked: `briefgen stamp
SOURCE`.

Bad:
    sources: [mistitled]
    key_points:
      - The harbour was “closed on Monday” [@mistitled].

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
        if source.stamp == source.sha256:
            continue  # a person has looked: `stamp` names what the metadata say
        for one in imported.record.metadata:
            yield RULE.finding(
                named_at(brief, source),
                f"source “{source.id}”: its metadata have the {one.key} “{one.value}”, which its "
                f"text does not {one.lacks}",
                f"Check the {one.key} in its catalogue entry, then `briefgen stamp {source.id}`.",
                subject=one.value,
            )


RULE = Rule("import-metadata-unproved", "note", check)
