"""Pictures that would leave much of a page white are printed smaller."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image as Picture

from briefgen.model.document import Document, PrintedSection
from briefgen.model.markup import (
    Block,
    Figure,
    Flow,
    Image,
    ListBlock,
    Paragraph,
    Str,
    Styled,
    TableBlock,
)
from briefgen.render.layout import Rendered, render_pdf
from briefgen.render.pictures_after_gaps import PicturesAfterGaps
from briefgen.render.theme import Theme
from briefgen.render.weasyprint_patches.engine import HTML
from tests.pdf.legibility import letters

from .sample import SPAN, document

pytestmark = pytest.mark.slow

WORDS = "The pilots wait at the lock until the board has met, and the tide has turned. " * 4
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "never")


def flow(text: str) -> Flow:
    return Flow((Str(text),))


def with_picture(paragraphs: int, height: int, files: Path, width: str = "") -> Document:
    """So many paragraphs, a picture of 900 by `height`, a paragraph and a table."""
    (files / "briefs").mkdir()
    Picture.new("L", (900, height), 90).save(files / "briefs" / "lock.png")
    figure = Figure(
        Image("lock.png", "The lock", SPAN, width), flow("The lock from the north"), SPAN
    )
    last = Flow((Str("What H"), Styled("sub", (Str("2"),)), Str("O is.")))
    table = TableBlock(("",) * 8, tuple(map(flow, DAYS)), (tuple(map(flow, "12345678")),))
    blocks: tuple[Block, ...] = (
        *(Paragraph(flow(WORDS), SPAN, number) for number in range(1, paragraphs + 1)),
        figure,
        Paragraph(last, SPAN, paragraphs + 1),
        table,
    )
    section = PrintedSection(1, "section-1", "the-lock", "The lock", (), blocks)
    whole = document(appendix=False)
    return replace(
        whole, key_points=(), changes=(), claims=(), recommendations=(), sections=(section,)
    )


def page_of(rendered: Rendered, anchor: str) -> int:
    return rendered.layout.anchors[anchor][0]


@pytest.mark.parametrize("width", ["", "80%"])
@pytest.mark.parametrize(
    ("paragraphs", "height", "page"), [(3, 700, 1), (3, 1300, 1), (0, 1800, 1), (5, 1300, 2)]
)
def test_it_fills_the_rest_of_its_page_if_that_is_large(
    paragraphs: int, height: int, page: int, width: str, theme: Theme, tmp_path: Path
) -> None:
    brief = with_picture(paragraphs, height, tmp_path, width)
    rendered = render_pdf(brief, theme, files=tmp_path)
    assert rendered.problems == ()
    assert page_of(rendered, f"par-{paragraphs or 1}") == (1 if paragraphs else 2)
    assert page_of(rendered, f"par-{paragraphs + 1}") == 2, "the text after it, which did not fit"
    assert rendered.pdf is not None
    with pypdfium2.PdfDocument(rendered.pdf) as file:
        shown = [
            number
            for number, sheet in enumerate(file, 1)
            for _ in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        ]
    assert shown == [page]


def _in_paragraphs(pictures: list[Image]) -> list[Block]:
    return [Paragraph(Flow((one, Str(WORDS[:90]))), SPAN, n) for n, one in enumerate(pictures, 2)]


def _in_one_paragraph(pictures: list[Image]) -> list[Block]:
    spaced = [part for one in pictures for part in (one, Str(" "))]
    return [Paragraph(Flow(tuple(spaced)), SPAN, 2)]


def _in_a_list(pictures: list[Image]) -> list[Block]:
    items = tuple((Figure(one, flow("The lock"), SPAN),) for one in pictures)
    return [ListBlock(ordered=False, start=1, items=items)]


@pytest.mark.parametrize("shown", [_in_paragraphs, _in_one_paragraph, _in_a_list])
def test_so_do_several_within_text(
    shown: Callable[[list[Image]], list[Block]], theme: Theme, tmp_path: Path
) -> None:
    brief = with_picture(1, 1500, tmp_path)
    (section,) = brief.sections
    blocks = (section.blocks[0], *shown([Image("lock.png", "The lock", SPAN)] * 3))
    sections = (replace(section, blocks=blocks),)
    rendered = render_pdf(replace(brief, sections=sections), theme, files=tmp_path)
    assert rendered.problems == ()
    assert rendered.page_count == 3


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ([(900, 1000)] * 4, 3),  # on pages without a word
        ([(900, 500), (300, 900), (500, 1200)], 2),  # two on one line, the second taller
    ],
)
def test_pages_of_pictures_alone_are_filled(
    sizes: list[tuple[int, int]], pages: int, theme: Theme, tmp_path: Path
) -> None:
    brief = with_picture(1, 1000, tmp_path)
    for number, size in enumerate(sizes):
        Picture.new("L", size, 90).save(tmp_path / "briefs" / f"{number}.png")
    pictures = [Image(f"{number}.png", "The lock", SPAN) for number in range(len(sizes))]
    (section,) = brief.sections
    section = replace(section, blocks=(*_in_one_paragraph(pictures), section.blocks[0]))
    rendered = render_pdf(replace(brief, sections=(section,)), theme, files=tmp_path)
    assert rendered.problems == ()
    assert rendered.page_count == pages


def test_a_page_may_have_a_picture_and_no_word() -> None:
    square = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    style = "<style>@page { size: 100mm 100mm; margin: 0 } p { margin: 0 }</style>"
    page = f'{style}<p>Words.</p><p><img style="height: 94mm" src="{square}"></p>'
    pages = HTML(string=page).render().pages
    assert PicturesAfterGaps().are_changed(pages)


def test_a_sentence_that_leads_to_it_stays_before_it(theme: Theme, tmp_path: Path) -> None:
    brief = with_picture(1, 1800, tmp_path)
    (section,) = brief.sections
    first = Paragraph(flow("The pilots drew this:"), SPAN, 1)
    section = replace(section, blocks=(first, *section.blocks[1:]))
    rendered = render_pdf(replace(brief, sections=(section,)), theme, files=tmp_path)
    assert (page_of(rendered, "par-1"), page_of(rendered, "par-2")) == (1, 2)


def test_large_print_is_large_beside_a_picture_too(theme: Theme, tmp_path: Path) -> None:
    brief = replace(with_picture(1, 300, tmp_path), large_print=True)
    rendered = render_pdf(brief, theme, files=tmp_path)
    assert rendered.pdf is not None
    assert [str(letter) for letter in letters(rendered.pdf) if letter.size < 13.99] == []
