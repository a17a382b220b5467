"""`briefgen add`: text, record, copy and entry; all of them or none."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import yaml

from briefgen.editing.catalogue_entry import with_entry
from briefgen.errors import BriefgenError

MEMO = "A memo\n\nThe lock was closed on Mon-\nday, and excess water ran off in ex-\ncess.\n"
ENTRY = {"id": "memo", "file": "memo.txt", "title": "A memo: “lock”"}


@pytest.fixture
def memo(workspace):
    (workspace / "Memo 1.txt").write_text(MEMO, encoding="utf-8")
    return workspace / "Memo 1.txt"


def test_a_document_becomes_a_source(briefgen, workspace, memo):
    before = (workspace / "seeds" / "sources.yaml").read_bytes()
    ran = briefgen("add", memo)
    assert (ran.code, ran.err) == (0, "")
    assert "imported as source “memo-1”" in ran.out
    assert "joined at line ends: 2 words" in ran.out
    assert len(ran.out.splitlines()) <= 12
    text = (workspace / "seeds" / "memo-1.txt").read_text(encoding="utf-8")
    assert text == (
        "A memo\n\nThe lock was closed on Mon-day, and excess water ran off in excess.\n"
    ).replace("Mon-day", "Monday")
    assert (workspace / "seeds" / "sources.yaml").read_bytes().startswith(before)
    assert (workspace / "seeds" / "originals" / "memo-1.txt").read_text() == MEMO
    record = json.loads((workspace / "seeds" / "memo-1.import.json").read_text(encoding="utf-8"))
    assert record["original"]["name"] == "Memo 1.txt"
    assert [one["n"] for one in record["paragraphs"]] == [1, 2]
    assert briefgen("show", "memo-1").out.startswith("1  A memo")


def test_the_same_document_again_writes_nothing(briefgen, workspace, memo):
    briefgen("add", memo)
    names = sorted(path.name for path in (workspace / "seeds").rglob("*"))
    ran = briefgen("add", memo, "--id", "other")
    assert ran.code == 0
    assert "already imported as “memo-1”" in ran.out
    assert sorted(path.name for path in (workspace / "seeds").rglob("*")) == names


def test_an_id_that_cannot_be_one_is_refused_of_a_known_document_too(briefgen, memo):
    briefgen("add", memo)
    assert briefgen("add", memo, "--id", "A5").code == 2


def test_documents_added_at_once_are_all_in_the_catalogue(workspace):
    names = ["one", "two", "three"]
    for name in names:
        (workspace / f"{name}.txt").write_text(f"{MEMO}\n{name}\n", encoding="utf-8")
    command = [sys.executable, "-m", "briefgen", "-q", "add"]
    running = [subprocess.Popen([*command, f"{one}.txt"], cwd=workspace) for one in names]
    assert [one.wait() for one in running] == [0, 0, 0]
    entries = yaml.safe_load((workspace / "seeds" / "sources.yaml").read_text(encoding="utf-8"))
    assert {one["id"] for one in entries["references"]} >= set(names)


def test_the_same_document_gives_the_same_bytes(briefgen, workspace, memo):
    files = []
    for name in ("one", "two"):
        root = workspace / name
        root.mkdir()
        assert briefgen("--root", root, "add", memo).code == 0
        files.append(
            {
                path.relative_to(root): path.read_bytes()
                for path in root.rglob("*")
                if path.is_file()
            }
        )
    assert files[0] == files[1]


def test_dry_run_writes_nothing(briefgen, workspace, memo):
    ran = briefgen("add", memo, "--dry-run", "--format", "json")
    (document,) = ran.json["documents"]
    assert document["paragraphs"] == 2
    assert document["unsure"] == [
        {"paragraph": 2, "what": "hyphen", "words": "Monday", "settled": False}
    ]
    assert not (workspace / "seeds" / "memo-1.txt").exists()


def test_an_empty_folder_becomes_a_workspace(briefgen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text(MEMO, encoding="utf-8")
    ran = briefgen("add", "memo.txt", "--keep", "none")
    assert ran.code == 0
    assert "briefgen new first-brief" in ran.out
    assert not (tmp_path / "seeds" / "originals").exists()
    assert briefgen("new", "first-brief").code == 0
    assert briefgen("check").code == 0


def test_one_bad_document_does_not_keep_the_other_out(briefgen, workspace, memo):
    (workspace / "bad.bin").write_bytes(b"\0\1\2")
    ran = briefgen("add", "bad.bin", memo)
    assert ran.code == 2
    assert "bad.bin" in ran.err
    assert (workspace / "seeds" / "memo-1.txt").exists()


def test_all_or_nothing(briefgen, workspace, memo):
    (workspace / "seeds" / "memo-1.import.json").write_text("mine")
    before = (workspace / "seeds" / "sources.yaml").read_bytes()
    ran = briefgen("add", memo)
    assert ran.code == 2
    assert (workspace / "seeds" / "sources.yaml").read_bytes() == before
    assert not (workspace / "seeds" / "memo-1.txt").exists()
    assert not (workspace / "seeds" / "originals").exists()


@pytest.mark.parametrize("id", ["A5", "-x", "report", "a b"])
def test_an_id_that_cannot_be_is_refused(briefgen, workspace, memo, id):
    assert briefgen("add", memo, f"--id={id}").code == 2


# --- The catalogue --------------------------------------------------------------


@pytest.mark.parametrize(
    "catalogue",
    [
        "",
        "references:\n- id: a\n  file: a.txt\n",
        "# ours\nreferences:\n  - id: a # one\n    note: >-\n      long\n      text\n",
        "references:\r\n  - id: a\r\n    file: a.txt\r\n\r\n  - id: b\r\n    file: b.txt\r\n",
        "references:\n  - {id: a, file: a.txt}\n# the end\n",
        "references:\n  - id: a\n    file: a.txt",
        "references: []\n",
        "references: # none yet\n",
        "other: x\nreferences:\n  - id: a\nmore: y\n",
        "references:\n  - id: a\n    author:\n    - family: Q\n...\n",
    ],
)
def test_an_entry_is_added_and_every_byte_stays(catalogue):
    changed = with_entry(catalogue, "seeds/sources.yaml", ENTRY, ["From a memo."])
    old = yaml.safe_load(catalogue) or {} if catalogue else {}
    new = yaml.safe_load(changed)
    assert new["references"] == [*(old.get("references") or []), ENTRY]
    assert {**new, "references": 0} == {**old, "references": 0}
    kept = changed
    for line in catalogue.replace(" []", "").splitlines():
        assert line in kept


@pytest.mark.parametrize("catalogue", ["references: {a: b}\n", "[1]\n", "references: [{id: a}]\n"])
def test_a_catalogue_that_cannot_be_changed_safely_stays(catalogue):
    with pytest.raises(BriefgenError, match="added safely"):
        with_entry(catalogue, "seeds/sources.yaml", ENTRY)


# --- Doubts and pages -----------------------------------------------------------

DOUBTFUL = """\
title: The lock
date: 2026-11-20
sources: [memo-1]
key_points:
  - Water “ran off in excess” [@memo-1, ¶2].
"""


def test_a_doubt_warns_where_its_paragraph_is_cited_until_it_is_settled(briefgen, workspace):
    text = "A memo\n\nThe water ran off in ex-\ncess of it.\n\nAnother para-\ngraph.\n"
    (workspace / "memo-1.txt").write_text(text, encoding="utf-8")
    briefgen("add", "memo-1.txt")
    brief = workspace / "briefs" / "lock.yaml"
    brief.write_text(DOUBTFUL, encoding="utf-8")
    found = [one["rule"] for one in briefgen("check", brief, "--format", "json").json["findings"]]
    assert found == ["import-unsure"]
    brief.write_text(DOUBTFUL.replace("excess", "ex-cess"), encoding="utf-8")
    refused, *_ = briefgen("check", brief, "--format", "json").json["findings"]
    assert refused["hint"].endswith(
        "But there the import was unsure of a word divided at a line end, “excess”: look at the "
        "original."
    )
    brief.write_text(DOUBTFUL, encoding="utf-8")
    stamped = briefgen("stamp")
    assert (stamped.code, stamped.err.splitlines()[0]) == (
        0,
        "memo-1: ¶2 ¶3 are still in doubt; the stamp does not settle that",
    )
    assert briefgen("check", "--strict", brief).code == 1
    ran = briefgen("stamp", "memo-1", "¶2")
    assert (ran.code, ran.err) == (0, "")
    assert "settled: excess" in ran.out
    assert briefgen("check", "--strict", brief).code == 0


def test_stamp_says_how_many_doubts_are_left(briefgen, workspace):
    paragraphs = (f"Of {word}s and para-\ngraph{word}s.\n" for word in "abcdefghij")
    (workspace / "memo.txt").write_text("A memo\n\n" + "\n".join(paragraphs), encoding="utf-8")
    briefgen("add", "memo.txt")
    stamped = briefgen("stamp", "memo")
    eight = " ".join(f"¶{number}" for number in range(2, 10))
    assert stamped.err.splitlines() == [
        f"memo: {eight} and 2 more are still in doubt; the stamp does not settle that",
        f"  Look at the original, then type: briefgen stamp memo {eight} (then the other 2)",
    ]
    ran = briefgen("stamp", "memo", "2-10")
    assert ran.out.splitlines()[-2:] == [
        "memo: ¶11 is still in doubt",
        "  Look at the original, then type: briefgen stamp memo ¶11",
    ]
    assert "still" not in briefgen("stamp", "memo", "11").out


def test_a_stamp_settles_sheets_of_pictures(briefgen, workspace):
    (workspace / "memo-1.txt").write_text("A memo\n\nThe water ran off in excess.\n")
    briefgen("add", "memo-1.txt")
    record = workspace / "seeds" / "memo-1.import.json"
    sheets = '"sheets_without_text": [8], "sheets_mostly_pictures": [2, 4, 5, 6], "text_sha256"'
    record.write_text(record.read_text(encoding="utf-8").replace('"text_sha256"', sheets))
    brief = workspace / "briefs" / "lock.yaml"
    brief.write_text(DOUBTFUL, encoding="utf-8")
    [finding] = briefgen("check", brief, "--format", "json").json["findings"]
    named = "no text on sheet 8, and mostly pictures on sheets 2, 4 to 6"
    assert finding["rule"] == "import-no-text"
    assert named in finding["message"]
    assert "briefgen stamp memo-1" in finding["hint"]
    assert named in briefgen("stamp", "memo-1").err
    assert briefgen("check", "--strict", brief).code == 0


def test_several_doubts_are_settled_at_once_and_none_where_one_is_not_there(briefgen, workspace):
    text = "A memo\n\nThe water ran off in ex-\ncess of it.\n\nAnother para-\ngraph.\n"
    (workspace / "memo-1.txt").write_text(text, encoding="utf-8")
    briefgen("add", "memo-1.txt")
    record = workspace / "seeds" / "memo-1.import.json"
    before = record.read_bytes()
    assert briefgen("stamp", "memo-1", "¶2", "¶9").code == 2
    assert record.read_bytes() == before
    ran = briefgen("stamp", "memo-1", "¶2", "3")
    assert ran.out.count("settled") == 2
    assert record.read_text(encoding="utf-8").count('"settled": true') == 2


def test_a_printed_page_can_be_cited(briefgen, workspace):
    pages = [f"COUNCIL MINUTES\n\nOn page {n} it says {n}0 boats.\n\n- {n} -\n" for n in (7, 8, 9)]
    (workspace / "minutes.txt").write_text("\f".join(pages), encoding="utf-8")
    briefgen("add", "minutes.txt")
    briefgen("stamp", "minutes")
    brief = workspace / "briefs" / "pages.yaml"
    text = DOUBTFUL.replace("memo-1]", "minutes]").split("key_points")[0]
    brief.write_text(
        f"{text}key_points:\n  - It says “80 boats” [@minutes, p. 8].\n"
        "  - And more [@minutes, pp. 7-9].\n",
        encoding="utf-8",
    )
    assert briefgen("check", "--strict", brief).code == 0
    brief.write_text(f"{text}key_points:\n  - It says “80 boats” [@minutes, p. 7].\n")
    assert "quotation-not-in-citation" in briefgen("check", brief).out
    brief.write_text(f"{text}key_points:\n  - It says so [@minutes, p. 11].\n")
    assert "printed pages are 7 to 9" in briefgen("check", brief).out
