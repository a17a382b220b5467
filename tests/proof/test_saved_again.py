"""What a program changes that saves a file again: it is named, and fails only where asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pypdf.generic import BooleanObject, TextStringObject

from briefgen.proof.verify import verify
from tests.proof.test_altered import described, dictionary, name, other_file
from tests.proof.test_verify import built, edited, embedded, workspace_of

pytestmark = pytest.mark.slow

Alter = Callable[[Any], None]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(workspace_of(tmp_path_factory.mktemp("saved-again")))


def in_packet(old: bytes, new: bytes) -> Alter:
    def alter(writer: Any) -> None:
        packet = writer.root_object["/Metadata"].get_object()
        assert old in packet.get_data()
        packet.set_data(packet.get_data().replace(old, new))

    return alter


def other_type(writer: Any) -> None:
    embedded(writer, "seeds/report.txt")["/EF"]["/UF"][name("Subtype")] = name("text/html")


def dated_later(writer: Any) -> None:
    writer.add_metadata({"/ModDate": TextStringObject("D:20270102120000Z")})


DATES = "the file's dates are not that of the brief"
PRODUCER = "the file's producer is “Another”, not “WeasyPrint "
SAVED: dict[str, tuple[Alter, str]] = {
    "the producer": (described("Producer"), PRODUCER),
    "the producer in XMP": (in_packet(b'Producer="WeasyPrint', b'Producer="Another'), "“Another "),
    "a date": (dated_later, f"{DATES} (ModDate)"),
    "a date in XMP": (
        in_packet(b"ModifyDate>2026", b"ModifyDate>2027"),
        f"{DATES} (ModifyDate)",
    ),
    "no associated files": (
        lambda writer: writer.root_object.__delitem__("/AF"),
        "the file does not say that its attachments belong to it (/AF)",
    ),
    "another relationship": (
        other_file("AFRelationship", name("Supplement")),
        "the attachment seeds/report.txt is of the kind “Supplement”, not “Source”",
    ),
    "another media type": (
        other_type,
        "the attachment seeds/report.txt is of the kind “text/html”, not “text/plain”",
    ),
    "an entry of one's own": (
        described("Approved"), "the file says of itself “Approved: Another”; it is not part",
    ),
    "a way to open it": (
        lambda writer: writer.root_object.update({name("PageMode"): name("FullScreen")}),
        "the file has an entry PageMode; it is not part of the brief",
    ),
    "an empty form": (
        lambda writer: writer.root_object.update({name("AcroForm"): dictionary()}),
        "the file has an entry AcroForm",
    ),
    "places that nothing leads to": (
        lambda writer: writer.root_object.update({name("Dests"): dictionary()}),
        "the file has an entry Dests",
    ),
    "a viewer without a menu": (
        lambda writer: writer.root_object["/ViewerPreferences"].update(
            {name("HideMenubar"): BooleanObject(True)}
        ),
        "the file has a preference HideMenubar",
    ),
    "what is said of a page": (
        lambda writer: writer.pages[1].update({name("Metadata"): dictionary()}),
        "page A-1 has an entry Metadata; it is not part of the brief",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", SAVED)
def test_what_a_program_changes_is_named_and_no_alteration(pdf, way):
    alter, said = SAVED[way]
    proof = verify(edited(pdf, alter))
    assert proof.verdict == "verified"
    assert proof.holds
    assert not proof.is_strictly_verified
    assert len(proof.marks) == 1
    assert said in proof.marks[0]


def test_a_file_as_it_was_made_has_nothing_to_name(pdf):
    assert verify(edited(pdf, lambda _: None)).is_strictly_verified
