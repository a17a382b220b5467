"""What the editor may have meant; a suggestion never makes a check pass."""

from __future__ import annotations

import pytest

from briefgen.matching.matcher import find
from briefgen.matching.nearest import (
    longer_quotation,
    nearest_names,
    nearest_words,
    word_difference,
)
from tests.desk import REPORT, stretches


@pytest.mark.parametrize(
    ("name", "first"),
    [("reprot", "report"), ("Report", "report"), ("harbor-master", "harbour-master")],
)
def test_the_nearest_name_comes_first(name: str, first: str) -> None:
    assert nearest_names(name, ["letter", "report", "harbour-master"])[0] == first


def test_nothing_near_is_nothing() -> None:
    assert nearest_names("zzz", ["letter", "report"]) == []
    assert nearest_words("an entirely different matter", stretches("Boats waited.")) is None


def test_the_nearest_words_are_whole_words_with_their_difference() -> None:
    near = nearest_words("harbor was shut on Monday", stretches(REPORT))
    assert near
    assert near.paragraph == 2
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
        longer_quotation(place, everywhere, before=before, behind=behind) for place in places
    ] == quotations
    for quotation in quotations:
        assert quotation is None or len(find(quotation, everywhere)) == 1
