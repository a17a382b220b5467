"""Where sentences begin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.matching.sentences import begins_sentence, sentence_starts

PARTS = (
    *" .?!…aBé5”)»漢。", ". ", " Mr", "No. ", "A. ", ". B", "e.g. ", "! A", "? The ", "x. Y", "\n",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


@given(TEXTS)
def test_where_it_is_plain_that_a_sentence_begins_one_does(text: str) -> None:
    starts = {*sentence_starts(text)}
    assert [at for at in range(len(text)) if begins_sentence(text, at) and at not in starts] == []


@given(TEXTS)
def test_from_a_letter_on_sentences_begin_where_they_do_in_the_whole_text(text: str) -> None:
    for at in range(len(text)):
        if text[at].isalpha():
            assert [*sentence_starts(text, at)][1:] == [s for s in sentence_starts(text) if s > at]


def test_it_is_plain_after_most_full_stops() -> None:
    text = "The lock was shut. Nobody said why! “So” it was. Mr. Vey asked. then 5 p.m. No. 7 came."
    begun = [text[at : at + 3] for at in range(len(text)) if begins_sentence(text, at)]
    assert begun == ["Nob", "Mr."]
