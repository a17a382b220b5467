from __future__ import annotations

import gc
from contextlib import nullcontext

import pydyf
import pytest

from briefgen.render import layout
from briefgen.render.layout import Rendered, render_pdf
from briefgen.render.theme import Theme
from briefgen.render.weasyprint_patches.pace import steady_pace
from tests.render.sample import SEEDS, document


def test_what_makes_long_documents_fast_changes_no_byte(
    rendered: Rendered, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "steady_pace", nullcontext)
    assert render_pdf(document(), theme, files=SEEDS).pdf == rendered.pdf


def test_the_collector_is_as_before_even_behind_a_failure() -> None:
    for before in (gc.disable, gc.enable):
        before()
        collecting = gc.isenabled()
        with pytest.raises(ZeroDivisionError), steady_pace():
            _ = 1 / gc.isenabled()
        assert gc.isenabled() == collecting


def test_pages_are_listed_as_they_are_added_each_file_for_itself() -> None:
    def references(pages: int) -> list[tuple[bytes, ...]]:
        pdfs = [pydyf.PDF(), pydyf.PDF()]
        found = []
        for number in range(pages):
            for pdf in pdfs[: 1 + number % 2]:
                pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
            found += [pdf.page_references for pdf in pdfs]
        return found

    usual = references(4)
    with steady_pace():
        assert references(4) == usual
