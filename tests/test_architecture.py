"""The map of the modules is true: each is on it, and each on it is there."""

from __future__ import annotations

import re

from .conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "briefgen"


def test_the_map_names_every_module_once():
    text = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    tables = "\n".join(line for line in text.splitlines() if line.startswith("| "))
    cells = [line.rsplit("|", 2)[1] for line in tables.splitlines()]
    named = [name.rstrip("/") for cell in cells for name in re.findall(r"`([a-z_]+/?)`", cell)]
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    hidden = {"__init__", "__main__", "__pycache__"}
    assert sorted(set(named) - {"templates"}) == sorted(there - hidden)


def test_no_name_says_nothing():
    for path in PACKAGE.rglob("*.py"):
        assert path.stem not in {"utils", "helpers", "common", "manager", "misc"}
