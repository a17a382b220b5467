"""A text lies in `seeds/` that the catalogue does not name.

Why: It can be cited, by its file's stem, and prints without author, publisher and date,
because nobody said what it is.

Bad:
    # seeds/memo.txt is there, and seeds/sources.yaml does not name it

Good:
    # seeds/sources.yaml: - {id: memo, file: memo.txt, title: Memo of the council}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.finding import Finding
from briefgen.model.text import Span

from .base import Rule, found_elsewhere


def uncatalogued(paths: Iterable[str]) -> Iterator[Finding]:
    """Findings for texts that no entry names; `paths` are relative to the workspace."""
    for path in paths:
        yield RULE.finding(
            Span(path, 1, 1),
            f"{path} is not in the catalogue",
            "Add an entry to seeds/sources.yaml that says what it is.",
            subject=path,
        )


RULE = Rule("source-uncatalogued", "note", found_elsewhere)
