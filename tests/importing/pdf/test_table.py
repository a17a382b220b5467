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


def test_a_small_table_with_narrow_cells_is_a_table():
    cells = [["Year", "Boats", "Closures"], ["2024", "12,400", "3"], ["2025", "11,950", "7"]]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    prose = f"<p>{' '.join(['The board asked the pilots.'] * 9)}</p>"
    html = f"<style>td {{ padding: 1pt 6pt }}</style>{prose}<table>{rows}</table>{prose}"
    imported = import_document(HTML(string=html).write_pdf(), "a.pdf", ImportOptions())
    assert [one.text for one in imported.paragraphs if one.kind == "row"] == [
        "\t".join(row) for row in cells
    ]
