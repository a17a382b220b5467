"""The notes of a page take the room that WeasyPrint itself would give them."""

from __future__ import annotations

import random
from datetime import date
from math import inf
from typing import Any

import pytest

from briefgen.render.weasyprint_patches import engine, notes_area, patched
from briefgen.render.weasyprint_patches.engine import HTML, LayoutContext

pytestmark = pytest.mark.slow

_STYLE = """
/* Without the padding WeasyPrint would take rounding for an overflow, here and there. */
@page { size: 120mm 150mm; margin: 15mm; @footnote { padding-bottom: .5pt; AREA } }
html { font: 9pt/12pt "Source Serif 4" }
body { BODY }
p { orphans: 2; widows: 2 }
.note { float: footnote; font-size: 7pt; line-height: 9pt; NOTE }
"""


def _page(*, area: str = "", note: str = "", body: str = "", paragraphs: int = 10) -> str:
    """Paragraphs with notes of one word to five lines, up to three in a line of text."""
    chance = random.Random(7)  # noqa: S311 - a layout, not a secret

    def words(least: int, most: int) -> str:
        return " ".join(["harbour"] * chance.randint(least, most))

    def called() -> str:
        return f'{words(1, 12)}<span class="note">{words(1, 60)} <i>{words(1, 3)}</i>.</span>'

    text = "".join(
        f"<p>{' '.join(called() for _ in range(chance.randint(0, 4)))}" for _ in range(paragraphs)
    )
    style = _STYLE.replace("AREA", area).replace("NOTE", note).replace("BODY", body)
    return f"<style>{style}</style>{text}"


def _places(html: str) -> list[Any]:
    """Every box of the pages, and where it stands."""
    pages = HTML(string=html).render().pages
    return [
        (number, type(box).__name__, getattr(box, "text", ""), box.position_x, box.position_y)
        for number, page in enumerate(pages)
        for box in page._page_box.descendants()
    ]


@pytest.mark.parametrize(
    "styles",
    [
        {"note": "footnote-display: inline"},
        {"note": "footnote-display: inline; footnote-policy: line"},
        {"note": "footnote-display: inline; footnote-policy: block"},
        {"note": "footnote-display: inline", "area": "padding-top: 2mm; margin-top: 4mm"},
        {"note": "footnote-display: inline", "area": "display: flow-root; border-top: 1pt solid"},
        {"note": "footnote-display: inline; text-indent: 4mm", "area": "text-indent: 6mm"},
        {"note": "footnote-display: inline", "area": "max-height: 20mm"},
        {"note": "footnote-display: inline", "body": "columns: 2", "paragraphs": 4},
        {"note": "footnote-display: block; margin-bottom: 1mm"},
        {"note": "footnote-display: compact"},
    ],
    ids=str,
)
def test_every_box_stands_where_weasyprint_puts_it(
    styles: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # WeasyPrint leaves no room for text; that notes do so here is another matter.
    monkeypatch.setattr(notes_area, "_LEFT_FOR_TEXT", -inf)
    html = _page(**styles)
    alone = _places(html)
    with patched(date(2026, 11, 20)):
        assert _places(html) == alone


def test_a_further_note_lays_out_the_last_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[int] = []

    def counting(*arguments: Any) -> Any:
        answer = layout(*arguments)
        laid_out.append(len(answer[0].children))
        return answer

    layout = engine.block_level_layout
    monkeypatch.setattr(notes_area, "block_level_layout", counting)
    monkeypatch.setattr(LayoutContext, "_update_footnote_area", notes_area.update)
    note = '<span style="float: footnote; footnote-display: inline">ten words</span>'
    HTML(string=f"<style>@page {{ size: 200mm }}</style><p>{note * 60}").render()
    assert len(laid_out) >= 60
    assert max(laid_out) <= 2
