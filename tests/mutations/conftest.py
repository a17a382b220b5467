"""What the mutation tests share: the briefs, and a score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .quoted import Case, read_case
from .score import Score

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """The repository's own briefs, and three small workspaces: notes and tables, French, German."""
    small = (
        (name, REPOSITORY / "tests" / "cases" / name / "briefs" / f"{name}.yaml")
        for name in ("minutes", "communique", "bericht")
    )
    own = ((path.stem, path) for path in sorted((REPOSITORY / "briefs").glob("*.yaml")))
    return [read_case(name, path) for name, path in (*own, *small)]


@pytest.fixture
def score(record_property: Callable[[str, object], None]) -> Iterator[Score]:
    """The test's score, which is printed at the end of the run."""
    score = Score()
    yield score
    record_property("score", str(score))
