"""What real documents do: figures across columns, accents of old fonts, small capitals, rules."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from briefgen.importing import ImportedText, ImportOptions, ReadParagraph, import_document
from briefgen.importing.pdf.glyphs import Glyph, _composed
from briefgen.importing.symbols import with_known_symbols

from .made import prose

STYLE = """<style>@page { size: 180mm 200mm; margin: 15mm }
small { font-size: 7pt } html { font: 9pt/1.3 'Source Serif 4' }
.flow { columns: 3; column-gap: 6mm; column-fill: auto } p { margin: 0; text-indent: 1em }
.figure { height: 45mm } .few { columns: 3; column-gap: 6mm }</style>"""


def read(html: str) -> ImportedText:
    return import_document(HTML(string=STYLE + html).write_pdf(), "a.pdf", ImportOptions())


def texts(imported: ImportedText) -> list[str]:
    return [one.text for one in imported.paragraphs]


def test_columns_of_two_lines_above_a_figure_are_columns():
    """As they are where the sheets before show three."""
    full = "".join(f"<p>{text}</p>" for text in prose(1, 9))
    few = [f"The pilots of gate {n} did not agree with the board at all." for n in range(6)]
    parts = [
        f"<div class=few>{''.join(f'<p>{text}</p>' for text in few[at : at + 3])}</div>"
        for at in (0, 3)
    ]
    page = f"<div style='break-before: page'>{parts[0]}<div class=figure></div>{parts[1]}</div>"
    found = texts(read(f"<div class=flow style='height: 165mm'>{full}</div>{page}"))
    assert [text for text in found if text in few[1:]] == few[1:]


def test_a_paragraph_that_a_table_divides_is_whole_and_in_doubt():
    before = (
        "The board asked the pilots on Monday, and the pilots, who had not been asked before, and"
    )
    after = "who did not agree, wrote to the secretary."
    html = f"""<style>p {{ text-align: justify; text-align-last: justify; width: 110mm }}</style>
    <p>{before}</p><h2 style="break-before: page">COSTS</h2><p style="break-before: page;
    text-indent: 0">{after}</p>"""
    imported = read(html)
    whole = next(one for one in imported.paragraphs if one.text == f"{before} {after}")
    assert {doubt.what for doubt in whole.doubts} == {"order"}
    costs = next(one for one in imported.paragraphs if one.text == "COSTS")
    assert [doubt.words for doubt in costs.doubts] == ["COSTS"]


def test_a_paragraph_without_a_beginning_is_in_doubt():
    text = "".join(f"<p>{text}</p>" for text in prose(2, 2))
    imported = read(f"{text}<h2>COSTS</h2><p>and the boats waited.</p>{text}")
    [doubtful] = [one for one in imported.paragraphs if one.doubts]
    assert (doubtful.text, doubtful.doubts[0].what) == ("and the boats waited.", "order")


def test_dots_that_lead_to_a_number_are_a_table():
    text = "".join(f"<p>{text}</p>" for text in prose(2, 3))
    imported = read(f"{text}<p>Boats of the town .............. 12</p>{text}")
    kinds = [one.kind for one in imported.paragraphs]
    assert kinds == ["text", "text", "text", "row", "text", "text", "text"]


def test_a_line_of_small_capitals_goes_on():
    lines = [
        "The address of the harbour council can be found in the section of this notice which is",
        "headed, as the law on the notices of councils wants it, and as the board has said, the",
        "<small>FOR FURTHER INFORMATION OF ALL WHO MAY BE CONCERNED</small>",
        "section of the notice.",
    ]
    html = f"<p style='white-space: pre; text-indent: 0'>{'<br>'.join(lines)}</p>"
    [whole] = texts(read(html))
    assert whole.endswith(
        "has said, the FOR FURTHER INFORMATION OF ALL WHO MAY BE CONCERNED section of the notice."
    )


def test_a_rule_is_no_paragraph():
    html = "<p>The lock.</p><p>_______________________</p><p>The gate.</p>"
    assert texts(read(html)) == ["The lock.", "The gate."]


def test_the_page_number_of_the_only_sheet_may_be_above_its_foot():
    style = """<style>@page { @bottom-center { content: counter(page) "\\A Reporters of the Town";
    white-space: pre } }</style>"""
    imported = read(style + "".join(f"<p>{text}</p>" for text in prose(2, 3)))
    assert [one.place.page for one in imported.paragraphs] == ["1", "1", "1"]
    assert [one.text for one in imported.left_out] == ["Reporters of the Town", "1"]


def glyph(text: str, x: float, width: float = 5) -> Glyph:
    return Glyph(text, x, x + width, 100, 10, False, 0, False)


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        ((glyph("e", 0), glyph("ˆ", 1, 3), glyph("n", 5)), "ên"),
        ((glyph("´", 1, 3), glyph("e", 0), glyph("n", 5)), "én"),
        ((glyph("c", 0), glyph("¸", 1, 3), glyph("a", 5), glyph("˜", 6, 3)), "çã"),
        ((glyph("e", 0), glyph("´", 6, 3), glyph("n", 12)), "e´n"),
        ((glyph("b", 0), glyph("¸", 1, 3)), "b¸"),
    ],
)
def test_an_accent_over_a_letter_is_one_with_it(glyphs, text):
    assert "".join(one.text for one in _composed(glyphs)) == text


def test_characters_that_no_font_has_are_replaced_and_in_doubt():
    assert with_known_symbols(ReadParagraph("\uf0b7 one")) == ReadParagraph("• one")
    picture = with_known_symbols(ReadParagraph("a \uf077 b \ufffd"))
    assert picture.text == "a • b □"
    assert [doubt.what for doubt in picture.doubts] == ["encoding"]
