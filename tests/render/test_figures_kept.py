"""Figures are not torn over two lines of print."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.model.markup import Flow, Inline, Paragraph, Str, Styled, TableBlock
from briefgen.render.figures_kept import figures_kept, with_kept_figures
from briefgen.render.html import Part, to_html
from briefgen.render.theme import Theme

from .sample import SPAN, document


@pytest.mark.parametrize(
    "kept",
    [
        "cost 9~000~000~€ in all",
        "§~12 and §§~5–7, ¶~3",
        "about €~5 or 4~500 tonnes, 20~%.",
        "in 2019 300 came",
        "100 200 300 400 500 600 700",
        "5 $x",
        "12 0000",
    ],
)
def test_what_is_a_figure(kept: str) -> None:
    assert with_kept_figures(kept.replace("~", " ")) == kept.replace("~", "\xa0")


def test_beside_words_that_run_backwards_spaces_stay() -> None:
    inlines: tuple[Inline, ...] = (Styled("em", (Str("שלום"),)), Str(" 9 000 €"))
    assert figures_kept(inlines) == inlines
    assert figures_kept(inlines[1:]) == (Str(" 9\xa0000\xa0€"),)


@pytest.mark.parametrize(("part", "space"), [("body", "\xa0"), ("whole", " ")])
def test_a_browser_has_the_spaces_that_were_typed(part: Part, space: str, theme: Theme) -> None:
    brief = document()
    text = Flow((Str("Then it cost 9 000 €, and all of them paid for it."),))
    cells = tuple(Flow((Str("9 000 000 000 €"),)) for _ in range(12))
    blocks = (Paragraph(text, SPAN, 1), TableBlock(("",) * 12, cells, ()))
    section = replace(brief.sections[0], heading="On § 5", blocks=blocks)
    page = to_html(replace(brief, sections=(section,)), theme, part=part, pages={})
    assert f"On §{space}5</h2>" in page
    assert f"cost 9{space}000{space}€, and" in page
    is_printed = part == "body"
    assert ('<span class="figure">9 000 000 000 €</span>' in page) == is_printed, "too wide"
