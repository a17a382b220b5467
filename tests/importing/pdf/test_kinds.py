"""A transcript, a scan, a scan with a stamped line, an encrypted file."""

from __future__ import annotations

import base64
import io

import pypdf
import pytest
from PIL import Image
from weasyprint import HTML

from briefgen.errors import BriefgenError
from briefgen.importing import ImportedText, ImportOptions, import_document

TURNS = [
    ("MR. QUAY", "The lock was closed on Monday, and nobody had asked the pilots about it."),
    ("SECRETARY EBB", "Since when does the board have to ask the pilots before it does so?"),
    ("MR. QUAY", "Since the spring, when the council decided so in its meeting of May."),
    ("SECRETARY EBB", "I do not remember that, and the minutes of that meeting are lost."),
    ("MR. QUAY", "They are not lost. The pilots have a copy, and I have read it here."),
    ("SECRETARY EBB", "Then the board would like to see it before it answers your question."),
]


def read(pdf: bytes) -> ImportedText:
    return import_document(pdf, "a.pdf", ImportOptions())


def transcript() -> bytes:
    """Lines with their numbers, as courts print them, and the page's number above."""
    lines = []
    for name, said in TURNS:
        words = f"{name}: {said}".split()
        while words:
            line = [words.pop(0)]
            while words and len(" ".join([*line, words[0]])) < 40:
                line.append(words.pop(0))
            first = " ".join(line).startswith(name)
            lines.append(f"{'    ' if first else ''}{' '.join(line)}")
    half = len(lines) // 2
    pages = []
    for page, part in ((14, lines[:half]), (15, lines[half:])):
        rows = "\n".join(f"{n:>2}  {line}" for n, line in enumerate(part, 1))
        style = "break-before: page" if page > 14 else ""
        pages.append(f"<pre style='{style}'>{'OFFICIAL':^40}{page:>4}\n\n{rows}</pre>")
    style = "<style>pre { font: 11pt/24pt monospace; margin: 0 }</style>"
    pdf: bytes = HTML(string=style + "".join(pages)).write_pdf()
    return pdf


def test_a_transcript_has_speakers_and_no_line_numbers():
    imported = read(transcript())
    texts = [one.text for one in imported.paragraphs]
    assert texts == [f"{name}: {said}" for name, said in TURNS]
    assert [one.place.speaker for one in imported.paragraphs] == [name for name, _ in TURNS]
    assert imported.paragraphs[0].place.page == "14"
    assert imported.paragraphs[-1].place.page == "15"
    assert {one.kind for one in imported.left_out} >= {"line-number", "head"}


def picture() -> str:
    """A page of grey, such as a scanner makes."""
    content = io.BytesIO()
    Image.new("L", (80, 110), 200).save(content, format="PNG")
    return f"data:image/png;base64,{base64.b64encode(content.getvalue()).decode()}"


def scan(stamp: str = "", more: str = "") -> bytes:
    page = """@page { size: A4; margin: 0 }
    img { position: absolute; top: 0; width: 210mm; height: 290mm }
    p { position: relative; z-index: 1 }"""
    html = f"<style>{page}</style><p>{stamp}</p><img src='{picture()}' alt='x'>{more}"
    pdf: bytes = HTML(string=html).write_pdf()
    return pdf


@pytest.mark.parametrize("stamp", ["", "Filed 11/20/26, page 1 of 1"], ids=["bare", "stamped"])
def test_a_scan_is_refused_by_name(stamp):
    with pytest.raises(BriefgenError, match="import-no-text: its pages are pictures"):
        read(scan(stamp))


def test_a_scanned_sheet_among_others_is_named():
    text = "<div style='break-before: page; padding: 20mm'>The lock was closed on Monday.</div>"
    imported = read(scan("Filed", text))
    assert imported.blank_sheets == (1,)
    assert [one.text for one in imported.paragraphs] == ["The lock was closed on Monday."]
    assert [(one.text, one.kind) for one in imported.left_out] == [("Filed", "outside")]


def test_a_sheet_that_is_mostly_a_picture_is_named():
    """Unless the picture lies under the text, or is smaller than what is beside it."""
    style = "<style>@page { size: A6; margin: 0 } div { break-after: page; position: relative }"
    around = "<div><p>A form of the harbour.</p><img src='{}' style='width: {}'></div>"
    under = "<div><img src='{}' style='position: absolute; width: 70mm'><p>{}</p></div>"
    pages = [
        around.format(picture(), "50mm"),
        around.format(picture(), "9mm"),
        under.format(picture(), "The lock was closed. " * 20),
    ]
    imported = read(HTML(string=f"{style}</style>{''.join(pages)}").write_pdf())
    assert (imported.blank_sheets, imported.picture_sheets) == ((), (1,))
    assert imported.paragraphs[0].text == "A form of the harbour."


def test_an_encrypted_file_is_refused_by_name():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(HTML(string="<p>The lock.</p>").write_pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    with pytest.raises(BriefgenError, match="an encrypted PDF cannot be imported"):
        read(content.getvalue())


HIDDEN = """<style>body { font: 12pt Source Serif 4 } p { position: relative }
i { position: absolute; inset: 0; background: white } em { background: black; color: white }</style>
<p>The lock was <b style="color: white">never</b> shut at noon, <b style="font-size: .4pt">they
say,</b> and the <em>white on black</em> was read.</p><p>The pilots were told nothing.<i></i></p>"""


def test_words_that_cannot_be_seen_are_left_out():
    imported = read(HTML(string=HIDDEN).write_pdf())
    (shown,) = imported.paragraphs
    assert shown.text == "The lock was shut at noon, and the white on black was read."
    hidden = [one.text for one in imported.left_out if one.kind == "hidden"]
    assert hidden == ["never they say, The pilots were told nothing."]
