"""What an editor reads about every kind of mistake, word for word.

`tests/cases/mistakes` makes them; its `findings.txt` is what was found when somebody last
read it through. A message that changes shows there, and is taken over by

    ./run check --root tests/cases/mistakes --format json |
        .venv/bin/python -m tests.checking.rules.test_mistakes >tests/cases/mistakes/findings.txt
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from briefgen.checking.rules import RULES
from tests.conftest import REPOSITORY

MISTAKES = REPOSITORY / "tests" / "cases" / "mistakes"
# They come with a build, with a PDF, or with a repository.
ELSEWHERE = {
    "changes-untold",
    "does-not-fit",
    "missing-glyph",
    "pdf-differs",
    "source-original-changed",
    "source-untracked",
}


def told(report: dict[str, Any]) -> Iterator[str]:
    """All that the report of a check says, and which words of a source each finding is about."""
    for found in report["findings"]:
        place = f"{found['path']}:{found['line']}:{found['column']}"
        yield f"{place}: {found['severity']}: {found['rule']}: {found['message']}"
        yield f"    {found['hint']}"
        if found["source_path"]:
            yield f"    {found['source_path']}:{found['source_line']}"
    yield ", ".join(f"{count} {name}" for name, count in report["summary"].items())


def test_every_mistake_is_told_in_these_words(briefgen):
    report = briefgen("check", "--root", MISTAKES, "--format", "json").json
    expected = (MISTAKES / "findings.txt").read_text(encoding="utf-8")
    assert list(told(report)) == expected.splitlines()


def test_every_rule_finds_a_mistake(briefgen):
    report = briefgen("check", "--root", MISTAKES, "--format", "json").json
    rules = {rule.name for rule in RULES if "import" not in rule.name} - ELSEWHERE
    assert {found["rule"] for found in report["findings"]} == rules


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in told(json.load(sys.stdin)))
