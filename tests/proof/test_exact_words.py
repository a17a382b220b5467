"""What marked content says, glyph by glyph, where lines run both ways."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
)

from briefgen.proof.exact_words import ExactWords
from briefgen.proof.pdf_text import OUTSIDE

TABLE = b"""2 beginbfchar
<0001> <05D0>
<0002> <0028>
endbfchar
1 beginbfrange
<0003> <0005> <0061>
endbfrange"""
SAID = b"""/F 9 Tf /P <</MCID 4>> BDC <0003> Tj
/Span <</ActualText <FEFF200F0029>>> BDC <0002> Tj EMC <0005> Tj"""


def page(content: bytes, encoding: str = "/Identity-H") -> bytes:
    writer = PdfWriter()
    made = writer.add_blank_page(200, 200)
    table, stream = DecodedStreamObject(), DecodedStreamObject()
    table.set_data(TABLE)
    stream.set_data(content)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Encoding"): NameObject(encoding),
            NameObject("/ToUnicode"): writer._add_object(table),
            NameObject("/DescendantFonts"): ArrayObject([DictionaryObject()]),
        }
    )
    fonts = DictionaryObject({NameObject("/F"): writer._add_object(font)})
    made[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    made[NameObject("/Contents")] = writer._add_object(stream)
    made[NameObject("/MediaBox")] = RectangleObject((0, 0, 200, 200))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"/F 9 Tf /P <</MCID 4>> BDC [<0001> 3 <00020003>] TJ EMC", {4: "א(a"}),
        (b"q /F 9 Tf Q /P <</MCID 4>> BDC <0001> Tj EMC", {}),
        (SAID + b" EMC /Artifact BMC <0004> Tj EMC", {4: "a\u200f)c", OUTSIDE: "b"}),
        (b"/F 9 Tf /P <</MCID 4>> BDC <0009> Tj EMC", {}),
        (b"/F 9 Tf /P <</MCID 4>> BDC <0003> Tj /X Do EMC", {}),
    ],
)
def test_words_of_marked_content(content: bytes, words: dict[int, str]) -> None:
    assert ExactWords(page(content)).of_page(0).words == words


def test_a_font_of_another_kind_says_nothing() -> None:
    assert ExactWords(page(b"/F 9 Tf <0003> Tj", "/WinAnsiEncoding")).of_page(0).words == {}


def test_what_is_no_pdf_says_nothing() -> None:
    assert ExactWords(b"%PDF-1.7\n").of_page(0).words == {}
