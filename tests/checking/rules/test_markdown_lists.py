"""Lists of a Markdown source, whose numbers are markup, quoted in a block quotation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import checked

CATALOGUE = "references:\n  - {id: rules, file: rules.md, title: Rules}\n"
HEAD = "title: T\ndate: 2026-11-20\nsources: [rules]\n"
BODY = "sections:\n  - heading: One\n    body: |\n      It says:\n\n"


@pytest.mark.parametrize(
    ("quoted", "is_told"),
    [
        ("> 1. Close the gates.\n> 2. Ring the bell. [@A1-2]", True),
        ("> Close the gates.\n>\n> Ring the bell. [@A1-2]", None),
        ("> 1. Close the doors.\n> 2. Ring the bell. [@A1-2]", False),
    ],
    ids=["with-numbers", "without", "other-words"],
)
def test_the_numbers_of_a_list_are_no_words_of_it(tmp_path: Path, quoted, is_told):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "rules.md").write_text(
        "1. Close the gates.\n2. Ring the bell.\n", encoding="utf-8"
    )
    body = "".join(f"      {line}\n" for line in quoted.splitlines())
    found = checked(tmp_path, BODY + body, head=HEAD, catalogue=CATALOGUE).findings
    hints = [one.hint or "" for one in found if one.severity == "error"]
    told = ["the numbers of a list are markup" in hint for hint in hints]
    assert told == ([] if is_told is None else [is_told])
