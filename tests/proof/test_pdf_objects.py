"""Objects that are read at once are those that pypdf reads one by one."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from briefgen.proof.page_digest import file_digests
from briefgen.proof.pdf_objects import ObjectReader
from tests.proof.test_verify import built, workspace_of

# A stream of two objects: a catalogue and what it leads to.
PLAIN = [
    b"<</A /B/C [1 -2.5 .5 +3 null true false]/D (x y)/E <feff0041>/F 2 0 R>>",
    b"[<</A<</B[]>>>> /C (a\nb) <0>]",
]
# What is left to pypdf.
OTHER = [
    b"<</A 1/A 2>>", b"<</A#20B 1>>", b"<</A (x\\)y)>>", b"<</A (x(y)z)>>", b"<</A 1 % no\n>>",
    b"<</A\0 1>>", b"<</A <4 1>>>", b"<</A 12x>>", b"<</A>>", b"<<1 2>>", b"[1 2>>", b"(text)",
    b"12", b"<</A 1-2>>", b"<</A /B\xe9>>", b"[1 0R]",
]  # fmt: skip

NUMBER_OF_A_READER = re.compile(r"\d{9,}")


def file_with(value: bytes) -> bytes:
    """A PDF in whose object stream an object is written as `value`."""
    packed = b"1 0 2 20 " + b"<</Type/Catalog>>   " + value
    stream = b"3 0 obj\n<</Type/ObjStm/N 2/First 9/Length %d>>stream\n%s\nendstream\nendobj\n"
    pdf = b"%PDF-1.7\n" + stream % (len(packed), packed)
    places = bytes([0, 0, 0, 2, 3, 0, 2, 3, 1, 1, 9, 0, 1, len(pdf) % 256, 0])
    head = b"4 0 obj\n<</Type/XRef/Size 5/W[1 1 1]/Root 1 0 R/Length 15>>stream\n"
    return pdf + head + places + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(pdf)


@pytest.mark.parametrize("value", [*PLAIN, *OTHER])
def test_an_object_is_what_pypdf_reads(value, caplog):
    read = []
    for kind in (PdfReader, ObjectReader):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "pypdf"):
            reader = kind(BytesIO(file_with(value)))
            try:
                found = repr(IndirectObject(2, 0, reader).get_object())
            except Exception as error:  # noqa: BLE001 - whatever pypdf raises
                found = repr(error)
        said = [record.getMessage() for record in caplog.records]
        read.append((NUMBER_OF_A_READER.sub("", found), said))
    assert read[0] == read[1]


class _Slow(PdfReader):
    kinds = ObjectReader.kinds


def test_so_are_those_of_a_brief(tmp_path: Path):
    pdf = built(workspace_of(tmp_path))
    assert file_digests(ObjectReader(BytesIO(pdf))) == file_digests(_Slow(BytesIO(pdf)))
