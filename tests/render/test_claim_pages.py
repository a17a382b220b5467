"""The rows of a claim are those of its pages, also when it moves after they were given."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.render.claim_pages import without_false_rows

ROWS = (frozenset({"1b"}), frozenset({"1a", "1c"}))
WHOLE = (frozenset({"1a", "1b", "1c"}),)


@pytest.mark.parametrize(
    ("pages", "rows"),
    [
        ((["c1", "b"], ["a", "c"]), ROWS),
        ((["c1", "b"], ["a"], ["c"]), ROWS),
        ((["c1"], ["a", "b", "c"]), WHOLE),
        ((["c1", "b", "a"], ["c"]), WHOLE),
    ],
)
def test_a_claim_has_no_row_for_a_page_that_it_is_no_longer_on(pages: Any, rows: Any) -> None:
    laid_out = [SimpleNamespace(anchors=dict.fromkeys(anchors, (0, 0))) for anchors in pages]
    positions = [SimpleNamespace(anchor=one, handle=f"1{one}") for one in "abc"]
    document: Any = SimpleNamespace(claims=[SimpleNamespace(anchor="c1", positions=positions)])
    assert without_false_rows(laid_out, document, {"c1": ROWS}) == {"c1": rows}
    assert without_false_rows(laid_out, document, {"c1": ()}) == {"c1": ()}
    assert without_false_rows(laid_out, document, {"c1": WHOLE}) == {"c1": WHOLE}
