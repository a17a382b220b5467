"""No row of a table is alone before or after the end of a page."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from briefgen.model.document import PrintedSection
from briefgen.model.markup import Block, Flow, Paragraph, Str, TableBlock
from briefgen.render.layout import render_pdf
from briefgen.render.theme import Theme

from .sample import SPAN, document

pytestmark = pytest.mark.slow


def flow(text: str) -> Flow:
    return Flow((Str(text),))


def rows_by_page(paragraphs: int, rows: int, theme: Theme, files: Path) -> list[int]:
    """How many of the rows of a table are on each page, after so many paragraphs."""
    table = TableBlock(
        ("", ""),
        (flow("Gate"), flow("Opened")),
        tuple((flow(f"gate {number}"), flow("never")) for number in range(rows)),
    )
    text = flow("The pilots wait at the lock until the board has met, and the tide has turned.")
    lead = (Paragraph(text, SPAN, number) for number in range(1, paragraphs + 1))
    blocks: tuple[Block, ...] = (*lead, table)
    section = PrintedSection(1, "section-1", "the-lock", "The lock", (), blocks)
    whole = document(appendix=False)
    brief = replace(
        whole, key_points=(), changes=(), claims=(), recommendations=(), sections=(section,)
    )
    rendered = render_pdf(brief, theme, files=files)
    assert rendered.problems == ()
    assert rendered.pdf is not None
    with pypdfium2.PdfDocument(rendered.pdf) as file:
        pages = [page.get_textpage().get_text_range() for page in file]
    return [len(re.findall(r"gate \d", page)) for page in pages]


@pytest.mark.parametrize(
    ("paragraphs", "rows", "pages"),
    [(2, 21, [19, 2]), (2, 22, [20, 2]), (11, 3, [0, 3]), (11, 8, [2, 6])],
)
def test_a_row_is_not_alone(
    paragraphs: int, rows: int, pages: list[int], theme: Theme, tmp_path: Path
) -> None:
    assert rows_by_page(paragraphs, rows, theme, tmp_path) == pages
