from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from briefgen.proof.page_lines import text_blocks
from briefgen.proof.pdf_reader import read_pages
from briefgen.render.layout import render_pdf
from briefgen.render.theme import Theme, load_theme
from tests.pictures import one_sheet

from .sample import document

pytestmark = pytest.mark.slow

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def two_pager() -> Theme:
    return load_theme("two-pager", workspace_templates=None)


def test_points_and_claims_are_on_the_front_texts_and_notes_on_the_back(
    two_pager: Theme, tmp_path: Path
) -> None:
    rendered = render_pdf(one_sheet(document(appendix=False)), two_pager, files=tmp_path)
    assert rendered.problems == ()
    assert rendered.pdf is not None
    front, back = (page.characters for page in read_pages(rendered.pdf))
    assert "Keypoints" in front
    assert "Contestedclaims" in front
    assert "seeds/report.txt" in back
    assert "3f1c" * 16 in back
    assert "Notes1" in back


def test_what_does_not_fit_is_told_in_millimetres(two_pager: Theme, tmp_path: Path) -> None:
    short = one_sheet(document(appendix=False))
    claims = tuple(
        replace(
            claim,
            anchor=f"{claim.anchor}-{copy}",
            positions=tuple(
                replace(held, handle=f"{copy}{held.handle}") for held in claim.positions
            ),
        )
        for copy in range(3)
        for claim in short.claims
    )
    rendered = render_pdf(replace(short, claims=claims), two_pager, files=tmp_path)
    assert rendered.pdf is None
    (problem,) = rendered.problems
    found = re.fullmatch(
        r"the brief is (\d+) mm longer than the 2 pages that the theme two-pager allows",
        problem.message,
    )
    assert found
    assert 10 < int(found[1]) < 1000


def test_a_claim_is_in_one_column_where_the_sheet_has_room(
    two_pager: Theme, tmp_path: Path
) -> None:
    """Of three claims, the second would run from the first column into the next."""
    whole = one_sheet(document(appendix=False))
    few = replace(whole, claims=whole.claims[:3])
    rendered = render_pdf(few, two_pager, files=tmp_path)
    assert rendered.pdf is not None
    with pypdfium2.PdfDocument(rendered.pdf) as file:
        pages = text_blocks(file)
        middle = file[0].get_width() / 2
    for claim in few.claims:
        columns = {
            (number, line.box[0] > middle)
            for number, page in enumerate(pages)
            for block in page
            if claim.anchor in block.within
            for line in block.lines
        }
        assert len(columns) == 1, claim.wording


def test_it_copies_no_file_of_the_theme_that_it_extends() -> None:
    parent, own = TEMPLATES / "policy-brief", TEMPLATES / "two-pager"
    for path in own.rglob("*"):
        same = parent / path.relative_to(own)
        assert path.is_dir() or not same.exists() or same.read_bytes() != path.read_bytes()
