"""A reader's marks only mark: they print nothing, hide nothing, and do nothing."""

from __future__ import annotations

from typing import Any

import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
)

from briefgen.proof.reader_marks import misused


def mark(content: bytes = b"", width: int = 200, mode: str = "", **more: Any) -> DictionaryObject:
    rectangle = ArrayObject(map(FloatObject, (50, 50, 50 + width, 64)))
    made = DictionaryObject({NameObject("/Rect"): rectangle})
    if content:
        look = DecodedStreamObject()
        look.set_data(content)
        if mode:
            state = DictionaryObject({NameObject("/BM"): NameObject(mode)})
            states = DictionaryObject({NameObject("/G"): state})
            resources = DictionaryObject({NameObject("/ExtGState"): states})
            look[NameObject("/Resources")] = resources
        made[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look})
    made |= {NameObject(f"/{key}"): value for key, value in more.items()}
    return made


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (mark(b"BT /F 9 Tf (he ordered it) Tj ET"), "prints words"),
        (mark(b"BT /F 9 Tf [(he) 3 (ordered)] TJ ET"), "prints words"),
        (mark(b"1 1 1 rg 0 0 200 14 re f"), "may cover words"),
        (mark(b"1 g 0 0 200 14 re f"), "may cover words"),
        (mark(b"0 0 0 0 k 0 0 200 14 re f"), "may cover words"),
        (mark(b"1 1 1 RG 14 w 0 7 m 200 7 l S"), "may cover words"),
        (mark(b"/S sh"), "may cover words"),
        (mark(C=ArrayObject(map(FloatObject, (1, 1, 1)))), "may cover words"),
        (mark(AA=DictionaryObject()), "with an action or on a layer"),
        (mark(A=DictionaryObject()), "with an action or on a layer"),
        (mark(OC=NullObject()), "with an action or on a layer"),
    ],
)
def test_a_mark_that_does_more_is_refused(made: DictionaryObject, why: str) -> None:
    assert [what for what in misused(made, "Ink") if why in what]


@pytest.mark.parametrize(
    "made",
    [
        mark(),
        mark(b"1 1 0 rg 0 0 200 14 re f"),
        mark(b"1 1 1 rg 0 0 200 14 re f", mode="/Multiply"),
        mark(b"0.2 0.4 0.9 RG 2 w 0 0 m 200 14 l S"),
        mark(b"1 1 1 rg 0 0 20 14 re f", width=20),
        mark(b"0.3 g 0 0 200 1 re f", C=ArrayObject(map(FloatObject, (1, 0.8, 0)))),
    ],
)
def test_a_mark_that_viewers_draw_is_one(made: DictionaryObject) -> None:
    assert list(misused(made, "Highlight")) == []


@pytest.mark.parametrize(
    "made",
    [
        mark(C=ArrayObject(map(FloatObject, colour)))
        for colour in ((0, 0, 0), (0.1,), (0, 0, 0, 1), (0, 0, 1))
    ]
    + [mark(b"0 g 0 0 200 14 re f", mode="/Multiply")],
)
def test_a_highlight_below_which_nothing_can_be_read_is_refused(made: DictionaryObject) -> None:
    assert list(misused(made, "Highlight")) == ["a mark that may cover words (Highlight)"]


@pytest.mark.parametrize("colour", [(1, 1, 0), (1, 0, 0), (0, 0.3, 0.9, 0), (0.6,)])
def test_a_coloured_highlight_is_a_readers(colour: tuple[float, ...]) -> None:
    assert list(misused(mark(C=ArrayObject(map(FloatObject, colour))), "Highlight")) == []
