"""A whole check: what is reported, in which order, what is suppressed, what is counted."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import astuple

from briefgen.model.summary import summarize
from tests.conftest import needs_git
from tests.desk import body, checked, key_point, rules

WAR = "key_points:\n  - A “war on drift” it was.\n  - A “war on fog” it was [@report; @letter].\n"


def ignoring(text: str | None = None, rule: str = "quotation-without-citation") -> str:
    entry = f"  - rule: {rule}\n    reason: A common phrase.\n"
    return f"ignore:\n{entry}" + (f"    text: {text}\n" if text else "")


def test_findings_are_sorted_by_place(tmp_path: Path) -> None:
    found = checked(tmp_path, body("“b” it was [@nobody].\n\n“a” it is."), head="title: T\n")
    places = [(f.span.line, f.span.column, f.rule) for f in found.findings]
    assert places == sorted(places)
    assert {"invalid-brief", "unknown-reference", "quotation-without-citation"} <= set(rules(found))
    assert found.has_errors


@pytest.mark.parametrize("text", ["war on drift", "“war on drift”", None])
def test_a_warning_is_suppressed_by_what_it_is_about(tmp_path: Path, text: str | None) -> None:
    found = checked(tmp_path, key_point("A “war on drift” it was.") + ignoring(text))
    assert "quotation-without-citation" not in rules(found)
    assert "ignore-unused" not in rules(found)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("war on rain", "quotation-without-citation"),
        (None, "quote-ambiguous"),
        ("war on fog", "quotation-not-in-citation"),
        (None, "no-such-rule"),
    ],
)
def test_an_entry_that_suppresses_nothing_is_a_finding(
    tmp_path: Path, text: str | None, rule: str
) -> None:
    found = checked(tmp_path, WAR + ignoring(text, rule))
    assert {"ignore-unused", "quotation-without-citation", "quotation-not-in-citation"} <= set(
        rules(found)
    )


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        ("quotation-without-citaton", "Did you mean quotation-without-citation?"),
        ("zzz", "`briefgen explain` lists the rules."),
    ],
)
def test_an_entry_for_a_rule_that_is_none_is_told_the_nearest(
    tmp_path: Path, rule: str, hint: str
) -> None:
    found = checked(tmp_path, WAR + ignoring(None, rule)).findings
    (finding,) = (finding for finding in found if finding.rule == "ignore-unused")
    assert (finding.message, finding.hint) == (f"rule {rule} does not exist", hint)


def test_an_error_cannot_be_suppressed(tmp_path: Path) -> None:
    found = checked(tmp_path, WAR + ignoring(None, "quotation-not-in-citation"))
    assert found.has_errors
    (unused,) = (one for one in found.findings if one.rule == "ignore-unused")
    assert unused.message.endswith("quotation-not-in-citation is an error here")


def test_a_suppression_without_a_reason_is_an_error(tmp_path: Path) -> None:
    entry = "ignore:\n  - {rule: quotation-without-citation}\n"
    assert "ignore-without-reason" in rules(checked(tmp_path, WAR + entry))


def test_a_brief_that_is_no_yaml_is_told_and_not_resolved(tmp_path: Path) -> None:
    found = checked(tmp_path, "key_points: [", head="")
    assert found.resolved is None
    assert set(rules(found)) == {"invalid-brief"}


def test_a_run_counts_what_it_did(tmp_path: Path) -> None:
    brief = key_point("It “closed on Sunday” [@A2; @A3], so [@lost], so [@A1], so [@report].")
    found = checked(tmp_path, brief)
    summary = summarize([found.tally, found.tally], found.findings)
    assert astuple(summary)[:5] == (2, 10, 4, 4, 2)
    assert summary.errors == sum(f.severity == "error" for f in found.findings) == 2


def test_two_ids_of_one_text_are_told_once(workspace, briefgen):
    seeds = workspace / "seeds"
    (seeds / "copy.txt").write_bytes((seeds / "report.txt").read_bytes())
    (seeds / "sources.yaml").write_text(
        "references:\n- {id: report, file: report.txt, title: A}\n"
        "- {id: twin, file: ./report.txt, title: B}\n- {id: copy, file: copy.txt, title: C}\n",
        encoding="utf-8",
    )
    brief = workspace / "briefs" / "harbour.yaml"
    typed = brief.read_text(encoding="utf-8")
    brief.write_text(typed.replace("[@A2]", "[@A2] [@copy]"), encoding="utf-8")
    (found,) = briefgen("check", "--format", "json").json["findings"]
    assert found["rule"] == "source-twice"
    assert found["message"] == "source “report” has the same text as “twin” and “copy”"


@needs_git
def test_a_text_that_git_does_not_track_is_told(workspace, briefgen):
    assert briefgen("check", "--format", "json").json["findings"] == []
    for command in (["init", "-q"], ["add", "briefs"]):
        subprocess.run(["git", *command], cwd=workspace, check=True)  # noqa: S607
    (found,) = briefgen("check", "--format", "json").json["findings"]
    assert (found["rule"], found["subject"]) == ("source-untracked", "report")
    subprocess.run(["git", "add", "seeds"], cwd=workspace, check=True)  # noqa: S607
    assert briefgen("check", "--format", "json").json["findings"] == []
    # An index whose names are compressed is left to git itself.
    command = ["git", "update-index", "--index-version", "4"]
    subprocess.run(command, cwd=workspace, check=True)
    assert briefgen("check", "--format", "json").json["findings"] == []


@pytest.mark.parametrize(
    "raw",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.removesuffix(b"\n"),
    ],
    ids=["crlf", "mark", "last line end"],
)
def test_a_change_of_line_ends_alone_is_told_as_that(workspace, briefgen, raw):
    assert briefgen("stamp").code == 0
    report = workspace / "seeds" / "report.txt"
    report.write_bytes(raw(report.read_bytes()))
    (found,) = briefgen("check", "--format", "json").json["findings"]
    assert found["rule"] == "source-changed"
    assert "only its line ends or its byte-order mark differ" in found["message"]
