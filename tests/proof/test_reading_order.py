"""Where words are in the order of reading, and what is beside them."""

from __future__ import annotations

import pytest

from briefgen.proof.pdf_text import TaggedBlock
from briefgen.proof.reading_order import ReadingOrder


@pytest.mark.parametrize(
    ("start", "is_apart"), [(1, False), (7, True), (8, True), (10, False), (12, True)]
)
def test_a_letter_is_apart_where_no_other_is_right_beside_it(start: int, is_apart: bool) -> None:
    # Without white space: Answersnn,neno
    order = ReadingOrder(
        [TaggedBlock("P", ((1, "Answers n"), (1, "n, ne n o")), ())], are_mixed=False
    )
    assert order.words[start] == "n"
    assert order.is_apart(range(start, start + 1)) == is_apart
