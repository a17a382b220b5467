"""The verifier for the browser on web editions: its verdicts are those of the command."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.proof.verify_web import verify_web
from briefgen.workspace.workspace import packaged_templates
from tests.proof.test_claims_in_print import answered
from tests.proof.test_legible import made
from tests.proof.test_style_rules import HIDING, HONEST
from tests.proof.test_verifier import NO_EVIDENCE, NOT_VERIFIED, PAGE, TAKE, VERIFIED
from tests.proof.web_added import ADDED, ANSWERED_LATER
from tests.proof.web_alterations import (
    BRIEF,
    BY_DIGEST,
    IN_THE_EVIDENCE,
    ON_THE_PAGE,
    OTHER_STYLES,
    built,
    forged,
    of_another_version,
    without,
    workspace_of,
)
from tests.proof.web_fonts import OTHER_FONTS
from tests.proof.web_linked import LINKED, NOTED
from tests.proof.web_misplaced import MISPLACED
from tests.proof.web_reshaped import CHANGED, EVERY_SHAPE, RESHAPED
from tests.proof.web_turned import OTHERWISE, TURNED

pytestmark = pytest.mark.slow

ALTERED = ON_THE_PAGE | RESHAPED | MISPLACED | ADDED
Verdict = tuple[str, list[str]]
# What the page leaves to the command, where a forger made the digest anew: that a text is printed
# in its place, and to which of a paragraph's quotations a link leads.
LEFT_TO_THE_COMMAND = {
    "a position moved to another side", "targets of quotations exchanged",
}  # fmt: skip


@pytest.fixture(scope="module")
def told(chromium: Any) -> Callable[[str], list[Any]]:
    """The verdict of the page on a web edition, what differs, and all other lines."""
    chromium.get(PAGE.as_uri())
    chromium.set_script_timeout(60)
    take = TAKE.replace('"brief.pdf", { type: "application/pdf" }', '"brief.html"')

    def judged(page: str) -> list[Any]:
        data = base64.b64encode(page.encode()).decode()
        return list(chromium.execute_async_script(take, data))

    return judged


@pytest.fixture(scope="module")
def judge(told: Callable[[str], list[Any]]) -> Callable[[str], Verdict]:
    """The verdict of the page on a web edition, and what differs."""

    def judged(page: str) -> Verdict:
        verdict, differs, _ = told(page)
        return verdict, differs

    return judged


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(workspace_of(tmp_path_factory.mktemp("verifier-web")))


@pytest.mark.parametrize(
    ("language", "options"),
    [("en-US", {}), ("fr", {"theme": "two-pager"}), ("de", {"large_print": True})],
)
def test_what_build_makes_is_verified(judge, language, options, tmp_path: Path):
    path = workspace_of(tmp_path, f"language: {language}\n{BRIEF}")
    assert judge(built(path, **options)) == (VERIFIED, [])


def test_fonts_that_are_not_known_are_left_to_the_command(told, edition):
    for page, known in ((edition, True), (forged(OTHER_FONTS["a ligature"])(edition), False)):
        verdict, differs, lines = told(page)
        assert (verdict, differs) == (VERIFIED, [])
        assert any("that 1 of its fonts" in line for line in lines) is not known


def test_rules_of_a_theme_that_hide_words_are_those_of_the_command(judge, tmp_path: Path):
    copied = (packaged_templates() / "policy-brief" / "screen.css").read_text(encoding="utf-8")
    own = tmp_path / "templates" / "house" / "screen.css"
    own.parent.mkdir(parents=True)
    own.write_text(f"{copied}\n.skip {{ opacity: 0 }}", encoding="utf-8")
    rules = "\n".join(f"li {{ {one} }}" for one in (*HIDING, *HONEST))
    edition = made(tmp_path, rules, html=True).content
    verdict, differs = judge(edition.decode())
    assert verdict == NOT_VERIFIED
    assert sorted(differs) == sorted(verify_web(edition).differs)


def test_letters_of_positions_are_read(judge, tmp_path: Path):
    edition = answered(tmp_path.resolve(), html=True).decode()
    assert judge(edition) == (VERIFIED, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      ![A map", "      ## See f() and [the head](#what-happened) also\n\n      ![A map"),
        ("      ![A map", "      **See f() and *[the head](#what-happened)***\n\n      ![A map"),
        (
            "says: It “stays closed until Friday”.}",
            "says: 'It “stays closed until Friday”. [!closed]'}",
        ),
        ("Nobody else was heard", "Nobody\u3000else\u2009was heard"),
        ("      ![A map", "      So it is.^[See ![the map](map.svg) here.]\n\n      ![A map"),
        (
            "      ![A map",
            "      See [**the** `c` ~~x~~](https://b.example), www.c.example.\n\n      ![A map",
        ),
    ],
    ids=[
        "a place in a heading",
        "a place in stressed words",
        "a mark in a position",
        "wide spaces",
        "a picture in a note",
        "styled words in a link",
    ],
)
def test_what_is_beside_words_is_known(judge, tmp_path: Path, old, new):
    assert old in BRIEF
    edition = built(workspace_of(tmp_path, BRIEF.replace(old, new)))
    assert verify_web(edition.encode()).differs == ()
    assert judge(edition) == (VERIFIED, [])


@pytest.mark.parametrize(
    ("language", "options"),
    [
        ("en-US", {}), ("en-US", {"large_print": True}), ("en-US", {"theme": "two-pager"}),
        ("ar", {}), ("he", {"large_print": True}),
    ],
)  # fmt: skip
def test_every_shape_is_known(judge, language, options, tmp_path: Path):
    path = workspace_of(tmp_path, f"language: {language}\n{EVERY_SHAPE}")
    edition = built(path, **options)
    assert judge(edition) == (VERIFIED, [])
    if not options and language == "en-US":
        assert judge(forged(ANSWERED_LATER)(edition))[0] == NOT_VERIFIED


def test_a_list_of_sources_is_known_whichever_way_they_run(judge, tmp_path: Path):
    path = workspace_of(tmp_path, "title: T\ndate: 2026-11-20\nlanguage: ar\nappendix: none\n"
        "sources: [report, port]\nkey_points: ['It was shut [@B1].']\n")  # fmt: skip
    (tmp_path / "seeds" / "port.txt").write_text("It was shut.\n", encoding="utf-8")
    with (tmp_path / "seeds" / "sources.yaml").open("a", encoding="utf-8") as catalogue:
        catalogue.write("  - {id: port, file: port.txt, title: ميناء المدينة, publisher: '12'}\n")
    edition = built(path)
    assert verify_web(edition.encode()).differs == ()
    assert judge(edition) == (VERIFIED, [])


def test_a_list_of_changes_is_known(judge, tmp_path: Path):
    path = workspace_of(tmp_path, CHANGED)
    (tmp_path / "briefs" / "old.yaml").write_text(EVERY_SHAPE, encoding="utf-8")
    edition = built(path, since=str(tmp_path / "briefs" / "old.yaml"))
    assert "The negation “nobody” was dropped." in edition
    assert judge(edition) == (VERIFIED, [])


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_page_is_not_verified(judge, edition, name):
    alter, _ = ALTERED[name]
    altered = alter(edition) if name in LEFT_TO_THE_COMMAND else forged(alter)(edition)
    assert judge(altered)[0] == NOT_VERIFIED


@pytest.mark.parametrize("name", OTHER_STYLES)
def test_a_style_sheet_that_hides_or_adds_words_is_refused(judge, edition, name):
    alter, said = OTHER_STYLES[name]
    for kind in (forged, of_another_version):
        verdict, differs = judge(kind(alter)(edition))
        assert verdict == NOT_VERIFIED
        assert any(said in line for line in differs), differs


@pytest.fixture(scope="module")
def noted(judge: Callable[[str], Verdict], tmp_path_factory: pytest.TempPathFactory) -> str:
    page = built(workspace_of(tmp_path_factory.mktemp("noted"), NOTED))
    assert judge(page) == (VERIFIED, [])
    return page


@pytest.mark.parametrize("name", LINKED)
def test_links_and_pictures_are_in_their_places(judge, noted, name):
    alter, _ = LINKED[name]
    altered = alter(noted) if name in LEFT_TO_THE_COMMAND else forged(alter)(noted)
    assert judge(altered)[0] == NOT_VERIFIED


@pytest.fixture(scope="module")
def turned(judge: Callable[[str], Verdict], tmp_path_factory: pytest.TempPathFactory) -> str:
    page = built(workspace_of(tmp_path_factory.mktemp("turned"), TURNED))
    assert judge(page) == (VERIFIED, [])
    return page


@pytest.mark.parametrize("name", OTHERWISE)
def test_words_run_and_lines_end_as_the_brief_gives_them(judge, turned, name):
    assert judge(forged(OTHERWISE[name][0])(turned))[0] == NOT_VERIFIED


@pytest.mark.parametrize("name", [*BY_DIGEST, *IN_THE_EVIDENCE])
def test_other_alterations_are_found(judge, edition, name):
    alter = BY_DIGEST.get(name) or IN_THE_EVIDENCE[name][0]
    assert judge(alter(edition))[0] == NOT_VERIFIED


def test_a_page_without_its_evidence_is_not_called_altered(judge, edition):
    stripped = without(r"<script.*?</script>\n")(edition)
    assert judge(stripped)[0] == NO_EVIDENCE
    assert verify_web(stripped.encode()).verdict == NO_EVIDENCE
