"""Words are lower than those before them, or beside them."""

from __future__ import annotations

import pytest

from briefgen.proof.pdf_text import TaggedBlock
from briefgen.proof.print_order import _first_displaced, _Placed


def placed(text: str, left: float, right: float, line: float) -> _Placed:
    return _Placed(text, left, right, line, 10.0, TaggedBlock("P", (), ()), is_mixed=False)


LINES = placed("The council said", 216, 500, 690), placed("so", 216, 230, 676)


@pytest.mark.parametrize(
    ("last", "is_wrong"),
    [
        (placed("below", 216, 240, 662), False),
        (placed("beside", 240, 270, 676), False),
        (placed("above", 216, 250, 704), True),
        (placed("before", 60, 100, 676), True),
        (placed("2", 80, 90, 720), False),  # in the margin
        (placed("word", 216, 290, 720), True),
    ],
)
def test_words_above_or_before_others_are_displaced(last: _Placed, is_wrong: bool) -> None:
    assert bool(_first_displaced([*LINES, last], backwards=False)) is is_wrong
