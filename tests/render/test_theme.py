from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import BriefgenError
from briefgen.render.theme import load_theme


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_workspace_folder_wins_file_by_file(tmp_path: Path) -> None:
    write(tmp_path / "policy-brief" / "claims.css", "p { color: black }")
    packaged = load_theme("policy-brief", workspace_templates=None)
    own = load_theme("policy-brief", workspace_templates=tmp_path)
    assert own.text("claims.css") == "p { color: black }"
    assert own.text("appendix.css") == packaged.text("appendix.css")
    assert own.parts == packaged.parts


def test_a_theme_changes_what_it_sets_in_the_theme_that_it_extends(tmp_path: Path) -> None:
    write(
        tmp_path / "one-page" / "theme.yaml",
        "extends: policy-brief\nparts: [masthead, key_points]\nnotes: end\nmax_pages: 1\n",
    )
    theme = load_theme("one-page", workspace_templates=tmp_path)
    packaged = load_theme("policy-brief", workspace_templates=None)
    assert (theme.name, theme.parts, theme.notes, theme.max_pages) == (
        "one-page",
        ("masthead", "key_points"),
        "end",
        1,
    )
    assert theme.styles == packaged.styles
    assert theme.text("text.css") == packaged.text("text.css")


def test_an_unknown_theme_is_told_the_nearest() -> None:
    with pytest.raises(BriefgenError) as caught:
        load_theme("policy-breif", workspace_templates=None)
    assert str(caught.value) == "there is no theme policy-breif\n  Did you mean policy-brief?"


@pytest.mark.parametrize("name", ["../secret", "/etc", ".", "a/b"])
def test_a_theme_name_is_no_path(name: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "secret").mkdir()
    with pytest.raises(BriefgenError, match="there is no theme"):
        load_theme(name, workspace_templates=tmp_path / "templates")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("part: [masthead]", "unknown key part"),
        ("parts: masthead", "parts is a list of names"),
        ("parts: [masthed]", "no template prints the part masthed"),
        ("styles: [mine.css]", "there is no style sheet mine.css"),
        ("notes: margin", "notes is page or end, not margin"),
        ("max_pages: few", "max_pages is a number of pages, not few"),
        ("parts: [", r"the `\[` that opens here is not closed"),
        ("extends: own", "the theme own extends itself"),
        ("- parts", "expected keys with values"),
    ],
)
def test_a_theme_that_cannot_be_used_says_why(settings: str, message: str, tmp_path: Path) -> None:
    text = settings if "extends" in settings else f"{settings}\nextends: policy-brief\n"
    write(tmp_path / "own" / "theme.yaml", text if settings[0] != "-" else settings)
    with pytest.raises(BriefgenError, match=message) as caught:
        load_theme("own", workspace_templates=tmp_path)
    assert str(caught.value.at).startswith("templates/own/theme.yaml")


def test_a_link_out_of_the_theme_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "secret.css", "")
    write(tmp_path / "templates" / "own" / "theme.yaml", "extends: policy-brief\n")
    (tmp_path / "templates" / "own" / "mine.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(BriefgenError, match=r"mine\.css: the file is a link to somewhere outside"):
        load_theme("own", workspace_templates=tmp_path / "templates")


def test_labels_fall_back_to_english_word_by_word(tmp_path: Path) -> None:
    write(
        tmp_path / "policy-brief" / "labels.yaml",
        "en: {claims: Contested claims, notes: Notes}\nde: {claims: Strittiges}\n",
    )
    labels = load_theme("policy-brief", workspace_templates=tmp_path).labels("de-AT")
    assert dict(labels) == {"claims": "Strittiges", "notes": "Notes"}


def test_a_theme_that_extends_an_unknown_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "theme.yaml").write_text("extends: policy-breif\n", encoding="utf-8")
    with pytest.raises(BriefgenError) as caught:
        load_theme("own", workspace_templates=tmp_path)
    assert (caught.value.at, caught.value.message) == (
        "templates/own/theme.yaml",
        "there is no theme policy-breif",
    )
