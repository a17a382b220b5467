"""Which differences turn the meaning, and how they are called."""

from __future__ import annotations

import pytest

from briefgen.matching.differences import cause, telling
from briefgen.matching.nearest import word_changes


@pytest.mark.parametrize(
    ("typed", "source", "languages", "told"),
    [
        ("would improve", "would not improve", (), "the negation “not”"),
        ("it can close", "it cannot close", (), "the negation “cannot” and the modal verb “can”"),
        ("he says so", "he denies so", (), "the negation “denies”"),
        ("counted 11 boats", "counted 12 boats", (), "the number “11” / “12”"),
        ("counted two boats", "counted three boats", (), "the number “two” / “three”"),
        ("boats will return", "boats may return", (), "the modal verb “will” / “may”"),
        ("he ordered it", "he allegedly ordered it", (), "the hedge “allegedly”"),
        ("when Roe came", "when Doe came", (), "the name “Roe” / “Doe”"),
        ("said. Boats came", "said. Ships came", (), None),
        ("the harbour", "the port", (), None),
        ("about 12% of boats", "about 12 of the boats", (), None),
        ("counted boats", "counted 12 boats", (), None),
        ("the pier₂ lock", "the quay₂ lock", (), None),
        ("when roe came", "when Roe came", (), None),
        ("the Quay-side lock", "the Quay side lock", (), None),
        ("er kam", "er kam nicht", (), None),
        ("er kam", "er kam nicht", ("en", "de"), "the negation “nicht”"),
        ("der Hafen dort", "der Kai dort", ("de",), None),
        ("drei Boote", "vier Boote", ("de-AT",), "the number “drei” / “vier”"),
    ],
)
def test_what_differs_is_told(
    typed: str, source: str, languages: tuple[str, ...], told: str | None
) -> None:
    assert telling(word_changes(typed, source), typed, source, *languages) == told


@pytest.mark.parametrize(
    ("typed", "source", "kind", "detail"),
    [
        ("The lock", "the lock", "first case", "[T]he"),
        ("then The lock", "then the lock", "first case", "[T]he"),
        ("a lock", "A lock", "case", ""),
        ("the LOCK", "the lock", "case", ""),
        ("the board''s lock", "the board's lock", "doubled apostrophe", ""),
        ("the “lock was shut", "the lock was shut", "stray mark", ""),
        ("the lock” was", "the “lock” was", "missing mark", ""),
        ("an interference", "an inter- ference", "line-end hyphen", ""),
        ("the low lying gate", "the low-lying gate", "hyphen", ""),
        ("lock, gate and pier", "lock, gate, and pier", "punctuation", ""),
        ("by 05%", "by 0.5%", "number", ""),
        ("of 40-57 boats", "of 4057 boats", "number", ""),
        ("below < 5", "below > 5", "sign", ""),
        (
            "the l\u043eck shut",
            "the lock shut",
            "look-alike",
            "“\u043e” (cyrillic small letter o, U+043E), the source has “o” (latin small letter o, U+006F)",  # noqa: E501
        ),
        ("The lock was", "SUMMARYThe lock was", "glued heading", "SUMMARY"),
        ("soon nobody", "soon12 nobody", "glued number", "12"),
        ("rose to 9 000", "rose to 9 000 000", "part of a word", ""),
        ("ouncil met", "council met", "part of a word", ""),
        ("the counc", "the council", "part of a word", ""),
        ("told of it", "told (nobody else) of it", "parenthesis", "(nobody else)"),
        ("of it, all", "of it (and more), all", "parenthesis", "(and more)"),
        ("told of it", "told them of it", "left out", "them"),
        ("told them all of it", "told them of it", "added", "all"),
        ("the lock", "the gate", "other", ""),
    ],
)
def test_the_cause_of_a_difference_is_named(
    typed: str, source: str, kind: str, detail: str
) -> None:
    (change,) = word_changes(typed, source)
    last = change.number + len(change.brief.split()) == len(typed.split())
    found = cause(change, is_first=change.number == 0, is_last=last)
    assert (found.kind, found.detail) == (kind, detail)


def test_words_that_differ_next_to_each_other_are_told_one_by_one() -> None:
    changes = word_changes("the b\u043eard met", "The board met")
    assert [(change.brief, change.source) for change in changes] == [
        ("the", "The"),
        ("b\u043eard", "board"),
    ]
