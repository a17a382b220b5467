"""No text drives one of our regular expressions to take more than linear time."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from time import process_time

import pytest

import briefgen

LENGTH = 4000
# Some four hundred times what a linear search of that length takes.
SECONDS = 0.05

ATOMS = [
    *"a1A ._-:;,[]()\\\"'“”«»@!^`|<>#*&…\n\t\u200b\u0301é—¶",
    "\\[", "[a", "a.", "1.", "a-", "a ", "''", "\\a", ". ", "a: ", "- ", "¶ ", "¶1", "[@a", " ,",
    "a_", "-1", "\n\n", "“a", "&a ", "[…", "...", "url(theme:",
]  # fmt: skip
AROUND = [("", ""), ("", "\0"), ("a", "b"), ("[", "\0"), ("- ", "\0"), ("¶1", "x"), ("&a ", "")]

# These read our own docstrings, or what stands at one place only, and are never searched for.
OURS = {"briefgen.check.explain._PARTS"}
AT_ONE_PLACE = {
    "briefgen.markdown.citations._OTHER_LOCATOR",
    "briefgen.markdown.citations._RANGE",
    "briefgen.lsp.ranges._WORD",
    "briefgen.syntax.errors._KEY",
    "briefgen.syntax.errors._VALUE",
}


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module of ours holds, by a name of it."""
    found = {}
    for module in pkgutil.walk_packages(briefgen.__path__, "briefgen."):
        if module.name == "briefgen.__main__":
            continue
        held = list(vars(importlib.import_module(module.name)).items())
        while held:
            name, value = held.pop()
            if isinstance(value, re.Pattern):
                found[value.pattern] = (f"{module.name}.{name}", value)
            elif isinstance(value, tuple | list):
                held += [(f"{name}[{index}]", item) for index, item in enumerate(value)]
    return {name: pattern for name, pattern in found.values() if isinstance(pattern.pattern, str)}


PATTERNS = patterns()


def test_the_patterns_are_found():
    assert {
        "briefgen.markdown.citations._PARAGRAPHS",
        "briefgen.matching.note_numbers.NOTE_NUMBER",
    } <= set(PATTERNS)


@pytest.mark.parametrize("name", sorted(PATTERNS.keys() - OURS))
def test_no_text_takes_long(name):
    pattern = PATTERNS[name]

    def stop(*_: object) -> None:
        raise TimeoutError

    def seconds(text: str) -> float:
        start = process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, 2)
        try:
            if name in AT_ONE_PLACE:
                pattern.match(text)
            else:
                list(pattern.finditer(text))
        except TimeoutError:
            return 2.0
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return process_time() - start

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        slow = [
            (start, atom, end)
            for atom in ATOMS
            for start, end in AROUND
            # Once more, where a slow machine may be why.
            if all(seconds(start + atom * (LENGTH // len(atom)) + end) > SECONDS for _ in "12")
        ]
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert slow == []
