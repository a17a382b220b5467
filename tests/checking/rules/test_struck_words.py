"""Words that a Markdown source strikes out: quoted with the strike, or left out visibly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import checked, key_point

MINUTES = """\
The board did ~~not~~ agree to open the lock. It was <del>never</del> asked.

~~The board refused every request.~~ Councillor Quay spoke.

<div>
<s>
The pilots denied the report.
</s>
</div>
"""
CATALOGUE = "references:\n  - {id: minutes, file: minutes.md, title: Minutes}\n"
HEAD = "title: T\ndate: 2026-11-20\nsources: [minutes]\n"


def findings(folder: Path, brief: str) -> list[tuple[str, str]]:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "minutes.md").write_text(MINUTES, encoding="utf-8")
    found = checked(folder, brief, head=HEAD, catalogue=CATALOGUE).findings
    return [(f.rule, f.hint or "") for f in found if f.severity != "note"]


@pytest.mark.parametrize(
    "typed",
    [
        "It “did not agree to open” [@A1].",
        "It “did agree to open” [@A1].",
        "It was “never” [@A1].",
        "It “was never asked” [@A1].",
        "It “was asked” [@A1].",
        "It was “The board refused every request” [@A2].",
        "It was “every” [@A2].",
        "It was “request. Councillor Quay spoke” [@A2].",
        "They say “The pilots denied the report” [@A3].",
    ],
)
def test_struck_words_are_no_words_of_the_source(tmp_path: Path, typed: str) -> None:
    [(rule, hint)] = findings(tmp_path, key_point(typed))
    assert rule == "quotation-not-in-citation"
    assert "The source strikes out the words between ~~ and ~~" in hint


@pytest.mark.parametrize(
    "brief",
    [
        key_point(r"It “did \~\~not\~\~ agree to open” [@A1]."),
        key_point("It “did […] agree to open” [@A1]."),
        key_point("It “was … asked” [@A1]."),
        key_point("“Councillor Quay spoke” [@A2]."),
        "passages: {p: {source: minutes, quote: It was ~~never~~ asked}}\n" + key_point("So [@p]."),
    ],
)
def test_a_strike_that_shows_is_the_sources(tmp_path: Path, brief: str) -> None:
    assert findings(tmp_path, brief) == []
