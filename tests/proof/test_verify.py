"""`verify` accepts what `build` makes and refuses what was altered, naming the place.

The alterations are made in real files, as a program that edits PDFs would make them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)  # fmt: skip

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.attachments import digest
from briefgen.proof.verdict import Proof
from briefgen.proof.verify import Demands, UnreadablePdfError, verify
from briefgen.proof.verify_web import verify_web
from briefgen.workspace.workspace import find_workspace
from tests.harbour import REPORT, write_workspace

pytestmark = pytest.mark.slow

LETTER = "The closure was lawful.1 Nobody objected.\n\nThe council had no choice.\n\n" + "".join(
    f"Line {number} of the letter speaks of the harbour and of nothing else.\n\n"
    for number in range(3, 60)
)
BRIEF = """\
# a comment that is not embedded
title: The harbour
date: 2026-11-20
sources: [report, letter]
passages:
  denial: {source: report, quote: The ministry denies that it was asked.}
key_points:
  - The harbour was “closed on Monday” [@A2], a word they call “distance”. [!asked]
sections:
  - heading: Facts
    body: |
      It “stays closed until Friday” [@A2]. The ministry speaks [@denial].

      Its lawfulness “Nobody objected” to [@B1].
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: asserts, by: The Council, says: It “said” so, cite: A2}
      - {stance: denies, by: The Ministry, cite: denial}
ignore:
  - {rule: quotation-without-citation, text: distance, reason: Used with distance.}
"""
CATALOGUE = """\
references:
  - {id: report, file: report.txt, title: Harbour closed}
  - {id: letter, file: letter.txt, title: Letter, note-markers: true,
     issued: {date-parts: [[2025, 1], [2025, 3]]}}
"""


def workspace_of(folder: Path, catalogue: str = CATALOGUE) -> Path:
    write_workspace(folder, BRIEF, catalogue=catalogue, letter=LETTER)
    return folder


def built(folder: Path) -> bytes:
    made = make(Job(folder.resolve(), folder / "briefs" / "harbour.yaml", Options()))
    assert made.printed, made
    assert not made.printed.problems
    return made.printed.content


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(workspace_of(tmp_path_factory.mktemp("verify")))


def edited(pdf: bytes, edit: Callable[[Any], None]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf))
    edit(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def embedded(writer: Any, name: str) -> Any:
    """The file specification of an attachment."""
    names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]
    return names[list(names).index(TextStringObject(name)) + 1].get_object()


def content(writer: Any, name: str) -> bytes:
    return bytes(embedded(writer, name)["/EF"]["/F"].get_object().get_data())


def put(writer: Any, name: str, data: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(data)
    reference = writer._add_object(stream)
    entry = embedded(writer, name)["/EF"]
    entry[NameObject("/F")] = entry[NameObject("/UF")] = reference


def remanifested(writer: Any, change: Callable[[dict[str, Any]], None]) -> None:
    manifest = json.loads(content(writer, "manifest.json"))
    change(manifest)
    put(writer, "manifest.json", json.dumps(manifest).encode())


def test_what_build_makes_is_verified(pdf):
    proof = verify(pdf)
    assert proof.differs == ()
    assert "attachments: 4 of 4 match the manifest" in proof.proved
    assert "pages: 3 of 3 print what the manifest says, in order" in proof.proved
    assert any(line.startswith("quotations: ") for line in proof.proved)


def test_the_evidence_is_what_the_contract_says(pdf):
    reader = PdfReader(BytesIO(pdf))
    files = {name: contents[0] for name, contents in reader.attachments.items()}
    assert sorted(files) == [
        "brief.yaml", "manifest.json", "seeds/letter.txt", "seeds/report.txt", "sources.yaml",
    ]  # fmt: skip
    assert files["seeds/report.txt"] == REPORT.encode()
    assert b"a comment" not in files["brief.yaml"]
    assert b"ignore" not in files["brief.yaml"]
    assert "“closed on Monday” [@A2]".encode() in files["brief.yaml"]
    manifest = json.loads(files["manifest.json"])
    for name, data in files.items():
        assert name == "manifest.json" or manifest["attachments"][name] == digest(data)
    assert "key points" in {words.lower() for words in manifest["words"]}
    # PDF/A-3: associated with the document, dated by the brief.
    associated: Any = reader.root_object["/AF"]
    assert len(associated) == len(files)
    for entry in associated:
        assert entry.get_object()["/AFRelationship"] in ("/Source", "/Data")
        dates = entry.get_object()["/EF"]["/F"]["/Params"]
        assert dates["/ModDate"] == dates["/CreationDate"] == "D:20261120000000Z"


def resaved_by_pdfium(pdf: bytes) -> bytes:
    output = BytesIO()
    with pypdfium2.PdfDocument(pdf) as document:
        document.save(output)
    return output.getvalue()


def compressed(writer: Any) -> None:
    for page in writer.pages:
        page.compress_content_streams()


@pytest.mark.parametrize(
    "resave",
    [
        pytest.param(lambda pdf: edited(pdf, lambda _: None), id="pypdf"),
        pytest.param(lambda pdf: edited(pdf, compressed), id="pypdf-compressed"),
        pytest.param(resaved_by_pdfium, id="pdfium"),
    ],
)
def test_a_copy_that_another_program_saved_unaltered_still_verifies(pdf, resave):
    copy = resave(pdf)
    assert copy != pdf
    assert verify(copy).differs == ()


# --- Alterations ----------------------------------------------------------------


def streams(writer: Any, page: int) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(writer.pages[page].get_contents().get_data())
    writer.pages[page][NameObject("/Contents")] = writer._add_object(stream)
    return stream


# A line of print is an array of glyphs, each a hexadecimal code, and of kerning.
LINE = re.compile(rb"\[([^\]]*)\] TJ")
GLYPH = re.compile(rb"<[0-9a-fA-F]{4}>")


def letter_replaced(writer: Any) -> None:
    """One glyph of the first page takes another's place."""
    stream = streams(writer, 0)
    data = stream.get_data()
    line = max(LINE.finditer(data), key=lambda match: len(match[1]))
    glyphs = list(GLYPH.finditer(line[1]))
    other = next(glyph[0] for glyph in glyphs if glyph[0] != glyphs[0][0])
    altered = line[1][: glyphs[0].start()] + other + line[1][glyphs[0].end() :]
    stream.set_data(data[: line.start(1)] + altered + data[line.end(1) :])


def line_removed(writer: Any) -> None:
    stream = streams(writer, 2)
    data = stream.get_data()
    line = max(LINE.finditer(data), key=lambda match: len(match[1]))
    stream.set_data(data[: line.start(1)] + data[line.end(1) :])


def text_added(writer: Any) -> None:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page = writer.pages[0]
    page["/Resources"]["/Font"][NameObject("/Added")] = font
    stream = streams(writer, 0)
    stream.set_data(stream.get_data() + b"\nBT /Added 9 Tf 1 0 0 1 90 90 Tm (not) Tj ET")


def page_removed(writer: Any) -> None:
    writer.remove_page(1)


def page_doubled(writer: Any) -> None:
    writer.insert_page(writer.pages[0], 1)


def pages_swapped(writer: Any) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]
    kids[1], kids[2] = kids[2], kids[1]


def source_altered(writer: Any) -> None:
    put(writer, "seeds/report.txt", REPORT.replace("Monday", "Sunday").encode())


def source_and_manifest_altered(writer: Any) -> None:
    data = REPORT.replace("Friday", "Sunday").encode()
    put(writer, "seeds/report.txt", data)
    remanifested(writer, lambda m: m["attachments"].update({"seeds/report.txt": digest(data)}))


def brief_and_manifest_altered(writer: Any) -> None:
    data = content(writer, "brief.yaml").replace(b"closed on Monday", b"closed on Sunday")
    put(writer, "brief.yaml", data)
    remanifested(writer, lambda m: m["attachments"].update({"brief.yaml": digest(data)}))


def attachment_missing(writer: Any) -> None:
    names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]
    at = list(names).index(TextStringObject("seeds/letter.txt"))
    del names[at : at + 2]


def attachment_added(writer: Any) -> None:
    writer.add_attachment("seeds/other.txt", b"Other words.\n")


def evidence_stripped(writer: Any) -> None:
    del writer.root_object["/Names"]["/EmbeddedFiles"]


def manifest_altered(writer: Any) -> None:
    def change(manifest: dict[str, Any]) -> None:
        page = manifest["pages"][0]
        page["text"] = page["text"].replace("Monday", "Sunday")

    remanifested(writer, change)


def inputs_altered(writer: Any) -> None:
    remanifested(writer, lambda m: m["inputs"].update({"brief": "0" * 64}))


def manifest_broken(writer: Any) -> None:
    put(writer, "manifest.json", b"{")


def links_of(writer: Any, page: int) -> Any:
    return writer.pages[page]["/Annots"]


def link_led_astray(writer: Any) -> None:
    link = links_of(writer, 0)[0].get_object()
    for key in ("/A", "/Dest"):
        link.pop(key, None)
    last = writer.pages[2].indirect_reference
    fit = ArrayObject([last, NameObject("/XYZ"), FloatObject(0), FloatObject(0), NumberObject(0)])
    link[NameObject("/Dest")] = fit


def link_to_the_web(writer: Any) -> None:
    link = links_of(writer, 0)[0].get_object()
    link.pop("/Dest", None)
    link[NameObject("/A")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/URI"),
            NameObject("/URI"): TextStringObject("https://x.example"),
        }
    )


def link_removed(writer: Any) -> None:
    del links_of(writer, 0)[0]


def title_altered(writer: Any) -> None:
    writer.add_metadata({"/Title": "Another harbour"})


def language_altered(writer: Any) -> None:
    writer.root_object[NameObject("/Lang")] = TextStringObject("fr")


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (letter_replaced, "page 1 was altered: “"),
        (line_removed, "page A-2 was altered: “"),
        (text_added, "page 1 was altered: “"),
        (page_removed, "page A-1 is missing"),
        (page_doubled, "page 1 appears twice"),
        (pages_swapped, "is elsewhere, as page 2 of the file"),
        (source_altered, "the attachment seeds/report.txt was altered"),
        (source_and_manifest_altered, "the text of report is not the one"),
        (brief_and_manifest_altered, "“closed on Sunday” is not in report ¶2"),
        (attachment_missing, "the attachment seeds/letter.txt is missing"),
        (attachment_added, "the attachment seeds/other.txt is not in the manifest"),
        (evidence_stripped, "no embedded evidence"),
        (manifest_altered, "page 1 was altered: “"),
        (inputs_altered, "the fingerprint is not that of the manifest's inputs"),
        (manifest_broken, "the manifest cannot be read"),
        (link_led_astray, "leads to page 3"),
        (link_to_the_web, "leads to https://x.example"),
        (link_removed, "links instead of"),
        (title_altered, "the file's title is “Another harbour”"),
        (language_altered, "the file's language is “fr”"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_an_alteration_is_found_and_named(pdf, alter, said):
    proof = verify(edited(pdf, alter))
    assert any(said in line for line in proof.differs), proof.differs


@pytest.mark.parametrize("raw", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_cannot_be_read(raw):
    with pytest.raises(UnreadablePdfError):
        verify(raw)


def test_a_brief_with_a_picture_is_verified_without_its_file(tmp_path):
    folder = workspace_of(tmp_path)
    brief = folder / "briefs" / "harbour.yaml"
    brief.write_text(BRIEF.replace("It “stays", "![Map](map.svg) It “stays"), encoding="utf-8")
    shape = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    brief.with_name("map.svg").write_text(shape, encoding="utf-8")
    assert verify(built(folder)).differs == ()


@pytest.fixture(scope="module", params=["PNG", "JPEG"])
def illustrated(request, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = workspace_of(tmp_path_factory.mktemp("pictures"))
    brief = folder / "briefs" / "harbour.yaml"
    brief.write_text(BRIEF.replace("It “stays", "![Map](map) It “stays"), encoding="utf-8")
    Image.new("RGB", (40, 30), "navy").save(brief.with_name("map"), format=request.param)
    return built(folder)


def picture(writer: Any) -> tuple[str, Any]:
    """The name and the stream of the only picture."""
    drawn = {**writer.pages[0]["/Resources"]["/XObject"]}
    ((name, stream),) = (
        (name, one.get_object())
        for name, one in drawn.items()
        if one.get_object()["/Subtype"] == "/Image"
    )
    return name, stream


@pytest.mark.parametrize("resave", [lambda pdf: edited(pdf, compressed), resaved_by_pdfium])
def test_the_pictures_of_a_copy_are_proved(illustrated, resave):
    proof = verify(resave(illustrated))
    assert proof.differs == ()
    assert "pictures: 1 of 1 are those of the manifest" in proof.proved


def test_another_picture_in_its_place_is_told(illustrated):
    def swap(writer: Any) -> None:
        other = BytesIO()
        Image.new("RGB", (40, 30), "white").save(other, format="JPEG")
        _, stream = picture(writer)
        stream._data = other.getvalue()
        stream[NameObject("/Filter")] = NameObject("/DCTDecode")
        stream.pop("/DecodeParms", None)

    assert verify(edited(illustrated, swap)).differs == ("page 1: a picture is not the manifest's",)


def test_a_picture_that_was_added_is_told(illustrated):
    def draw_again(writer: Any) -> None:
        stream = streams(writer, 0)
        stream.set_data(stream.get_data() + f"\nq {picture(writer)[0]} Do Q".encode())

    assert verify(edited(illustrated, draw_again)).differs == (
        "page 1: it has 2 pictures instead of 1",
    )


def test_a_brief_is_verified_without_its_theme(tmp_path):
    folder = workspace_of(tmp_path)
    (folder / "templates" / "house").mkdir(parents=True)
    settings = folder / "templates" / "house" / "theme.yaml"
    settings.write_text("extends: policy-brief\n", encoding="utf-8")
    brief = folder / "briefs" / "harbour.yaml"
    brief.write_text(BRIEF + "theme: house\n", encoding="utf-8")
    assert verify(built(folder)).differs == ()


# --- Redistribution, workspaces, the command ------------------------------------


@pytest.mark.parametrize(
    ("redistribute", "kept", "said"),
    [
        ("cited", "[not redistributed]\nThe harbour was closed on Monday", "embedded in part"),
        ("none", None, "it may not be redistributed"),
    ],
)
def test_redistribution_is_honoured(tmp_path, redistribute, kept, said):
    catalogue = CATALOGUE.replace(
        "title: Harbour closed", f"title: Harbour closed, redistribute: {redistribute}"
    )
    pdf = built(workspace_of(tmp_path, catalogue))
    files = {n: c[0] for n, c in PdfReader(BytesIO(pdf)).attachments.items()}
    text = files.get("seeds/report.txt")
    assert (text is None) == (kept is None)
    assert text is None or text.decode().startswith(kept)
    assert b"Boats waited" not in pdf
    assert all(b"Boats waited" not in data for data in files.values())
    proof = verify(pdf)
    assert proof.differs == ()
    assert any(said in line for line in proof.proved)


def test_against_a_workspace(tmp_path, pdf):
    folder = workspace_of(tmp_path)
    assert verify(pdf, Demands(find_workspace(folder))).differs == ()
    (folder / "seeds" / "report.txt").write_text("Other.\n", encoding="utf-8")
    proof = verify(pdf, Demands(find_workspace(folder)))
    assert proof.differs == ("the workspace's text of report is another one",)


def test_the_command(briefgen, tmp_path, pdf):
    good, bad, none = (tmp_path / name for name in ("good.pdf", "bad.pdf", "none.pdf"))
    good.write_bytes(pdf)
    bad.write_bytes(edited(pdf, letter_replaced))
    ran = briefgen("verify", good)
    assert ran.code == 0
    assert ran.out.endswith("verified\n")
    assert "not proved: who made the file" in ran.out
    ran = briefgen("verify", good, bad)
    assert ran.code == 1
    assert ran.out.endswith("not verified\n")
    assert briefgen("verify", good, none).code == 2
    assert "Traceback" not in briefgen("verify", none).err


def test_a_proof_that_found_a_difference_does_not_claim_that_step(pdf):
    proof: Proof = verify(edited(pdf, page_removed))
    assert not any(line.startswith("pages:") for line in proof.proved)


def test_briefs_of_several_authors_or_of_withheld_sources_verify(briefgen, workspace):
    write_workspace(
        workspace,
        "title: T\ndate: 2026-11-20\nprepared_by: [Ann Ebb, The Pilots]\nsources: [report]\n"
        "passages:\n  denial: {source: report, quote: The ministry denies that it was asked.}\n"
        "key_points: ['The ministry [@denial].', 'Again [@denial].']\n"
        "sections:\n  - heading: What it says\n    body: |\n      > [@denial]\n\n"
        "      It is “closed on Monday” [@A2].\n"
        # Texts of a letter are looked for as words.
        "occasion: a\nclaims:\n  - {id: c, question: Why?, note: n, positions: [\n"
        "      {answer: So., by: e, cite: denial}, {answer: No., by: The Pilots, cite: A1},\n"
        "      {answer: Or., by: unattributed, cite: [denial, A4]}]}\n",
        catalogue=CATALOGUE.replace("closed}", "closed, redistribute: none}"),
        letter=LETTER,
    )
    ran = briefgen("build", workspace / "briefs" / "harbour.yaml")
    assert ran.code == 0, ran.err
    proof = verify((workspace / "output" / "harbour.pdf").read_bytes())
    assert proof.differs == ()


def test_a_short_list_item_at_the_end_is_read_back_as_it_stands(briefgen, workspace):
    path = workspace / "briefs" / "short.yaml"
    path.write_text(
        "title: Short\ndate: 2026-11-20\nfigures: none\nsources: [report]\n"
        "recommendations: ['One [@A2].']\n",
        encoding="utf-8",
    )
    ran = briefgen("build", path)
    assert ran.code == 0, ran.err


def test_a_manifest_with_a_key_that_is_none_of_ours_is_not_read(pdf: bytes) -> None:
    def alter(writer: Any) -> None:
        remanifested(writer, lambda manifest: manifest.update(fonts=[]))

    assert verify(edited(pdf, alter)).differs == ("the manifest cannot be read",)


def test_empty_items_of_lists_are_verified(briefgen, workspace):
    path = workspace / "briefs" / "lists.yaml"
    path.write_text(
        "title: Lists\ndate: 2026-11-20\nfigures: none\nsources: [report]\nsections:\n"
        "  - heading: One\n    body: |\n      It is “closed on Monday” [@A2].\n\n"
        "      - a\n      -\n      - b\n\n      1. one\n      2.\n\n      - c\n        -\n",
        encoding="utf-8",
    )
    ran = briefgen("build", path)
    assert ran.code == 0, ran.err
    assert verify((workspace / "output" / "lists.pdf").read_bytes()).differs == ()


ODD = {
    "pictures between words": "- text ![p](p.png) text\n\n1. text ![p](p.png) text\n\n"
    "| a ![p](p.png) b |\n|---|\n| ![p](p.png) b |\n",
    "a picture in a note": "x ^[a ![p](p.png) b]\n",
    "a table without rows": "|a|b|\n|-|-|\n",
    "headings without words": "### [@A2]\n\nx\n\n## ^[a note]\n\nx\n\n"
    "## ![p](p.png)\n\nx\n\n#\n\nx\n",
    "letters that a font keeps apart": "(f) f] f} fJ fV fW fY (j **(f) fV** *(f)*\n",
    "lists in lists": "".join("  " * depth + "- x\n" for depth in range(12)),
    "long words in narrow columns of a table of several pages": (
        f"|{' misunderstanding |' * 8}\n{'|--' * 8}|\n"
        + f"|{' re-establishment | counterintuitively | co-operation | xi |' * 2}\n" * 40
    ),
    "short notes without spaces": " ".join(["x^[**seeing**] y"] * 24) + "\n",
    "spaces that the fonts lack": "a\u3000b\n\n## c\u2003d\n\n| e\u2003f | g |\n|---|---|\n",
    "places in a heading, a caption and a quotation": "## See [one](#one) also\n\nx\n\n"
    "![See [one](#one) too](p.png)\n\n> The harbour was [closed](#one) on Monday [@A2].\n",
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_what_is_odd_but_honest_is_verified(briefgen, workspace, body):
    Image.new("RGB", (30, 20), "teal").save(workspace / "briefs" / "p.png")
    path = workspace / "briefs" / "odd.yaml"
    head = (
        "title: Odd\ndate: 2026-11-20\nsources: [report]\n"
        "sections:\n  - heading: One\n    body: |\n"
    )
    lines = ["It is “closed on Monday” [@A2].", "", *body.splitlines()]
    path.write_text(head + "".join(f"      {line}\n" for line in lines), encoding="utf-8")
    for more in ((), ("--html",)):
        ran = briefgen("build", path, *more)
        assert ran.code == 0, ran.err
    assert verify((workspace / "output" / "odd.pdf").read_bytes()).differs == ()
    assert verify_web((workspace / "output" / "odd.html").read_bytes()).differs == ()


def test_a_paragraph_of_a_withheld_source_is_quoted_whole(briefgen, workspace):
    write_workspace(
        workspace,
        "title: T\ndate: 2026-11-20\nsources: [report]\n"
        "sections:\n  - heading: One\n    body: |\n      > [@report, ¶3]\n",
        catalogue=CATALOGUE.replace("closed}", "closed, redistribute: none}"),
    )
    path = workspace / "briefs" / "harbour.yaml"
    for more in ((), ("--html",)):
        ran = briefgen("build", path, *more)
        assert ran.code == 0, ran.err
    for proof in (
        verify((workspace / "output" / "harbour.pdf").read_bytes()),
        verify_web((workspace / "output" / "harbour.html").read_bytes()),
    ):
        assert proof.differs == ()
        assert proof.verdict.startswith("verified in part")


@pytest.mark.parametrize("words", ["the vectors x\u20d7 and y\u20d7", "n\u0308 and \u1e0d"])
def test_accents_that_another_font_draws_are_over_their_letters(words, tmp_path):
    folder = workspace_of(tmp_path)
    text = folder / "seeds" / "report.txt"
    text.write_text(f"{text.read_text('utf-8').rstrip()}\nSo {words}.\n", encoding="utf-8")
    made = make(Job(folder.resolve(), folder / "briefs" / "harbour.yaml", Options()))
    if made.printed is None and {one.rule for one in made.findings} & {"missing-glyph"}:
        pytest.skip("no font here has these accents")
    assert verify(built(folder)).differs == ()
