"""Two sequences of words side by side, and the word of a list that is most like another."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from briefgen.matching.alignment import blocks
from briefgen.matching.similar import _in_few, _in_many

WORDS = st.lists(st.sampled_from(["a", "b", "c", "lock"]), max_size=30)
LETTERS = st.text("abcdé", max_size=8)


@given(WORDS, WORDS)
def test_the_runs_are_a_longest_common_subsequence(brief: list[str], source: list[str]) -> None:
    runs = blocks(brief, source)
    for run in runs:
        assert brief[run.brief : run.brief_end] == source[run.source : run.source_end]
    for one, other in pairwise(runs):
        assert one.brief_end <= other.brief
        assert one.source_end <= other.source
    assert sum(run.length for run in runs) == LCSseq.similarity(brief, source)


def test_a_run_is_next_to_its_longer_neighbour() -> None:
    brief, source = "the lock".split(), "the board saw the lock".split()
    assert [(run.brief, run.source, run.length) for run in blocks(brief, source)] == [(0, 3, 2)]


@given(LETTERS, st.lists(LETTERS, max_size=12, unique=True))
def test_few_words_are_searched_like_many(word: str, words: list[str]) -> None:
    assert _in_few(word, words) == _in_many(word, words)


def test_the_most_similar_word() -> None:
    assert _in_few("harbor", ["barber", "harbour", "harbours"]) == "harbour"
    assert _in_few("harbor", ["lock", "har"]) is None
