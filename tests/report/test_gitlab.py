"""`check --format gitlab` and `--format rdjson`: as GitLab and Reviewdog read them."""

from __future__ import annotations

import json

from tests.harbour import BRIEF

WRONG = BRIEF + "  - Über “den Hafen”.\n  - Über “den Hafen”.\n"


def test_gitlab_reads_issues_whose_fingerprints_outlive_a_new_line(briefgen, workspace):
    brief = workspace / "briefs" / "harbour.yaml"
    brief.write_text(WRONG, encoding="utf-8")
    issues = json.loads(briefgen("check", "--format", "gitlab").out)
    assert [issue["location"] for issue in issues] == [
        {"path": "briefs/harbour.yaml", "lines": {"begin": line, "end": line}} for line in (6, 7)
    ]
    assert {issue["check_name"] for issue in issues} == {"quotation-without-citation"}
    assert {issue["severity"] for issue in issues} == {"minor"}
    assert len({issue["fingerprint"] for issue in issues}) == 2
    brief.write_text(f"# a line more\n{WRONG}", encoding="utf-8")
    again = json.loads(briefgen("check", "--format", "gitlab").out)
    assert [one["fingerprint"] for one in again] == [one["fingerprint"] for one in issues]


def test_reviewdog_suggests_what_mends_a_finding(briefgen, workspace):
    typed = BRIEF + "  - Ümläute “closed on Monday” [@repot, ¶2].\n"
    (workspace / "briefs" / "harbour.yaml").write_text(typed, encoding="utf-8")
    diagnostics = json.loads(briefgen("check", "--format", "rdjson").out)["diagnostics"]
    (one,) = (d for d in diagnostics if d["code"]["value"] == "unknown-reference")
    (suggestion,) = one["suggestions"]
    line = typed.split("\n")[5].encode()
    ends = [suggestion["range"][end]["column"] - 1 for end in ("start", "end")]
    assert (line[slice(*ends)].decode(), suggestion["text"]) == ("repot", "report")


def test_reviewdog_is_given_several_edits_of_a_line_as_one(briefgen, workspace):
    typed = BRIEF.replace("“closed on Monday”", "“closed, on-Monday, the council”")
    (workspace / "briefs" / "harbour.yaml").write_text(typed, encoding="utf-8")
    (one,) = json.loads(briefgen("check", "--format", "rdjson").out)["diagnostics"]
    (suggestion,) = one["suggestions"]
    line = typed.split("\n")[4].encode()
    ends = [suggestion["range"][end]["column"] - 1 for end in ("start", "end")]
    mended = line[: ends[0]].decode() + suggestion["text"] + line[ends[1] :].decode()
    assert "“closed on Monday, the council”" in mended


def test_reviewdog_counts_columns_in_bytes(briefgen, workspace):
    (workspace / "briefs" / "harbour.yaml").write_text(WRONG, encoding="utf-8")
    read = json.loads(briefgen("check", "--format", "rdjson").out)
    first = read["diagnostics"][0]
    assert read["source"] == {"name": "briefgen"}
    assert first["severity"] == "WARNING"
    assert first["code"] == {"value": "quotation-without-citation"}
    assert first["location"]["path"] == "briefs/harbour.yaml"
    line = WRONG.split("\n")[5].encode()
    start = first["location"]["range"]["start"]
    assert (start["line"], line[start["column"] - 1 :].decode()) == (6, "“den Hafen”.")
