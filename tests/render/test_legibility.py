"""What is printed can be read: sizes and contrasts, measured in the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.model.brief import Paper
from briefgen.render.layout import Rendered, render_pdf
from briefgen.render.theme import Theme, load_theme
from tests.pdf.legibility import Letter, letters

from .sample import document

pytestmark = pytest.mark.slow


def large(paper: Paper, theme: Theme, folder: Path) -> list[Letter]:
    rendered = render_pdf(replace(document(paper=paper), large_print=True), theme, files=folder)
    assert rendered.pdf is not None
    return list(letters(rendered.pdf))


def printed(rendered: Rendered) -> list[Letter]:
    assert rendered.pdf is not None
    return list(letters(rendered.pdf))


def too_faint(found: list[Letter]) -> list[str]:
    return [str(letter) for letter in found if letter.contrast < 4.5]


def test_nothing_but_note_numbers_is_smaller_than_8_5_points(rendered: Rendered) -> None:
    small = [letter for letter in printed(rendered) if letter.size < 8.49]
    assert small
    assert {letter.character for letter in small} <= set("0123456789")
    assert min(letter.size for letter in small) >= 7.49


def test_every_letter_stands_out_from_its_ground(rendered: Rendered) -> None:
    assert too_faint(printed(rendered)) == []


def test_a_two_pager_is_as_legible(tmp_path: Path) -> None:
    theme = load_theme("two-pager", workspace_templates=None)
    brief = replace(document(appendix=False), claims=document(appendix=False).claims[:3])
    found = printed(render_pdf(brief, theme, files=tmp_path))
    assert [str(one) for one in found if one.size < 8.49 and not one.character.isdigit()] == []
    assert too_faint(found) == []


def test_a_two_pager_in_large_print_has_the_pages_that_it_takes(tmp_path: Path) -> None:
    theme = load_theme("two-pager", workspace_templates=None)
    rendered = render_pdf(
        replace(document(appendix=False), large_print=True), theme, files=tmp_path
    )
    assert rendered.page_count > 2
    assert [str(letter) for letter in printed(rendered) if letter.size < 13.99] == []


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_large_print_is_large(paper: Paper, theme: Theme, tmp_path: Path) -> None:
    found = large(paper, theme, tmp_path)
    assert [str(letter) for letter in found if letter.size < 13.99] == []
    assert sum(letter.size >= 17.99 for letter in found) > len(found) * 0.6
    assert too_faint(found) == []
