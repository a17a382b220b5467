"""Words that stand, are heard or are led to otherwise than they were made are refused, though the
manifest follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.proof.verify import verify
from tests.harbour import write_workspace
from tests.proof import print_alterations, structure_alterations
from tests.proof.print_alterations import BRIEF, CATALOGUE
from tests.proof.test_altered import followed
from tests.proof.test_verify import LETTER, built, edited

pytestmark = pytest.mark.slow

KINDS = {
    print_alterations: (
        "EXCHANGED",
        "DROPPED",
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
