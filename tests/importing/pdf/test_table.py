"""A PDF that is a table and nothing else."""

from __future__ import annotations

from weasyprint import HTML

from briefgen.importing import ImportOptions, import_document

ROWS = [("Boats", "12"), ("Pilots", "3"), ("Gates", "2"), ("Lamps", "40"), ("Buoys", "7")]


def test_each_row_of_a_table_is_a_paragraph_in_doubt():
    cells = "".join(f"<tr><td>{name}<td>{count}" for name, count in ROWS)
    style = "<style>td { padding: 4pt 60pt }</style>"
    pdf = HTML(string=f"{style}<table>{cells}</table>").write_pdf()
    imported = import_document(pdf, "a.pdf", ImportOptions())
    assert [one.text for one in imported.paragraphs] == ["\t".join(row) for row in ROWS]
    assert all(one.doubts for one in imported.paragraphs)
