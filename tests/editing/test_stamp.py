"""Stamping changes fingerprints in the catalogue and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from briefgen.editing.stamp import stamped
from briefgen.errors import BriefgenError
from tests.harbour import BRIEF, REPORT

DIGEST = "0" * 64
OLD = "f" * 64


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "# kept\nreferences:\n  - id: report # kept\n    file: report.txt # kept\n"
            "    title: T\n",
            "# kept\nreferences:\n  - id: report # kept\n    file: report.txt # kept\n"
            f"    sha256: {DIGEST}\n    title: T\n",
            id="added-behind-file",
        ),
        pytest.param(
            f"references:\n- id: report\n  sha256: '{OLD}' # once\n  file: 'report.txt'\n",
            f"references:\n- id: report\n  sha256: '{DIGEST}' # once\n  file: 'report.txt'\n",
            id="replaced",
        ),
        pytest.param(
            "references: [{id: report, file: report.txt, title: 'T, U'}]\n",
            f"references: [{{id: report, file: report.txt, sha256: {DIGEST}, title: 'T, U'}}]\n",
            id="flow",
        ),
        pytest.param(
            'references:\n  - {file: "report.txt", id: report}\n',
            f'references:\n  - {{file: "report.txt", sha256: {DIGEST}, id: report}}\n',
            id="flow-quoted",
        ),
        pytest.param(
            "references:\r\n  - file: report.txt\r\n    id: report\r\n",
            f"references:\r\n  - file: report.txt\r\n    sha256: {DIGEST}\r\n    id: report\r\n",
            id="crlf",
        ),
        pytest.param(
            "references:\n  - id: report\n    file: report.txt",
            f"references:\n  - id: report\n    file: report.txt\n    sha256: {DIGEST}\n",
            id="no-last-line-end",
        ),
        pytest.param(
            "references:\n  - id: report\n    sha256:\n    file: report.txt\n",
            f"references:\n  - id: report\n    sha256: {DIGEST}\n    file: report.txt\n",
            id="empty",
        ),
        pytest.param(
            "references:\n  - id: other\n    file: o.txt\n  - id: report\n    file: report.txt\n",
            "references:\n  - id: other\n    file: o.txt\n  - id: report\n    file: report.txt\n"
            f"    sha256: {DIGEST}\n",
            id="only-the-one-named",
        ),
    ],
)
def test_only_the_stamp_changes(before, after):
    assert stamped(before, "seeds/sources.yaml", {"report": DIGEST}) == after


def test_an_entry_that_cannot_be_changed_safely_is_refused():
    odd = "references:\n  - &e {id: report,\n     file:\n       report.txt}\n"
    with pytest.raises(BriefgenError, match="cannot be stamped safely"):
        stamped(odd, "seeds/sources.yaml", {"report": DIGEST})


def test_stamp_and_what_changes_after_it(briefgen, workspace: Path):
    report = workspace / "seeds" / "report.txt"
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    assert briefgen("stamp").out == f"report  stamped  {digest}\n"
    assert briefgen("stamp", "report").out == f"report  unchanged  {digest}\n"
    assert briefgen("check", "--strict").code == 0
    report.write_text(f"A new first line\n{REPORT}", encoding="utf-8")
    ran = briefgen("check")
    assert ran.code == 1
    assert "source-changed" in ran.out
    assert "“closed on Monday” is now in report ¶3" in ran.out
    assert "cited without a quotation" not in ran.out


def test_a_catalogue_that_is_a_link_stays_one(briefgen, workspace: Path):
    catalogue = workspace / "seeds" / "sources.yaml"
    shared = catalogue.rename(workspace / "shared.yaml")
    catalogue.symlink_to(shared)
    briefgen("stamp")
    assert catalogue.is_symlink()
    assert "sha256" in shared.read_text(encoding="utf-8")


def test_the_fingerprint_is_of_the_raw_bytes(briefgen, workspace: Path):
    briefgen("stamp")
    report = workspace / "seeds" / "report.txt"
    report.write_bytes(REPORT.replace("\n", "\r\n").encode())
    ran = briefgen("check")
    assert "source-changed" in ran.out
    assert "only its line ends or its byte-order mark differ from the stamped text\n" in ran.out


def test_paragraphs_without_words_are_named_in_their_order(briefgen, workspace: Path):
    briefgen("stamp")
    brief = workspace / "briefs" / "harbour.yaml"
    brief.write_text(BRIEF + "  - More [@A10; @A1].\n", encoding="utf-8")
    report = workspace / "seeds" / "report.txt"
    report.write_text(REPORT + "More.\n" * 9, encoding="utf-8")
    assert (
        "¶1 and ¶10 are cited without a quotation, so a change in them cannot be noticed"
        in briefgen("check").out
    )


def test_a_text_without_an_entry_cannot_be_stamped(briefgen, workspace: Path):
    (workspace / "seeds" / "memo.txt").write_text("A memo.\n", encoding="utf-8")
    ran = briefgen("stamp", "memo")
    assert ran.code == 2
    assert "Add an entry: - {id: memo, file: memo.txt}" in ran.err


def test_a_catalogue_without_sources_cannot_be_stamped(briefgen, workspace: Path):
    (workspace / "seeds" / "sources.yaml").unlink()
    ran = briefgen("stamp")
    assert ran.code == 2
    assert "the catalogue names no source" in ran.err
