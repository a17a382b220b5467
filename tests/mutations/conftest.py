"""The score of the mutation test, printed at the end of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from .quoted import Case, read_case
from .score import SCORES, Score

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """The repository's own brief, and three small workspaces: notes and tables, French, German."""
    small = (
        (name, REPOSITORY / "tests" / "cases" / name / "briefs" / f"{name}.yaml")
        for name in ("minutes", "communique", "bericht")
    )
    own = ((path.stem, path) for path in sorted((REPOSITORY / "briefs").glob("*.yaml")))
    return [read_case(name, path) for name, path in (*own, *small)]


@pytest.fixture(scope="session")
def scores(pytestconfig: pytest.Config) -> dict[str, Score]:
    return pytestconfig.stash.setdefault(SCORES, {})


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for name, score in config.stash.get(SCORES, {}).items():
        terminalreporter.section(f"mutations: {name}")
        for kind, count in score.counts.items():
            terminalreporter.write_line(f"{count:6} {kind}")
        terminalreporter.write_line(score.summary)
