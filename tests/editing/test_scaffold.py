"""`briefgen init` and `new`: what they write builds as it is, and nothing is overwritten."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefgen.editing.scaffold import new_brief
from briefgen.load.library import load_library
from briefgen.workspace.workspace import find_workspace

CLEAN = "0 failed, 0 could not be checked; 0 errors, 0 warnings, 0 notes"


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def schema_of(brief: Path) -> dict[str, object]:
    """The schema that the brief's modeline names, as VS Code looks it up."""
    first, *_ = brief.read_text(encoding="utf-8").splitlines()
    start = "# yaml-language-server: $schema="
    assert first.startswith(start)
    loaded: dict[str, object] = json.loads((brief.parent / first[len(start) :]).read_bytes())
    return loaded


@pytest.fixture
def started(briefgen, tmp_path, monkeypatch):
    """A workspace that `init` has just made, and the current folder in it."""
    assert briefgen("init", tmp_path / "desk").code == 0
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.mark.slow
def test_init_makes_a_workspace_that_is_clean_and_builds(briefgen, started):
    assert files(started) == {
        ".gitattributes", ".gitignore", "brief.schema.json", "briefs/library-hours.yaml",
        "seeds/newsletter.txt",
        "seeds/notice.txt", "seeds/sources.yaml",
    }  # fmt: skip
    checked = briefgen("check", "--strict")
    assert checked.code == 0
    assert checked.out.rstrip().endswith(CLEAN)
    assert briefgen("build").code == 0
    assert briefgen("verify", "output/library-hours.pdf").code == 0


def test_init_says_what_it_wrote_and_what_to_do_next(briefgen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = briefgen("init", "my desk").out.splitlines()
    assert [Path(line).as_posix() for line in lines[:-1]] == [
        f"my desk/{name}"
        for name in (
            "briefs/library-hours.yaml", "seeds/newsletter.txt", "seeds/notice.txt",
            "seeds/sources.yaml", ".gitattributes", ".gitignore", "brief.schema.json",
        )
    ]  # fmt: skip
    assert lines[-1] == "Now type: cd 'my desk' && briefgen build"


def test_the_example_shows_both_kinds_of_claim_and_every_kind_of_citation(started):
    brief = yaml.safe_load((started / "briefs" / "library-hours.yaml").read_bytes())
    assert {"claim", "question"} <= {key for claim in brief["claims"] for key in claim}
    assert len(brief["sources"]) == 2
    assert "> [@not-asked]" in brief["sections"][1]["body"]


@pytest.mark.parametrize("name", ["seeds/notice.txt", ".gitignore", "briefs/library-hours.yaml"])
def test_init_overwrites_nothing(briefgen, tmp_path, name):
    mine = tmp_path / "desk" / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    ran = briefgen("init", tmp_path / "desk")
    assert ran.code == 2
    assert f"{name} is already there" in ran.err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert files(tmp_path / "desk") == {name}


def test_init_where_a_file_has_the_name(briefgen, tmp_path):
    (tmp_path / "desk").write_text("mine", encoding="utf-8")
    ran = briefgen("init", tmp_path / "desk")
    assert ran.code == 2
    assert "there is a file of that name" in ran.err


def test_init_goes_into_a_folder_that_holds_other_things(briefgen, tmp_path, monkeypatch):
    (tmp_path / "README").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert briefgen("init", ".").code == 0
    assert briefgen("check", "--strict").code == 0


@pytest.mark.slow
def test_new_writes_a_brief_that_is_clean_and_builds(briefgen, started):
    ran = briefgen("new", "town-square")
    assert (ran.code, Path(ran.out.strip()).as_posix()) == (0, "briefs/town-square.yaml")
    checked = briefgen("check", "--strict", "briefs/town-square.yaml")
    assert checked.code == 0
    assert checked.out.startswith("1 brief, 1 citation: 1 verified")
    assert checked.out.rstrip().endswith(CLEAN)
    assert briefgen("build", "briefs/town-square.yaml").code == 0


def test_a_new_brief_has_a_title_and_todays_date(workspace):
    space = find_workspace(workspace)
    new_brief(space, load_library(space), "town-square_2", date(2026, 1, 5))
    brief = yaml.safe_load((workspace / "briefs" / "town-square_2.yaml").read_bytes())
    assert (brief["title"], brief["date"]) == ("Town square 2", date(2026, 1, 5))
    assert brief["sources"] == ["report"]


@pytest.mark.slow
def test_a_new_brief_in_a_workspace_without_sources_builds_too(briefgen, tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    assert briefgen("new", "first").code == 0
    assert briefgen("check", "--strict").out.rstrip().endswith(CLEAN)
    assert briefgen("build").code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["* not a list: “so, it, *said*, [sic] …", "A\n\nA\n", "{{ A }} <b> & [@A1] `code` $name"],
)
def test_a_new_brief_quotes_any_text_as_it_stands(briefgen, tmp_path, monkeypatch, text):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "opening.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    briefgen("new", "first")
    ran = briefgen("check")
    assert ran.code == 0
    assert "1 verified, 0 failed" in ran.out
    assert briefgen("build").code == 0


def test_new_overwrites_nothing(briefgen, workspace):
    before = (workspace / "briefs" / "harbour.yaml").read_bytes()
    for name in ("harbour", "harbour.yaml", "briefs/harbour.yaml"):
        ran = briefgen("new", name)
        assert ran.code == 2
        assert "briefs/harbour.yaml is already there" in ran.err
    assert (workspace / "briefs" / "harbour.yaml").read_bytes() == before
    assert not (workspace / "brief.schema.json").exists()


@pytest.mark.parametrize("name", ["../up", "a/b", ".hidden", "", "two words", "-x", "/x"])
def test_names_that_no_brief_can_have(briefgen, workspace, name):
    before = files(workspace)
    ran = briefgen("new", "--", name)
    assert ran.code == 2
    assert "cannot be the name of a brief" in ran.err
    assert files(workspace) == before


def test_the_modeline_leads_to_a_schema_that_the_brief_fits(briefgen, started, workspace):
    for root, name in ((started, "library-hours"), (workspace, "fresh")):
        if name == "fresh":
            assert briefgen("--root", root, "new", name).code == 0
        path = root / "briefs" / f"{name}.yaml"
        brief = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 (makes texts only)
        Draft202012Validator(schema_of(path)).validate(brief)


def test_a_schema_that_is_there_already_stays(briefgen, workspace):
    (workspace / "brief.schema.json").write_text("{}", encoding="utf-8")
    assert briefgen("new", "fresh").code == 0
    assert (workspace / "brief.schema.json").read_text(encoding="utf-8") == "{}"
