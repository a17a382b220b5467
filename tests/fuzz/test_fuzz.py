"""Fuzzing, bounded: the same inputs on every run. `python -m tests.fuzz` searches longer."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import CATALOGUE as SOUND_CATALOGUE
from tests.harbour import BRIEF as SOUND_BRIEF

from .confined import confined
from .mutation import mutants
from .targets import TARGETS, TOKENS, seeds, try_one

pytestmark = pytest.mark.slow

CASES = sorted((Path(__file__).parent / "cases").iterdir())

# What takes about a second.
RUNS = {
    "brief": 200,
    "citations": 150,
    "catalogue": 2000,
    "source_text": 150,
    "matcher": 500,
    "manifest": 400,
    "evidence": 150,
    "attachments": 150,
    "pdf": 1500,
    "document": 500,
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


# --- Well-formed YAML, of any content ---------------------------------------------

WORDS = st.lists(st.sampled_from([*TOKENS, "closed on Monday", "report", "letter", "c", "\n\n"]))
TEXTS = WORDS.map(" ".join) | st.text(max_size=9)
KEYS = st.sampled_from([token[:-1] for token in TOKENS if token.endswith(":")]) | TEXTS
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def as_yaml(value: object) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode(errors="replace")


@given(st.dictionaries(KEYS, VALUES, max_size=5), TEXTS)
def test_fuzz_with_briefs(content, body):
    sound = yaml.safe_load(SOUND_BRIEF) | {"date": "2026-11-20"}
    sections = [{"heading": "H", "body": body}]
    try_one("brief", as_yaml(sound | {"sections": sections} | content))


@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=5), max_size=3))
def test_fuzz_with_catalogues(entries):
    sound = yaml.safe_load(SOUND_CATALOGUE)["references"]
    found = [{**one, **two} for one, two in zip(sound, entries, strict=False)]
    try_one("catalogue", as_yaml({"references": found}))


@given(st.lists(TEXTS | st.just("The harbour was closed on Monday.")).map("\n".join))
def test_fuzz_with_sources(text):
    try_one("source_text", text.encode(errors="surrogatepass"))


# --- The watch over them -----------------------------------------------------------


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
