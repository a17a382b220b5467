"""A reader's mark may lie on words, and may not hide them: by the command and by the page."""

from __future__ import annotations

from typing import Any

import pytest
from pypdf.generic import NumberObject, TextStringObject

from briefgen.proof.pdf_reader import read
from briefgen.proof.verify import verify
from tests.proof.test_altered import Alter, dictionary, form, name, numbers
from tests.proof.test_verify import built, edited, workspace_of

pytestmark = pytest.mark.slow

LINE = "The harbour was"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(workspace_of(tmp_path_factory.mktemp("marks")))


def marked(pdf: bytes, way: str) -> bytes:
    """A reader's mark over a part of the first key point: what HIDING or LEAVING have."""
    kind, wide, content, more = {**HIDING, **LEAVING}[way]
    run = next(run for run in read(pdf).pages[0].runs if run.text.startswith(LINE))
    left, bottom, _, top = run.box
    rect = (left + 20, bottom - 1, left + 20 + wide, top + 1)
    return edited(pdf, _mark(kind, rect, content, more))


def _mark(kind: str, rect: tuple[float, ...], content: str, more: dict[str, Any]) -> Alter:
    left, bottom, right, top = rect
    places = {
        "L": left, "B": bottom, "R": right, "T": top, "W": right - left, "H": top - bottom,
        "M": (bottom + top) / 2,
    }  # fmt: skip

    def put(value: Any) -> Any:
        """Places by their letters, in appearances and in lists."""
        if isinstance(value, str):
            return " ".join(str(places.get(word, word)) for word in value.split())
        return value

    def alter(writer: Any) -> None:
        own = {key: value for key, value in more.items() if key not in ("ink", "quads", "state")}
        entry = dictionary(
            Type=name("Annot"), Subtype=name(kind), Rect=numbers(*rect), F=NumberObject(4), **own
        )
        for key, list_of in (("ink", "InkList"), ("quads", "QuadPoints")):
            if key in more:
                found = numbers(*map(float, put(more[key]).split()))
                entry[name(list_of)] = type(found)([found]) if key == "ink" else found
        if content:
            look = form(put(content).encode())
            look[name("BBox")] = numbers(*rect)
            states = dictionary(G=dictionary(**more.get("state", {})))
            look[name("Resources")] = dictionary(ExtGState=states)
            entry[name("AP")] = dictionary(N=writer._add_object(look))
        writer.pages[0]["/Annots"].append(writer._add_object(entry))

    return alter


WHOLE, ACROSS = "L B W H re f", "L M m R M l S"
ALL = "L T R T L B R B"
WHITE, BLACK, YELLOW = numbers(1, 1, 1), numbers(0, 0, 0), numbers(1, 1, 0)
THICK, THIN = dictionary(W=NumberObject(12)), dictionary(W=NumberObject(2))
MULTIPLY = {"BM": name("Multiply")}
# The kind, the width in points, the appearance, and what else the mark has.
HIDING: dict[str, tuple[str, float, str, dict[str, Any]]] = {
    "white over one word": ("Ink", 14, "", {"C": WHITE, "BS": THICK, "ink": "L M R M"}),
    "white filled over one word": ("Ink", 14, f"1 g {WHOLE}", {}),
    "a thin white line": ("Ink", 30, f"1 G 1.5 w {ACROSS}", {}),
    "light grey": ("Ink", 150, f".89 g {WHOLE}", {}),
    "a thick black line": ("Ink", 150, f"0 G 9 w {ACROSS}", {}),
    "a thick red line without an appearance": (
        "Ink", 150, "", {"C": numbers(1, 0, 0), "BS": THICK, "ink": "L M R M"},
    ),
    "thin lines close together": (
        "Ink", 60, "1 0 0 RG 1.5 w q 1 0 0 1 0 -3 cm " + "1 0 0 1 0 1.4 cm L M m R M l S " * 5, {},
    ),
    "an opaque highlight": ("Highlight", 150, f"1 1 0 rg {WHOLE}", {"C": YELLOW, "quads": ALL}),
    "a black highlight over one word": ("Highlight", 14, "", {"C": BLACK, "quads": ALL}),
    "a highlight that lets a tenth through": (
        "Highlight", 150, f"/G gs 1 1 0 rg {WHOLE}", {"state": {"ca": numbers(0.9)[0]}},
    ),
    "a highlight of more than all light": (
        "Highlight", 150, f"/G gs 9 9 9 rg {WHOLE} 0 0 1 rg {WHOLE}", {"state": MULTIPLY},
    ),
    "a shading over one word": ("Ink", 30, "/S sh", {}),
    "a curved patch": ("Ink", 150, "1 0 0 rg L B m L T R T R B c f", {}),
    "a note in the colour of paper": ("Text", 20, f"1 g {WHOLE}", {}),
    "the window of a note": ("Popup", 150, f"1 0 0 rg {WHOLE}", {}),
    "the window of a note in the colour of paper": ("Popup", 150, f"1 g {WHOLE}", {}),
    "a signature that can be seen": ("Widget", 150, f"1 g {WHOLE}", {"FT": name("Sig")}),
    "a thick line through words": ("StrikeOut", 150, f"1 0 0 RG 8 w {ACROSS}", {}),
}  # fmt: skip
LEAVING: dict[str, tuple[str, float, str, dict[str, Any]]] = {
    "a pen": ("Ink", 150, f"1 0 0 RG 2 w {ACROSS}", {}),
    "a pen without an appearance": (
        "Ink", 150, "", {"C": numbers(0, 0, 1), "BS": THIN, "ink": "L B R T"},
    ),
    "a ring around words": (
        "Ink", 150, "0 0 1 RG 1.5 w L B W H re S", {},
    ),
    "a ring that is filled line by line": (
        "Ink", 150, "0 0 1 rg L B W H re q 1 0 0 1 .7 .7 cm L B 148.6 10 re Q f*", {},
    ),
    "a line through words": ("StrikeOut", 150, f"1 0 0 RG 1 w {ACROSS}", {}),
    "a line below words": ("Underline", 150, "0 .6 0 RG 1 w L B m R B l S", {}),
    "a highlight": (
        "Highlight", 150, f"/G gs 1 1 0 rg {WHOLE}", {"state": MULTIPLY, "quads": ALL},
    ),
    "a highlight that lets half through": (
        "Highlight", 150, f"/G gs 1 1 0 rg {WHOLE}", {"state": {"ca": numbers(0.5)[0]}},
    ),
    "a highlight without an appearance": ("Highlight", 150, "", {"C": YELLOW, "quads": ALL}),
    "the window of a note without an appearance": (
        "Popup", 150, "", {"C": WHITE, "Contents": TextStringObject("Ask.")},
    ),
    "a note": ("Text", 20, f"1 .8 0 rg {WHOLE}", {"C": YELLOW}),
}  # fmt: skip


@pytest.mark.parametrize("way", HIDING)
def test_a_mark_that_hides_words_is_refused(pdf: bytes, way: str) -> None:
    proof = verify(marked(pdf, way))
    assert proof.verdict == "not verified"
    kind = HIDING[way][0]
    assert any("page 1 has a mark over “The harbour was" in one for one in proof.differs), proof
    assert any(f"({kind})" in one for one in proof.differs)


@pytest.mark.parametrize("way", LEAVING)
def test_a_mark_below_which_words_can_be_read_is_a_readers(pdf: bytes, way: str) -> None:
    proof = verify(marked(pdf, way))
    assert (proof.verdict, proof.differs) == ("verified", ())
    assert f"1 mark was added on page 1 ({LEAVING[way][0]}); it is not part of the brief" in (
        proof.marks
    )
