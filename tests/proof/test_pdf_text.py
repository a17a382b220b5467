"""A long structure is read from where the page before ended, and nothing is missed."""

from __future__ import annotations

import pytest

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof import pdf_text
from briefgen.proof.pdf_reader import read
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow


def test_what_is_looked_for_elsewhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(Job(REPOSITORY, REPOSITORY / "briefs" / "sept2.yaml", Options()))
    assert made.printed is not None
    whole = read(made.printed.content)
    thorough: list[bool] = []
    walk = pdf_text.StructureReader._walk

    def noted(*given: object, **named: bool) -> object:
        thorough.append(named["thorough"])
        return walk(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf_text.StructureReader, "_walk", noted)
    for elsewhere in (0, 1, 5):
        monkeypatch.setattr(pdf_text, "_MANY", 0)
        monkeypatch.setattr(pdf_text, "_ELSEWHERE", elsewhere)
        assert str(read(made.printed.content).pages) == str(whole.pages)
        assert _blocks(read(made.printed.content).blocks) == _blocks(whole.blocks)
    assert True in thorough
    assert False in thorough


def _blocks(blocks: tuple[pdf_text.TaggedBlock, ...]) -> list[tuple[object, ...]]:
    """All of the blocks but the numbers of their cells, which differ each time."""
    return [(one.kind, one.parts, one.within, one.marks, one.around) for one in blocks]
