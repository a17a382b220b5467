"""A text in `seeds/` is not in the catalogue.

Why: It can be cited, by its file's stem, and prints without author, publisher and date,
because nobody said what it is.

Bad:
    # seeds/memo.txt is there, and seeds/sources.yaml does not name it

Good:
    # seeds/sources.yaml: - {id: memo, file: memo.txt, title: Memo of the council}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.finding import Finding
from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for source in brief.sources.values():
        if not source.catalogued:
            yield RULE.finding(
                Span(source.path, 1, 1),
                f"{source.path} is not in the catalogue",
                "Add an entry to seeds/sources.yaml that says what it is.",
                subject=source.id,
            )


RULE = Rule("source-uncatalogued", "note", check)
