"""Raised and lowered characters of a PDF stay what they are, in the line that they are in."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from briefgen.importing import ImportedText, ImportOptions, import_document

STYLE = "<style>html { font: 11pt/1.4 'Source Serif 4' }</style>"
# As WeasyPrint and as browsers make them, and as an older program does.
SIZES = ("smaller", "0.83em", "0.6em")
MORE = "The board of the harbour was asked in May, and again in June, before the gate was shut."


def read(html: str, size: str = "smaller") -> ImportedText:
    style = f"{STYLE}<style>sup, sub {{ font-size: {size}; line-height: 0 }}</style>"
    return import_document(HTML(string=style + html).write_pdf(), "a.pdf", ImportOptions())


def texts(imported: ImportedText) -> list[str]:
    return [one.text for one in imported.paragraphs]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("It held 10<sup>6</sup> litres on 25 m<sup>2</sup>, they say.",
         "It held 10⁶ litres on 25 m², they say."),
        ("A share of 4.5 × 10<sup>−3</sup> is lost.", "A share of 4.5 × 10⁻³ is lost."),
        ("Of CO<sub>2</sub> and H<sub>2</sub>O nothing is said.",
         "Of CO₂ and H₂O nothing is said."),
        ("It cost 1,250<sup>.00</sup> and 10<sup>–9</sup>, it says.",
         "It cost 1,250.00 and 10⁻⁹, it says."),
        ("The 5<sup>th</sup> boat has x<sup>2</sup> + y<sup>2</sup> of 2<sup>n</sup> sails.",
         "The 5th boat has x² + y² of 2ⁿ sails."),
    ],
)  # fmt: skip
def test_raised_and_lowered_characters_are_in_their_line(typed, text, size):
    imported = read(f"<p>{MORE} {typed} {MORE} {MORE}</p>", size)
    assert texts(imported) == [f"{MORE} {text} {MORE} {MORE}"]
    assert {one.what for one in imported.paragraphs[0].doubts} <= {"note"}


def test_lowered_and_raised_characters_of_two_lines_are_each_in_theirs():
    imported = read(f"<p>{MORE} Of CO<sub>2</sub><br>10<sup>6</sup> t. {MORE} {MORE}</p>")
    assert texts(imported) == [f"{MORE} Of CO₂ 10⁶ t. {MORE} {MORE}"]


def notes(count: int) -> str:
    return "".join(
        f"<p style='font-size: 7pt'><sup>{n}</sup> Minutes of May, page {n}0.</p>"
        for n in range(1, count + 1)
    )


def test_a_power_calls_no_note():
    """Though there is a note of its number; but a note that is called after a year is called."""
    body = f"<p>It held 10<sup>3</sup> litres.<sup>1</sup> {MORE}<sup>2</sup></p>"
    body += f"<p>It was shut in 1998.<sup>3</sup> {MORE} So it was in 1999<sup>4</sup>.</p>"
    imported = read(f"{body}<div style='height: 60mm'></div>{notes(4)}")
    first, second, *_ = imported.paragraphs
    assert first.text == f"It held 10³ litres. {MORE}"
    assert second.text == f"It was shut in 1998. {MORE} So it was in 1999."
    assert [call.number for call in (*first.calls, *second.calls)] == ["1", "2", "3", "4"]
    assert [(one.what, one.words) for one in first.doubts] == [("note", "10³")]
    assert [(one.what, one.words) for one in second.doubts] == [("note", "1999⁴")]


def test_a_reference_in_raised_brackets_is_in_its_line():
    imported = read(f"<p>{MORE}<sup>[1]</sup> It was shut<sup>[2][3]</sup>. {MORE}</p>")
    assert texts(imported) == [f"{MORE}[1] It was shut[2][3]. {MORE}"]


def test_a_power_of_a_unit_or_a_letter_and_a_fraction_call_no_note():
    body = f"<p>It was May.<sup>1</sup> It was June.<sup>2</sup> {MORE}</p>"
    body += (
        f"<p>Of 12 m<sup>2</sup> and E = mc<sup>2</sup> and <sup>1</sup>⁄<sub>2</sub>. {MORE}</p>"
    )
    imported = read(f"{body}<div style='height: 60mm'></div>{notes(2)}")
    first, second, *_ = imported.paragraphs
    assert [call.number for call in first.calls] == ["1", "2"]
    assert (second.text.split(".")[0].strip(), second.calls) == ("Of 12 m² and E = mc² and¹⁄₂", ())
    assert [one.words for one in second.doubts if one.what == "note"] == ["m²", "mc²", "and¹"]


def test_characters_beyond_the_basic_plane_are_kept():
    """Slanted letters of formulas as plain ones, as ligatures are; others as they are."""
    words = "The gate was \U0001d45b\U0001d45c\U0001d461 shut by \U00020bb7, said the board."
    text = "The gate was not shut by \U00020bb7, said the board."
    assert [one.text for one in read(f"<p>{words}</p>").paragraphs] == [text]
