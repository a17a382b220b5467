"""No text drives one of our regular expressions to take more than linear time."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from typing import Any

import pytest

import briefgen
from briefgen.model.lazy_pattern import LazyPattern

pytestmark = pytest.mark.slow

LENGTH = 16_000
# Seconds of this process's own work, whatever else the machine does: a thousand times what a
# linear search takes, and a third of what a quadratic one takes.
SECONDS = 0.5
# A part of that text takes the square of that part of the time, if it is quadratic: what is done
# in half of this, on the clock, needs no longer text.
PARTS = (32, 8)

ATOMS = [
    *"a1A ._-:;,[]()\\\"'“”«»@!^`|<>#*&…\n\t\u200b\u0301é—¶",
    "\\[", "[a", "a.", "1.", "a-", "a ", "''", "\\a", ". ", "a: ", "- ", "¶ ", "¶1", "[@a", " ,",
    "a_", "-1", "\n\n", "“a", "&a ", "[…", "...", "url(theme:",
]  # fmt: skip
AROUND = [("", ""), ("", "\0"), ("a", "b"), ("[", "\0"), ("- ", "\0"), ("¶1", "x"), ("&a ", "")]

# These read our own docstrings, or what stands at one place only, and are never searched for.
OURS = {"briefgen.checking.explain._PARTS"}
AT_ONE_PLACE = {
    "briefgen.checking.fixes._END_OF_TEXT",
    "briefgen.importing.captions._TIME",
    "briefgen.matching.omissions._LEAD_IN",
    "briefgen.matching.speakers._AFTER",
    "briefgen.matching.speakers._BETWEEN",
    "briefgen.importing.open_document._SUPERSCRIPT",
    "briefgen.importing.pdf.furniture._ALONE",
    "briefgen.importing.pdf.paragraphs.LABEL",
    "briefgen.syntax.nodes._COMMENT",
    "briefgen.markdown.citations._OTHER_LOCATOR",
    "briefgen.markdown.engine._ATTRIBUTE",
    "briefgen.markdown.citations._RANGE",
    "briefgen.markdown.plain._PLAIN",
    "briefgen.importing.text._ITEM",
    "briefgen.importing.text._PAGE_NUMBER",
    "briefgen.lsp.completion._ENTRY",
    "briefgen.lsp.completion._QUOTE_KEY",
    "briefgen.report.ends._WORD",
    "briefgen.syntax.errors._KEY",
    "briefgen.syntax.errors._VALUE",
    "briefgen.syntax.indentation._LINE",
    "briefgen.syntax.indentation._NO_SPACE_AFTER_COLON",
    "briefgen.syntax.indentation._NO_SPACE_AFTER_DASH",
    "briefgen.syntax.indentation._OTHER_COLON",
}


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module of ours holds, by a name of it."""
    found: dict[str, tuple[str, Any]] = {}
    for module in pkgutil.walk_packages(briefgen.__path__, "briefgen."):
        if module.name == "briefgen.__main__":
            continue
        held: list[tuple[str, Any]] = list(vars(importlib.import_module(module.name)).items())
        while held:
            name, value = held.pop()
            if isinstance(value, re.Pattern | LazyPattern):
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

    def search(text: str) -> None:
        if name in AT_ONE_PLACE:
            pattern.match(text)
        else:
            list(pattern.finditer(text))

    def is_slow(start: str, atom: str, end: str) -> bool:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            for part in PARTS:
                since = time.perf_counter()
                search(start + atom * (LENGTH // part // len(atom)) + end)
                if time.perf_counter() - since < SECONDS / part**2 / 2:
                    return False
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            search(start + atom * (LENGTH // len(atom)) + end)
        except TimeoutError:
            return True
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return False

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        texts = ((start, atom, end) for atom in ATOMS for start, end in AROUND)
        slow = next((text for text in texts if is_slow(*text)), None)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert slow is None
