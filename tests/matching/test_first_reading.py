"""A quotation that is looked up as it is typed first is found where its readings find it."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.matching import index, matcher, stretch
from briefgen.matching.folding import fold, fold_with_map, plain, straightened
from briefgen.matching.matcher import Index, Match, Within, find
from tests.desk import source

WORDS = (
    "the", "lock", "was", "closed", "closed", "again", "Quay", "council’s", "council's", "l'eau",
    "5", "12 000", "9.5", "end.", "end,", "so:", "Élan", "maß",
)  # fmt: skip
ODD = (
    "“so”", "(so)", "[sic]", "[the] ", "…", "[…]", "re-open", "–", "—", "1990’s", "dogs’", "\u00ad",
    "ﬁsh", "e\u0301", ".7 ", "~~not~~", " ;", "  ", "\t", "漢字",
)  # fmt: skip
PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
TEXTS = st.tuples(PLAIN, st.sampled_from(["", "", *ODD]), PLAIN).map(" ".join)
PARAGRAPHS = st.lists(TEXTS, min_size=1, max_size=3)


def both(typed: str, text: str, within: Within | None, *, joined: bool) -> list[list[Match]]:
    """Where a quotation is, first as always, then by its readings alone, in texts of which
    nothing is known to be plain."""
    made = source(text, note_markers=True)
    found = []
    for is_first in (True, False):
        as_typed = matcher._as_typed if is_first else lambda *_: []
        folded = plain if is_first else lambda _: None
        with (
            mock.patch.object(matcher, "_as_typed", as_typed),
            mock.patch("briefgen.matching.folding.plain", folded),
        ):
            known = Index(made)
            scope = known.scope(1, len(made.paragraphs)) if joined else known.paragraphs()
            found.append(find(typed, scope, within))
    return found


@given(PARAGRAPHS, st.data(), st.booleans(), st.booleans())
def test_the_same_places_are_found(
    texts: list[str], data: st.DataObject, joined: bool, limited: bool
) -> None:
    text = "\n".join(texts)
    words = " ".join(texts).split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    typed = " ".join(words[first : first + data.draw(st.integers(1, 6))])
    typed += data.draw(st.sampled_from(["", "", ".", ",", " …", "”"]))
    within: Within | None = (lambda _, start, __: start > 3) if limited else None
    quick, slow = both(typed, text, within, joined=joined)
    assert [_bare(match) for match in quick] == [_bare(match) for match in slow]


def _bare(match: Match) -> tuple[object, ...]:
    """All of a match but its stretch, which knows of its source whether it is plain."""
    where = match.stretch.first, match.stretch.last, match.start, match.end, match.extents
    told = match.words, match.omitted, match.replacements, match.parts, match.divisions
    return *where, *told


@given(TEXTS)
def test_plain_text_folds_to_itself_with_straight_apostrophes(text: str) -> None:
    folded = plain(text)
    with mock.patch("briefgen.matching.folding.plain", return_value=None):
        slow = fold_with_map(text)
        assert fold(text) == slow.text
    if folded is not None:
        assert folded == slow.text == straightened(text)
        assert slow.raw_range(0, len(text)) == (0, len(text))
    assert fold(text) == slow.text
    assert fold_with_map(text).text == slow.text


@pytest.mark.parametrize(
    "text", ["", "so", "The lock was closed, 5 times; again?", "the council’s l'eau", "Élan maß."]
)
def test_these_are_plain(text: str) -> None:
    assert plain(text) == straightened(text)


@pytest.mark.parametrize(
    "text", [" so", "so ,", "so  so", "“so”", "re-open", "1990’s", "dogs’ bowls", "e\u0301", "ﬁsh"]
)
def test_these_are_not(text: str) -> None:
    assert plain(text) is None


def test_only_the_paragraph_of_a_plain_source_that_holds_it_is_made_ready() -> None:
    known = Index(source("The lock was closed.\nThe council’s boat was late."))
    with mock.patch.object(index, "Stretch", wraps=stretch.Stretch) as made:
        (match,) = find("council's boat", known.paragraphs())
    assert match.paragraph == 2
    assert made.call_count == 1
