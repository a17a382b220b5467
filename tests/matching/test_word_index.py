"""The words by which suggestions are found."""

from __future__ import annotations

import pytest

from briefgen.matching.word_index import WordIndex, bare_words, needed_words


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


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The official notice", "The o\ufb03cial notice is void."),
        ("unlawful act", "The un-\nlawful act"),
        ("un-lawful act", "The un-\nlawful act"),
        ("harbour closed", "har\u00adbour closed"),
        ("cafe\u0301 shut", "caf\u00e9 shut"),
        ("Notice … void [sic]", "notice is VOID."),
        ("[t]he harbour master", "The harbour master"),
        ("the [old] lock", "the lock"),
        ("閉鎖", "港は閉鎖された"),
    ],
)
def test_the_words_of_a_quotation_are_among_those_of_a_text_that_holds_it(
    quote: str, text: str
) -> None:
    assert needed_words(quote) <= bare_words(text)


def test_a_word_that_a_text_lacks_is_needed() -> None:
    assert "shut" in needed_words("the lock … was shut") - bare_words("the lock was open")
