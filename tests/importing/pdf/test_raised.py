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
