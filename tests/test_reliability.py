"""docs/reliability.md promises nothing that no test shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_is_named_exists(file, name):
    assert re.search(rf"^def {name}\(", (TESTS / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_each_line_names_a_test():
    head = (
        r"^\| (?:input|size|fault) \| what happens \| test \|\n\|---\|---\|---\|\n((?:\|.*\|\n)+)"
    )
    tables = re.findall(head, PAGE, re.MULTILINE)
    assert len(tables) == 3
    for row in "".join(tables).splitlines():
        assert "::test_" in row, row


@pytest.mark.parametrize("module", ["hostile", "proof/hostile_pdf", "faults", "sizes"])
def test_each_test_is_named(module):
    folder, _, name = module.rpartition("/")
    path = Path(folder) / f"test_{name}.py"
    text = (TESTS / path).read_text(encoding="utf-8")
    named = {name for file, name in NAMED if Path(file) == path}
    assert set(re.findall(r"^def (test_\w+)\(", text, re.MULTILINE)) == named
