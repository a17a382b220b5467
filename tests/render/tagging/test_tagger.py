"""The structure that HTML of any theme gets, and the WeasyPrint that it is taken from."""

from __future__ import annotations

from textwrap import dedent

import pydyf
import pytest
from weasyprint import HTML
from weasyprint import Document as Pages

from briefgen.render.tagging.tagger import tag, watch
from tests.pdf.structure import outline


def heard(body: str, style: str = "") -> str:
    """The structure of a page with `body`, as it is read aloud."""
    page = f'<html lang="en"><title>T</title><style>{style}</style><body>{body}'
    pages = HTML(string=page).render()
    watch(pages)
    pdf: bytes = pages.write_pdf(finisher=tag, pdf_variant="pdf/ua-1")
    return dedent(outline(pdf).removeprefix("Document\n"))


def test_words_stand_in_paragraphs() -> None:
    assert heard("<section>Some <b>words</b><div>More</div><p>A <span>third</span></section>") == (
        "Sect\n  P Some words\n  P More\n  P A third"
    )


def test_other_languages_are_named() -> None:
    words = heard('<p lang="en">A <i lang="fr">mot</i></p><div lang="de"><p>Wort</div>')
    assert words == "P A [Span @fr mot]\nDiv @de\n  P Wort"


def test_a_table_over_pages_is_one_and_its_head_is_read_once() -> None:
    rows = "".join(f"<tr><td>row {number}" for number in range(4))
    words = heard(
        f"<table><thead><tr><th>Head</thead>{rows}</table>",
        "@page { size: 90mm 50mm; margin: 10mm } td { height: 12mm }",
    )
    assert words.count("Table") == words.count("TH ") == 1
    assert words.count("TD (Headers head-1-0-0) row") == 4


def test_cells_know_their_heads_under_spans() -> None:
    words = heard("""
        <table>
        <tr><th rowspan=2 scope=row>Boats<th scope=row>large<td>4
        <tr><th scope=row>small<td>9
        </table>""")
    assert "TH #head-1-0-0 (RowSpan 2, Scope /Row) Boats" in words
    assert "TD (Headers head-1-0-0 head-1-0-1) 4" in words
    assert "TD (Headers head-1-0-0 head-1-1-1) 9" in words


def test_a_head_across_a_group_is_for_that_group() -> None:
    words = heard("""
        <table><thead><tr><th>One<th>Two</thead>
        <tbody><tr><th colspan=2 scope=colgroup>First<tr><td>a<td>b</tbody>
        <tbody><tr><td>c<td>d</tbody></table>""")
    assert "TD (Headers head-1-0-1 head-1-1-0) b" in words
    assert "TD (Headers head-1-0-0) c" in words


def test_notes_at_the_end_stay_there() -> None:
    words = heard("""
        <p>Said<a id=call-1 href="#note-1" aria-label="Note 1">1</a>.
        <section><p id=note-1><a href="#call-1">1</a> There.</section>""")
    assert words == (
        "P Said[Reference [Link →Note 1: 1]].\n"
        "Sect\n  Note #note-1\n    Lbl [Link →1: 1]\n    P There."
    )


def test_a_link_is_one_stop_whatever_is_in_it() -> None:
    assert heard('<p><a href="https://example.org">the <b>whole</b> thing</a>') == (
        "P [Link →the whole thing: the whole thing]"
    )


def test_a_picture_without_a_meaning_is_not_read() -> None:
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    assert heard(f'<p>A<img alt="" src="{picture}"></p>') == "P A"
    assert heard(f'<p><img alt="A map" src="{picture}"></p>') == "P [Figure =A map]"


def test_a_picture_and_its_caption_belong_together() -> None:
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    figure = f'<figure><p><img alt="A map" src="{picture}"></p><figcaption>The lock</figcaption>'
    assert heard(figure) == "Div\n  P [Figure =A map]\n  Caption The lock"


def test_another_weasyprint_is_noticed() -> None:
    def finish(pages: Pages, pdf: pydyf.PDF) -> None:
        pdf.add_object(pydyf.Dictionary({"Type": "/New"}))
        tag(pages, pdf)

    pages = HTML(string="<html lang=en><p>A").render()
    watch(pages)
    with pytest.raises(RuntimeError, match="structure at another place"):
        pages.write_pdf(finisher=finish, pdf_variant="pdf/a-3a")
