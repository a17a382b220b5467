"""`briefgen show SOURCE ¶ --original`: the sheet of the imported PDF as a picture."""

from __future__ import annotations

from weasyprint import HTML


def test_the_sheet_of_a_paragraph_is_drawn(briefgen, workspace):
    html = "<p>The lock was closed.</p><p style='break-before: page'>The pilots wait.</p>"
    HTML(string=html).write_pdf(workspace / "memo.pdf")
    briefgen("add", "memo.pdf")
    ran = briefgen("show", "memo", "2", "--original")
    assert (ran.code, ran.out.strip()) == (0, "output/memo-2.png")
    assert (workspace / "output" / "memo-2.png").read_bytes().startswith(b"\x89PNG")
    (workspace / "seeds" / "originals" / "memo.pdf").write_bytes(b"another file")
    assert briefgen("show", "memo", "2", "--original").code == 2


def test_a_text_has_no_sheet(briefgen, workspace):
    assert briefgen("show", "report", "2", "--original").code == 2
