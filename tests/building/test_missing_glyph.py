"""Characters that no font has: which, where, and what to install."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from briefgen.api import build, verify
from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.checking.engine import check_brief
from briefgen.checking.rules.missing_glyph import unprintable
from briefgen.load.library import load_library
from briefgen.model.options import Options
from briefgen.model.text import Text
from briefgen.resolve.result import ResolvedBrief
from briefgen.workspace.workspace import find_workspace

pytestmark = pytest.mark.slow


def has_font(language: str) -> bool:
    """Whether the system has a font for a language; fontconfig knows."""
    try:
        found = subprocess.run(
            ["fc-list", f":lang={language}"],  # noqa: S607
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        return False
    return bool(found.stdout.strip())


@pytest.fixture
def resolved(workspace: Path):
    """The brief of a workspace with Chinese in its source and its second key point."""
    (workspace / "seeds" / "report.txt").write_text("Harbour\n港口关闭。\n", encoding="utf-8")
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        "title: T\ndate: 2026-11-20\nsources: [report]\n"
        "key_points:\n  - One [@A2].\n  - A word, 港, and \U0001f71a [@A2].\n",
        encoding="utf-8",
    )
    found = find_workspace(path)
    checked = check_brief(found, path, load_library(found))
    assert checked.resolved is not None
    return checked.resolved


def test_a_missing_character_is_named_where_it_stands_first(resolved):
    (finding,) = unprintable(resolved, ["港"])
    assert str(finding.span) == "briefs/harbour.yaml:6:13"
    assert finding.message == ("no font here can print “港” (U+6E2F CJK UNIFIED IDEOGRAPH-6E2F)")
    assert finding.hint is not None
    assert "fonts-noto-cjk" in finding.hint


def test_what_stands_in_a_source_only_is_told_there_all_at_once(resolved):
    (finding,) = unprintable(resolved, list("口关闭。"))
    assert str(finding.span) == "seeds/report.txt:2:2"
    assert finding.message.endswith(", nor 3 more: 关 闭 。")


def test_a_part_of_a_character_is_named_as_that_character(resolved):
    brief = replace(resolved.brief, title=Text("น้ำ", "b.yaml", ((0, 1, 8),)))
    (finding,) = unprintable(replace(resolved, brief=brief), ["\u0e4d"])
    assert str(finding.span) == "b.yaml:1:10"
    assert "“ำ” (U+0E33 THAI CHARACTER SARA AM)" in finding.message


def test_each_package_that_helps_is_told_once(resolved):
    hints = [finding.hint for finding in unprintable(resolved, list("港口\U0001f71a"))]
    assert [hint and hint.split("Ubuntu ")[1].split(")")[0] for hint in hints] == [
        "fonts-noto-cjk", "fonts-symbola", "fonts-noto-cjk",
    ]  # fmt: skip


def test_of_very_many_the_first_are_listed(resolved):
    greek = [chr(number) for number in range(0x3B1, 0x3C0)]
    (finding,) = unprintable(resolved, greek)
    assert finding.message == (
        "no font here can print “α” (U+03B1 GREEK SMALL LETTER ALPHA), nor 14 more: "
        "β γ δ ε ζ η θ ι κ λ μ ν …"
    )
    (finding,) = unprintable(resolved, greek[:13])
    assert finding.message.endswith(", nor 12 more: β γ δ ε ζ η θ ι κ λ μ ν")


@pytest.mark.parametrize("character", ["\ue000", "\u0378"])
def test_a_character_without_an_agreed_shape_is_replaced(resolved, character):
    (finding,) = unprintable(resolved, [character])
    number = f"U+{ord(character):04X}"
    assert finding.message == (f"no font here can print “{character}” ({number} without a name)")
    assert finding.hint == "Replace it: it has no agreed shape."


def test_a_control_character_is_to_be_removed(resolved):
    (finding,) = unprintable(resolved, ["\x85"])
    assert finding.hint == "Remove it: a control character prints nothing."


def test_a_character_of_the_themes_is_told_at_the_title(resolved):
    (finding,) = unprintable(resolved, ["ก"])
    assert str(finding.span) == "briefs/harbour.yaml:1:8"
    assert finding.hint is not None
    assert "fonts-noto-core" in finding.hint


def test_what_our_own_words_need_is_told_at_the_language(workspace: Path) -> None:
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        "title: T\ndate: 2026-11-20\nlanguage: ja\nsources: [report]\nkey_points: ['One [@A1].']\n",
        encoding="utf-8",
    )
    found = find_workspace(path)
    resolved = check_brief(found, path, load_library(found)).resolved
    assert resolved is not None
    (finding,) = unprintable(resolved, list("年月日"))
    assert str(finding.span) == "briefs/harbour.yaml:3:11"
    assert finding.message.endswith(", nor 2 more: 日 月")


def test_build_stops_at_a_character_that_no_font_can_have(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    text = path.read_text(encoding="utf-8").replace("The harbour was", "The \U000f1234 was")
    path.write_text(text, encoding="utf-8")
    ran = briefgen("build", path)
    assert ran.code == 1
    assert "briefs/harbour.yaml:5:9: error: missing-glyph: no font here can print" in ran.err
    assert "U+F1234" in ran.err
    assert "Replace it" in ran.err
    assert not (workspace / "output" / "harbour.pdf").exists()


@pytest.mark.parametrize("control", ["\v", "\f", "\x85"])
def test_a_control_character_is_told_alike_in_both_editions(
    workspace: Path, briefgen: Any, control: str
) -> None:
    source = workspace / "seeds" / "report.txt"
    source.write_text(f"Harbour\nThe lock is {control}shut.\n", encoding="utf-8")
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        "title: T\ndate: 2026-11-20\nsources: [report]\nkey_points: ['One [@A1].']\n",
        encoding="utf-8",
    )
    for edition in ([], ["--html"]):
        ran = briefgen("build", path, *edition)
        assert ran.code == 1
        assert "seeds/report.txt:2:13: error: missing-glyph" in ran.err
        assert "pdf-differs" not in ran.err
    assert briefgen("build", path, "--html", "--draft").code == 0


@pytest.mark.parametrize(
    ("typed", "rule"), [("harbour", "pdf-differs"), ("\ue000", "missing-glyph")]
)
def test_what_is_read_back_in_its_place_is_not_told_as_well(
    typed: str, rule: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.building.pipeline.differences", lambda *_: ["the page differs"])
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        f"title: The {typed}\ndate: 2026-11-20\nsources: [report]\nkey_points: ['One [@A1].']\n",
        encoding="utf-8",
    )
    printed = make(Job(workspace, path, Options())).printed
    assert printed is not None
    assert [problem.rule for problem in printed.problems] == [rule]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "أغلق الميناء يوم الاثنين، حسبما قال المجلس."),
        ("zh", "市议会表示，港口于星期一关闭。"),
    ],
)
def test_other_scripts_print_where_the_system_has_a_font(workspace, briefgen, language, words):
    if not has_font(language):
        pytest.skip(f"this system has no font for {language}")
    (workspace / "seeds" / "report.txt").write_text(f"{words}\n", encoding="utf-8")
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        f"title: {words}\ndate: 2026-11-20\nlanguage: {language}\nsources: [report]\n"
        f"key_points: ['“{words}” [@A1].']\n",
        encoding="utf-8",
    )
    ran = briefgen("build", path)
    assert ran.code == 0, ran.err
    pdf = workspace / "output" / "harbour.pdf"
    assert PdfReader(pdf).root_object["/Lang"] == language
    assert briefgen("verify", pdf).code == 0


def test_what_a_picture_says_is_told_at_its_place_in_the_picture(workspace: Path) -> None:
    path = workspace / "briefs" / "harbour.yaml"
    (workspace / "briefs" / "map.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20">\n<text>Pier 港</text></svg>',
        encoding="utf-8",
    )
    path.write_text(
        "title: T\ndate: 2026-11-20\nsources: [report]\nsections:\n"
        "  - heading: H\n    body: |\n      ![A map](map.svg)\n",
        encoding="utf-8",
    )
    found = find_workspace(path)
    resolved = check_brief(found, path, load_library(found)).resolved
    assert resolved is not None
    (finding,) = unprintable(resolved, ["港"])
    assert str(finding.span) == "briefs/map.svg:2:12"


def test_a_sign_that_its_font_gives_no_width_is_told_or_can_be_proved(workspace: Path) -> None:
    """Which fonts the system has for these decides: Noto Serif's are printed over their letters."""
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        "title: Les‿amis\ndate: 2026-11-20\nsources: [report]\nkey_points: ['One [@A1].']\n",
        encoding="utf-8",
    )
    built = build(path)
    errors = [finding for finding in built.findings if finding.severity == "error"]
    if errors:
        (finding,) = errors
        assert (finding.rule, finding.subject) == ("missing-glyph", "‿")
        assert (finding.span.line, finding.span.column) == (1, 11)
    else:
        assert built.path is not None
        assert verify(built.path).holds


def test_what_a_font_gives_no_width_is_named(resolved: ResolvedBrief) -> None:
    (finding,) = unprintable(resolved, ["港"], has_glyph=True)
    assert finding.message.startswith("no font here can give a width to “港” (U+6E2F")
    assert finding.hint is not None
    assert finding.hint.startswith("Replace it")
