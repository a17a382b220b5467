"""The rows of a claim are those of its pages, also when it moves after they were given."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pypdfium2 import PdfDocument

import briefgen
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


@pytest.mark.slow
def test_answers_that_go_on_over_a_page_of_the_card_say_whose_they_are(workspace: Path) -> None:
    answers = "".join(f'      - {{answer: "{n}", by: Log {n}, cite: A2}}\n' for n in range(1, 61))
    brief = (
        "title: T\ndate: 2026-11-20\nsources: [report]\nroom_column: true\nkey_points: [K.]\n"
        f"claims:\n  - id: q\n    question: How many?\n    positions:\n{answers}"
    )
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(brief, encoding="utf-8")
    briefgen.build(path, output=workspace / "a.pdf")
    assert briefgen.verify(workspace / "a.pdf").differs == ()
    texts = [page.get_textpage().get_text_range() for page in PdfDocument(workspace / "a.pdf")]
    said = [text.count("1 · Answers (continued)") for text in texts]
    assert said[0] == 0
    assert said[1] == 1
