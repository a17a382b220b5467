"""What the record of an import says of its document."""

from __future__ import annotations

import pytest

from briefgen.importing.imported import ImportedText, ReadParagraph
from briefgen.importing.record import unproved_metadata


@pytest.mark.parametrize(
    ("author", "is_named"),
    [
        ("Harbour", False),  # of “the Harbour Board” and “HARBOUR OFFICE”
        ("Reuters", True),
        ("Ebb", True),  # a line of its own, though a capital follows on the next
        ("Ida Ebb", False),
        ("Harbour Board", True),
    ],
)
def test_an_author_is_taken_where_the_text_names_it(author: str, is_named: bool) -> None:
    lines = ("HARBOUR OFFICE", "By Ebb", "The Harbour Board met (Reuters).")
    text = ImportedText("text/plain", tuple(map(ReadParagraph, lines)), authors=(author,))
    assert [one.value for one in unproved_metadata(text)] == ([] if is_named else [author])
