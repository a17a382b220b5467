"""Fuzzing, bounded: the same inputs on every run. `python -m tests.fuzz` searches longer."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from .fuzz.confined import confined
from .fuzz.mutation import mutants
from .fuzz.targets import TARGETS, TOKENS, seeds, try_one

CASES = sorted((Path(__file__).parent / "fuzz" / "cases").iterdir())

# What takes some three seconds.
RUNS = {
    "brief": 300,
    "citations": 300,
    "catalogue": 2000,
    "source_text": 300,
    "matcher": 600,
    "manifest": 500,
    "evidence": 200,
    "attachments": 200,
    "pdf": 3000,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_once_broken_is_mended(case):
    try_one(case.name.rpartition("-")[0], case.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_fuzz(target):
    chance = Random(target)  # noqa: S311 - the same on every run
    for data in islice(mutants(seeds(target), TOKENS, chance), RUNS[target]):
        try:
            try_one(target, data)
        except Exception as error:
            raise AssertionError(f"{target} is broken by {data!r}") from error


@pytest.mark.parametrize("name", ["/no/such/file", "../inside/../x"])
@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_file_outside_would_be_seen(tmp_path, monkeypatch, name, mode):
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)

    def touch() -> None:
        with confined(inside), suppress(OSError):
            Path(name).open(mode).close()

    with pytest.raises(AssertionError, match="outside: open"):
        touch()
    name = "x"
    touch()
