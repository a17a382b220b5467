"""The verifier for the browser: in which order a file's pages are read."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefgen
from tests.harbour import write_workspace
from tests.proof.test_verifier import page  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow


def test_columns_of_a_claim_may_go_on_over_pages(page, tmp_path: Path) -> None:  # noqa: F811
    says = [" ".join(f"it was shut on day {n}" for n in range(count)) for count in (300, 200, 1)]
    sides = "".join(
        f"      - {{stance: {stance}, by: The council, cite: A2, says: {words}}}\n"
        for stance, words in zip(("asserts", "denies", "questions"), says, strict=True)
    )
    brief = "title: T\ndate: 2026-11-20\nsources: [report]\nclaims:\n  - id: c\n"
    brief += f"    claim: It was shut.\n    positions:\n{sides}"
    path = write_workspace(tmp_path, brief)
    briefgen.build(path, output=tmp_path / "a.pdf")
    verdict, differs, *_ = page((tmp_path / "a.pdf").read_bytes())
    assert (verdict, differs) == ("verified", [])
