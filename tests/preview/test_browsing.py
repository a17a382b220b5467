"""What is looked up beside the pages, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.load.library import load_library
from briefgen.preview.browsing import shown_lines, snippet_of
from briefgen.preview.saved import read_saved
from briefgen.workspace.workspace import find_workspace
from tests.harbour import BRIEF, write_workspace

ASKED = {"path": "briefs/harbour.yaml", "line": "5", "column": "3"}


def test_a_line_opens_in_vs_code_where_that_is_the_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = write_workspace(tmp_path / "a quay #1")
    monkeypatch.setenv("TERM_PROGRAM", "vscode")
    at = shown_lines(ASKED, find_workspace(brief))
    folder = tmp_path.as_posix()
    assert at["open"] == f"vscode://file{folder}/a%20quay%20%231/briefs/harbour.yaml:5:3"


def test_elsewhere_a_line_is_only_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = write_workspace(tmp_path)
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.setenv("VISUAL", "vi")
    at = shown_lines(ASKED, find_workspace(brief))
    assert "open" not in at
    assert at["line"] == 5


@pytest.mark.parametrize(
    ("chosen", "copied"),
    [
        ("heard of it from the press,” a", "“We heard of it from the press,” a"),
        ("asked. “We heard", "asked. “We heard of it from the press,”"),
        ("was asked", "was asked"),
    ],
)
def test_half_a_pair_of_marks_is_not_copied(tmp_path: Path, chosen: str, copied: str) -> None:
    brief = write_workspace(tmp_path)
    workspace = find_workspace(brief)
    sound = read_saved(workspace, brief, lambda: load_library(workspace)).sound
    assert sound
    made = snippet_of({"source": "report", "paragraph": "3", "words": chosen}, sound)
    assert made
    assert made["citation"] == f"“{copied}” [@A3]"
    brief.write_text(f"{BRIEF}  - {made['citation']}.\n".replace("- “", "- So “"), "utf-8")
    found = read_saved(workspace, brief, lambda: load_library(workspace)).findings
    # What is left out before the words is another matter.
    assert {one.rule for one in found} <= {"quotation-drops-qualifier"}


@pytest.mark.parametrize("path", ["../outside.yaml", "/etc/hostname", "briefs/none.yaml/x"])
def test_nothing_outside_the_workspace_is_shown(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.yaml").write_text("secret", encoding="utf-8")
    workspace = find_workspace(write_workspace(tmp_path / "quay"))
    assert "secret" not in str(shown_lines({**ASKED, "path": path}, workspace))
