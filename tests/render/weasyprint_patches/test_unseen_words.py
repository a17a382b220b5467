"""Words of a drawing that nobody sees are not in the PDF, and all others are."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from briefgen.render.weasyprint_patches import patched
from briefgen.render.weasyprint_patches.engine import HTML

pytestmark = pytest.mark.slow


def words(inner: str) -> list[str]:
    page = f"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='90'>{inner}</svg>"
    with patched(date(2026, 11, 20)):
        pdf = HTML(string=page).write_pdf()
    assert b" Tr" not in pdf
    printed: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return printed.split()


@pytest.mark.parametrize(
    "how",
    [
        "fill='none'", "style='fill: none'", "fill='none' stroke='none'", "fill-opacity='0'",
        "opacity='0%'", "fill='transparent'", "fill='#12345600'", "visibility='hidden'",
        "fill='none' stroke='red' stroke-width='0px'",
        "fill='none' stroke='red' stroke-opacity='0'",
    ],
)  # fmt: skip
def test_words_that_nobody_sees_are_not_on_the_page(how: str) -> None:
    text = "<text x='9' y='{}' {}>{}</text>"
    inner = text.format(20, "", "Seen") + text.format(40, how, "Hidden")
    inner += f"<g {how}>{text.format(60, '', 'Hidden')}</g>"
    assert words(inner) == ["Seen"]


@pytest.mark.parametrize(
    "inner",
    [
        "<text y='20' fill='none' stroke='red'>Seen</text>",
        "<text y='20' fill='none'>Hidden<tspan fill='red'>Seen</tspan></text>",
        "<text y='20' text-anchor='end'><tspan opacity='0'>Hidden</tspan>Seen</text>",
        "<linearGradient id='g'><stop/></linearGradient><text y='20' fill='url(#g)'>Seen</text>",
        "<defs><text id='t' y='20'>Seen</text></defs><use href='#t' fill='none'/><use href='#t'/>",
    ],
)
def test_words_that_are_seen_are_on_the_page(inner: str) -> None:
    assert words(f"<g transform='translate(90 20)'>{inner}</g>") == ["Seen"]
