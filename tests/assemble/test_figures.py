from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from msgspec.structs import replace

from briefgen.assemble.figures import rests_on, who_says_what
from briefgen.model.document import Document
from briefgen.model.markup import Call, Note, Place, Str
from tests.render.sample import document

SVG = "{http://www.w3.org/2000/svg}"


def who(brief: Document) -> Element:
    return svg(who_says_what(brief, size=9, width=325, style=""))


def rests(brief: Document) -> Element:
    return svg(rests_on(brief, size=9, width=470, gutter=125, style=""))


def svg(text: str) -> Element:
    return fromstring(text)  # noqa: S314 - our own text


def words(figure: Element) -> list[str]:
    return [element.text or "" for element in figure.iter(f"{SVG}text")]


def alternative(figure: Element) -> str:
    return figure.findtext(f"{SVG}title") or ""


def citing(*places: str) -> Call:
    return Call(Note(1, tuple(Place(place, None) for place in places)))


def test_every_holder_has_a_row_and_every_claim_a_column() -> None:
    brief = document()
    drawn = " ".join(words(who(brief)))
    for claim in brief.claims:
        assert str(claim.number) in words(who(brief))
        for position in claim.positions:
            assert position.by in drawn


def test_the_alternative_says_who_holds_what() -> None:
    brief = document()
    said = alternative(who(brief))
    for claim in brief.claims:
        assert f"{claim.number}. {claim.wording}" in said
        for position in claim.positions:
            assert position.by in said


def test_who_has_no_name_shares_a_row() -> None:
    brief = document()
    nameless = [
        replace(position, by=f"unattributed in A{n}", attributed=False)
        for n, position in enumerate(brief.claims[0].positions, 1)
    ]
    brief = replace(brief, claims=(replace(brief.claims[0], positions=tuple(nameless)),))
    drawn = words(who(brief))
    assert drawn.count("Unattributed in the sources") == 1
    assert "unattributed in A1" not in drawn


def test_every_stance_has_a_shape_of_its_own() -> None:
    brief = document()
    claim = brief.claims[0]
    shapes = set()
    for stance in ("asserts", "denies", "questions", "qualifies", None):
        position = replace(claim.positions[0], stance=stance)
        figure = who(replace(brief, claims=(replace(claim, positions=(position,)),)))
        shapes.add(tuple(e.get("d") or e.get("r") for e in figure.findall(f"{SVG}g/*")))
    assert len(shapes) == 5


def test_columns_and_names_stay_inside_the_room() -> None:
    brief = document()
    many = tuple(replace(brief.claims[0], number=n) for n in range(1, 41))
    figure = who(replace(brief, claims=many))
    assert float(figure.get("width", "")[:-2]) <= 325


def test_a_box_for_every_source_that_a_note_cites() -> None:
    brief = replace(
        document(), key_points=(), changes=(), recommendations=(), sections=(),
        summary=(Str("So it is"), citing("A5", "B2", "A7"), citing("B1–3"), citing()),
    )  # fmt: skip
    assert words(rests(brief)) == ["Summary", "A", "B", "B"]
    assert (
        alternative(rests(brief)) == "Notes by part of the brief and by source. Summary: A 1, B 2."
    )


def test_many_boxes_go_on_in_the_next_line() -> None:
    brief = replace(
        document(), key_points=(), changes=(), recommendations=(), sections=(),
        summary=tuple(citing("A1") for _ in range(100)),
    )  # fmt: skip
    boxes = list(rests(brief).iter(f"{SVG}rect"))
    assert len(boxes) == 100
    assert max(float(box.get("x", "")) for box in boxes) < 470
    assert len({box.get("y") for box in boxes}) > 1


@pytest.mark.parametrize("name", ["A & B <i>", "“Quoted”"])
def test_names_print_as_typed(name: str) -> None:
    brief = document()
    claim = brief.claims[0]
    position = replace(claim.positions[0], by=name)
    figure = who(replace(brief, claims=(replace(claim, positions=(position,)),)))
    assert name in words(figure)


def test_nothing_is_drawn_of_nothing() -> None:
    empty = replace(
        document(), key_points=(), changes=(), recommendations=(), sections=(), claims=()
    )
    assert who_says_what(empty, size=9, width=325, style="") == ""
    assert rests_on(empty, size=9, width=470, gutter=125, style="") == ""
