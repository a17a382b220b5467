"""`briefgen add --refresh`: a document imported again, and what becomes of its citations."""

from __future__ import annotations

import pytest

from tests.conftest import Ran

MEMO = """\
A memo

The lock was closed on Monday.

The pilots did not agree.

Nobody asked the board.
"""
BRIEF = """\
title: The lock
date: 2026-11-20
sources: [memo]
passages:
  pilots: {source: memo, quote: did not agree}
key_points:
  - It “was closed on Monday” [@memo, ¶2].
  - They “did not agree” [@pilots], and “[n]obody” was asked [@memo, ¶4].
  - The pilots said so [@memo, ¶3].
"""


@pytest.fixture
def memo(briefgen, workspace):
    (workspace / "memo.txt").write_text(MEMO, encoding="utf-8")
    briefgen("add", "memo.txt")
    briefgen("stamp", "memo")
    (workspace / "briefs").mkdir(exist_ok=True)
    for brief in (workspace / "briefs").iterdir():
        brief.unlink()
    (workspace / "briefs" / "lock.yaml").write_text(BRIEF, encoding="utf-8")
    assert briefgen("check").code == 0
    return workspace / "seeds" / "originals" / "memo.txt"


def outcomes(ran: Ran) -> list[tuple[str, str]]:
    (document,) = ran.json["documents"]
    return [(one["citation"], one["outcome"]) for one in document["citations"]]


def test_the_same_document_changes_nothing(briefgen, memo):
    ran = briefgen("add", "--refresh")
    assert (ran.code, ran.err) == (0, "")
    assert "its text and its record stay as they are" in ran.out


def test_what_holds_what_moved_and_what_broke_is_said(briefgen, workspace, memo):
    text = MEMO.replace("closed on Monday", "closed on Friday").replace(
        "The pilots", "The gate is old.\n\nThe pilots"
    )
    memo.write_text(text, encoding="utf-8")
    before = (workspace / "seeds" / "memo.txt").read_bytes()
    ran = briefgen("add", "--refresh", "memo", "--format", "json")
    assert ran.code == 1
    assert outcomes(ran) == [
        ("@memo, ¶2", "broke"),
        ("@pilots", "moved"),
        ("@memo, ¶4", "moved"),
        ("@memo, ¶3", "moved"),
    ]
    ran = briefgen("add", "--refresh", "memo")
    assert "seeds/originals/memo.txt is changed since the import" in ran.out
    assert "briefs/lock.yaml:9:25: [@memo, ¶3] moved: its text is ¶4 now: cite that" in ran.out
    assert "0 citations hold, 3 moved, 1 broke" in ran.out
    assert "briefgen add --refresh memo --write" in ran.out
    assert (workspace / "seeds" / "memo.txt").read_bytes() == before
    # It writes when told to, and then there is nothing left to do.
    assert briefgen("add", "--refresh", "memo", "--write").code == 1
    assert "closed on Friday" in (workspace / "seeds" / "memo.txt").read_text(encoding="utf-8")
    assert "stay as they are" in briefgen("add", "--refresh", "memo").out
    assert "source-original-changed" not in briefgen("check").out


def test_a_change_elsewhere_leaves_citations_as_they_are(briefgen, memo):
    memo.write_text(MEMO + "\nA postscript.\n", encoding="utf-8")
    ran = briefgen("add", "--refresh", "--format", "json")
    assert ran.code == 0
    assert {outcome for _, outcome in outcomes(ran)} == {"holds"}


def test_corrections_by_hand_are_named(briefgen, workspace, memo):
    seed = workspace / "seeds" / "memo.txt"
    seed.write_text(MEMO.replace("Nobody", "No one"), encoding="utf-8")
    ran = briefgen("add", "--refresh", "memo")
    assert "corrections by hand that would be replaced: ¶4" in ran.out


def test_settled_doubts_stay_settled(briefgen, workspace):
    (workspace / "text.txt").write_text("The water ran off in ex-\ncess.\n", encoding="utf-8")
    briefgen("add", "text.txt")
    briefgen("stamp", "text", "¶1")
    assert "stay as they are" in briefgen("add", "--refresh", "text").out


@pytest.mark.parametrize(
    "typed", [("--refresh", "nobody"), ("--refresh", "report"), ("--write",), ()]
)
def test_what_cannot_be_refreshed_is_said(briefgen, memo, typed):
    ran = briefgen("add", *typed)
    assert ran.code == 2
    assert ran.err
