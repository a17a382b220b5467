"""The head of a table is printed, whatever room it leaves to the rows."""

from __future__ import annotations

from briefgen.render.lost_table_heads import print_once
from briefgen.render.weasyprint_patches.engine import HTML, TextBox

TABLES = """<style>
@page {{ size: 300pt 200pt; margin: 20pt }}
tr {{ break-inside: avoid }} tr.tall {{ break-inside: auto }}
table.tall thead {{ display: table-row-group }}
td, th {{ font: 10pt/12pt serif }}
</style>
<table class="data"><thead><tr><th>{head}</th></tr></thead><tr><td>Pilots</td></tr></table>
<table class="data"><thead><tr><th>Short</th></tr></thead><tr><td>{row}</td></tr></table>"""


def test_a_head_without_room_is_printed_as_a_row() -> None:
    page = HTML(string=TABLES.format(head="Lock<br>" * 13, row="Quay<br>" * 3))
    first = page.render().pages
    assert print_once(first, page.etree_element)
    again = page.render().pages
    words = [b.text for p in again for b in p._page_box.descendants() if isinstance(b, TextBox)]
    assert words.count("Lock") == 13
    assert words.count("Quay") == 3
    classes = [table.get("class") for table in page.etree_element.iter("table")]
    assert classes == ["data tall", "data"]
    assert not print_once(again, page.etree_element)


def test_nothing_is_done_where_all_heads_are_printed() -> None:
    page = HTML(string=TABLES.format(head="Lock", row="Quay<br>" * 20))
    assert not print_once(page.render().pages, page.etree_element)
