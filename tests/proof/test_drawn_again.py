"""Copies whose pages another program drew again and whose structure it left out, as Ghostscript
does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pypdf.generic import DecodedStreamObject

from briefgen.proof.verify import verify
from tests.building.test_missing_glyph import has_font
from tests.proof.test_altered import both, name, word_and_manifest
from tests.proof.test_print_check import SCRIPTS, briefed
from tests.proof.test_verify import built, edited, letter_replaced, streams, workspace_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(workspace_of(tmp_path_factory.mktemp("drawn-again")))


def drawn_again(writer: Any) -> None:
    """As Ghostscript 10.00 leaves a file: without structure, with the letters of ligatures in
    another order of bytes."""
    for key in ("/StructTreeRoot", "/MarkInfo"):
        writer.root_object.pop(key, None)
    for number, page in enumerate(writer.pages):
        stream = streams(writer, number)
        stream.set_data(b"q Q " + stream.get_data())
        for font in page["/Resources"]["/Font"].values():
            cmap = font.get_object()["/ToUnicode"].get_object()
            other = DecodedStreamObject()
            letters = re.sub(
                rb"<00(6[0-9a-f])00(6[0-9a-f])>", rb"<\g<1>00\g<2>00>", cmap.get_data()
            )
            other.set_data(letters)
            font.get_object()[name("ToUnicode")] = writer._add_object(other)


def test_a_copy_drawn_again_has_its_words_and_is_no_forgery(pdf):
    proof = verify(edited(pdf, drawn_again))
    assert proof.differs == ()
    assert proof.verdict.startswith("the words are those that were made; pages 1, A-1, A-2 were")
    assert any("the order of its words is not proved" in line for line in proof.marks)


def test_a_forged_word_is_refused_in_a_copy_drawn_again(pdf):
    forged = edited(pdf, both(word_and_manifest("distance", "disdance"), drawn_again))
    assert any("is not among the words that were printed" in one for one in verify(forged).differs)


def structure_lost(writer: Any) -> None:
    del writer.root_object["/StructTreeRoot"]


LOST = "the structure, by which the file is read aloud, is missing"


def test_a_file_that_lost_its_structure_is_not_said_to_lack_every_word(pdf):
    assert verify(edited(pdf, structure_lost)).differs == (LOST,)
    forged = verify(edited(pdf, both(letter_replaced, structure_lost)))
    assert forged.differs == (LOST, "page 1 was altered: its characters differ")


def drawn_as_shapes(writer: Any) -> None:
    """As Ghostscript leaves a file without fonts: nothing of its words but their looks."""
    structure_lost(writer)
    for number in range(len(writer.pages)):
        stream = streams(writer, number)
        stream.set_data(re.sub(rb"BT.*?ET", b"", stream.get_data(), flags=re.DOTALL))


WORDLESS = "the words of pages 1, A-1, A-2 cannot be read back from this copy, so they are not pro"


def test_words_that_were_made_shapes_are_no_forgery(pdf):
    proof = verify(edited(pdf, drawn_as_shapes))
    assert proof.differs == ()
    assert proof.verdict.startswith(WORDLESS)
    assert not proof.holds


def drawn_without_clusters(writer: Any) -> None:
    """As it leaves scripts that combine: the text of a cluster is lost (ActualText)."""
    drawn_again(writer)
    for number in range(len(writer.pages)):
        stream = streams(writer, number)
        stream.set_data(re.sub(rb"/ActualText\s*<[^>]*>", b"", stream.get_data()))


@pytest.fixture(scope="module")
def hindi(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    if not has_font("hi"):
        pytest.skip("this system has no font for hi")
    return briefed(tmp_path_factory.mktemp("hindi"), SCRIPTS["hi"])


LOST_WORDS = "the words of pages 1, A-1 cannot be read back from this copy, so they are not proved"


def test_words_that_cannot_be_read_back_are_no_forgery(hindi):
    proof = verify(edited(hindi, drawn_without_clusters))
    assert proof.differs == ()
    assert proof.verdict.startswith(LOST_WORDS)
    assert not proof.holds


def other_word(writer: Any) -> None:
    """Another Latin letter, in a font that the page keeps."""
    drawn_without_clusters(writer)
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        cmap = font.get_object()["/ToUnicode"].get_object()
        other = DecodedStreamObject()
        other.set_data(cmap.get_data().replace(b"<%04x>" % ord("k"), b"<%04x>" % ord("x")))
        font.get_object()[name("ToUnicode")] = writer._add_object(other)


def test_words_that_can_be_read_back_are_compared(hindi):
    assert any("was altered" in line for line in verify(edited(hindi, other_word)).differs)


def xmp_of(old: str, new: str) -> Any:
    def alter(writer: Any) -> None:
        stream = writer.root_object["/Metadata"].get_object()
        data = stream.get_data()
        assert old.encode() in data
        stream.set_data(data.replace(old.encode(), new.encode()))

    return alter


SAID = {"lost": ("ह", "\ufffd", 0), "forged": ("Lock", "Lo\ufffd\ufffdxx", 1)}


@pytest.mark.parametrize("way", SAID)
def test_letters_that_the_metadata_lost_are_any(hindi, way):
    old, new, count = SAID[way]
    copy = edited(hindi, both(xmp_of(old, new), drawn_without_clusters))
    assert len(verify(copy).differs) == count
