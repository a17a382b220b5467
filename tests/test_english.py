"""Turns of phrase that a native speaker has to read twice, found by a list of them.

What to write instead is next to each. `CONTRIBUTING.md` has the rules of style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import REPOSITORY

BANNED = {
    r"\b(?:is|are|was|were|be|being|gets?) (?:told|said)\b": "is reported; the message says",
    r"\btold (?:in|as|by|with|of|to|where|apart)\b": "reported, described, distinguished",
    r"\b[Ss]tands?\b(?! for\b|$| \"$)|\b[Ss]tood\b|\bcannot stand\b": "is; is printed; occurs",
    r"\b[Bb]ehind\b": "after, for a position in text",
    r"\b[Ww]hat (?:it|they|things) costs?\b": "the cost, speed, memory",
    r"(?<![Tt]here )\b(?:is|are|was|were) no (?!longer|more|one\b)": "is not a …",
    r"\bnames nothing\b|\bnothing (?:tells|can stand)\b": "is empty; cannot be noticed",
    r"\bstill holds?\b": "still matches",
    r"\bis wanted\b": "expected …; … is required",
    r"\bneeds what\b": "needs extra …",
    r"\bas (?:it was|they were) meant\b": "as intended; differently",
    r"\bPart (?:the|by)\b": "Separate … with …",
    r"\bruns? off\b": "extends beyond",
    r"\bleads? out of\b": "is a link to somewhere outside",
    r"\b(?:on|to) paper\b(?! size)": "in print; printed",
    r"\b[Nn]earest words\b": "closest text",
}
# A file that is left behind, a quoted text, and a guide that speaks of real paper.
ALLOWED = {
    r"\bleft behind\b",
    r"\b[Oo]n paper, you can follow\b",
    r"^## On paper$",
    r"\bunderlined where they stand\b",
    r"“[^”]*”",
}

FOLDERS = ["src", "docs", "templates"]
FILES = ["README.md", "CONTRIBUTING.md", "run", ".ci/run", ".ci/supply", "action.yml"]
GENERATED = {"verifier.html"}  # from verifier/src
KINDS = {".css", ".html", ".j2", ".js", ".md", ".py", ".yaml"}


def texts() -> Iterator[Path]:
    """What people read of this repository, its tests apart."""
    yield from (REPOSITORY / name for name in FILES)
    for folder in FOLDERS:
        for path in sorted((REPOSITORY / folder).rglob("*")):
            if path.suffix in KINDS and path.is_file() and path.name not in GENERATED:
                yield path


def found(text: str) -> Iterator[str]:
    """Each banned turn of a text, with its line and what to write instead."""
    for number, line in enumerate(text.splitlines(), 1):
        kept = re.sub("|".join(ALLOWED), "", line)
        for pattern, better in BANNED.items():
            for match in re.finditer(pattern, kept):
                yield f"{number}: “{match.group()}”: better: {better}"


@pytest.mark.parametrize("path", texts(), ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_banned_turn(path):
    assert [*found(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "line",
    [
        "The fault is told in the report.",
        "Its words stand in paragraph 2.",
        "no citation behind it",
        "This is no citation.",
        "“@k” names nothing",
    ],
)
def test_a_banned_turn_is_found(line):
    assert [*found(line)] != []


def test_the_line_of_a_turn_is_named():
    assert [*found("one\nthe word behind it\n")] == [
        "2: “behind”: better: after, for a position in text"
    ]
