"""Claims, holders and what they say may have the words and numbers that a theme prints too."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.verify import verify
from briefgen.proof.verify_web import verify_web
from tests.building.test_missing_glyph import has_font
from tests.harbour import write_workspace
from tests.proof.test_altered import redigested, replace_text, reprinted
from tests.proof.test_verify import edited, streams

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


ANSWERS = 28  # of which the last two have letters like `ab`


def answered(folder: Path, *, html: bool = False) -> bytes:
    """A brief with a question that has so many answers, in print or as a web page."""
    answers = "".join(
        f'      - {{answer: "Answer {n}", by: unattributed, cite: A{n % 3 + 1}}}\n'
        for n in range(ANSWERS)
    )
    brief = f"""\
title: The harbour
date: 2026-11-20
sources: [report]
room_column: true
claims:
  - id: when
    question: When?
    positions:
{answers}"""
    path = write_workspace(folder, brief)
    made = make(Job(folder, path, Options(html=html)))
    assert made.printed is not None, made.findings
    return made.printed.content


def test_an_answer_after_the_26th_has_two_letters(tmp_path: Path) -> None:
    assert verify(answered(tmp_path.resolve())).differs == ()
    assert verify_web(answered(tmp_path.resolve(), html=True)).differs == ()


# --- Where words run from right to left ---------------------------------------------------------

HEBREW = """\
title: The harbour (הנמל)
date: 2026-11-20
sources: [report]
key_points:
  - The harbour was “closed on Monday” [@A2].
claims:
  - id: one
    claim: הנמל נסגר ביום 12
    positions:
      - {stance: asserts, by: המועצה, says: "It was “closed on Monday”.", cite: A2}
      - {stance: denies, by: The ministry, cite: A3}
  - id: two
    claim: It stays closed
    positions:
      - {stance: asserts, by: הנמל (2), says: "It “stays closed until Friday”.", cite: A2}
      - {stance: questions, by: The pilots, cite: A2}
      - {stance: qualifies, by: הנווט, cite: A2}
"""
SAID = {
    "a status": ("disputed", "asserted", "claim 1 is printed without its status, “disputed”"),
    "a stance": ("qualifies", "questions", "and the brief has another stance"),
    "no stance": ("qualifies", "the pilot", "is printed without “qualifies”"),
}


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built_hebrew(tmp_path_factory.mktemp("hebrew").resolve())


ARABIC = """\
title: The harbour
date: 2026-11-20
language: ar
theme: two-pager
sources: [report]
claims:
  - id: one
    claim: أغلق المستشار البوابة.
    positions:
      - {stance: asserts, by: المجلس, cite: A2}
      - {stance: denies, says: "قال لا أعرف من أغلقها", by: المستشار, cite: A2}
"""


def built_arabic(folder: Path) -> bytes:
    return built_in("ar", ARABIC, folder)


def built_hebrew(folder: Path) -> bytes:
    return built_in("he", HEBREW, folder)


def built_in(language: str, brief: str, folder: Path) -> bytes:
    if not has_font(language):
        pytest.skip(f"this system has no font for {language}")
    made = make(Job(folder, write_workspace(folder, brief), Options()))
    assert made.printed is not None, made.findings
    return made.printed.content


def test_the_words_of_a_side_may_be_read_backwards(tmp_path: Path) -> None:
    assert verify(built_arabic(tmp_path.resolve())).differs == ()


def test_claims_whose_words_run_backwards_are_verified(hebrew: bytes) -> None:
    assert verify(hebrew).differs == ()


def everywhere(old: str, new: str) -> Callable[[Any], None]:
    """Other words wherever page 1 has these, and in the manifest."""

    def alter(writer: Any) -> None:
        content, count = streams(writer, 0).get_data(), 0
        with contextlib.suppress(AssertionError):
            while True:
                content, count = reprinted(writer, content, old, new), count + 1
        assert count
        streams(writer, 0).set_data(content)
        redigested(writer, lambda manifest: replace_text(manifest, old, new))

    return alter


@pytest.mark.parametrize("way", SAID)
def test_a_status_and_a_stance_are_asked_where_words_run_backwards(hebrew: bytes, way: str) -> None:
    old, new, said = SAID[way]
    differs = verify(edited(hebrew, everywhere(old, new))).differs
    assert any(said in line for line in differs), differs
