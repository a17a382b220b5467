"""A brief as it is typed, beside the edition that it replaces."""

from __future__ import annotations

from pathlib import Path

from briefgen.api import build
from briefgen.lsp.reading import OpenBrief, read
from briefgen.workspace.workspace import Workspace
from tests.harbour import write_workspace

BRIEF = """\
title: The harbour
date: 2026-11-20
sources: [report]
key_points:
  - Boats “waited outside” [@A4]. [!asked]
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: asserts, by: The council, cite: A2}
      - {stance: denies, by: The ministry, cite: A3}
      - {stance: denies, by: A spokesman, cite: A3}
"""
LATER = BRIEF.replace("      - {stance: denies, by: A spokesman, cite: A3}\n", "").replace(
    "2026-11-20", "2026-11-27\nreplaces: output/first.pdf\nchanges: [A third source.]"
)


def rules(opened: OpenBrief) -> set[str]:
    return {one.rule for one in opened.findings}


def test_what_changes_does_not_tell_is_found_as_it_is_typed(tmp_path: Path) -> None:
    brief = write_workspace(tmp_path, BRIEF)
    first = tmp_path / "output" / "first.pdf"
    assert build(brief, first).ok
    workspace = Workspace(tmp_path.resolve())
    opened = read(LATER, brief, workspace, None)
    assert "changes-untold" in rules(opened)
    told = LATER.replace("A third source.", "A spokesman was misheard.")
    again = read(told, brief, workspace, opened)
    assert "changes-untold" not in rules(again)
    # The edition is not opened again until its file changes.
    assert opened.earlier
    assert again.earlier is opened.earlier
    first.write_bytes(first.read_bytes() + b"\n")
    assert read(told, brief, workspace, again).earlier is not opened.earlier
    first.unlink()
    assert "invalid-brief" in rules(read(told, brief, workspace, again))
