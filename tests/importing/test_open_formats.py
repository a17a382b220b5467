"""OpenDocument, EPUB and RTF; and the notes of web pages."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefgen.errors import BriefgenError
from briefgen.importing import ImportedText, ImportOptions, import_document

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "meta", "draw", "style")
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
CONTENT = f"""<office:document-content {NAMES} {DC}><office:body><office:text>
<text:tracked-changes>
<text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator>Councillor Quay</dc:creator></office:change-info><text:p>asked</text:p></text:deletion>
</text:changed-region>
<text:changed-region text:id="c2"><text:insertion><office:change-info>
<dc:creator>Secretary Ebb</dc:creator></office:change-info></text:insertion></text:changed-region>
</text:tracked-changes>
<text:h text:outline-level="1">The lock</text:h>
<text:p>The board <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>did not
 ask<text:change-end text:change-id="c2"/> the pilots.<text:note text:note-class="footnote">
<text:note-citation>1</text:note-citation><text:note-body><text:p>Minutes of May.</text:p>
</text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>one<text:s text:c="2"/>boat</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Boats</text:p></table:table-cell>
<table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""
META = f"<office:document-meta {NAMES} {DC}><dc:title>The lock</dc:title></office:document-meta>"


def packed(files: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def odt(**parts: str) -> bytes:
    files = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return packed({**files, "content.xml": CONTENT, "meta.xml": META, **parts})


def read(raw: bytes | str, *, accept: bool = True) -> ImportedText:
    content = raw if isinstance(raw, bytes) else raw.encode()
    return import_document(content, "a", ImportOptions(accept_changes=accept))


def texts(imported: ImportedText) -> list[str]:
    return [one.text for one in imported.paragraphs]


# --- OpenDocument ---------------------------------------------------------------


def test_empty_cells_of_a_table_are_cells():
    table = """<table:table-row><table:table-cell><text:p>May</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="2"/><table:covered-table-cell/>
    <table:table-cell><text:p>7</text:p></table:table-cell></table:table-row>"""
    open_document = odt(
        **{"content.xml": CONTENT.replace("<table:table>", f"<table:table>{table}", 1)}
    )
    rich = RTF.replace(r"\trowd", r"\trowd\intbl May\cell\cell\cell\cell 7\cell\row\trowd", 1)
    for raw in (open_document, rich.encode()):
        [row] = [one for one in read(raw).paragraphs if one.text.startswith("May")]
        assert (row.text, row.doubts[0].what) == ("May\t\t\t\t7", "table")


def test_open_document_with_tracked_changes_notes_and_a_table():
    imported = read(odt())
    assert texts(imported) == [
        "The lock",
        "The board did not ask the pilots.",
        "one boat",
        "Boats\t12",
        "Minutes of May.",
    ]
    assert [one.kind for one in imported.paragraphs] == ["heading", "text", "item", "row", "note"]
    board = imported.paragraphs[1]
    assert [(one.kind, one.by, one.words) for one in board.changes] == [
        ("deletion", "Councillor Quay", "asked"),
        ("insertion", "Secretary Ebb", "did not ask"),
    ]
    assert [(one.number, one.offset) for one in board.calls] == [("1", len(board.text))]
    assert imported.title == "The lock"


def test_hidden_words_of_an_open_document():
    hidden = CONTENT.replace(
        "<text:list>",
        "<text:p>It was <text:hidden-text>never </text:hidden-text>shut.</text:p>"
        '<text:section text:display="none"><text:p>Nobody knew.</text:p></text:section><text:list>',
    )
    imported = read(odt(**{"content.xml": hidden}))
    assert imported.paragraphs[2].text == "It was shut."
    assert [one.text for one in imported.left_out] == ["never", "Nobody knew."]


def test_open_document_before_its_changes():
    assert texts(read(odt(), accept=False))[1] == "The board asked the pilots."


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (odt(**{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "encrypted"),
        (odt(**{"content.xml": f"<!DOCTYPE x [<!ENTITY a 'b'>]>{CONTENT}"}), "entities"),
        (odt(**{"content.xml": "<x"}), "damaged"),
    ],
    ids=["encrypted", "entities", "cut"],
)
def test_open_document_that_is_refused(raw, why):
    with pytest.raises(BriefgenError, match=why):
        read(raw)


# --- EPUB -----------------------------------------------------------------------

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf"/></rootfiles></container>'
)
PACKAGE = f"""<package xmlns="http://www.idpf.org/2007/opf" {DC}><metadata>
<dc:title>The lock</dc:title><dc:language>en</dc:language></metadata><manifest>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="o%20ne.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="a.css" media-type="text/css"/></manifest>
<spine><itemref idref="one"/><itemref idref="two"/></spine></package>"""
ONE = """<html xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>The lock</h1>
<span epub:type="pagebreak" title="7">7</span><p>The board asked<a epub:type="noteref"
href="#n1">1</a> the <span role="doc-pagebreak" aria-label="8"></span>pilots.</p>
<aside epub:type="footnote" id="n1"><p>1. Minutes of May.</p></aside></body></html>"""
TWO = "<html><body><p>It was closed.</p></body></html>"


def epub(**parts: str) -> bytes:
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "book/package.opf": PACKAGE,
        "book/o ne.xhtml": ONE,
        "book/two.xhtml": TWO,
    }
    return packed({**files, **parts})


def test_a_book_has_its_pages_and_notes():
    imported = read(epub())
    assert texts(imported) == [
        "The lock", "The board asked the pilots.", "It was closed.", "Minutes of May.",
    ]  # fmt: skip
    places = [(one.place.page, one.place.last_page) for one in imported.paragraphs]
    assert places == [("", ""), ("7", "8"), ("8", "8"), ("8", "8")]
    assert [one.number for one in imported.paragraphs] == ["", "", "", "1"]
    assert [one.place.part for one in imported.paragraphs][-2] == "book/two.xhtml"


def test_a_book_whose_notes_are_in_another_file():
    ended = '<a href="o%20ne.xhtml#r1"/><p id="n1">1 Minutes of May.</p><p>It was closed.</p>'
    one = ONE.replace('href="#n1"', 'href="two.xhtml#n1"').replace("<aside", "<aside hidden=''")
    imported = read(epub(**{"book/o ne.xhtml": one, "book/two.xhtml": f"<?xml version='1.0'?><html "
        f"xmlns='http://www.w3.org/1999/xhtml'><body>{ended}</body></html>"}))  # fmt: skip
    assert texts(imported) == [
        "The lock", "The board asked the pilots.", "It was closed.", "Minutes of May.",
    ]  # fmt: skip
    assert imported.paragraphs[-1].kind == "note"


def test_an_encrypted_book_is_refused():
    locked = '<e><CipherReference URI="book/two.xhtml"/></e>'
    with pytest.raises(BriefgenError, match="encrypted"):
        read(epub(**{"META-INF/encryption.xml": locked}))


# --- RTF ------------------------------------------------------------------------

RTF = r"""{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times;}{\f1\fcharset204 Arial;}}
{\stylesheet{\s1 heading 1;}{\s0 Normal;}}{\*\revtbl{Unknown;}{Councillor Quay;}{Secretary Ebb;}}
{\info{\title The lock}{\author Ebb}}{\header Harbour Council}{\*\generator x;}
\pard\s1 The lock\par\pard The board {\deleted\revauthdel1 asked}{\revised\revauth2 did
 not ask} the pilots\rquote  caf\'e9 \u8212?\u-10179?\u-8704? {\f1 \'cb\'ee\'ef}.{\footnote\pard
 {\super\chftn} Minutes of May.}\par
{\listtext 1.\tab}one boat\par
\trowd\intbl Boats\cell 12\cell\row\pard
{\field{\*\fldinst HYPERLINK "x"}{\fldrslt linked}}{\v hidden}{\pict\pngblip 89504e47} words\par}"""


def test_rtf_with_tracked_changes_notes_and_a_table():
    imported = read(RTF)
    assert texts(imported) == [
        "The lock",
        "The board did not ask the pilots’ café —😀 Лоп.",
        "1. one boat",
        "Boats\t12",
        "linked words",
        "Minutes of May.",
    ]
    assert [one.kind for one in imported.paragraphs] == [
        "heading", "text", "text", "row", "text", "note",
    ]  # fmt: skip
    board = imported.paragraphs[1]
    assert [(one.kind, one.by, one.words) for one in board.changes] == [
        ("deletion", "Councillor Quay", "asked"),
        ("insertion", "Secretary Ebb", "did not ask"),
    ]
    assert [(one.number, one.offset) for one in board.calls] == [("1", len(board.text))]
    assert (imported.title, imported.authors) == ("The lock", ("Ebb",))
    assert [one.text for one in imported.left_out] == ["Harbour Council", "hidden"]


def test_rtf_before_its_changes():
    assert texts(read(RTF, accept=False))[1].startswith("The board asked the pilots’")


def test_rtf_that_nests_without_end_is_refused():
    with pytest.raises(BriefgenError, match="nests"):
        read(b"{\\rtf1 " + b"{" * 100_000)


# --- Notes of web pages ---------------------------------------------------------


def page(body: str) -> ImportedText:
    return read(f"<!DOCTYPE html><html><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            '<p>The lock<sup><a href="#f1" id="r1">[1]</a></sup> is shut.</p>',
            '<ol><li id="f1">Minutes. <a href="#r1">↩︎</a></li></ol>',
        ),
        (
            '<p>The lock<a href="#_ftn1" name="_ftnref1"><sup>1</sup></a> is shut.</p>',
            '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Minutes.</p>',
        ),
        (
            '<p>The lock<a href="#f1" role="doc-noteref">1</a> is shut.</p>',
            '<p id="f1">1 Minutes.<a href="#r1" role="doc-backlink">back</a></p>',
        ),
    ],
    ids=["raised", "word", "roles"],
)
def test_a_note_is_called_and_is_the_last_paragraph(text, note):
    imported = page(text + note)
    assert texts(imported) == ["The lock is shut.", "Minutes."]
    lock, last = imported.paragraphs
    assert [(one.number, one.offset) for one in lock.calls] == [("1", 8)]
    assert (last.kind, last.number) == ("note", "1")


def test_a_raised_number_on_a_word_is_in_doubt():
    imported = page("<p>The lock<sup>2</sup> has a room<sup>3</sup> and 12 boats.</p>")
    (one,) = imported.paragraphs
    assert one.text == "The lock2 has a room3 and 12 boats."
    assert [doubt.words for doubt in one.doubts] == ["lock2", "room3"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("5 × 10<sup>6</sup> tonnes", "5 × 10⁶ tonnes"),
        ("10<sup> −3 </sup> and 2<sup>+1</sup>", "10⁻³ and 2⁺¹"),
        ("30 m<sup>2</sup>, 4km<sup>3</sup>, t/cm<sup>2</sup>", "30 m², 4km³, t/cm²"),
        ("the 1<sup>st</sup> of May 2024<sup>3</sup>", "the 1st of May 2024³"),
    ],
)
def test_a_power_keeps_its_raised_signs(typed, text):
    (one,) = page(f"<p>{typed} of it.</p>").paragraphs
    assert (one.text, one.doubts) == (f"{text} of it.", ())


def test_the_head_of_a_page_keeps_its_title():
    imported = page("<header><nav>Home</nav><h1>The lock</h1></header><p>It is shut.</p>")
    assert texts(imported) == ["The lock", "It is shut."]
    assert [one.text for one in imported.left_out] == ["Home"]


def test_a_power_in_an_open_document_keeps_its_raised_signs():
    styles = "".join(
        f'<style:style style:name="{name}"><style:text-properties style:text-position="{place}"/>'
        "</style:style>"
        for name, place in (("up", "super 58%"), ("part", "33% 58%"), ("down", "sub 58%"))
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    typed = f"10{span.format('up', '6')} t on 30 m{span.format('part', '2')}, the 1"
    typed += (
        f"{span.format('up', 'st')} of 7{span.format('down', '2')}, a room{span.format('up', '3')}"
    )
    content = CONTENT.replace("<office:body>", f"<office:automatic-styles>{styles}"
                              "</office:automatic-styles><office:body>", 1)  # fmt: skip
    content = content.replace("one<text:s", f"{typed}; one<text:s")
    assert texts(read(odt(**{"content.xml": content})))[2] == (
        "10⁶ t on 30 m², the 1st of 72, a room3; one boat"
    )


def test_a_power_in_rtf_keeps_its_raised_signs():
    rich = (
        rb"{\rtf1\ansi 10{\super 6} t on 30 m\up6 2\up0 , 10{\super \u8722?3}, the 1{\super st} of "
        rb"7{\sub 2}, a room\super 3\nosupersub  of 4\super 2\plain .\par}"
    )
    assert texts(read(rich)) == ["10⁶ t on 30 m², 10⁻³, the 1st of 72, a room3 of 4²."]


def test_a_font_of_pictures_in_rtf_is_no_text():
    fonts = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}{\f1\fcharset2 Symbol;}}"
    imported = read(fonts + rb"{\f1\'b7} Here \f1 a\'b3 \plain is 5\'b3.\par}")
    assert texts(imported) == ["• Here •• is 5³."]
    assert [one.what for one in imported.paragraphs[0].doubts] == ["encoding"]


@pytest.mark.parametrize(
    ("formula", "text", "doubtful"),
    [
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>", "(a+1)/2", False),
        ("<msqrt><mn>2</mn></msqrt>", "√2", False),
        ("<mroot><mn>2</mn><mn>3</mn></mroot>", "23", True),
    ],
)
def test_a_formula_in_an_open_document_is_a_line(formula, text, doubtful):
    names = (
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    frame = f'<draw:frame {names}><draw:object xlink:href="./Object 1"/></draw:frame>'
    parts = {
        "content.xml": CONTENT.replace("one<text:s", f"It is {frame}; one<text:s"),
        "Object 1/content.xml": f'<math xmlns="http://www.w3.org/1998/Math/MathML">{formula}</math>',
    }
    paragraph = read(odt(**parts)).paragraphs[2]
    assert paragraph.text == f"It is {text}; one boat"
    assert [one.words for one in paragraph.doubts] == [text] * doubtful
