"""Ways to alter a PDF so that a reader sees, hears or clicks something else: each is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from briefgen.errors import BriefgenError
from briefgen.matching.same_glyphs import bare
from briefgen.proof.attachments import digest
from briefgen.proof.page_digest import file_digests
from briefgen.proof.pdf_objects import open_objects
from briefgen.proof.pdf_reader import read_pages
from briefgen.proof.verify import verify
from tests.proof.test_verify import (
    BRIEF,
    built,
    content,
    edited,
    embedded,
    links_of,
    put,
    remanifested,
    streams,
    workspace_of,
)

pytestmark = pytest.mark.slow

Alter = Callable[[Any], None]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(workspace_of(tmp_path_factory.mktemp("altered")))


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def dictionary(**values: Any) -> DictionaryObject:
    return DictionaryObject({name(key): value for key, value in values.items()})


def numbers(*values: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, values))


def drawn(code: bytes, where: str = "behind") -> Alter:
    """Content added to page 1, behind its own or before it."""

    def alter(writer: Any) -> None:
        stream = streams(writer, 0)
        own = stream.get_data()
        stream.set_data(own + b"\n" + code if where == "behind" else code + b"\n" + own)

    return alter


def replaced(old: bytes, new: bytes) -> Alter:
    def alter(writer: Any) -> None:
        stream = streams(writer, 0)
        assert old in stream.get_data()
        stream.set_data(stream.get_data().replace(old, new))

    return alter


def annotated(kind: str, **more: Any) -> Alter:
    def alter(writer: Any) -> None:
        page = writer.pages[0]
        entry = dictionary(
            Type=name("Annot"), Subtype=name(kind), Rect=numbers(90, 90, 200, 200), **more
        )
        page["/Annots"].append(writer._add_object(entry))

    return alter


def in_page(key: str, value: Any) -> Alter:
    return lambda writer: writer.pages[0].__setitem__(name(key), value)


def in_catalog(key: str, value: Any) -> Alter:
    return lambda writer: writer.root_object.__setitem__(name(key), value)


def in_link(key: str, value: Any) -> Alter:
    def alter(writer: Any) -> None:
        link = next(
            entry.get_object()
            for entry in writer.pages[0]["/Annots"]
            if entry.get_object()["/Subtype"] == "/Link"
        )
        link[name(key)] = value

    return alter


def in_resources(kind: str, key: str, value: Any) -> Alter:
    def alter(writer: Any) -> None:
        resources = writer.pages[0]["/Resources"].get_object()
        entries = resources.setdefault(name(kind), DictionaryObject()).get_object()
        entries[name(key)] = writer._add_object(value)

    return alter


def form(code: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(code)
    stream.update(dictionary(Type=name("XObject"), Subtype=name("Form"), BBox=numbers(0, 0, 9, 9)))
    return stream


def both(*alters: Alter) -> Alter:
    def alter(writer: Any) -> None:
        for one in alters:
            one(writer)

    return alter


def pattern(writer: Any) -> None:
    tile = form(b"BT (x) Tj ET")
    tile[name("PatternType")] = NumberObject(1)
    in_resources("Pattern", "P9", tile)(writer)


def font_of_drawings(writer: Any) -> None:
    in_resources("Font", "F9", dictionary(Type=name("Font"), Subtype=name("Type3")))(writer)


def silent_font(writer: Any) -> None:
    font = next(iter(writer.pages[0]["/Resources"]["/Font"].values())).get_object()
    cmap = DecodedStreamObject()
    cmap.set_data(b"1 beginbfrange <0000> <ffff> <0020> endbfrange")
    font[name("ToUnicode")] = writer._add_object(cmap)


def elements(writer: Any) -> list[Any]:
    found, left = [], [writer.root_object["/StructTreeRoot"]["/K"][0].get_object()]
    while left:
        element = left.pop()
        found.append(element)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            entry = kid.get_object()
            if isinstance(entry, DictionaryObject) and "/S" in entry:
                left.append(entry)
    return found


def in_structure(kind: str, key: str, value: Any) -> Alter:
    def alter(writer: Any) -> None:
        next(one for one in elements(writer) if one["/S"] == f"/{kind}")[name(key)] = value

    return alter


def no_structure(writer: Any) -> None:
    writer.root_object["/StructTreeRoot"][name("K")] = ArrayObject()


def structure_removed(writer: Any) -> None:
    del writer.root_object["/StructTreeRoot"]


def other_file(key: str, value: Any) -> Alter:
    return lambda writer: embedded(writer, "seeds/report.txt").__setitem__(name(key), value)


def second_stream(writer: Any) -> None:
    stream = DecodedStreamObject()
    stream.set_data(b"another text")
    embedded(writer, "seeds/report.txt")["/EF"][name("F")] = writer._add_object(stream)


def associated(writer: Any) -> None:
    writer.root_object["/AF"].append(dictionary(Type=name("Filespec"), UF=TextStringObject("x")))


def bookmark_that_acts(writer: Any) -> None:
    first = writer.root_object["/Outlines"]["/First"].get_object()
    first[name("A")] = dictionary(S=name("URI"), URI=TextStringObject("https://x.example"))


def described(key: str) -> Alter:
    return lambda writer: writer.add_metadata({f"/{key}": "Another"})


def other_title_in_xmp(writer: Any) -> None:
    packet = writer.root_object["/Metadata"].get_object()
    packet.set_data(packet.get_data().replace(b"The harbour", b"Another title"))


SCRIPT = dictionary(S=name("JavaScript"), JS=TextStringObject("app.alert(1)"))
ANNOTATIONS = [
    "FreeText", "Stamp", "Square", "Circle", "Line", "Polygon", "Watermark", "Redact",
    "FileAttachment", "Widget", "Movie", "Screen", "3D", "RichMedia", "Sound",
]  # fmt: skip
REFUSED: dict[str, tuple[Alter, str]] = {
    "invisible text": (drawn(b"BT 3 Tr ET"), "page 1 has invisible text"),
    "clipping text": (drawn(b"BT 7 Tr ET"), "page 1 has invisible text"),
    "text that cuts": (drawn(b"BT 04 %\n Tr ET"), "page 1 has invisible text"),
    "another grey": (
        in_resources("ColorSpace", "DefaultGray", ArrayObject([name("CalGray"), dictionary()])),
        "page 1 has a colour space that changes the colours of others",
    ),
    "another transfer": (
        in_resources("ExtGState", "G9", dictionary(TR2=dictionary(FunctionType=NumberObject(2)))),
        "page 1 has a transfer function",
    ),
    "other words heard": (
        drawn(b"/Span <</ActualText (did not order)>> BDC EMC"),
        "page 1 has words that are read otherwise",
    ),
    "other words heard, in UTF-16": (
        drawn(b"/Span <</ActualText <FEFF006E006F0077>>> BDC EMC"),
        "page 1 has words that are read otherwise",
    ),
    "other words heard, with a curly mark": (
        drawn(b"/Span <</ActualText <FEFF201C006E006F0077201D>>> BDC EMC"),
        "page 1 has words that are read otherwise",
    ),
    "other words heard, told by the page": (
        in_resources("Properties", "P", dictionary(ActualText=TextStringObject("“now”"))),
        "page 1 has words that are read otherwise",
    ),
    "pattern": (pattern, "page 1 has a pattern with words"),
    "drawn font": (font_of_drawings, "page 1 has a font made of drawings"),
    "layer": (in_catalog("OCProperties", dictionary()), "optional content"),
    "layer on a page": (
        in_resources("Properties", "L", dictionary(Type=name("OCG"))),
        "page 1 has optional content",
    ),
    "soft mask": (
        in_resources(
            "ExtGState", "M", dictionary(SMask=dictionary(S=name("Alpha"), Type=name("Mask")))
        ),
        "page 1 has a soft mask",
    ),
    "blend mode": (in_resources("ExtGState", "M", dictionary(BM=name("Screen"))), "blend mode"),
    "crop box": (in_page("CropBox", numbers(0, 300, 612, 792)), "page 1 has a crop box"),
    "unit": (in_page("UserUnit", FloatObject(0.01)), "page 1 has a unit of its own"),
    "files of a page": (in_page("AF", ArrayObject()), "page 1 has files of its own"),
    "page action": (in_page("AA", dictionary(O=SCRIPT)), "page 1 has an action of the page"),
    "a range of pages to print": (
        in_catalog("ViewerPreferences", dictionary(PrintPageRange=numbers(0, 0))),
        "the file has a preference that changes what is shown or printed (PrintPageRange)",
    ),
    "a number of copies": (
        in_catalog("ViewerPreferences", dictionary(NumCopies=NumberObject(2))),
        "the file has a preference that changes what is shown or printed (NumCopies)",
    ),
    "open action": (in_catalog("OpenAction", SCRIPT), "an action when the file is opened"),
    "document action": (in_catalog("AA", dictionary(WC=SCRIPT)), "actions of the document"),
    "base address": (in_catalog("URI", dictionary(Base=TextStringObject("x"))), "a base for"),
    "form": (in_catalog("AcroForm", dictionary(XFA=TextStringObject("x"))), "the file has a form"),
    "link script": (in_link("A", SCRIPT), "an action that we never make (JavaScript)"),
    "link launch": (
        in_link("A", dictionary(S=name("Launch"), F=TextStringObject("x"))),
        "an action that we never make (Launch)",
    ),
    "link twice": (
        in_link("A", dictionary(S=name("URI"), URI=TextStringObject("https://x.example"))),
        "leads to two places",
    ),
    "link actions": (in_link("AA", dictionary(E=SCRIPT)), "a link with more than ours have (AA)"),
    "link appearance": (in_link("AP", dictionary()), "a link with more than ours have (AP)"),
    "link area": (in_link("QuadPoints", numbers(*[0] * 8)), "(QuadPoints)"),
    "link border": (in_link("BS", dictionary(W=NumberObject(40))), "a link with a border"),
    "bookmark": (bookmark_that_acts, "has an action"),
    "structure emptied": (no_structure, "the structure, by which the file is read aloud"),
    "structure removed": (structure_removed, "the structure, by which the file is read aloud"),
    "element's other words": (
        in_structure("P", "ActualText", TextStringObject("now")),
        "words that are heard and not printed (ActualText)",
    ),
    "element's alternative": (
        in_structure("H1", "Alt", TextStringObject("now")),
        "“now” is heard instead of what is printed",
    ),
    "element's kind": (
        in_structure("H1", "S", name("P")),
        "the structure, by which the file is read aloud",
    ),
    "page labels": (
        in_catalog("PageLabels", dictionary(Nums=ArrayObject())),
        "the page numbers that a viewer shows",
    ),
    "title in XMP": (other_title_in_xmp, "the file's XMP metadata say"),
    "author": (described("Author"), "the file's author is"),
    "subject": (described("Subject"), "the file's subject is"),
    "keywords": (described("Keywords"), "the file's keywords is"),
    "attachment's name": (other_file("F", TextStringObject("x.txt")), "other names"),
    "attachment's words": (other_file("Desc", TextStringObject("x")), "other words"),
    "attachment for another system": (other_file("DOS", TextStringObject("x")), "more than one"),
    "attachment twice": (second_stream, "one file by /F and another by /UF"),
    "associated file": (associated, "are not its attachments"),
}  # fmt: skip
REDRAWN: dict[str, Alter] = {
    "white rectangle": drawn(b"1 1 1 rg 0 0 600 700 re f"),
    "rectangle below": drawn(b"0 0 0 rg 0 0 600 700 re f", "before"),
    "a shading": both(in_resources("Shading", "S9", dictionary()), drawn(b"/S9 sh")),
    "a form": both(in_resources("XObject", "X9", form(b"0 0 9 9 re f")), drawn(b"/X9 Do")),
    "white words": drawn(b"1 1 1 rg", "before"),
    "moved words": replaced(b"BT", b"BT 500 Ts"),
    "narrow words": replaced(b"BT", b"BT 1 Tz"),
    "media box": in_page("MediaBox", numbers(0, 300, 612, 792)),
    "art box": in_page("ArtBox", numbers(0, 300, 612, 792)),
}


def foreign_annotations(pdf: bytes) -> tuple[bytes, set[str]]:
    """A PDF with an annotation of each kind that we never make, and what is said of each."""
    said = "page 1 has an annotation of a kind that we never make ({})".format
    return edited(pdf, both(*map(annotated, ANNOTATIONS))), {*map(said, ANNOTATIONS)}


def test_every_annotation_that_we_never_make_is_refused_by_name(pdf):
    altered, said = foreign_annotations(pdf)
    assert said <= {*verify(altered).differs}


@pytest.mark.parametrize("way", REFUSED)
def test_what_we_never_make_is_refused_by_name(pdf, way):
    alter, said = REFUSED[way]
    proof = verify(edited(pdf, alter))
    assert any(said in line for line in proof.differs), proof
    assert proof.verdict == "not verified"


@pytest.mark.parametrize("way", REDRAWN)
def test_a_page_that_was_drawn_again_is_named(pdf, way):
    proof = verify(edited(pdf, REDRAWN[way]))
    assert proof.redrawn == ("1",) or proof.differs, proof
    assert proof.verdict != "verified"


def respelled(writer: Any) -> None:
    """Empty strings as qpdf writes them when it normalises content."""
    for number in range(len(writer.pages)):
        stream = streams(writer, number)
        stream.set_data(stream.get_data().replace(b"<>", b"()"))


def test_empty_strings_may_be_spelled_otherwise(pdf):
    copy = edited(pdf, respelled)
    assert b"()" in copy
    assert verify(copy).is_strictly_verified


def test_a_font_that_reads_otherwise_is_found(pdf):
    assert verify(edited(pdf, silent_font)).verdict != "verified"


# --- Honest copies ------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Text", "Highlight", "Underline", "StrikeOut", "Ink", "Caret"])
def test_a_reader_s_mark_is_named_and_no_alteration(pdf, kind):
    proof = verify(edited(pdf, annotated(kind)))
    assert proof.verdict == "verified"
    assert proof.marks == (f"1 mark was added on page 1 ({kind}); it is not part of the brief",)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_turned(pdf, degrees):
    proof = verify(edited(pdf, lambda writer: writer.pages[0].rotate(degrees)))
    assert proof.verdict == "verified", proof
    assert proof.marks == (f"page 1 is turned by {degrees} degrees",)


def test_words_that_are_those_that_were_made_are_said_to_be(pdf):
    proof = verify(edited(pdf, drawn(b"1 1 1 rg 0 0 60 70 re f")))
    assert proof.differs == ()
    assert proof.verdict == (
        "the words are those that were made; page 1 was drawn again, so what covers or colours "
        "them is not proved"
    )


# --- Evidence beside the fingerprint ---------------------------------------------------


def test_evidence_that_the_fingerprint_does_not_stand_for_is_refused(pdf):
    """The brief and its digest in the manifest altered together: the paper tells."""

    def alter(writer: Any) -> None:
        brief = content(writer, "brief.yaml").replace(b"The Council", b"The Counsel")
        put(writer, "brief.yaml", brief)
        remanifested(
            writer, lambda manifest: manifest["attachments"].update({"brief.yaml": digest(brief)})
        )

    proof = verify(edited(pdf, alter))
    assert "the attachments differ from those that the fingerprint covers" in proof.differs


# --- The manifest altered with the page ------------------------------------------------


Change = Callable[[dict[str, Any]], None]


def word_and_manifest(old: str, new: str) -> Alter:
    """Letters of page 1 exchanged for others of one length, in its glyphs and wherever the
    manifest has them, with every digest of the page and of the structure computed again."""

    def alter(writer: Any) -> None:
        stream = streams(writer, 0)
        stream.set_data(reprinted(writer, stream.get_data(), old, new))
        redigested(writer, lambda manifest: replace_text(manifest, old, new))

    return alter


def replace_text(manifest: dict[str, Any], old: str, new: str) -> None:
    page = manifest["pages"][0]
    page["text"] = page["text"].replace(old, new)
    manifest["words"] = [piece.replace(old, new) for piece in manifest["words"]]


def reprinted(writer: Any, content: bytes, old: str, new: str) -> bytes:
    """Content with the glyphs of a word exchanged for those of another."""
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        cmap = font.get_object()["/ToUnicode"].get_data().decode()
        pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]{4})>", cmap)
        codes = {chr(int(text, 16)): code.encode() for code, text in pairs}
        if set(old + new) - codes.keys():
            continue
        kerned = rb">[^<>\]]*<".join(codes[letter] for letter in old)
        glyphs = re.compile(kerned.replace(rb">[^<>\]]*<", rb"(?:>[^<>\]]*<)?"))
        if found := glyphs.search(content):
            other = b"".join(codes[letter] for letter in new)
            return content[: found.start()] + other + content[found.end() :]
    raise AssertionError(f"“{old}” is not in the content")


def redigested(writer: Any, change: Change | None = None) -> None:
    """The manifest as whoever alters a file would leave it: with digests that match."""
    output = BytesIO()
    writer.write(output)
    digests = file_digests(open_objects(output.getvalue()))

    def rewrite(manifest: dict[str, Any]) -> None:
        for page, drawn in zip(manifest["pages"], digests.pages, strict=False):
            page["drawn"] = drawn
        manifest["around"] = digests.around
        if change:
            change(manifest)

    remanifested(writer, rewrite)


def covered_up(alter: Alter, change: Change | None = None) -> Alter:
    """An alteration after which every digest in the manifest matches again."""
    return both(alter, lambda writer: redigested(writer, change))


def emptied(*keys: str) -> Alter:
    empty: dict[str, Any] = {"words": [], "sources": {}, "pages": []}
    return lambda writer: remanifested(
        writer, lambda manifest: manifest.update({key: empty[key] for key in keys})
    )


def brief_emptied(writer: Any) -> None:
    brief = b"title: The harbour\ndate: '2026-11-20'\nsources: [report, letter]\n"
    put(writer, "brief.yaml", brief)

    def change(manifest: dict[str, Any]) -> None:
        manifest["attachments"]["brief.yaml"] = manifest["inputs"]["evidence"]["brief.yaml"] = (
            digest(brief)
        )

    remanifested(writer, change)


def twice_in_json(writer: Any) -> None:
    manifest = content(writer, "manifest.json").decode()
    put(writer, "manifest.json", manifest.replace("{", '{"format": 1,', 1).encode())


def other_link(writer: Any) -> None:
    links = [entry.get_object() for entry in writer.pages[0]["/Annots"]]
    places = [link["/Dest"] for link in links if link.get("/Dest")]
    note = next(link for link in links if str(link["/Contents"]).startswith("Note"))
    note[name("Dest")] = next(place for place in places if place.startswith("A"))


def follow_links(writer: Any) -> Change:
    """What makes the manifest's list of links the file's, as whoever alters them would."""
    output = BytesIO()
    writer.write(output)
    pages = read_pages(output.getvalue())

    def change(manifest: dict[str, Any]) -> None:
        for entry, page in zip(manifest["pages"], pages, strict=True):
            entry["links"] = list(page.links)

    return change


def with_links(alter: Alter) -> Alter:
    """An alteration of links that the manifest follows."""
    return both(alter, lambda writer: redigested(writer, follow_links(writer)))


def link_said(start: str) -> Callable[[Any], Any]:
    """Finds the annotation on page 1 of a link that is heard so."""

    def find(writer: Any) -> Any:
        links = [entry.get_object() for entry in links_of(writer, 0)]
        return next(one for one in links if str(one.get("/Contents")).startswith(start))

    return find


def link_gone(start: str, *, also_in_structure: bool) -> Alter:
    """A link removed from page 1, and from the structure, where its words stay."""

    def alter(writer: Any) -> None:
        link = link_said(start)(writer)
        entries = links_of(writer, 0)
        kept = [one for one in list.__iter__(entries) if one.get_object() is not link]
        entries[:] = kept
        for element in elements(writer) if also_in_structure else ():
            kids = element.get("/K", ArrayObject()).get_object()
            own = list(list.__iter__(kids)) if isinstance(kids, ArrayObject) else []
            if any(_leads_to(kid, link) for kid in own):
                element[name("S")] = name("Span")
                element[name("K")] = ArrayObject(kid for kid in own if not _leads_to(kid, link))

    return alter


def _leads_to(kid: Any, link: Any) -> bool:
    entry = kid.get_object()
    return isinstance(entry, DictionaryObject) and "/Obj" in entry and entry["/Obj"] is link


def link_moved(writer: Any) -> None:
    link = link_said("Note")(writer)
    left, bottom, right, top = map(float, link["/Rect"])
    link[name("Rect")] = numbers(left, bottom - 60, right, top - 60)


def link_added(writer: Any) -> None:
    link = link_said("Note")(writer)
    other = writer._add_object(DictionaryObject(link))
    links_of(writer, 0).append(other)


COVERED: dict[str, tuple[Alter, str]] = {
    "a link removed": (
        with_links(link_gone("Note", also_in_structure=False)),
        "page 1 has words “1” whose link leads nowhere",
    ),
    "a link removed with its element": (
        with_links(link_gone("Note", also_in_structure=True)),
        "page 1 has no link on “1”, which the brief has there",
    ),
    "a place's link removed": (
        with_links(link_gone("A2, p. A-1", also_in_structure=True)),
        "page 1 has no link on “A2, p. A-1”",
    ),
    "a link elsewhere": (with_links(link_moved), "page 1 has a link that is not on its words “1"),
    "a link added": (with_links(link_added), "page 1 has a link that is not in the structure"),
    "a word": (word_and_manifest("closed", "opened"), "was printed differently on page 1"),
    "a holder": (word_and_manifest("Council", "Counsel"), "“a The Counsel” is printed on page 1"),
    "a status": (word_and_manifest("disputed", "asserted"), "asserted all claims at a glance"),
    "the word for a sign": (word_and_manifest("disputed", "denied"), "explains other signs than"),
    "the brief emptied": (brief_emptied, "is neither the brief's nor the theme's"),
    "words emptied": (emptied("words"), "neither the brief's nor the theme's"),
    "sources emptied": (emptied("sources"), "the sources of the brief are not those"),
    "pages emptied": (emptied("pages"), "does not belong to the document"),
    "a key twice in the manifest": (twice_in_json, "the manifest has a key twice"),
    "a link": (covered_up(other_link), "page 1 has a link, heard as"),
    "an address": (
        covered_up(
            both(
                in_link("A", dictionary(S=name("URI"), URI=TextStringObject("https://x.example"))),
                lambda writer: links_of(writer, 0)[0].get_object().pop("/Dest", None),
            )
        ),
        "a link to https://x.example, which the brief does not have",
    ),
    "the author": (covered_up(described("Author")), "the file's author is “Another”"),
    "the keywords": (covered_up(described("Keywords")), "the file's keywords is “Another”"),
    "the title in XMP": (covered_up(other_title_in_xmp), "the file's XMP metadata say"),
    "page labels": (
        covered_up(in_catalog("PageLabels", dictionary(Nums=ArrayObject()))),
        "the page numbers that a viewer shows",
    ),
    "words heard": (
        covered_up(in_structure("P", "ActualText", TextStringObject("now"))),
        "words that are heard and not printed (ActualText)",
    ),
    "an alternative heard": (
        covered_up(in_structure("H1", "Alt", TextStringObject("now"))),
        "“now” is heard instead of what is printed (Alt)",
    ),
    "roles": (
        lambda writer: writer.root_object["/StructTreeRoot"].__setitem__(
            name("RoleMap"), dictionary(P=name("Artifact"))
        ),
        "the structure has a RoleMap",
    ),
}  # fmt: skip


# The colour of words in prose.
DARK = b"0.078431 0.090196 0.101961 rg"


def white_ink() -> ArrayObject:
    """A colour of its own, of which nothing is white."""
    shade = dictionary(
        FunctionType=NumberObject(2), Domain=numbers(0, 1), C0=numbers(1), C1=numbers(1),
        N=NumberObject(1),
    )  # fmt: skip
    return ArrayObject([name("Separation"), name("Ink"), name("DeviceGray"), shade])


def masked(writer: Any) -> None:
    """A soft mask over all that page 1 draws."""
    group = form(b"0 g 0 0 9 9 re f")
    group.update(dictionary(Group=dictionary(S=name("Transparency"), CS=name("DeviceGray"))))
    mask = dictionary(S=name("Luminosity"), G=writer._add_object(group))
    in_resources("ExtGState", "G9", dictionary(SMask=mask))(writer)
    drawn(b"/G9 gs", "before")(writer)


# Of the content of a page, whose y runs downwards.
HIDDEN: dict[str, tuple[Alter, str]] = {
    "words under a shape": (drawn(b"q 1 1 1 rg 60 60 400 240 re f Q"), "a shape that hides it"),
    "words under a line": (
        drawn(b"q 1 1 1 RG 60 w 60 120 m 500 120 l S Q"),
        "a shape that hides it",
    ),
    "words under a ring without a hole": (
        drawn(b"q 1 1 1 rg 60 60 400 240 re 9 9 2 2 re f* Q"),
        "a shape that hides it",
    ),
    "words under a picture": (
        drawn(b"q 400 0 0 240 60 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q"),
        "a picture that hides it",
    ),
    "words under a drawing": (
        both(
            in_resources("XObject", "X9", form(b"1 1 1 rg 0 0 9 9 re f")),
            drawn(b"q 50 0 0 30 60 60 cm /X9 Do Q"),
        ),
        "a shape that hides it",
    ),
    "words on a dark ground": (
        drawn(b"q 0 0 0 rg 60 60 400 240 re f Q", "before"),
        "a shape that hides it",
    ),
    "white words": (replaced(DARK, b"1 1 1 rg"), "a colour that can hardly be read"),
    "words that let all through": (
        both(
            in_resources("ExtGState", "G9", dictionary(ca=FloatObject(0.1))),
            replaced(DARK, DARK + b" /G9 gs"),
        ),
        "a colour that can hardly be read",
    ),
    "words in a white ink": (
        both(in_resources("ColorSpace", "C9", white_ink()), replaced(DARK, b"/C9 cs 0 scn")),
        "a colour that can hardly be read",
    ),
    "words in white outlines": (
        drawn(b"1 1 1 RG 1 Tr", "before"),
        "in letters that are not simply filled",
    ),
    "words cut off": (drawn(b"0 0 60 60 re W n", "before"), "cut by a clip that may hide it"),
    "words cut out": (
        drawn(b"0 0 900 900 re 60 60 400 640 re W* n", "before"),
        "cut by a clip that may hide it",
    ),
    "words under a mask": (masked, "under a soft mask or a blend mode"),
}


def silent_letters(code: str, text: str, where: str = "behind") -> Alter:
    """Letters of a font of page 1, drawn again in a copy of it by which they are read as `text`."""

    def alter(writer: Any) -> None:
        fonts = writer.pages[0]["/Resources"]["/Font"]
        font: Any = DictionaryObject(next(iter(fonts.values())).get_object())
        cmap = font["/ToUnicode"].get_object().get_data()
        table = DecodedStreamObject()
        table.set_data(re.sub(rb"(<[0-9a-f]{4}> )<[0-9a-f]+>", b"\\1<%s>" % text.encode(), cmap))
        font[name("ToUnicode")] = writer._add_object(table)
        in_resources("Font", "F9", font)(writer)
        letters = re.findall(rb"<([0-9a-f]{4})> <[0-9a-f]{4}>", cmap)[9:12]
        shown = b"/F9 12 Tf 1 0 0 -1 90 700 Tm [<%s>] TJ" % b"".join(letters)
        drawn(code.encode() % shown, where)(writer)

    return alter


SILENT = "page 1 has letters that are read as white space or as nothing"
# What is altered on a page, which is drawn again, and how it is named there.
NAMED: dict[str, tuple[Alter, str]] = {
    "letters read as spaces": (silent_letters("/Artifact BMC BT %s ET EMC", "0020"), SILENT),
    "letters read as a soft hyphen": (silent_letters("BT %s ET", "00ad"), SILENT),
    "letters read as nothing": (silent_letters("BT %s ET", "200b"), SILENT),
    "narrow words": (replaced(b"BT", b"BT 1 Tz"), "in letters that can hardly be read"),
    "words elsewhere": (
        replaced(b"BT\n1 0 0 -1 284.4", b"BT 150 Ts\n1 0 0 -1 284.4"),
        "elsewhere than it is read",
    ),
}


@pytest.mark.parametrize("way", NAMED)
def test_what_is_altered_on_a_page_is_named_there(pdf, way):
    alter, said = NAMED[way]
    proof = verify(edited(pdf, alter))
    found = [line for line in proof.differs if said in line]
    assert found
    assert all(line.startswith("page 1 has ") for line in found), proof.differs


@pytest.mark.parametrize("way", [way for way in NAMED if "read as" in way])
def test_silent_letters_are_refused_though_the_digest_of_the_page_follows(pdf, way):
    proof = verify(edited(pdf, covered_up(NAMED[way][0])))
    assert SILENT in proof.differs


def test_words_under_a_shape_are_named_rather_than_their_number(pdf):
    def alter(writer: Any) -> None:
        run = next(one for one in read_pages(pdf)[0].runs if one.text.strip() == "1.")
        left, bottom, _, top = run.box
        drawn(b"1 1 1 rg %f %f 300 %f re f" % (left, 792 - top, top - bottom))(writer)

    marks = verify(edited(pdf, alter)).marks
    assert any("“The harbour was" in one and "a shape that hides it" in one for one in marks), marks


@pytest.mark.parametrize("way", ["white rectangle", "a mask"])
def test_what_hides_words_of_a_page_that_was_drawn_again_is_named(pdf, way):
    alter = masked if way == "a mask" else REDRAWN[way]
    proof = verify(edited(pdf, alter))
    assert proof.differs == ()
    assert any("page 1 was drawn again, with “Key points” under" in one for one in proof.marks)


def test_words_made_one_on_a_page_that_was_drawn_again_are_named(pdf):
    def alter(writer: Any) -> None:
        font = next(iter(writer.pages[0]["/Resources"]["/Font"].values())).get_object()
        cmap = font["/ToUnicode"].get_object().get_data()
        space = b"<%s>" % re.findall(rb"<([0-9a-f]{4})> <0020>", cmap)[0]
        stream = streams(writer, 0)
        line = re.compile(rb"(<[0-9a-f]{4}>-?\d*)%s(-?\d*<[0-9a-f]{4}>-?\d*<)" % space)
        stream.set_data(line.sub(rb"\1<>\2", stream.get_data(), count=1))

    proof = verify(edited(pdf, alter))
    assert proof.differs == ()
    assert any("“Keypoints” for “Key points”" in one for one in proof.marks), proof.marks


def test_a_clip_that_holds_all_words_is_no_fault(pdf):
    whole = drawn(b"-9 -9 900 1000 re W n", "before")
    assert verify(edited(pdf, covered_up(whole))).differs == ()


@pytest.mark.parametrize("way", HIDDEN)
def test_what_hides_words_is_refused_though_the_digest_of_the_page_follows(pdf, way):
    alter, said = HIDDEN[way]
    proof = verify(edited(pdf, covered_up(alter)))
    assert any("page 1 has “" in line and said in line for line in proof.differs), proof.differs


@pytest.mark.parametrize("way", COVERED)
def test_what_is_altered_with_the_manifest_is_refused_by_the_brief(pdf, way):
    alter, said = COVERED[way]
    proof = verify(edited(pdf, alter))
    assert any(said in line for line in proof.differs), proof.differs
    assert proof.verdict == "not verified"


def test_a_key_twice_in_a_dictionary_is_refused(pdf):
    catalogue = re.search(rb"/ViewerPreferences", pdf)
    if catalogue is None:  # the catalogue is in a compressed stream
        pdf = edited(pdf, lambda _: None)
    twice = pdf.replace(b"/Type /Catalog", b"/Type /Catalog /Lang (fr) /Lang (de)", 1)
    assert any("a key twice" in line for line in verify(twice).differs)


def damaged(pdf: bytes) -> bytes:
    """A bit of a font's packed program, flipped."""
    start = pdf.index(b"stream", pdf.index(b"/Length1"))
    raw = bytearray(pdf)
    raw[start + 200] ^= 1
    return bytes(raw)


def test_a_damaged_file_cannot_be_read(pdf):
    with pytest.raises(BriefgenError, match="it is damaged"):
        verify(damaged(pdf))


def blank_page(writer: Any) -> None:
    writer.add_blank_page(612, 792).pop("/Resources")


def empty_page(writer: Any) -> None:
    """As qpdf packs a page on which nothing is drawn: into nothing."""
    packed = EncodedStreamObject()
    packed._data = b""
    packed[name("Filter")] = name("FlateDecode")
    writer.add_blank_page(612, 792)[name("Contents")] = writer._add_object(packed)


BLANK = [blank_page, empty_page]


@pytest.mark.parametrize("alter", BLANK)
def test_a_page_without_content_is_not_called_damage(pdf, alter):
    proof = verify(edited(pdf, alter))
    assert "page 4 of the file does not belong to the document" in proof.differs


def test_a_bookmark_of_a_reader_is_named(pdf):
    proof = verify(
        edited(pdf, lambda writer: writer.add_outline_item(title="My own", page_number=0))
    )
    assert proof.verdict == "verified"
    assert proof.marks == ("the bookmark “My own” was added; it is not part of the brief",)


def bookmarked(change: Callable[[Any], Any]) -> Alter:
    """A change to the bookmark “Facts”."""

    def alter(writer: Any) -> None:
        change(outline_entry("Facts")(writer))

    return alter


BOOKMARKED: dict[str, Alter] = {
    "another colour": bookmarked(lambda one: one.update({name("C"): numbers(1, 1, 1)})),
    "another place": bookmarked(lambda one: one["/Dest"].append(NumberObject(9))),
    "another digest": lambda writer: remanifested(
        writer, lambda manifest: manifest["around"].update(outline="0" * 64)
    ),
    "no digest": lambda writer: remanifested(
        writer, lambda manifest: manifest["around"].update(outline="")
    ),
}


@pytest.mark.parametrize("way", BOOKMARKED)
def test_bookmarks_that_differ_are_refused(pdf, way):
    proof = verify(edited(pdf, BOOKMARKED[way]))
    assert proof.differs == ("the bookmarks differ from those that were made",)


def closed(writer: Any) -> None:
    """As a viewer saves a bookmark that its reader closed."""
    first = writer.root_object["/Outlines"]["/First"].get_object()
    first[name("Count")] = NumberObject(-first["/Count"])


def test_bookmarks_may_be_closed(pdf):
    assert verify(edited(pdf, closed)).is_strictly_verified


def test_a_bookmark_of_a_reader_may_have_the_title_of_another(pdf):
    proof = verify(
        edited(pdf, lambda writer: writer.add_outline_item(title="Facts", page_number=0))
    )
    assert proof.verdict == "verified"
    assert proof.marks == ("the bookmarks differ from those that were made",)


# --- What only the manifest would vouch for ---------------------------------------------


def with_pictures(folder: Path) -> bytes:
    """A PDF with two pictures, a photograph and a drawing."""
    brief = workspace_of(folder) / "briefs" / "harbour.yaml"
    shown = "![The quay](quay.jpg)\n\n      ![The lock](lock.png)\n\n      It “stays"
    brief.write_text(BRIEF.replace("It “stays", shown), encoding="utf-8")
    Image.effect_noise((40, 30), 80).save(brief.with_name("quay.jpg"))
    Image.effect_noise((40, 30), 80).convert("RGB").save(brief.with_name("lock.png"))
    return built(folder)


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return with_pictures(tmp_path_factory.mktemp("illustrated"))


def follow_pages(writer: Any) -> Change:
    """What makes the manifest's pages the file's in all that they say and show."""
    output = BytesIO()
    writer.write(output)
    pages = read_pages(output.getvalue())

    def change(manifest: dict[str, Any]) -> None:
        for entry, page in zip(manifest["pages"], pages, strict=True):
            entry |= {"text": page.text, "links": list(page.links), "pictures": list(page.pictures)}

    return change


def followed(alter: Alter) -> Alter:
    """An alteration after which the manifest says of each page what the page now has."""
    return both(alter, lambda writer: redigested(writer, follow_pages(writer)))


def figures(writer: Any) -> list[Any]:
    """The elements of pictures in the order of reading."""
    found = [one for one in elements(writer) if one["/S"] == "/Figure"]
    return sorted(found, key=lambda one: str(one.get("/Alt")), reverse=True)


def texts_swapped(writer: Any) -> None:
    one, other = figures(writer)
    one[name("Alt")], other[name("Alt")] = other["/Alt"], one["/Alt"]


def text_removed(writer: Any) -> None:
    del figures(writer)[0]["/Alt"]


def photograph_replaced(writer: Any) -> None:
    other = BytesIO()
    Image.new("L", (40, 30), "white").save(other, format="JPEG")
    for page in writer.pages:
        for one in page["/Resources"].get("/XObject", {}).values():
            stream = one.get_object()
            if "/DCTDecode" in str(stream.get("/Filter")):
                stream._data = other.getvalue()


def in_photograph(key: str, value: Callable[[Any], Any]) -> Alter:
    """An entry of the photograph's."""

    def alter(writer: Any) -> None:
        for page in writer.pages:
            for one in page["/Resources"].get("/XObject", {}).values():
                if "/DCTDecode" in str(one.get_object().get("/Filter")):
                    one.get_object()[name(key)] = value(writer)

    return alter


def soft_mask(writer: Any) -> Any:
    stream = DecodedStreamObject()
    stream.set_data(bytes(40 * 30))
    stream.update(
        dictionary(
            Type=name("XObject"), Subtype=name("Image"), Width=NumberObject(40),
            Height=NumberObject(30), BitsPerComponent=NumberObject(8),
            ColorSpace=name("DeviceGray"),
        )
    )  # fmt: skip
    return writer._add_object(stream)


def drawing_masked(writer: Any) -> None:
    for one in writer.pages[0]["/Resources"]["/XObject"].values():
        if one.get_object()["/Subtype"] == "/Image":
            one.get_object()[name("SMask")] = soft_mask(writer)


MASKED: dict[str, tuple[Alter, str]] = {
    "by colours": (
        in_photograph("Mask", lambda _: numbers(0, 255, 0, 255, 0, 255)), "a mask over a picture",
    ),
    "by a soft mask": (in_photograph("SMask", soft_mask), "a mask over a picture"),
    "a drawing by a soft mask": (drawing_masked, "a mask over a picture"),
    "other colours": (in_photograph("Decode", lambda _: numbers(1, 0, 1, 0)), "other colours"),
}  # fmt: skip


@pytest.mark.parametrize("way", MASKED)
def test_a_picture_that_is_masked_is_named_with_its_page(illustrated, way):
    alter, said = MASKED[way]
    assert verify(edited(illustrated, alter)).differs == (f"page 1 has {said}",)
    assert f"page 1 has {said}" in verify(edited(illustrated, covered_up(alter))).differs


def see_through(folder: Path) -> bytes:
    """A PDF with two pictures whose files have an opacity, in a channel and in a palette."""
    brief = workspace_of(folder) / "briefs" / "harbour.yaml"
    shown = "![The quay](quay.png)\n\n      ![The lock](lock.png)\n\n      It “stays"
    brief.write_text(BRIEF.replace("It “stays", shown), encoding="utf-8")
    Image.new("RGBA", (40, 30), (0, 0, 90, 90)).save(brief.with_name("quay.png"))
    palette = Image.effect_noise((40, 30), 80).convert("P")
    palette.save(brief.with_name("lock.png"), transparency=0)
    return built(folder)


def test_pictures_that_let_paper_through_are_verified(tmp_path: Path):
    pdf = see_through(tmp_path)
    assert b"/SMask" in edited(pdf, lambda _: None)
    assert verify(pdf).differs == ()


PICTURED: dict[str, tuple[Alter, str]] = {
    "texts swapped": (texts_swapped, "the texts of pictures are heard in another order"),
    "a text removed": (text_removed, "a picture whose text is “The quay” is not heard"),
    "a photograph": (photograph_replaced, "the picture briefs/quay.jpg is printed otherwise"),
}


@pytest.mark.parametrize("way", PICTURED)
def test_another_picture_and_another_text_are_refused_though_the_manifest_follows(illustrated, way):
    alter, said = PICTURED[way]
    proof = verify(edited(illustrated, followed(alter)))
    assert any(said in line for line in proof.differs), proof.differs


def test_pictures_that_are_printed_in_another_format_are_said_to_be_unproved(illustrated):
    proof = verify(illustrated)
    assert proof.verdict == "verified"
    assert "pictures: 1 of 2 are those of the evidence" in proof.proved
    assert "that 1 picture is that of the evidence: --rebuild compares them" in proof.not_proved


def outline_entry(title: str) -> Callable[[Any], Any]:
    def find(writer: Any) -> Any:
        left = [writer.root_object["/Outlines"]["/First"].get_object()]
        while left:
            one = left.pop()
            if str(one["/Title"]) == title:
                return one
            left += [one[key].get_object() for key in ("/Next", "/First") if key in one]
        raise AssertionError(title)

    return find


def bookmark_led_astray(writer: Any) -> None:
    entry = outline_entry("Facts")(writer)
    entry.pop("/A", None)
    last = writer.pages[2].indirect_reference
    entry[name("Dest")] = ArrayObject([last, name("Fit")])


def bookmark_removed(writer: Any) -> None:
    outline_entry("Facts")(writer)[name("Title")] = TextStringObject("Key points")


def heads_swapped(writer: Any) -> None:
    """“Asserted by” and “Denied by” change places: each draws the other's glyphs."""
    for page in range(len(writer.pages)):
        data = writer.pages[page].get_contents().get_data()
        found = []
        for mcid in range(400):
            shown = re.search(rb"/MCID %d\s*>>\s*BDC(.*?)EMC" % mcid, data, re.DOTALL)
            if shown and b" TJ" in shown[1]:
                found.append((mcid, shown))
        texts = {run.mcid: bare(run.text) for run in read_pages(_written(writer))[page].runs}
        by_text = {texts.get(mcid): shown for mcid, shown in found}
        if {"Assertedby", "Deniedby"} <= by_text.keys():
            one, other = by_text["Assertedby"], by_text["Deniedby"]
            first, second = sorted((one, other), key=lambda shown: shown.start())
            a, b = (re.findall(rb"\[[^\]]*\] TJ", shown[1]) for shown in (first, second))
            parts = [
                data[: first.start()], first[0].replace(a[0], b[0]),
                data[first.end() : second.start()], second[0].replace(b[0], a[0]),
                data[second.end() :],
            ]  # fmt: skip
            streams(writer, page).set_data(b"".join(parts))
            return
    raise AssertionError("no heads")


def _written(writer: Any) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def retagged(old: str, new: str) -> Alter:
    return in_structure(old, "S", name(new))


AROUND: dict[str, tuple[Alter, str]] = {
    "a bookmark astray": (bookmark_led_astray, "the bookmark “Facts” leads to another page"),
    "a bookmark removed": (bookmark_removed, "the bookmark “Facts” is missing"),
    "a heading as text": (retagged("H1", "P"), "is not heard as a heading"),
    "text as a heading": (retagged("P", "H3"), "is heard as a heading, and is none"),
    "sides swapped": (heads_swapped, "claim 1 has positions under the head of another side"),
    "a page's number": (
        lambda writer: reprint(writer, "Page 1 of", "Page 2 of"), "says that it is page 2 of",
    ),
    "another date in the margin": (
        lambda writer: reprint(writer, "2026", "2062", 1), "page A-1 does not have “November 20",
    ),
    "a word in the margin": (
        drawn(b"/Artifact <</Type /Pagination>> BDC BT /F0 9 Tf 1 0 0 1 90 20 Tm (now) Tj ET EMC"),
        "now” at its head or foot",
    ),
}  # fmt: skip


def reprint(writer: Any, old: str, new: str, page: int = 0) -> None:
    stream = streams(writer, page)
    stream.set_data(reprinted(writer, stream.get_data(), old, new))


@pytest.mark.parametrize("way", AROUND)
def test_what_is_around_the_words_is_refused_though_the_manifest_follows(pdf, way):
    alter, said = AROUND[way]
    proof = verify(edited(pdf, followed(alter)))
    assert any(said in line for line in proof.differs), proof.differs
