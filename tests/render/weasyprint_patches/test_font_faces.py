"""Glyphs are as wide as the font says that is embedded for them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from briefgen.proof.letters import wrong_letters
from briefgen.render.weasyprint_patches import patched
from briefgen.render.weasyprint_patches.engine import HTML


@pytest.mark.parametrize("tag", ["i", "b", "p"])
def test_two_faces_of_one_description_are_two_fonts(tag: str) -> None:
    """Where DejaVu Sans is the font for both scripts, slanted by its maker or by Pango."""
    with patched(date(2026, 11, 20)):
        document = HTML(string=f"<{tag}>The lock שלום lock مرحبا lock</{tag}>")
        pdf = document.write_pdf(pdf_tags=True, uncompressed_pdf=True)
    assert list(wrong_letters(enumerate(PdfReader(BytesIO(pdf)).pages), {})) == []
