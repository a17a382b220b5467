"""The same inputs give the same bytes, wherever, whenever and in whatever surroundings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow


def test_bytes_are_equal_over_folders_hash_seeds_time_zones_and_locales(tmp_path: Path):
    surroundings = [
        ("here", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}),
        ("a folder/elsewhere é", {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C"}),
    ]
    written = []
    for folder, environment in surroundings:
        clone = tmp_path / folder
        for name in ("seeds", "briefs"):
            shutil.copytree(REPOSITORY / name, clone / name)
        done = subprocess.run(
            [sys.executable, "-m", "briefgen", "build", "briefs/sept2.yaml"],
            cwd=clone,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        written.append((clone / "output" / "sept2.pdf").read_bytes())
    assert written[0] == written[1]
