"""Each paragraph of an import is found again in its document's own words."""

from __future__ import annotations

import pytest

from briefgen.importing.pdf.self_test import found, in_pieces, printed_as
from briefgen.importing.plain_words import plain_words

from .test_formats import DOCUMENT, read, word

SIGNS = """<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Boats</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:sym w:font="Webdings" w:char="F061"/></w:r></w:p></w:tc></w:tr></w:tbl>"""


def test_signs_of_picture_fonts():
    raw = word(document=DOCUMENT.replace("<w:body>", f"<w:body>{SIGNS}"))
    row = read(raw).paragraphs[0]
    assert row.text == "Boats\t✓\t•"
    assert found(row.text, plain_words(raw)[0])
    assert not found("Boats\t✓\t▪", plain_words(raw)[0])


@pytest.mark.parametrize(
    "printed",
    ["the Age\u02c6ncia and Aviac\u00b8a\u02dco", "the Ag\u02c6 encia and Avia\u00b8c\u02dcao"],
)
def test_accents_that_a_font_has_as_characters(printed):
    assert found("the Agência and Aviação", printed)
    assert printed_as("Agência and", printed) == ()
    assert not found("the Agéncia and Aviação", printed)


SHEET = "boats and pilots. the lock was closed. nobody asked them. the tide was late. it was Monday"
TURNED = (
    "it was Monday. the tide was late. nobody asked them. the lock was closed. boats and pilots"
)


def test_a_paragraph_in_more_pieces_than_are_compared():
    assert not found(TURNED, SHEET)
    assert in_pieces(TURNED, SHEET)
    assert in_pieces("boats\tpilots\tlock\ttide\tlate", SHEET)


def test_a_word_that_was_put_in_is_no_piece():
    assert not in_pieces(TURNED.replace("was closed", "was never closed"), SHEET)
    assert not in_pieces("boats\tgulls\tlock", SHEET)
