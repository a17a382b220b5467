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
from tests.pictures import drawn, one_sheet

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


def test_a_bar_stands_beside_its_own_claim(two_pager: Theme, tmp_path: Path) -> None:
    sheet = one_sheet(document(appendix=False))
    changed = frozenset(claim.anchor for claim in sheet.claims)
    rendered = render_pdf(replace(sheet, changed=changed), two_pager, files=tmp_path)
    assert rendered.pdf is not None
    front = read_pages(rendered.pdf)[0]
    page = drawn(rendered.pdf, 1, 72).convert("L")  # a pixel is a point
    bars = [
        (left, page.height - found.end(), page.height - found.start())
        for left in range(page.width)
        for found in re.finditer(
            b"[\x00-\x60]{30,}", page.crop((left, 0, left + 1, page.height)).tobytes()
        )
    ]
    assert len({left // 100 for left, *_ in bars}) == 2  # one for each column
    for left, bottom, top in bars:
        beside = [run.box for run in front.runs if bottom < (run.box[1] + run.box[3]) / 2 < top]
        before = max((box[2] for box in beside if box[0] < left), default=0)
        after = min(box[0] for box in beside if box[0] > left)
        assert after - left < 8 < left - before
