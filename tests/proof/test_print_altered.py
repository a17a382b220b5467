"""Words that stand, are heard or are led to otherwise than they were made are refused, though the
manifest follows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.proof.verify import verify
from tests.harbour import write_workspace
from tests.proof import print_alterations, structure_alterations
from tests.proof.print_alterations import BRIEF, CATALOGUE
from tests.proof.test_altered import followed
from tests.proof.test_verify import LETTER, built, edited, streams

pytestmark = pytest.mark.slow

KINDS = {
    print_alterations: (
        "EXCHANGED",
        "DROPPED",
        "UNNUMBERED",
        "LEFT_OUT",
        "LETTERS",
        "OUT_OF_LINE",
        "OUT_OF_COLUMN",
        "BESIDE_OTHERS",
    ),
    structure_alterations: ("TAGGED", "OUTLINE"),
}
ALTERATIONS = [
    pytest.param(alter, id=f"{kind.lower()}: {way}")
    for module, kinds in KINDS.items()
    for kind in kinds
    for way, alter in getattr(module, kind).items()
]


def written(folder: Path) -> bytes:
    """The PDF of a brief with a part of every kind."""
    write_workspace(folder, BRIEF, catalogue=CATALOGUE, letter=LETTER)
    return built(folder)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("print"))


def test_what_build_makes_is_verified(pdf):
    proof = verify(pdf)
    assert (proof.verdict, proof.marks) == ("verified", ())


@pytest.mark.parametrize("alter", ALTERATIONS)
def test_it_is_refused_though_the_manifest_follows(pdf, alter):
    proof = verify(edited(pdf, followed(alter)))
    assert proof.verdict == "not verified"
    assert not any("altered" in line or "was drawn again" in line for line in proof.differs)


def test_a_card_that_does_not_lead_to_its_claims_is_refused(pdf):
    proof = verify(edited(pdf, followed(print_alterations.dropped("· p.", 0))))
    assert "the card does not lead to claim 1, p. 2" in proof.differs


def test_a_page_without_its_number_is_refused(pdf):
    def without(writer: Any) -> None:
        stream = streams(writer, 1)
        shown = re.compile(rb"(?<=/Pagination)(.*?)\[[^\]]*\] TJ(.*?EMC)", re.DOTALL)
        stream.set_data(shown.sub(rb"\1\2", stream.get_data()))

    proof = verify(edited(pdf, followed(without)))
    assert "page 2 does not have its number at its head or foot" in proof.differs
