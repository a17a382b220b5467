"""A brief over a document of each kind: built, verified, and proved from the document itself."""

from __future__ import annotations

import pytest
from pypdf import PdfReader
from weasyprint import HTML

from tests.importing.test_formats import word
from tests.importing.test_open_formats import RTF, epub, odt

# Page 14 ends within a word, and page 15 in a sentence.
MINUTES = """<style>@page { size: 90mm 70mm; margin: 12mm; @top-left { content: "Harbour Council" }
@top-right { content: counter(page) } } @page :first { counter-reset: page 14 }
p { margin: 0 0 8pt; width: 60mm }</style>
<p>The board asked the pilots.</p><p>The lock was closed, for the water was in ex-<br>cess of what
it can hold.</p><p style="break-before: page">The pilots did not agree, and the secretary Ebb
wrote it down.</p>"""
MESSAGE = b"From: a@b.example\nSubject: x\n\nThe lock is shut."
CAPTIONS = b"1\n00:00:01,000 --> 00:00:02,000\nThe lock is shut"
# Its paragraphs go on over pages of the appendix, whose heads name the page's last, too.
LONG = "\f".join(
    f"- {number} -\n\nOn that day {f'{seen} were in the harbour and ' * 60}{seen} went.\n\n"
    f"{seen.capitalize()} {'slept in the hall and waited ' * 60}for the {seen}.\n"
    for number, seen in enumerate("boats pilots clerks ships gulls crews".split(), 1)
)
# Words that are quoted, the number of their paragraph, the document.
DOCUMENTS: dict[str, tuple[str, int, bytes | None]] = {
    "minutes.pdf": ("was in excess of", 2, None),
    "memo.docx": ("did not ask", 2, word()),
    "memo.odt": ("did not ask", 2, odt()),
    "memo.rtf": ("did not ask", 2, RTF.encode()),
    "book.epub": ("asked the pilots", 2, epub()),
    "page.html": ("lock is shut", 1, b"<!doctype html><p>The lock is shut &amp; dry."),
    "message.eml": ("lock is shut", 3, MESSAGE),
    "captions.srt": ("lock is shut", 1, CAPTIONS),
    "text.txt": ("ran off in excess", 1, b"The water ran off in ex-\ncess of it."),
    "long.txt": ("for the boats", 2, LONG.encode()),
    "text.md": ("lock is shut", 1, b"The lock *is* shut."),
}
BRIEF = """\
title: The lock
date: 2026-11-20
sources: [{ids}]
key_points:
"""


@pytest.fixture(scope="module")
def minutes():
    content: bytes = HTML(string=MINUTES).write_pdf()
    return content


@pytest.mark.slow
def test_each_kind_is_proved_from_its_document(briefgen, workspace, minutes):
    points = ""
    for name, (words, number, content) in DOCUMENTS.items():
        (workspace / name).write_bytes(content or minutes)
        id = name.replace(".", "-")
        assert briefgen("add", name, "--id", id).code == 0
        points += f"  - It says “{words}” [@{id}, ¶{number}].\n"
    ids = ", ".join(name.replace(".", "-") for name in DOCUMENTS)
    path = workspace / "briefs" / "lock.yaml"
    path.write_text(BRIEF.format(ids=ids) + points, encoding="utf-8")
    built = workspace / "lock.pdf"
    ran = briefgen("build", path, "-o", built)
    assert ran.code == 0, ran.err
    named = [part for name in DOCUMENTS for part in ("--original", name)]
    ran = briefgen("verify", built, *named)
    assert (ran.code, ran.err) == (0, "")
    for name in DOCUMENTS:
        assert f"{name}: source {name.replace('.', '-')} was made from it; 1 of 1" in ran.out
    assert "“was in excess of”: joined from ex-|cess, on p. 14" in ran.out
    assert "“did not ask”: as printed" in ran.out
    text = "".join(page.extract_text() for page in PdfReader(built).pages)
    assert "p. 14 of the original" in " ".join(text.split())
    assert "at 00:00:01" in text
    assert "continued–" in text


@pytest.mark.slow
def test_a_record_that_names_another_document_proves_nothing(briefgen, workspace, minutes):
    """A text that somebody wrote, with a record that says it was in the minutes."""
    (workspace / "minutes.pdf").write_bytes(minutes)
    briefgen("add", "minutes.pdf")
    seed = workspace / "seeds" / "minutes.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("was closed", "was never closed"))
    path = workspace / "briefs" / "lock.yaml"
    point = "  - It says “was never closed” [@minutes, ¶2].\n"
    path.write_text(BRIEF.format(ids="minutes") + point, encoding="utf-8")
    assert briefgen("build", path, "-o", "lock.pdf").code == 0
    ran = briefgen("verify", "lock.pdf", "--original", "minutes.pdf")
    assert ran.code == 1
    assert "minutes ¶2 is not in minutes.pdf on sheet 1" in ran.out
    (workspace / "other.pdf").write_bytes(minutes + b"\n")
    ran = briefgen("verify", "lock.pdf", "--original", "other.pdf")
    assert ran.code == 1
    assert "no source was made from other.pdf" in ran.out


@pytest.mark.slow
def test_a_pdf_carries_the_document_where_that_is_wanted(briefgen, workspace, minutes):
    (workspace / "minutes.pdf").write_bytes(minutes)
    briefgen("add", "minutes.pdf")
    catalogue = workspace / "seeds" / "sources.yaml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "    embed-original: true\n")
    path = workspace / "briefs" / "lock.yaml"
    point = "  - It says “was in excess of” [@minutes, p. 14].\n"
    path.write_text(BRIEF.format(ids="minutes") + point, encoding="utf-8")
    assert briefgen("build", path, "-o", "lock.pdf").code == 0
    files = PdfReader(workspace / "lock.pdf").attachments
    assert files["seeds/originals/minutes.pdf"] == [minutes]
    assert briefgen("verify", "lock.pdf").code == 0
    (workspace / "seeds" / "originals" / "minutes.pdf").unlink()
    ran = briefgen("check", path)
    assert ran.code == 1
    assert "source-original-changed" in ran.out


@pytest.mark.slow
def test_paragraphs_keep_their_pages_when_others_are_inserted(briefgen, workspace, minutes):
    (workspace / "minutes.pdf").write_bytes(minutes)
    briefgen("add", "minutes.pdf")
    seed = workspace / "seeds" / "minutes.txt"
    seed.write_text("Ours.\n\n" + seed.read_text(encoding="utf-8"), encoding="utf-8")
    path = workspace / "briefs" / "lock.yaml"
    points = (
        "  - It says “was in excess of” [@minutes, p. 14].\n  - “did not agree” [@minutes, ¶4]\n"
    )
    path.write_text(BRIEF.format(ids="minutes") + points, encoding="utf-8")
    ran = briefgen("build", path, "-o", "lock.pdf")
    assert ran.code == 0
    text = " ".join("".join(p.extract_text() for p in PdfReader("lock.pdf").pages).split())
    assert "p. 15 of the original" in text
