"""Claims, holders and what they say may have the words and numbers that a theme prints too."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.building.pipeline import Job, make
from briefgen.model.options import Options
from briefgen.proof.verify import verify
from tests.harbour import write_workspace

pytestmark = pytest.mark.slow

THEMES = ["policy-brief", "two-pager"]
# The wording of a claim, its first two holders, and the first words of what the first says.
ALIKE = {
    "the number of another claim": ("2", "The council", "The harbour board", "It was"),
    "a holder with the words of a head": ("Closed", "Asserted by", "Denied by", "It was"),
    "a position that begins as a head": ("Closed", "The council", "The board", "Denied by"),
    "a holder with the word of a stance": ("Closed", "X", "X questions", "It was"),
}


def built_with(folder: Path, way: str, theme: str) -> bytes:
    """The PDF of a brief that has these words."""
    claim, first, second, said = ALIKE[way]
    path = write_workspace(
        folder.resolve(),
        f"""\
title: The harbour
date: 2026-11-20
theme: {theme}
sources: [report]
key_points:
  - The harbour was “closed on Monday” [@A2].
claims:
  - id: one
    claim: "{claim}"
    positions:
      - {{stance: asserts, by: {first}, says: "{said} “closed on Monday”.", cite: A2}}
      - {{stance: denies, by: The ministry, cite: A3}}
  - id: two
    claim: It stays closed
    positions:
      - {{stance: asserts, by: {second}, says: "It “stays closed until Friday”.", cite: A2}}
      - {{stance: qualifies, by: The pilots, cite: A2}}
""",
    )
    made = make(Job(folder.resolve(), path, Options()))
    assert made.printed is not None, made.findings
    return made.printed.content


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("way", ALIKE)
def test_words_of_a_theme_may_be_those_of_a_claim(tmp_path: Path, way: str, theme: str) -> None:
    proof = verify(built_with(tmp_path, way, theme))
    assert (proof.verdict, proof.differs) == ("verified", ())
