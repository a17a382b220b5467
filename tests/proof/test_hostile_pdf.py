"""Whatever a PDF holds, `verify` ends with exit 1 or 2 and says why, and unpacks nothing here."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.errors import BriefgenError
from briefgen.model.options import Options
from briefgen.proof.verify import verify
from tests.conftest import Ran
from tests.harbour import BRIEF, REPORT

pytestmark = pytest.mark.slow


def raw(objects: Mapping[int, bytes]) -> bytes:
    """A PDF of these objects, of which 1 is the catalogue."""
    written, places = BytesIO(b"%PDF-1.7\n"), {}
    written.seek(0, os.SEEK_END)
    for number, content in objects.items():
        places[number] = written.tell()
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start, size = written.tell(), max(objects) + 1
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        written.write(
            b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
        )
    written.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return written.getvalue()


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<</Filter/FlateDecode/Length %d%s>>" % (len(packed), more)
    return b"%s\nstream\n%s\nendstream" % (head, packed)


ONE_PAGE = {
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
}


def carrying(files: Mapping[bytes, bytes]) -> bytes:
    """A PDF of one page with attachments, as they are."""
    objects = {1: b"", **ONE_PAGE}
    names = b""
    for number, (name, content) in enumerate(files.items(), 4):
        objects[2 * number] = stream(content, b"/Type/EmbeddedFile")
        text = name.hex().encode()
        objects[2 * number + 1] = b"<</Type/Filespec/F<%s>/UF<feff%s>/EF<</F %d 0 R>>>>" % (
            text, name.decode("latin-1").encode("utf-16-be").hex().encode(), 2 * number,
        )  # fmt: skip
        names += b"<%s> %d 0 R " % (text, 2 * number + 1)
    objects[1] = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%s]>>>>>>" % names
    return raw(objects)


def manifest(content: bytes) -> bytes:
    return carrying({b"manifest.json": content})


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def calling_itself(times: int) -> bytes:
    """A page with a form that draws itself so many times."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 5 0 R"
    return raw(
        {
            1: CATALOGUE,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources 5 0 R>>",
            4: stream(b"/X Do"),
            5: b"<</XObject<</X 6 0 R>>>>",
            6: stream(b"/X Do " * times, form),
        }
    )


def huge() -> bytes:
    """Bytes that take some 260 KB when they are packed."""
    return bytes(2**28)


EVIDENCE, UNREADABLE = "no embedded evidence", "cannot be read"
# Made when they are needed: some take a second, and most processes need none of them.
PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "it is not a PDF"),
    "a picture": (lambda: b"GIF89a", "it is not a PDF"),
    "a header": (lambda: b"%PDF-1.7\n", UNREADABLE),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, UNREADABLE),
    "no pages": (lambda: raw({1: b"<</Type/Catalog>>"}), ""),
    "pages that hold themselves": (
        lambda: raw({1: CATALOGUE, 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}), "",
    ),
    "pages in a circle": (
        lambda: raw({1: CATALOGUE, 2: b"<</Type/Pages/Kids[3 0 R]/Count 9>>",
                     3: b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 9>>"}), "",
    ),
    "two billion pages": (
        lambda: raw({1: CATALOGUE, **ONE_PAGE, 2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"}),
        "",
    ),
    "brackets without end": (lambda: raw({1: CATALOGUE, 2: b"[" * 500_000}), ""),
    "a page that inflates": (
        lambda: raw({1: CATALOGUE, **ONE_PAGE, 3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
                     4: stream(huge())}), EVIDENCE,
    ),
    "a page that calls itself": (lambda: calling_itself(1), EVIDENCE),
    "names in a circle": (
        lambda: raw({1: b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>", **ONE_PAGE,
                     4: b"<</Kids[4 0 R 4 0 R]>>"}), EVIDENCE,
    ),
    "ten thousand attachments": (
        lambda: carrying({b"file-%d" % number: b"" for number in range(10_000)}), EVIDENCE,
    ),
    "a huge attachment": (lambda: carrying({b"seeds/huge.txt": huge()}), EVIDENCE),
    "a huge manifest": (lambda: manifest(huge()), "the manifest cannot be read"),
    "a manifest without end": (lambda: manifest(b"[" * 500_000), "the manifest cannot be read"),
    "a manifest of a number": (lambda: manifest(b"9" * 10_000), "the manifest cannot be read"),
    "a manifest of a huge format": (
        lambda: manifest(b'{"format": %s}' % (b"9" * 4000)), "manifest",
    ),
    "a manifest of another format": (
        lambda: manifest(b'{"format": 3, "tool": {"name": "briefgen", "version": "2.0"}}'),
        "manifest format 3: verify it with briefgen 2.0",
    ),
    "a manifest without a program": (
        lambda: manifest(b'{"format": 2, "tool": {}}'), "the manifest cannot be read",
    ),
    "a manifest that is no text": (lambda: manifest(b"\xff\xfe\0"), "the manifest cannot be read"),
    "a manifest of surrogates": (
        lambda: manifest(b'{"format": "\\ud800"}'), "the manifest cannot be read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PDFS)
def test_a_hostile_pdf(briefgen, workspace, case):
    make, said = PDFS[case]
    (workspace / "hostile.pdf").write_bytes(make())
    refused(briefgen("verify", "hostile.pdf"), workspace, said)


def refused(ran: Ran, workspace: Path, said: str) -> None:
    printed = ran.out + ran.err
    assert ran.code in {1, 2}, printed
    assert said in printed
    assert "Traceback" not in printed
    assert "unforeseen" not in printed
    assert "crashed" not in printed
    made = {"harbour.yaml", "report.txt", "sources.yaml", "hostile.pdf"}
    assert {path.name for path in workspace.rglob("*") if path.is_file()} == made


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    for name, text in (("seeds/report.txt", REPORT), ("briefs/harbour.yaml", BRIEF)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    made = make(Job(folder, folder / "briefs" / "harbour.yaml", Options()))
    assert made.printed is not None
    return made.printed.content


def carrying_instead(pdf: bytes, files: Mapping[str, bytes]) -> bytes:
    """A PDF with some of its attachments altered and others added, as its manifest says."""
    reader = PdfReader(BytesIO(pdf))
    held = {name: content[0] for name, content in reader.attachments.items()} | dict(files)
    del reader.root_object["/Names"]
    writer = PdfWriter(clone_from=reader)
    for name, content in held.items():
        writer.add_attachment(name, content)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


NAMES = [
    "../../x", "/x/y", "seeds/../../x", "seeds/..", "seeds", "seeds/report.txt/x", "briefs/x",
    "seeds/" + "x" * 300, "seeds/a\\..\\..\\x", "C:\\x", "\x1b[31m", "\u202ex", "",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_an_attachment_of_a_hostile_name(briefgen, workspace, sound, name):
    (workspace / "hostile.pdf").write_bytes(carrying_instead(sound, {name: b"A text."}))
    ran = briefgen("verify", "hostile.pdf")
    refused(ran, workspace, "not verified")
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)


EMBEDDED = {
    "aliases that multiply": ("brief.yaml", b"a: &a [b, b]\nc: [" + b"*a, " * 60_000 + b"]\n"),
    "brackets without end": ("brief.yaml", b"a: " + b"[" * 100_000),
    "binary": ("brief.yaml", bytes(range(256))),
    "a theme elsewhere": ("brief.yaml", BRIEF.encode() + b"theme: ../../..\n"),
    "a picture elsewhere": (
        "brief.yaml",
        BRIEF.encode() + b"sections:\n- heading: H\n  body: '![P](/etc/passwd) [@A2]'\n",
    ),
    "sources elsewhere": ("sources.yaml", b"references: [{id: report, file: /etc/passwd}]"),
    "sources above": ("sources.yaml", b"references: [{id: report, file: ../../x}]"),
}


@pytest.mark.parametrize("case", EMBEDDED)
def test_hostile_evidence(briefgen, workspace, sound, case):
    name, content = EMBEDDED[case]
    (workspace / "hostile.pdf").write_bytes(carrying_instead(sound, {name: content}))
    ran = briefgen("verify", "hostile.pdf")
    refused(ran, workspace, "not verified")
    assert "root:" not in ran.out


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to(path)])
def test_what_is_no_file(briefgen, workspace, make):
    make(workspace / "a.pdf")
    ran = briefgen("verify", "a.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("a.pdf: cannot be read: ")


def test_a_proof_that_does_not_end_is_stopped():
    with pytest.raises(BriefgenError, match=r"the proof did not end within 0\.5 seconds"):
        verify(calling_itself(2), timeout=0.5)


def test_a_file_that_is_too_large(briefgen, workspace):
    with (workspace / "a.pdf").open("wb") as file:
        file.truncate(2**33)
    ran = briefgen("verify", "a.pdf")
    assert (ran.code, ran.err) == (2, "a.pdf: cannot be read: larger than 256 MB\n")
