"""`briefgen diff` as a command."""

from __future__ import annotations

import json

from pypdf import PdfWriter

from tests.harbour import BRIEF


def test_equal_editions_and_different_ones(briefgen, workspace):
    later = workspace / "briefs" / "later.yaml"
    later.write_text(BRIEF.replace("2026-11-20", "2026-11-21"), encoding="utf-8")
    same = briefgen("diff", "briefs/harbour.yaml", "briefs/harbour.yaml")
    assert (same.code, same.out.splitlines()[-1]) == (0, "no difference")
    ran = briefgen("diff", "briefs/harbour.yaml", "briefs/later.yaml", "--format", "json")
    assert ran.code == 1
    assert [change["kind"] for change in ran.json["changes"]] == ["date-changed"]
    written = briefgen("diff", "briefs/harbour.yaml", later, "--format", "markdown", "-o", "d.md")
    assert (written.code, written.out) == (1, "")
    assert "**date changed**" in (workspace / "d.md").read_text("utf-8")


def test_quiet_says_nothing_of_editions_that_are_equal(briefgen, workspace):
    later = workspace / "briefs" / "later.yaml"
    later.write_text(BRIEF.replace("2026-11-20", "2026-11-21"), encoding="utf-8")
    ran = briefgen("-q", "diff", "briefs/harbour.yaml", "briefs/harbour.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert "date changed" in briefgen("-q", "diff", "briefs/harbour.yaml", later).out


def test_an_old_edition_may_be_kept_outside_of_the_workspace(briefgen, workspace, tmp_path_factory):
    old = tmp_path_factory.mktemp("elsewhere") / "old.yaml"
    old.write_text(BRIEF.replace("2026-11-20", "2026-11-19"), encoding="utf-8")
    ran = briefgen("diff", old, "briefs/harbour.yaml", "--format", "json")
    assert (ran.code, [one["kind"] for one in ran.json["changes"]]) == (1, ["date-changed"])
    assert briefgen("diff", "briefs/harbour.yaml", old).code == 1
    assert briefgen("diff", old, "HEAD:briefs/harbour.yaml", "--root", workspace).code == 2
    assert briefgen("diff", old, old, "--root", workspace).code == 0


def test_what_cannot_be_opened_is_exit_2(briefgen, workspace):
    (workspace / "empty.pdf").write_bytes(b"%PDF-1.7\n")
    for name in ("briefs/none.yaml", "empty.pdf", "HEAD:briefs/harbour.yaml"):
        ran = briefgen("diff", name, "briefs/harbour.yaml")
        assert ran.code == 2
        assert "Traceback" not in ran.err
    assert briefgen("diff", "empty.pdf", "x").err.startswith("briefgen: empty.pdf: ")
    assert briefgen("diff", "briefs", "x").err.startswith("briefgen: briefs: not a file\n")
    ran = briefgen("diff", "seeds/report.txt", "briefs/harbour.yaml")
    assert ran.err.startswith("briefgen: seeds/report.txt:1:1: a brief is a mapping")


def test_a_pdf_that_does_not_verify_is_compared_under_a_line_that_says_so(briefgen, workspace):
    assert briefgen("build", "briefs/harbour.yaml").code == 0
    pdf = workspace / "output" / "harbour.pdf"
    assert briefgen("diff", pdf, "briefs/harbour.yaml").code == 0
    altered = PdfWriter(clone_from=pdf)
    altered.add_metadata({"/Title": "Another title"})
    altered.write(pdf)
    ran = briefgen("diff", pdf, "briefs/harbour.yaml")
    assert "harbour.pdf does not verify: " in ran.out


def test_json_names_both_editions(briefgen, workspace):
    ran = briefgen("diff", "briefs/harbour.yaml", "briefs/harbour.yaml", "--format", "json")
    assert json.loads(ran.out)["old"]["title"] == "The harbour"
