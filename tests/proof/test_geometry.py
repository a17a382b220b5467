from __future__ import annotations

from briefgen.proof.geometry import misplaced
from briefgen.proof.pdf_reader import Page
from briefgen.proof.pdf_text import PrintedRun


def page(*runs: PrintedRun) -> Page:
    return Page(
        runs=runs, words="", loose=(), links=(), pictures=(), box=(0, 0, 612, 792), shapes=()
    )


def head(text: str, left: float, right: float, mcid: int = -1) -> PrintedRun:
    return PrintedRun(text, mcid, "Header", (left, 740, right, 752))


def test_running_heads_that_run_into_each_other_are_told() -> None:
    long = page(head("Papers on the lock", 56, 420), head("claim 1", 400, 540))
    assert list(misplaced([long], str)) == ["“claim 1” covers “Papers on the lock” on page 1"]
    assert list(misplaced([page(head("Papers", 56, 390), head("claim 1", 400, 540))], str)) == []
    leaning = page(head("Papers", 56, 402), head("claim 1", 400, 540))
    assert list(misplaced([leaning], str)) == []


def test_letters_of_one_element_may_be_over_each_other() -> None:
    assert list(misplaced([page(head("a", 56, 420, 3), head("b", 400, 540, 3))], str)) == []


def test_what_is_put_to_a_letter_may_be_over_it() -> None:
    for sign in ("\u0e33", "\u0eb3", "\u0301"):
        assert list(misplaced([page(head("\u0e01", 56, 64, 1), head(sign, 60, 70, 2))], str)) == []
