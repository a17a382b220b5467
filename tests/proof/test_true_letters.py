"""The letters of a PDF are drawn as the packaged fonts have them, whatever its digests say."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.ttProgram import Program
from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject

from briefgen.proof import packaged_fonts, true_letters
from briefgen.proof.font_programs import tables_of
from briefgen.proof.verify import verify
from tests.harbour import write_workspace
from tests.proof.print_alterations import BRIEF, CATALOGUE
from tests.proof.test_altered import followed
from tests.proof.test_print_altered import written
from tests.proof.test_verify import LETTER, built, edited, streams

pytestmark = pytest.mark.slow

# Letters of every kind that these fonts have: made of parts, together, with accents, small, raised.
LETTERS = (
    "Łódź ąęśćż Tiếng Việt ộ ữ ẫ e\u0301 q\u0303 a\u0308\u0304 ff ffi ffl fi fl ft Th fj ß ĳ œ ð ŉ "
    "Παρατηρήσεις ἐκ τῶν ὧν ᾧ Привет мир ё й ґїє H₂O m² x³ ½ ¾ № ™ € ≥ ≤ ± × − – — • § ° ′ → "
    "**ffi ộ 12** *ffi ộ 12* `ffi ộ 12`^[A note: 1/2 ffi 34.]"
)  # fmt: skip


def descriptors(writer: Any, family: str = "") -> Iterator[tuple[Any, Any]]:
    """The fonts of page 1, of one family or any, with their descriptors."""
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        own = font.get_object()
        described = own["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        if family in described["/FontFamily"]:
            yield own, described


def in_program(change: Callable[[TTFont, str, str], Any]) -> Callable[[Any], None]:
    """The programs of the fonts of page 1, changed in two letters."""

    def alter(writer: Any) -> None:
        for font, described in descriptors(writer):
            texts = dict(
                re.findall(rb"<(\w{4})> <(\w{4})>", font["/ToUnicode"].get_object().get_data())
            )
            codes = {bytes.fromhex(text.decode()): int(code, 16) for code, text in texts.items()}
            program = TTFont(BytesIO(described["/FontFile2"].get_object().get_data()))
            program.setGlyphOrder([f"g{n}" for n in range(program["maxp"].numGlyphs)])
            letters = [codes.get(one.encode("utf-16-be")) for one in "no"]
            if None in letters:
                continue
            change(program, *(f"g{one}" for one in letters))
            content = BytesIO()
            program.save(content, reorderTables=False)
            stream = DecodedStreamObject()
            stream.set_data(content.getvalue())
            described[NameObject("/FontFile2")] = writer._add_object(stream)

    return alter


def exchanged(font: TTFont, one: str, other: str) -> None:
    glyphs = font["glyf"]
    glyphs[one], glyphs[other] = glyphs[other], glyphs[one]
    font["hmtx"][one], font["hmtx"][other] = font["hmtx"][other], font["hmtx"][one]


def emptied(font: TTFont, one: str, _: str) -> None:
    font["glyf"][one] = TTGlyphPen(None).glyph()


def moved(font: TTFont, one: str, _: str) -> None:
    width, left = font["hmtx"][one]
    font["hmtx"][one] = width, left - 900


def with_program(font: TTFont, one: str, _: str) -> None:
    program = Program()
    program.fromAssembly(["PUSHB[ ]", "0", "POP[ ]"])
    font["glyf"][one].program = program


def read_otherwise(writer: Any) -> None:
    """The glyph of “n” is read as “u”, and that of “u” as “n”."""
    for font, _ in descriptors(writer):
        stream = DecodedStreamObject()
        data = font["/ToUnicode"].get_object().get_data()
        data = data.replace(b"<006e>", b"<->").replace(b"<0075>", b"<006e>")
        stream.set_data(data.replace(b"<->", b"<0075>"))
        font[NameObject("/ToUnicode")] = writer._add_object(stream)


def renamed(writer: Any) -> None:
    """Fonts are said to be others, of which nothing is known here."""
    in_program(exchanged)(writer)
    for font, described in descriptors(writer):
        described[NameObject("/FontFamily")] = TextStringObject("Harbour Sans")
        font[NameObject("/BaseFont")] = NameObject("/ABCDEF+Harbour-Sans")


def in_helvetica(writer: Any) -> None:
    """A font of page 1 is Helvetica, which is not in the file."""
    for font, _ in descriptors(writer, "Sans"):
        font.clear()
        font.update(
            {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in _HELVETICA.items()}
        )


_HELVETICA = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
ALTERED = {
    "letters exchanged": in_program(exchanged),
    "a letter without its outline": in_program(emptied),
    "a letter elsewhere": in_program(moved),
    "a letter with a program": in_program(with_program),
    "letters read as others": read_otherwise,
    "another name": renamed,
    "another kind of font": in_helvetica,
}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("letters"))


def said(pdf: bytes) -> list[str]:
    return [line for line in verify(pdf).differs if "letters" in line]


def test_all_kinds_of_letters_are_those_of_their_font(tmp_path: Path):
    brief = BRIEF.replace("Nobody knows", f"{LETTERS} Nobody knows")
    write_workspace(tmp_path, brief, catalogue=CATALOGUE, letter=LETTER)
    proof = verify(built(tmp_path))
    assert (proof.verdict, proof.differs, proof.unknown_fonts) == ("verified", (), ())


MAP = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">
<text y="20" font-size="9" font-family="serif">The lock</text></svg>
"""


@pytest.mark.parametrize("title", ["Ráđđehus ŧ ɗ ƙ ǿ ϕ", "ἀρχή ᾧ ŋ ə"])
def test_a_title_may_have_letters_that_its_font_lacks(tmp_path: Path, title: str):
    brief = re.sub(r"\Atitle: .*", f"title: {title}", BRIEF)
    write_workspace(tmp_path, brief, catalogue=CATALOGUE, letter=LETTER)
    assert verify(built(tmp_path)).differs == ()


def test_a_picture_may_have_letters_of_any_font(tmp_path: Path):
    brief = BRIEF.replace("Nobody knows", "![A map](map.svg)\n\n      Nobody knows")
    path = write_workspace(tmp_path, brief, catalogue=CATALOGUE, letter=LETTER)
    path.with_name("map.svg").write_text(MAP, encoding="utf-8")
    pdf = built(tmp_path)
    proof = verify(pdf)
    assert (proof.verdict, proof.differs) == ("verified", ())
    assert said(edited(pdf, followed(as_pictures)))


def as_pictures(writer: Any) -> None:
    """Words in exchanged letters, marked as a picture on the page and not in the structure."""
    ALTERED["another name"](writer)
    stream = streams(writer, 0)
    stream.set_data(stream.get_data().replace(b"/Span\n<</MCID", b"/Figure\n<</MCID"))


def test_brackets_may_face_the_other_way():
    for font in packaged_fonts.packaged_fonts().values():
        opening, closing = font.glyph("("), font.glyph(")")
        assert opening is not None
        assert font.shows(opening, "(")
        assert font.shows(opening, ")")
        assert closing != opening
        assert not font.shows(opening, "[")


@pytest.mark.parametrize("name", ALTERED)
def test_other_letters_are_refused_though_the_digests_follow(pdf, name):
    lines = said(edited(pdf, followed(ALTERED[name])))
    assert any("not those of its font" in line or "not the theme's font" in line for line in lines)


def test_a_rounding_of_another_version_is_none_of_it(pdf, monkeypatch):
    cut = packaged_fonts.PackagedFont.cut

    def rounded(self: Any, glyphs: Any, places: Any) -> bytes:
        program = TTFont(BytesIO(cut(self, glyphs, places)))
        program.setGlyphOrder([f"g{n}" for n in range(program["maxp"].numGlyphs)])
        glyph = program["glyf"][f"g{next(iter(glyphs))}"]
        for name in program.getGlyphOrder():
            glyph = program["glyf"][name]
            if glyph.numberOfContours > 0:
                glyph.coordinates[0] = (glyph.coordinates[0][0] + 1, glyph.coordinates[0][1])
        content = BytesIO()
        program.save(content)
        return content.getvalue()

    monkeypatch.setattr(packaged_fonts.PackagedFont, "cut", rounded)
    assert verify(pdf).differs == ()


def test_without_harfbuzz_its_fonts_are_named(pdf, monkeypatch):
    monkeypatch.setattr(true_letters, "packaged_fonts", dict)
    proof = verify(pdf)
    assert proof.verdict == "verified"
    [line] = [one for one in proof.not_proved if "letters" in one]
    assert "Source Sans 3, Source Serif 4" in line


def test_a_damaged_program_is_refused(pdf):
    def cut_off(writer: Any) -> None:
        for _, described in descriptors(writer):
            data = described["/FontFile2"].get_object().get_data()
            stream = DecodedStreamObject()
            stream.set_data(data[: tables_of(data)[b"glyf"][0] + 9])
            described[NameObject("/FontFile2")] = writer._add_object(stream)

    with pytest.raises(struct.error):
        tables_of(b"\0\1\0\0\0\\9")
    assert said(edited(pdf, followed(cut_off)))


def drawn_untold(text: bytes | None) -> Callable[[Any], None]:
    """A glyph that draws another letter, and has no text or an empty one: PDFium takes its number
    for a soft hyphen."""

    def alter(writer: Any) -> None:
        shown = streams(writer, 0)
        for name, listed in writer.pages[0]["/Resources"]["/Font"].items():
            font = listed.get_object()
            described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            program = TTFont(BytesIO(described["/FontFile2"].get_object().get_data()))
            program.setGlyphOrder([f"g{n}" for n in range(program["maxp"].numGlyphs)])
            run = re.compile(rb"/%s [\d.]+ Tf[^\]]*?\[<" % name[1:].encode())
            table = font["/ToUnicode"].get_object().get_data()
            if not run.search(shown.get_data()) or b"<00ad> <" in table:
                continue
            letter = next(n for n in program.getGlyphOrder() if program["glyf"][n].numberOfContours)
            for kind in ("glyf", "hmtx"):
                program[kind]["g173"] = program[kind][letter]
            content = BytesIO()
            program.save(content, reorderTables=False)
            if text is not None:
                entry = rb"1 beginbfchar" + b"\n<00ad> <%s>\nendbfchar\n" % text
                table = table.replace(b"endcmap", entry + b"endcmap", 1)
            for owner, key, data in (
                (described, "/FontFile2", content.getvalue()),
                (font, "/ToUnicode", table),
            ):
                stream = DecodedStreamObject()
                stream.set_data(data)
                owner[NameObject(key)] = writer._add_object(stream)
            data = run.sub(lambda found: found[0] + b"00ad", shown.get_data(), count=1)
            shown.set_data(data)
            return

    return alter


UNTOLD = {"without a text": None, "with an empty text": b""}


@pytest.mark.parametrize("text", UNTOLD.values(), ids=UNTOLD)
def test_a_letter_that_says_nothing_is_refused(tmp_path: Path, text: bytes | None):
    proof = verify(edited(written(tmp_path), followed(drawn_untold(text))))
    said = "page 1 has letters that are read as white space or as nothing"
    assert said in proof.differs
