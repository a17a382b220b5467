"""Which lines of a source are set as headings in the appendix, and what of them is struck."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.assemble.appendix import _headings, plan
from briefgen.assemble.document import all_labels
from briefgen.model.document import AppendixParagraph
from briefgen.model.text import Text
from tests.desk import checked

LONG = "The harbour board closed the lock at noon and told nobody of the reason for it."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The lock", "A report", LONG, "What the board says", LONG), {1, 2, 4}),
        (("The lock", LONG), {1}),
        ((LONG, "Tides”", f"{LONG}8", "Pilots", LONG), {2, 4}),
        # Verse, a list, a transcript: no line follows the end of a sentence.
        (("The tide comes in", "the tide goes out", "and no one knows", "what it is about"), set()),
        ((LONG, "salt", "rope and tar", "lamps", LONG), set()),
        ((LONG, "QUAY: It was closed", "EBB: It was not closed at all", LONG), set()),
        ((LONG, "EBB (2m 3s): It was not closed-", f"QUAY: {LONG}"), set()),
        # A full stop of any script, and a line that leads to what follows.
        ((LONG, "船闸已经关闭。", "委员会没有说明为什么关闭船闸，也没有说明什么时候开放。"), set()),
        ((LONG, "The board said:", LONG), set()),
        ((LONG, "x" * 81, LONG + LONG), set()),
        (("x" * 161, LONG + LONG + LONG), set()),
        ((), set()),
    ],
)
def test_headings(lines: tuple[str, ...], expected: set[int]) -> None:
    assert _headings(lines) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("seeds/s.md", [("It did ", False), ("~~not~~", True), (" agree.", False)]),
        ("seeds/s.txt", [("It did ~~not~~ agree.", False)]),
    ],
)
def test_struck_words_are_printed_as_struck(
    tmp_path: Path, path: str, expected: list[tuple[str, bool]]
) -> None:
    resolved = checked(tmp_path, "key_points: ['So [@report].']\n").resolved
    assert resolved is not None
    text = Text("It did ~~not~~ agree.", path, ((0, 1, 1),))
    own = replace(resolved.sources["report"], path=path, paragraphs=(text,))
    brief = replace(resolved, sources={"report": own}, letters={"report": "A"})
    [source] = plan(brief, "full").sources({}, all_labels("en-US", {}))
    [paragraph] = source.paragraphs
    assert isinstance(paragraph, AppendixParagraph)
    assert [(run.text, run.struck) for run in paragraph.runs] == expected
