"""Word documents, web pages, messages and captions; and what is made to do harm."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from briefgen.errors import BriefgenError
from briefgen.importing import ImportedText, ImportOptions, import_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = f"""<w:document {W}><w:body>
<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>The lock</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The board </w:t></w:r>
<w:del w:author="Councillor Quay"><w:r><w:delText>asked</w:delText></w:r></w:del>
<w:ins w:author="Secretary Ebb"><w:r><w:t>did not ask</w:t></w:r></w:ins>
<w:r><w:t xml:space="preserve"> the pilots.</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Boats</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"""
STYLES = f'<w:styles {W}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>'
NOTES = (
    f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Minutes of May.</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


def word(**parts: str) -> bytes:
    files = {"document": DOCUMENT, "styles": STYLES, "footnotes": NOTES, **parts}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"word/{name}.xml", content)
    return packed.getvalue()


def read(raw: bytes | str, name: str = "a", *, accept: bool = True) -> ImportedText:
    content = raw if isinstance(raw, bytes) else raw.encode()
    return import_document(content, name, ImportOptions(accept_changes=accept))


def test_a_power_in_a_word_document_keeps_its_raised_signs():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    run = "<w:r><w:t>{}</w:t></w:r>"
    pieces = ["10", "6", " t on 30 m", "2", ", the 1", "st", " day, a room", "3"]
    forms = (run, raised) * 4
    body = "".join(form.format(piece) for form, piece in zip(forms, pieces, strict=True))
    document = f"<w:document {W}><w:body><w:p>{body}</w:p></w:body></w:document>"
    imported = read(word(document=document))
    assert [one.text for one in imported.paragraphs] == ["10⁶ t on 30 m², the 1st day, a room3"]


@pytest.mark.parametrize(
    "properties", ['<w:position w:val="8"/>', '<w:rStyle w:val="Up"/>'], ids=["moved", "styled"]
)
def test_a_power_that_is_moved_up_or_styled_keeps_its_raised_signs(properties):
    document = DOCUMENT.replace(
        "The lock<",
        f"10</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>6</w:t></w:r><w:r><w:t> boats<",
    )
    up = (
        '<w:style w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        "</w:styles>"
    )
    imported = read(word(document=document, styles=STYLES.replace("</w:styles>", up)))
    assert imported.paragraphs[0].text == "10⁶ boats"


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
FRACTION = "<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>"


@pytest.mark.parametrize(
    ("formula", "text", "doubtful"),
    [
        (FRACTION.format("a+1", "2b"), "(a+1)/(2b)", False),
        (f"2{FRACTION.format('1', '2')}", "2 1/2", True),
        ("<m:sSup><m:e>10</m:e><m:sup>6</m:sup></m:sSup>", "10⁶", False),
        ("<m:sSub><m:e>x</m:e><m:sub>2</m:sub></m:sSub>", "x₂", False),
        ("<m:sSup><m:e>x</m:e><m:sup>q</m:sup></m:sSup>", "x^q", True),
        ("<m:rad><m:deg></m:deg><m:e>a+1</m:e></m:rad>", "√(a+1)", False),
        ("<m:acc><m:e>x</m:e></m:acc>", "x", True),
    ],
)
def test_a_formula_is_a_line_of_text_or_in_doubt(formula, text, doubtful):
    typed = re.sub(r"(?<=>)[^<>]+(?=<)|^\d", r"<m:r><m:t>\g<0></m:t></m:r>", formula)
    document = DOCUMENT.replace(
        "The lock</w:t></w:r>",
        f'It is </w:t></w:r><m:oMath xmlns:m="{MATH}">{typed}</m:oMath><w:r><w:t>.</w:t></w:r>',
    )
    document = document.replace("It is <", "It is\u00a0<")
    word_paragraph = read(word(document=document)).paragraphs[0]
    renames = {
        "f": "mfrac",
        "sSup": "msup",
        "sSub": "msub",
        "rad": "msqrt",
        "acc": "mover",
        "t": "mi",
    }
    markup = re.sub(r"(?<=[</])m:(\w+)", lambda tag: renames.get(tag[1], "mrow"), typed)
    page_paragraph = read(f"<!doctype html><p>It is\u00a0<math>{markup}</math>.").paragraphs[0]
    for paragraph in (word_paragraph, page_paragraph):
        assert paragraph.text == f"It is\u00a0{text}."
        assert [one.words for one in paragraph.doubts] == [text] * doubtful


def test_a_reading_above_words_is_left_out():
    ruby = (
        "<w:ruby><w:rt><w:r><w:t>furi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>The lock</w:t></w:r>"
    )
    ruby += "</w:rubyBase></w:ruby>"
    imported = read(word(document=DOCUMENT.replace("<w:t>The lock</w:t>", ruby)))
    assert imported.paragraphs[0].text == "The lock"
    assert [one.text for one in imported.left_out] == ["furi"]


@pytest.mark.parametrize("name", ["a.docx", "b.PDF", "c.odt", "d.epub", "e.rtf"])
def test_a_document_that_is_none_is_not_taken_for_plain_text(name):
    with pytest.raises(BriefgenError, match="but it is another kind of file"):
        read("The lock is shut.", name)


def texts(imported: ImportedText) -> list[str]:
    return [one.text for one in imported.paragraphs]


def test_word_with_tracked_changes_notes_and_a_table():
    imported = read(word())
    assert texts(imported) == [
        "The lock",
        "The board did not ask the pilots.",
        "Boats\t12",
        "Minutes of May.",
    ]
    heading, board, _, note = imported.paragraphs
    assert (heading.kind, board.place.heading, note.kind) == ("heading", ("The lock",), "note")
    assert [(one.kind, one.by, one.words) for one in board.changes] == [
        ("deletion", "Councillor Quay", "asked"),
        ("insertion", "Secretary Ebb", "did not ask"),
    ]
    assert [(one.number, one.offset) for one in board.calls] == [("1", len(board.text))]


CHANGED = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>The lock was shut.</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del w:author="Quay"/></w:rPr></w:pPr>
<w:del w:author="Quay"><w:r><w:delText>Nobody asked.</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:rPr><w:del w:author="Ebb"/></w:rPr></w:pPr><w:r><w:t>The pilots </w:t></w:r></w:p>
<w:p><w:r><w:t>waited.</w:t></w:r></w:p>
<w:p><w:del w:author="Ebb"><w:r><w:delText>The end.</w:delText></w:r></w:del></w:p>
</w:body></w:document>"""


def test_paragraphs_that_were_deleted_as_a_whole():
    lock, pilots = read(word(document=CHANGED)).paragraphs
    assert (lock.text, pilots.text) == ("The lock was shut.", "The pilots waited.")
    assert [(one.by, one.words) for one in pilots.changes] == [
        ("Quay", "Nobody asked."), ("Ebb", "The end."),
    ]  # fmt: skip
    before = texts(read(word(document=CHANGED), accept=False))
    assert before == [
        "The lock was shut.", "Nobody asked.", "The pilots", "waited.", "The end.",
    ]  # fmt: skip


GRID = """<w:tbl><w:tr><w:tc/><w:tc><w:p><w:r><w:t>Boats</w:t></w:r></w:p></w:tc>
<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Gates</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Lamps</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>May</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc/>
<w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>
<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""
ROWS = ["-\tBoats\tGates\t\tLamps", "May\t\t\t7", "-\t3\t4"]


@pytest.mark.parametrize(
    ("document", "words", "left"),
    [
        (DOCUMENT.replace("<w:tr>", '<w:tr><w:trPr><w:del w:author="Ebb"/></w:trPr>'),
         "Boats 12", []),
        (DOCUMENT.replace("<w:tc><w:p><w:r><w:t>1",
                          '<w:tc><w:tcPr><w:cellDel w:author="Ebb"/></w:tcPr><w:p><w:r><w:t>1'),
         "12", ["Boats"]),
    ],
    ids=["row", "cell"],
)  # fmt: skip
def test_rows_and_cells_that_were_deleted_are_changes(document, words, left):
    imported = read(word(document=document))
    assert texts(imported)[2:-1] == left
    changes = [one for paragraph in imported.paragraphs for one in paragraph.changes]
    assert ("deletion", "Ebb", words) in [(one.kind, one.by, one.words) for one in changes]
    assert texts(read(word(document=document), accept=False))[2] == "Boats\t12"


def test_empty_cells_of_a_word_table_are_cells():
    imported = read(word(document=DOCUMENT.replace("<w:body>", f"<w:body>{GRID}")))
    rows = imported.paragraphs[:3]
    assert [one.text for one in rows] == ROWS
    assert [[doubt.what for doubt in one.doubts] for one in rows] == [["table"]] * 3


def test_empty_cells_of_a_web_page_are_cells():
    page = """<!doctype html><table><tr><td></td><td>Boats<td colspan=2>Gates<td>Lamps</tr>
    <tr><th>May<td><td><td>7<td></tr>
    <tr><td rowspan=2>June<td rowspan=2 colspan=2>none<td>1</tr><tr><td>2<td>3</tr>
    <tr><td>July<td>8</tr></table>"""
    rows = read(page).paragraphs
    assert [one.text for one in rows] == [*ROWS[:2], "June\tnone\t\t1", "-\t\t\t2\t3", "July\t8"]
    assert {one.doubts[0].what for one in rows} == {"table"}


def test_hidden_words_of_a_word_document():
    hidden = DOCUMENT.replace(
        "<w:body>",
        "<w:body><w:p><w:r><w:t>It was </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>never </w:t>"
        "</w:r><w:r><w:t>sh\u00adut.</w:t></w:r></w:p>",
    )
    imported = read(word(document=hidden))
    assert imported.paragraphs[0].text == "It was shut."
    assert [(one.kind, one.text) for one in imported.left_out] == [("hidden", "never")]


@pytest.mark.parametrize(
    ("fill", "shown"), [("auto", "It was shut."), ("112233", "It was white shut.")]
)
def test_white_words_of_a_word_document(fill, shown):
    hidden = DOCUMENT.replace(
        "<w:body>",
        f'<w:body><w:p><w:pPr><w:shd w:fill="{fill}"/></w:pPr><w:r><w:t>It was </w:t></w:r>'
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>white </w:t></w:r>'
        "<w:r><w:t>shut.</w:t></w:r></w:p>",
    )
    assert read(word(document=hidden)).paragraphs[0].text == shown


def test_word_before_its_changes():
    assert texts(read(word(), accept=False))[1] == "The board asked the pilots."


def test_a_web_page_without_scripts_and_navigation():
    page = """<!DOCTYPE html><html lang=en><head><title>The  lock</title><style>p{}</style>
    <script>alert("no")</script></head><body><nav>Home</nav><main><h1>The lock</h1>
    <p>It was <b>clo</b>sed &amp; dry.<br>Later open.</p><p hidden>secret</p>
    <ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table></main>
    <footer>Imprint</footer></body></html>"""
    imported = read(page)
    assert texts(imported) == [
        "The lock", "It was closed & dry. Later open.", "one", "two", "a\tb",
    ]  # fmt: skip
    assert [(one.text, one.kind) for one in imported.left_out] == [
        ("Home", "outside"), ("secret", "hidden"), ("Imprint", "outside"),
    ]  # fmt: skip
    assert (imported.title, imported.language) == ("The lock", "en")


@pytest.mark.parametrize(
    "body",
    [
        "<style>.off, [data-x='1'] { display: none }</style><p>It was <b data-x=1>never</b> shut.",
        (
            "<style>p i { display: none !important } i { display: inline }</style>"
            "<p>It was <i>never"
            "</i> shut."
        ),
        (
            "<style>@media screen { .a:not(.b) { visibility: hidden } }</style>"
            "<p>It was <i class=a>"
            "never</i> shut."
        ),
        "<p>It was <b style='opacity:0'>never</b><b style='FONT-SIZE: 0px'>always</b> shut.",
        (
            "<style>.sr { position: absolute; clip: rect(0, 0, 0, 0) }</style>"
            "<p>It was <i class=sr>"
            "never</i>shut."
        ),
        "<p>It was <template>never</template><noscript>never</noscript>shut.<script>x</script>",
        "<p>It was <!-- never --><textarea>never</textarea><video>never</video>shut.",
        # What is shown all the same.
        (
            "<style>@media print { i { display: none } } b { display: none }"
            " b.on { display: inline }"
            "</style><p><i>It</i> <b class=on>was</b> <u aria-hidden=true>shut</u>."
        ),
        "<style>p { display: none; display: block } :::b { display: none }</style><p>It was shut.",
        "<p>It <wbr>w<wbr>as sh&shy;ut<ruby>.<rp>(</rp><rt>stop</rt><rp>)</rp></ruby>",
        "<p>It was <del>not</del> shut.",
    ],
)
def test_only_words_that_a_page_shows_are_its_text(body):
    assert texts(read(f"<!DOCTYPE html><html><body>{body}</body></html>")) == ["It was shut."]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>He said <q>it was <q>shut</q></q>.", ["He said “it was ‘shut’”."]),
        (
            "<table><tr><td><p>a<p>b</td><td>1</td></tr><tr><td></td><td>c</td></tr></table>",
            ["a b\t1", "c"],
        ),
        (  # a table that only lays out the page
            (
                "<table><tr><td><ul><li>x</ul></td><td><h1>Lock</h1><p>One.<p>Two.<table><tr><td>a"
                "</td><td>b</td></tr></table></td></tr></table>"
            ),
            ["x", "Lock", "One.", "Two.", "a\tb"],
        ),
        ("<ul><li>one<li>two</ul><p>three<div>four", ["one", "two", "three", "four"]),
    ],
)
def test_paragraphs_are_as_a_browser_sees_them(body, expected):
    assert texts(read(f"<!DOCTYPE html><html><body>{body}</body></html>")) == expected


@pytest.mark.parametrize("tag", ["div", "p", "font", "table"])
def test_a_page_that_nests_without_end_is_refused(tag):
    with pytest.raises(BriefgenError, match="nests deeper"):
        read(f"<html><body>{f'<{tag}><b>' * 20_000}x")
    assert texts(read(f"<html><body>{'<div>' * 280}x")) == ["x"]


def test_struck_words_are_tracked_changes():
    page = "<html><body><p>The board <s>never</s> <ins>did not</ins> ask.</p></body></html>"
    (found,) = read(page).paragraphs
    assert found.text == "The board did not ask."
    assert [(one.kind, one.words) for one in found.changes] == [
        ("deletion", "never"), ("insertion", "did not"),
    ]  # fmt: skip
    assert texts(read(page, accept=False)) == ["The board never ask."]


@pytest.mark.parametrize(
    "head",
    [
        (
            "<meta name=author content='Ida  Ebb'><meta property=article:published_time "
            "content=2026-11-03T10:00:00Z>"
        ),
        (
            "<meta name=citation_author content='Ida Ebb'><meta name=citation_publication_date "
            "content=2026/11/3>"
        ),
        """<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "x"},
        {"@type": ["NewsArticle"], "author": [{"name": "Ida Ebb", "url": "https://x.example"}],
        "datePublished": "2026-11-03"}]}</script>""",
        (
            "<script type=application/ld+json>{bad</script><meta name=author content=https://x.example>"
            "<meta name=author content='Ida Ebb'><meta itemprop=datePublished content=2026-11-03>"
        ),
    ],
)
def test_a_web_page_says_who_wrote_it_and_when(head):
    found = read(f"<!DOCTYPE html><html><head>{head}</head><body><p>Shut.</body></html>")
    assert (found.authors, found.issued) == (("Ida Ebb",), "2026-11-03")


def test_a_message():
    imported = read(
        "From: Quay <q@example.org>\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\nSubject: Lock\r\n"
        "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\n\r\nIt is clos=E9.\r\n\r\nRegards\r\n"
    )
    assert texts(imported) == [
        "From: Quay <q@example.org>",
        "Date: Mon, 02 Nov 2026 10:00:00 +0000",
        "Subject: Lock",
        "It is closé.",
        "Regards",
    ]
    assert (imported.authors, imported.issued) == (("Quay",), "2026-11-02")


def test_captions_that_roll_and_those_of_several_people():
    rolling = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nthe pilots\n\n00:02.000 --> 00:03.000\nthe pilots\n"
        "<00:02.500><c>were not asked</c>.\n\n00:04.000 --> 00:05.000\n- Was it shut?\n- It was.\n"
        "\n00:06.000 --> 00:07.000\n<v Quay>Who knew?</v> <v Ebb>Nobody.</v>\n"
    ).paragraphs
    assert [(one.place.speaker, one.text) for one in rolling] == [
        ("", "the pilots were not asked."), ("", "Was it shut?"), ("", "It was."),
        ("Quay", "Who knew?"), ("Ebb", "Nobody."),
    ]  # fmt: skip


def test_a_saved_web_page():
    imported = read(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Location: https://example.org/\r\n\r\n"
        "<html><body><p>The lock.</p></body></html>\r\n--x--\r\n"
    )
    assert (imported.type, texts(imported)) == ("multipart/related", ["The lock."])


@pytest.mark.parametrize(
    "text",
    [
        (
            "1\n00:00:01,000 --> 00:00:02,000\nQuay: The lock\n\n2\n00:00:02,500 --> 00:00:04,000\n"
            "is <i>closed</i>.\n\n3\n01:12:03,000 --> 01:12:05,000\nEbb: Since when?\n"
        ),
        (
            "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v Quay>Quay: The lock\n\n"
            "00:02.500 --> 00:04.000\n<v Quay>is closed.\n\n01:12:03.000 --> 01:12:05.000\n"
            "<v Ebb>Ebb: Since when?\n"
        ),
    ],
    ids=["srt", "vtt"],
)
def test_captions_have_times_and_speakers(text):
    imported = read(text)
    assert texts(imported) == ["Quay: The lock is closed.", "Ebb: Since when?"]
    assert [(one.place.time, one.place.speaker) for one in imported.paragraphs] == [
        ("00:00:01", "Quay"),
        ("01:12:03", "Ebb"),
    ]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (word(document="<x"), "damaged"),
        (word(document=f"<!DOCTYPE x [<!ENTITY a 'b'>]>{DOCUMENT}"), "entities"),
        (word(document=f"<w:document {W}>{' ' * 30_000_000}</w:document>"), "zip bomb"),
        (word()[:300], "damaged"),
        (b"PK\x03\x04" + b"\0" * 50, "damaged"),
        (b"%PDF-1.7\nnothing", "damaged"),
    ],
    ids=["xml", "entities", "bomb", "cut", "no-zip", "pdf"],
)
def test_what_is_made_to_do_harm_is_refused_by_name(raw, why):
    with pytest.raises(BriefgenError, match=why):
        read(raw)
