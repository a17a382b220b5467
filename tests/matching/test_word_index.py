"""The words by which suggestions are found."""

from __future__ import annotations

from briefgen.matching.word_index import WordIndex


def test_a_run_is_found_among_many_words() -> None:
    index = WordIndex(["the lock was shut", "the board met and the lock was opened at noon", ""])
    (run,) = index.nearest("board met when the lock was opened".split())
    assert (run.first, run.last, run.shared) == (5, 11, 6)
    assert index.text_of(run.first) == 1
    assert index.extent(1) == (4, 14)


def test_nothing_shared_is_no_run() -> None:
    assert WordIndex(["the lock"]).nearest(["zzz"]) == []
    assert WordIndex([]).nearest(["lock"]) == []
    assert WordIndex(["the lock"]).nearest([]) == []


def test_the_work_for_words_that_repeat_is_bounded() -> None:
    two = ["tide", "lock"] * 2_000
    (run,) = WordIndex([" ".join(two * 2)]).nearest(two)
    assert run.shared == len(two)
