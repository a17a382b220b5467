"""What the editor may have meant; a suggestion never makes a check pass."""

from __future__ import annotations

import pytest

from briefgen.matching.matcher import Index, find
from briefgen.matching.nearest import (
    longer_quotation,
    nearest_names,
    nearest_words,
    word_difference,
)
from tests.desk import REPORT, source, stretches, text_source


@pytest.mark.parametrize(
    ("name", "first"),
    [("reprot", "report"), ("Report", "report"), ("harbor-master", "harbour-master")],
)
def test_the_nearest_name_comes_first(name: str, first: str) -> None:
    assert nearest_names(name, ["letter", "report", "harbour-master"])[0] == first


def test_nothing_near_is_nothing() -> None:
    assert nearest_names("zzz", ["letter", "report"]) == []
    assert nearest_words("an entirely different matter", Index(source("Boats waited."))) is None


@pytest.mark.parametrize("sign", [",", "—", "“"])
def test_nothing_is_near_to_a_sign(sign: str) -> None:
    assert nearest_words(sign, Index(source("Boats, ships. “So,” it said — ")), 1, 1) is None


def test_the_nearest_words_are_whole_words_with_their_difference() -> None:
    near = nearest_words("harbor was shut on Monday", Index(source(REPORT)))
    assert near
    assert (near.first, near.last) == (2, 2)
    assert str(near.span) == "seeds/s.txt:2:5"
    assert near.words == "harbour was closed on Monday"
    assert near.difference == (
        "[-harbor-] was [-shut-] on Monday",
        "{+harbour+} was {+closed+} on Monday",
    )


@pytest.mark.parametrize(
    ("brief", "source", "difference"),
    [
        ("would improve", "would not improve", ("would improve", "would {+not+} improve")),
        ("it “was” so", "it ‘was’ so", ("it “was” so", "it ‘was’ so")),
        ("crew — two", "crew—two", ("crew — two", "crew—two")),
        ("40% of those", "40 % of them", ("40% of [-those-]", "40 % of {+them+}")),
        ("so it was.", "so it was;", ("so it was.", "so it was;")),
        ("[B]oats waited", "boats waited", ("[B]oats waited", "boats waited")),
        ("the [board] met", "the old council met", ("the [board] met", "the old council met")),
        ("a b", "c", ("[-a b-]", "{+c+}")),
    ],
)
def test_a_difference_is_told_word_by_word(
    brief: str, source: str, difference: tuple[str, str]
) -> None:
    assert word_difference(brief, source) == difference


@pytest.mark.parametrize(
    ("before", "behind", "quotations"),
    [
        (True, True, ["not asked", "Reporters asked"]),
        (False, True, ["asked,” its", "asked again"]),
        (True, False, ["not asked", "Reporters asked"]),
        (False, False, [None, None]),
    ],
)
def test_a_longer_quotation_stands_only_once(
    before: bool, behind: bool, quotations: list[str | None]
) -> None:
    everywhere = stretches(REPORT)
    places = find("asked", everywhere)
    assert [
        longer_quotation(place, everywhere, before=before, after=behind) for place in places
    ] == quotations
    for quotation in quotations:
        assert quotation is None or len(find(quotation, everywhere)) == 1


MINUTES = """\
Minutes of the port
The board met at noon. It did not close the lock, and the pilots agreed with it at once.
The lock was shut at noon by the chair, who told the pilots (and nobody else) of it.
The pilots waited. They left the hall.
"""


@pytest.mark.parametrize(
    ("typed", "named", "words", "paragraphs"),
    [
        ("the lock was opened at noon", (2, 2), "The lock was shut at noon", (3, 3)),
        ("lock, and the pilots argued", None, "lock, and the pilots agreed", (2, 2)),
        ("the pilotts agred", None, "the pilots agreed", (2, 2)),
        ("told the pilots of it.", None, "told the pilots (and nobody else) of it.", (3, 3)),
        ("else) of it. The pilots waited", (3, 3), "else) of it. The pilots waited", (3, 4)),
        ("They left the […] hal", None, "They left the hall", (4, 4)),
    ],
)  # fmt: skip
def test_the_nearest_words_are_found(
    typed: str, named: tuple[int, int] | None, words: str, paragraphs: tuple[int, int]
) -> None:
    near = nearest_words(typed, Index(source(MINUTES)), *(named or (None, None)))
    assert near
    assert (near.words, (near.first, near.last)) == (words, paragraphs)


TOLLS = """\
Of 12 000 and 3 500 000 boats

Tolls rose 3.5 times, by −5 or
±5 %; open and re-
formed
"""


@pytest.mark.parametrize(
    ("typed", "words", "change"),
    [
        ("Tolls rose 3", "Tolls rose 3.5", ("3", "3.5")),
        ("12 000 and 3", "12 000 and 3 500 000", ("3", "3 500 000")),
        ("500 000", "3 500 000", ("500 000", "3 500 000")),
        ("open and re", "open and re- formed", ("re", "re- formed")),
        ("formed", "re- formed", ("formed", "re- formed")),
        ("5 %", "±5 %", ("5 %", "±5 %")),
    ],
)
def test_a_cut_word_or_number_is_shown_whole(
    typed: str, words: str, change: tuple[str, str]
) -> None:
    near = nearest_words(typed, Index(text_source(TOLLS)))
    assert near
    assert near.words == words
    assert [(one.brief, one.source) for one in near.changes] == [change]
