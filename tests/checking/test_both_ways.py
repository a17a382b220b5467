"""What is asked first, and answers most, changes nothing: briefs checked with and without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from unittest import mock

import pytest

from briefgen.checking.engine import check_text
from briefgen.load.library import load_library
from briefgen.workspace.workspace import UnreadableError, decode, find_workspace
from tests.harbour import write_workspace

CASES = sorted(Path(__file__).parents[1].glob("cases/*/briefs/*.yaml"))
FUZZED = sorted(Path(__file__).parents[1].glob("fuzz/cases/brief-*"))
OF_EACH = 12
TOKENS = (
    "[@", "]", "“", "”", "‘", "’", '"', "…", "[…]", "\n", "\n\n", "- ", "1. ", "*", "_", "\\",
    "[!a]", "www.a.example", ":", "{", "&a ", "*a", " #x", ", ¶5", "not ", "may ", "5", "12 000",
    " %", "–",
    "\u00ad", "e\u0301", "漢", "\t", "\r\n", ". . .", "[sic]", "[the]", ",", ".", "half a million",
)  # fmt: skip
# What answers most questions before they are asked in full, and what leaves them open.
FIRST: dict[str, object] = {
    "briefgen.markdown.parser.plain_blocks": None,
    "briefgen.matching.matcher._as_typed": [],
    "briefgen.matching.folding.plain": None,
    "briefgen.matching.cuts._is_between_words": False,
    "briefgen.matching.omissions._may_be_qualified": True,
    "briefgen.matching.omissions.begins_sentence": False,
    "briefgen.syntax.nodes._is_printable": False,
}


@contextmanager
def asked_in_full() -> Iterator[None]:
    with ExitStack() as stack:
        for name, answer in FIRST.items():
            stack.enter_context(mock.patch(name, return_value=answer))
        yield


def assert_same(root: Path, contents: list[bytes]) -> None:
    """Each brief, checked both ways, comes to the same: findings, places, tallies."""
    workspace = find_workspace(root, root)
    found = []
    for is_first in (True, False):
        with ExitStack() as stack:
            if not is_first:
                stack.enter_context(asked_in_full())
            library = load_library(workspace)
            checks = [check_text(decode(one), "briefs/b.yaml", library) for one in contents]
            found.append([(one.findings, one.tally) for one in checks])
    for quick, slow in zip(*found, strict=True):
        assert quick == slow


def readable(content: bytes) -> bool:
    try:
        decode(content)
    except UnreadableError:
        return False
    return True


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_a_brief_and_what_chance_makes_of_it(path: Path) -> None:
    text = path.read_text("utf-8")
    chance = Random(path.stem)  # noqa: S311 - the same on every run
    briefs = [text, *(altered(text, chance) for _ in range(OF_EACH))]
    assert_same(path.parents[1], [brief.encode() for brief in briefs])


def altered(text: str, chance: Random) -> str:
    """`text` with some characters in places of others, or between them."""
    for _ in range(chance.choice((1, 2, 4, 8))):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(TOKENS) + text[at + chance.choice((0, 0, 1, 9)) :]
    return text


def test_briefs_that_chance_has_found(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    contents = [path.read_bytes() for path in FUZZED]
    assert_same(tmp_path, [one for one in contents if readable(one)])
