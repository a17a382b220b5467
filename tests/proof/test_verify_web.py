"""A web edition is verified from itself alone; an altered one is not, by a line that says why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.api import verify
from briefgen.proof.verify_web import verify_web
from briefgen.proof.web_grammar import GRAMMAR
from briefgen.proof.web_shapes import SHAPES
from tests.proof.web_added import ADDED, ANSWERED_LATER
from tests.proof.web_alterations import (
    BY_DIGEST,
    IN_THE_EVIDENCE,
    ON_THE_PAGE,
    OTHER_STYLES,
    built,
    forged,
    of_another_version,
    workspace_of,
)
from tests.proof.web_fonts import OTHER_FONTS
from tests.proof.web_linked import LINKED, NOTED
from tests.proof.web_misplaced import MISPLACED
from tests.proof.web_reshaped import CHANGED, EVERY_SHAPE, RESHAPED
from tests.proof.web_turned import OTHERWISE, TURNED

ROOT = Path(__file__).parents[2]
ALTERED = ON_THE_PAGE | RESHAPED | MISPLACED | ADDED


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(workspace_of(tmp_path_factory.mktemp("web")))


def differs(page: str) -> tuple[str, ...]:
    return verify_web(page.encode()).differs


def test_what_build_makes_is_verified(page):
    proof = verify_web(page.encode())
    assert proof.differs == proof.marks == ()
    assert proof.verdict == "verified"
    assert "looks: the style sheets and their fonts are the theme's" in proof.proved
    assert verify(page.encode(), rebuild=True).is_rebuilt


def test_an_altered_page_is_not_verified(page):
    alter, said = ON_THE_PAGE["a word changed"]
    assert any(said in line for line in differs(alter(page)))


@pytest.mark.slow
@pytest.mark.parametrize("name", ALTERED)
def test_nor_is_one_whose_digest_in_the_manifest_was_made_anew(name, page):
    alter, said = ALTERED[name]
    lines = differs(forged(alter)(page))
    assert any(said in line for line in lines), lines


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> str:
    page = built(workspace_of(tmp_path_factory.mktemp("noted"), NOTED))
    assert differs(page) == ()
    return page


@pytest.mark.parametrize("name", LINKED)
def test_links_and_pictures_are_in_their_places(name, noted):
    alter, said = LINKED[name]
    lines = differs(forged(alter)(noted))
    assert any(said in line for line in lines), lines


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> str:
    page = built(workspace_of(tmp_path_factory.mktemp("turned"), TURNED))
    assert differs(page) == ()
    return page


@pytest.mark.parametrize("name", OTHERWISE)
def test_words_run_and_lines_end_as_the_brief_gives_them(name, turned):
    alter, said = OTHERWISE[name]
    lines = differs(forged(alter)(turned))
    assert any(said in line for line in lines), lines


def test_who_answers_is_named_right_below_the_answer(tmp_path):
    page = built(workspace_of(tmp_path, EVERY_SHAPE))
    assert any("“by”" in line for line in differs(forged(ANSWERED_LATER)(page)))


@pytest.mark.parametrize("name", BY_DIGEST)
def test_whatever_else_is_altered_changes_the_digest(name, page):
    altered = BY_DIGEST[name](page)
    assert altered != page
    assert "digest" in "".join(differs(altered))


@pytest.mark.parametrize("name", IN_THE_EVIDENCE)
def test_altered_evidence_is_not_verified(name, page):
    alter, said = IN_THE_EVIDENCE[name]
    lines = differs(alter(page))
    assert any(said in line for line in lines), lines


def test_a_head_over_two_columns_is_found_whatever_the_digest(page):
    alter, said = RESHAPED["a head over two columns"]
    assert any(said in line for line in differs(forged(alter)(page)))


def test_the_looks_of_another_version_are_not_proved(page):
    proof = verify_web(of_another_version(lambda page: page)(page).encode())
    assert proof.differs == ()
    assert proof.verdict == (
        "verified in part: the style sheet text.css is of another version of briefgen, so its "
        "looks are not proved"
    )
    assert not any(line.startswith("looks") for line in proof.proved)


@pytest.mark.parametrize("name", OTHER_STYLES)
def test_nor_may_they_hide_or_add_words(name, page):
    alter, said = OTHER_STYLES[name]
    lines = differs(of_another_version(alter)(page))
    assert any(said in line for line in lines), lines


def test_the_fonts_of_another_version_are_compared(page):
    lines = differs(of_another_version(OTHER_FONTS["other outlines"])(page))
    assert any("its letters may show other words" in line for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("options", [{}, {"large_print": True}, {"theme": "two-pager"}])
def test_every_shape_is_known(options, tmp_path):
    path = workspace_of(tmp_path, CHANGED)
    (tmp_path / "briefs" / "old.yaml").write_text(EVERY_SHAPE, encoding="utf-8")
    edition = built(path, since=str(tmp_path / "briefs" / "old.yaml"), **options)
    assert ' changed"' in edition
    assert differs(edition) == ()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "he", "hi", "ja"])
def test_every_shape_is_known_in_other_scripts(language, tmp_path):
    edition = built(workspace_of(tmp_path, f"language: {language}\n{EVERY_SHAPE}"))
    assert differs(edition) == ()


def test_the_shapes_are_those_of_the_manual_and_of_the_page():
    manual = (ROOT / "docs" / "manifest.md").read_text(encoding="utf-8")
    assert manual_of_shapes() in manual
    script = (ROOT / "verifier" / "src" / "web" / "shapes.ts").read_text(encoding="utf-8")
    named = dict(re.findall(r'^const ([A-Z]+) = "(.*)";$', script, re.MULTILINE))
    rows = re.findall(r'^  \["(\w+)", ["`](.*)["`], ["`](.*)["`]\],$', script, re.MULTILINE)
    filled = [
        tuple(re.sub(r"\$\{(\w+)\}", lambda one: named[one[1]], part) for part in row)
        for row in rows
    ]
    assert filled == list(SHAPES)


def test_what_is_in_what_is_that_of_the_manual_and_of_the_page():
    for path in ("docs/manifest.md", "verifier/src/web/grammar.ts"):
        assert GRAMMAR in (ROOT / path).read_text(encoding="utf-8"), path


def manual_of_shapes() -> str:
    return "\n".join(f"{name} [{classes}] in {inside}" for name, classes, inside in SHAPES)
