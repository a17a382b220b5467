from __future__ import annotations

from briefgen.proof.geometry import misplaced
from briefgen.proof.pdf_reader import Page
from briefgen.proof.pdf_shapes import Box
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
    for sign in ("\u0e33", "\u0eb3", "\u0301", "\u1039\u1001", "\u17d2\u1781\u17c2"):
        assert list(misplaced([page(head("\u0e01", 56, 64, 1), head(sign, 60, 70, 2))], str)) == []


def run(text: str, box: Box, mcid: int = -1, head: int = 0) -> PrintedRun:
    return PrintedRun(text, mcid, "Header", box, size=10, head=head)


def test_a_stop_may_touch_the_letter_beside_it() -> None:
    letter = run("\u0ca6\u0ccd\u0ca6", (100, 736, 112, 752), mcid=1)
    for right, top, count in ((113, 741, 0), (113, 750, 1)):
        beside = run(".", (108, 740, right, top), mcid=2)
        assert len(list(misplaced([page(letter, beside)], str))) == count


def test_letters_of_a_head_may_be_over_each_other_by_one() -> None:
    cluster = run("\u1015\u103c\u1031", (100, 740, 120, 752), head=1)
    for left, head, count in ((111, 1, 0), (105, 1, 1), (111, 2, 1)):
        following = run("\u102c\u1001", (left, 740, left + 30, 752), head=head)
        assert len(list(misplaced([page(cluster, following)], str))) == count
