"""Documents of every kind that `briefgen add` reads, small and nearly right."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from itertools import islice
from random import Random

import pypdf

from briefgen.errors import BriefgenError
from briefgen.importing import ImportedText, ImportOptions, record_of, text_of
from briefgen.importing.documents import read_document
from briefgen.importing.plain_words import plain_words
from briefgen.load.import_record import read_record, write_record
from tests.importing import test_formats, test_open_formats

from .mutation import mutants

_PDF = """BT /F1 12 Tf 20 180 Td (HARBOUR COUNCIL 7) Tj 0 -30 Td (The lock was closed on Mon-) Tj
0 -14 Td (day, and the pilots) Tj ET"""
_MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/
MIME-Version: 1.0
Content-Type: multipart/related; boundary="x"

--x
Content-Type: text/html; charset=utf-8

<html lang=en><body><main><h1>A</h1><p>The lock<sup><a href="#n">1</a></sup>.<li id=n>1 x</main>
--x--
"""
_PLAIN = """HARBOUR COUNCIL

The lock was closed on Mon-
day, and see https://a.example/x?y=
z.

- 7 -
\f
HARBOUR COUNCIL

  1. one
  2. two

- 8 -
"""
_SRT = """1
00:00:01,000 --> 00:00:02,000
Quay: The <i>lock</i>

2
01:00:02,500 --> 01:00:04,000
x
"""
_EML = """From: Quay <q@a.example>
Date: Mon, 02 Nov 2026 10:00:00 +0000
Subject: =?utf-8?q?L=C3=B6ck?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

clos=E9
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename=x.pdf

--b--
"""
_PAGE = """<!doctype html><html><head><title>T</title></head><body><nav>n</nav><article><h2>A</h2>
<p>b<br>c<table><tr><td>1<td>2</table><aside>x</aside><p hidden>y</p></article></body></html>"""
_VTT = "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v Quay>Quay: The lock\n"
_TEXTS = (_PLAIN, _SRT, _VTT, _EML, _MHTML, _PAGE, test_open_formats.RTF)
_OPTIONS = (
    ImportOptions(),
    ImportOptions(pages=(1, 2), columns=2),
    ImportOptions(columns=1, accept_changes=False),
)


def document(data: bytes) -> None:
    """Any document, imported without the limits that a process has."""
    options = _OPTIONS[len(data) % len(_OPTIONS)]
    for content in (data, *_repacked(data)):
        try:
            imported = read_document(content, "a.md" if len(data) % 7 == 0 else "a", options)
            _sound(imported, content)
            plain_words(content)
        except BriefgenError:
            continue


def _sound(imported: ImportedText, content: bytes) -> None:
    """What every import has: paragraphs of a line, places in them, a record that reads back."""
    for one in imported.paragraphs:
        if one.text != one.text.strip() or not one.text or len(one.text.splitlines()) > 1:
            raise AssertionError(f"no paragraph: {one.text!r}")
        places = [call.offset for call in one.calls] + [repair.offset for repair in one.repairs]
        if any(not 0 <= place <= len(one.text) for place in places):
            raise AssertionError(f"a place outside: {one!r}")
    text_of(imported).encode()
    written = write_record(record_of(imported, content, "a", "", {}))
    if write_record(read_record(written)) != written:
        raise AssertionError("the record does not read back")


def _repacked(data: bytes) -> list[bytes]:
    """Archives in which a part is altered, rather than the archive: chance alone finds none."""
    chance = Random(data)  # noqa: S311 - the same for the same data
    kept = _archives()[len(data) % len(_archives())]
    name = chance.choice(sorted(kept))
    [_, part] = islice(mutants([kept[name]], _XML, chance), 2)
    return [_packed({**kept, name: part})]


_XML = """<w:p> </w:p> <w:r> <w:t> <w:del> <w:ins> <w:tbl> <w:tr> <w:tc> <text:p> <text:note>
<table:table-row> <text:change-start <p> <li> <h1> <table> <td> <sup> <a href="#n1"> id="n1" <aside>
<itemref idref="one"/> <![CDATA[ ]]> &amp; &#0; &#xD800; &x; <?xml encoding="utf-7"?> <!DOCTYPE
<!ENTITY xmlns="" /> " '""".split()


@cache
def _archives() -> list[dict[str, bytes]]:
    made = (test_formats.word(), test_open_formats.odt(), test_open_formats.epub())
    return [_unpacked(one) for one in made]


def _unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return content.getvalue()


@cache
def _pdf() -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(2):
        page = writer.add_blank_page(200, 200)
        font = pypdf.generic.DictionaryObject()
        for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica")):
            font[pypdf.generic.NameObject(key)] = pypdf.generic.NameObject(value)
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        names = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/Font"): fonts})
        page[pypdf.generic.NameObject("/Resources")] = names
        stream = pypdf.generic.StreamObject()
        stream.set_data(_PDF.encode())
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def documents() -> list[bytes]:
    """A document of each kind."""
    archives = [_packed(one) for one in _archives()]
    texts = [text.encode() for text in _TEXTS]
    return [_pdf(), *archives, *texts, _PLAIN.encode("utf-16")]
