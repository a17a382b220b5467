"""`check --fix`: what is safe is mended, byte for byte, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.editing import fixing

BRIEF = """\
title: The harbour  # of the port
date: 2026-11-20
sources: [report]
passages:
  p:
    source: report
    paragraph: 3  # look again
    quote: closed on Monday
key_points:
  - So [@pp], and “closed on Monday” [@A3].
ignore:
  - rule: source-twice
    reason: It is so.
"""
SAFE = BRIEF.replace("paragraph: 3", "paragraph: 2").replace("@pp", "@p").partition("ignore:")[0]


@pytest.fixture
def brief(workspace):
    path = workspace / "briefs" / "harbour.yaml"
    path.write_bytes(BRIEF.encode())
    return path


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_safe_fixes_change_only_what_they_name(briefgen, brief, mark, line_end):
    brief.write_bytes(mark + BRIEF.encode().replace(b"\n", line_end))
    assert briefgen("check", "--fix").code == 1
    mended = mark + SAFE.encode().replace(b"\n", line_end)
    assert brief.read_bytes() == mended
    briefgen("check", "--fix", brief)
    assert brief.read_bytes() == mended


def test_those_of_a_rule_are_applied_where_it_is_named(briefgen, brief):
    ran = briefgen("check", "--fix=quotation-not-in-citation")
    assert ran.code == 0
    assert brief.read_bytes() == SAFE.replace("@A3", "@A2").encode()
    assert "fixed: briefs/harbour.yaml:10:" in ran.err


def test_rules_whose_fixes_are_left_are_named(briefgen, brief):
    ran = briefgen("check", "--fix")
    assert ran.err.splitlines()[-1] == (
        "more fixes are on offer: look at the findings, then type --fix=quotation-not-in-citation"
    )
    assert "more fixes" not in briefgen("check", "--fix=quotation-not-in-citation").err


def test_a_dry_run_prints_and_changes_nothing(briefgen, brief):
    ran = briefgen("check", "--fix", "--dry-run")
    change = "-    paragraph: 3  # look again\n+    paragraph: 2  # look again\n"
    assert change in ran.out
    aside = briefgen("check", "--fix", "--dry-run", "--format", "json")
    assert change in aside.err
    assert aside.json["version"] == 1
    assert brief.read_bytes() == BRIEF.encode()
    assert briefgen("check", "--dry-run").code == 2
    assert briefgen("check", "--fix=no-rule").code == 2


def test_a_source_is_never_vouched_for(briefgen, workspace, brief):
    briefgen("stamp")
    report = workspace / "seeds" / "report.txt"
    report.write_text("A line.\n" + report.read_text(encoding="utf-8"), encoding="utf-8")
    catalogue = (workspace / "seeds" / "sources.yaml").read_bytes()
    assert briefgen("check", "--fix").code == 1
    assert (workspace / "seeds" / "sources.yaml").read_bytes() == catalogue
    assert b"paragraph: 3  # look again" in brief.read_bytes()


def test_a_passage_that_moved_is_renumbered_though_others_moved_too(briefgen, workspace, brief):
    entry = "  q:\n    source: report\n    paragraph: 3\n    quote: heard of it\n"
    second = SAFE.replace("key_points:", f"{entry}key_points:").replace("[@p]", "[@p; @q]")
    brief.write_text(second, encoding="utf-8")
    briefgen("stamp")
    report = workspace / "seeds" / "report.txt"
    report.write_text("A line.\n" + report.read_text(encoding="utf-8"), encoding="utf-8")
    briefgen("check", "--fix")
    moved = second.replace("paragraph: 3", "paragraph: 4").replace("paragraph: 2", "paragraph: 3")
    assert brief.read_text(encoding="utf-8") == moved


def test_a_fix_that_would_bring_a_new_error_is_not_applied(briefgen, brief):
    # Once the passage is found, the other quotation of its bracket is looked for in it.
    broken = SAFE.replace("paragraph: 2", "paragraph: 4").replace(
        "So [@p]", "So “it was asked” [@p]"
    )
    brief.write_text(broken, encoding="utf-8")
    assert briefgen("check", "--fix").code == 1
    assert brief.read_text(encoding="utf-8") == broken


def test_causes_are_mended_before_what_follows_from_them(briefgen, brief):
    meant = SAFE.replace("[@A3]", "[@A2]").replace("So [@p]", "It is “on Monday” [@p]")
    brief.write_text(meant.replace("[@p]", "@p"), encoding="utf-8")
    briefgen("check", "--fix=passage-unused,citation-outside-brackets")
    assert brief.read_text(encoding="utf-8") == meant


def test_a_file_that_changed_meanwhile_is_left_alone(briefgen, brief, monkeypatch):
    monkeypatch.setattr(fixing, "read_bytes", _changing(brief))
    ran = briefgen("check", "--fix")
    assert ran.code == 2
    assert "changed while it was being mended" in ran.err
    assert brief.read_bytes().endswith(b"# meanwhile\n")


def _changing(brief: Path) -> Callable[[Path], bytes]:
    def changing(path: Path) -> bytes:
        raw = path.read_bytes()
        if not raw.endswith(b"# meanwhile\n"):
            brief.write_bytes(raw + b"# meanwhile\n")
        return raw

    return changing
