"""Slips of the hand in the example briefs: `--fix` gives back the text as it was, or leaves it
alone; nothing else is ever put there. `python -m tests.mutations.mended 1000` makes more."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from briefgen.checking.engine import check_text
from briefgen.editing.fixing import mended_text

from .mended import ALONE, AS_MEANT, RESULTS, WRONG, Outcome, Slipped, judged, slipped
from .score import Score

pytestmark = pytest.mark.slow

OF_EACH_RULE = 3
_QUOTED = re.compile(r"“([^“”]*)”|«\s([^«»]*)\s»")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    return [judged(one) for one in slipped(OF_EACH_RULE, tmp_path_factory.mktemp("sources"))]


def test_most_are_mended_as_they_were_meant_and_none_otherwise(
    outcomes: list[Outcome], score: Score
) -> None:
    for one in outcomes:
        described = f"{one.slipped.kind}: {one.reason}"
        score.add(f"{one.slipped.rule}: {one.result}", described, right=one.result != WRONG)
    assert score.wrong == []
    results = Counter(one.result for one in outcomes)
    assert set(results) <= set(RESULTS)
    assert results[AS_MEANT] >= 0.88 * len(outcomes)
    assert len({one.slipped.rule for one in outcomes}) == 12
    # Whoever is left alone is told why.
    assert all(one.reason for one in outcomes if one.result == ALONE)


def test_a_second_run_changes_nothing(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        assert _again(one.slipped, one.mended) == one.mended


def test_line_ends_stay(outcomes: list[Outcome]) -> None:
    for one in outcomes[::3]:
        ends = one.slipped.typed.replace("\n", "\r\n")
        assert _again(one.slipped, ends) == one.mended.replace("\n", "\r\n")


def test_no_error_is_new(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        before, after = (_errors(one.slipped, text) for text in (one.slipped.typed, one.mended))
        assert after <= before, one.slipped.kind


def test_no_quoted_word_is_another(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        assert _words(one.mended) in (_words(one.slipped.typed), _words(one.slipped.meant))


def _again(one: Slipped, text: str) -> str:
    return mended_text(text, one.name, one.library, one.rules)[0]


def _errors(one: Slipped, text: str) -> Counter[tuple[str, str]]:
    found = check_text(text, one.name, one.library).findings
    return Counter((f.rule, f.subject) for f in found if f.severity == "error")


def _words(text: str) -> list[str]:
    """The words between marks, without what is beside their letters."""
    quoted = ((match[1] or match[2]) for match in _QUOTED.finditer(text))
    return [word for words in quoted for word in re.sub(r"[^\w\s]", "", words).casefold().split()]
