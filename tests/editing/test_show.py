"""`briefgen show`: the sources at the terminal, and who cites them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.editing.show import source_lines
from briefgen.load.library import load_library
from briefgen.workspace.workspace import find_workspace
from tests.harbour import BRIEF, REPORT

LINES = REPORT.splitlines()


def write(workspace: Path, text: str, name: str = "harbour") -> None:
    (workspace / "briefs" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_the_list_gives_letter_length_stamp_and_title(briefgen, workspace):
    (workspace / "seeds" / "annex.txt").write_text("One line.\n", encoding="utf-8")
    assert briefgen("show").out.splitlines() == [
        "A  report  4 paragraphs, 36 words  not stamped  Harbour closed",
        "   annex   1 paragraph, 2 words    not stamped  annex",
    ]


def test_the_list_says_what_became_of_a_text_since_its_stamp(briefgen, workspace):
    briefgen("stamp")
    assert "  stamped  " in briefgen("show").out
    (workspace / "seeds" / "report.txt").write_text(f"{REPORT}More.\n", encoding="utf-8")
    assert "changed since it was stamped" in briefgen("show").out
    (workspace / "seeds" / "report.txt").unlink()
    assert "cannot be read" in briefgen("show").out


def test_paragraphs_are_numbered_as_the_appendix_prints_them(briefgen, workspace):
    expected = [f"A{number}  {line}" for number, line in enumerate(LINES, 1)]
    assert briefgen("show", "report").out.splitlines() == expected
    assert briefgen("show", "report", "2").out.splitlines() == expected[1:2]
    assert briefgen("show", "report", "¶2–3").out.splitlines() == expected[1:3]


def test_a_letter_on_which_briefs_differ_is_not_shown(briefgen, workspace):
    (workspace / "seeds" / "annex.txt").write_text("One line.\n", encoding="utf-8")
    write(workspace, BRIEF.replace("[report]", "[annex, report]").replace("A2", "B2"), "second")
    assert briefgen("show", "report", "1").out == f"1  {LINES[0]}\n"


def test_cited_says_which_briefs_cite_a_source(briefgen, workspace):
    write(workspace, f"{BRIEF}  - All of it [@report], and [@A2].\n")
    assert briefgen("show", "--cited").out.splitlines()[1:] == [
        "    briefs/harbour.yaml: 3 citations: as a whole, ¶2"
    ]


def test_cited_says_where_each_paragraph_is_cited(briefgen, workspace):
    passage = "passages:\n  order: {source: report, paragraphs: 2-3}\n"
    write(workspace, f"{BRIEF}  - Two of them [@order]; all [@report].\n{passage}")
    assert briefgen("show", "report", "2-4", "--cited").out.splitlines() == [
        "as a whole: briefs/harbour.yaml:6:32 [@report]",
        f"A2  {LINES[1]}",
        "    <- briefs/harbour.yaml:5:41 [@A2]",
        "    <- briefs/harbour.yaml:6:18 [@order]",
        f"A3  {LINES[2]}",
        "    <- briefs/harbour.yaml:6:18 [@order]",
        f"A4  {LINES[3]}",
    ]


def test_a_broken_brief_hides_no_source(briefgen, workspace):
    write(workspace, "title: [\n")
    assert briefgen("show", "report", "1", "--cited").out == f"1  {LINES[0]}\n"


def test_a_terminal_gets_lines_that_fit(workspace):
    library = load_library(find_workspace(workspace))
    (source,) = library.readable()
    lines = list(source_lines(source, 2, 2, [], cited=False, width=40))
    assert len(lines) > 1
    assert all(len(line) <= 40 for line in lines)
    assert lines[0].startswith("2  The harbour")
    assert all(line.startswith("   ") for line in lines[1:])


def test_a_row_of_a_table_is_a_line(briefgen, workspace):
    rows = "| Year | Visitors | Note |\n|---|---|---|\n| 2024 | 900 | few |\n"
    (workspace / "seeds" / "table.md").write_text(rows, encoding="utf-8")
    assert briefgen("show", "table").out.splitlines() == [
        "1  Year   Visitors   Note",
        "2  2024   900   few",
    ]


def test_control_characters_of_a_text_are_shown_not_sent_to_the_terminal(briefgen, workspace):
    (workspace / "seeds" / "report.txt").write_text("A\x1b[31m line.\n", encoding="utf-8")
    assert "\x1b" not in briefgen("show", "report").out


@pytest.mark.parametrize("typed", ["0", "5", "3-2", "x", "1-9"])
def test_paragraphs_that_are_not_there(briefgen, workspace, typed):
    ran = briefgen("show", "report", typed)
    assert (ran.code, ran.out) == (2, "")
    assert "paragraph" in ran.err


def test_a_workspace_without_sources(briefgen, tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    ran = briefgen("show")
    assert ran.code == 2
    assert "Put a text into seeds/" in ran.err


def two_briefs(workspace: Path) -> None:
    (workspace / "seeds" / "other.txt").write_text("One.\nTwo.\n", encoding="utf-8")
    other = workspace / "briefs" / "other.yaml"
    typed = (workspace / "briefs" / "harbour.yaml").read_text(encoding="utf-8")
    other.write_text(typed.replace("[report]", "[other, report]"), encoding="utf-8")


def test_a_letter_names_a_source_and_its_paragraph(briefgen, workspace):
    assert briefgen("show", "A").out == briefgen("show", "report").out
    assert briefgen("show", "A2").out == briefgen("show", "report", "2").out
    assert briefgen("show", "A2-3").out == briefgen("show", "report", "2-3").out
    assert "there is no source “B”" in briefgen("show", "B").err


def test_where_briefs_do_not_agree_the_brief_is_asked_for(briefgen, workspace):
    two_briefs(workspace)
    ran = briefgen("show", "A2")
    assert ran.code == 2
    assert "the briefs do not agree on source A" in ran.err
    assert "--brief" in ran.err
    assert briefgen("show", "B2", "--brief", "briefs/other.yaml").out == (
        briefgen("show", "report", "2", "--brief", "briefs/other.yaml").out
    )
    assert "Two." in briefgen("show", "A2", "--brief", "briefs/other.yaml").out
