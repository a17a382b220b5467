"""The fonts of a web edition are those of the font packages, whatever its digest says."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.assemble.web_fonts import USUAL, font_for
from briefgen.proof.font_digests import USUAL_FONTS
from briefgen.proof.verify_web import verify_web
from briefgen.proof.web_fonts import digest_of
from tests.conftest import REPOSITORY
from tests.proof.web_alterations import BRIEF, built, forged, workspace_of
from tests.proof.web_fonts import OTHER_FONTS, with_font, without_baselines

pytestmark = pytest.mark.slow

SAID = "looks: the style sheets and their fonts are the theme's"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(workspace_of(tmp_path_factory.mktemp("fonts")))


def test_usual_fonts_are_those_that_are_made_and_those_of_the_page():
    for name, digests in USUAL_FONTS.items():
        assert digest_of(font_for(name, USUAL)) in digests, name
    script = (REPOSITORY / "verifier" / "src" / "web" / "fonts.ts").read_text("utf-8")
    assert all(f'"{one}"' in script for digests in USUAL_FONTS.values() for one in digests)


@pytest.mark.parametrize("name", OTHER_FONTS)
def test_another_font_is_refused_though_the_digest_follows(name, page):
    proof = verify_web(forged(OTHER_FONTS[name])(page).encode())
    assert SAID not in proof.proved
    assert len(proof.differs) == 1
    assert "is not that of its package" in proof.differs[0]


def test_a_font_with_other_characters_is_known(tmp_path: Path):
    page = built(workspace_of(tmp_path, BRIEF.replace("Nobody else", "Ουδείς")))
    proof = verify_web(page.encode())
    assert (proof.differs, proof.marks) == ((), ())
    assert SAID in proof.proved
    assert verify_web(forged(OTHER_FONTS["a ligature"])(page).encode()).differs


def test_a_font_that_an_earlier_version_made_is_known(page):
    proof = verify_web(forged(with_font(0, without_baselines))(page).encode())
    assert (proof.differs, proof.marks) == ((), ())


def test_a_font_of_another_package_is_known_by_its_letters_alone(page, monkeypatch):
    monkeypatch.setattr("briefgen.proof.web_fonts.release", lambda _: "9.9")
    assert verify_web(page.encode()).differs == ()
    proof = verify_web(forged(OTHER_FONTS["other outlines"])(page).encode())
    [line] = proof.differs
    assert "the font SourceSans3[wght].ttf is not that of its package (made with fontpkg-" in line
