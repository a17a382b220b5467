"""Dense briefs lose no note and no position."""

from __future__ import annotations

from pathlib import Path

import pytest

from .dense import NOTES, build_dense, lost

pytestmark = pytest.mark.slow

# Both papers, each appendix, tables, and large print; `tests.building.dense` builds more.
SEEDS = (16, 17, 20, 22)


def test_dense_briefs_lose_nothing(tmp_path: Path):
    for brief, made in build_dense(tmp_path, SEEDS, 2):
        assert made.failure is None
        assert made.printed is not None, made.findings
        assert made.printed.problems == ()
        assert brief.notes >= NOTES
        assert lost(brief, made.printed.content) == []
