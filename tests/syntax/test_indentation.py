"""Slips at the beginning of a line are told where they are, and with what to do."""

from __future__ import annotations

import pytest
import yaml

from briefgen.syntax import nodes
from briefgen.syntax.nodes import parse

BRIEF = """\
title: The lock
date: 2026-11-20
passages:
  order:
    source: report
    paragraph: 2
key_points:
  - The gate was shut [@A2].
  - Nobody knew why [@order].
sections:
  - heading: What happened
    body: |
      It was shut [@A2].

      So it was said: never.
claims:
  - id: gate
    positions:
      - stance: asserts
        by: Quay
    note: So it is.
"""

# What is typed instead of what; the line that is told, and parts of the message and of the hint.
SLIPS = {
    "a key too deep": ("date:", " date:", 2, "further than `title`", "this one by 1"),
    "a key of a passage too deep": (
        "    para", "     para", 6, "further than `source`", "that one by 4 spaces",
    ),
    "a key too shallow": (
        "    para", "   para", 6, "`paragraph` is not indented like any key above it",
        "by 4 spaces, like `source` on line 5, or by 2 spaces, like `order` on line 4",
    ),
    "an item too shallow": (
        "  - Nobody", "- Nobody", 9, "this list item is not indented like", "by 2 spaces",
    ),
    "an item a space too deep": (
        "  - Nobody", "  - Somebody\n   - Nobody", 10, "begins as a list item", "`- ` in column 3",
    ),
    "an item too deep, without a space": (
        "  - Nobody", "  - Somebody\n   -nobody", 10, "begins as a list item", "`- ` in column 3",
    ),
    "an item with another dash": (
        "  - Nobody", "  - Somebody\n  – Nobody", 10, "cannot begin with `–`", "`- `",
    ),
    "an item with a bullet": ("  - Nobody", "  • Nobody", 9, "cannot begin with `•`", "`- `"),
    "an end amid the file": ("sections:", "...\nsections:", 10, "`...` ends", "Remove it."),
    "a text beside its key": (
        "      It was shut [@A2].\n\n      So it was said: never.", "   So.", 13,
        "the text after `|` is not indented", "further than line 12",
    ),
    "no space after a dash": ("  - Nobody", "  -Nobody", 9, "missing after the dash", "`- `"),
    "no space after the dash of a key": ("- id:", "-id:", 17, "missing after the dash", "`- `"),
    "no space after a colon": ("title: ", "title:", 1, "missing after the colon", "`title: `"),
    "no space after a colon in an item": ("by: Q", "by:Q", 20, "missing after the colon", "`by: `"),
    "a wide colon": ("title: ", "title：", 1, "`：` does not end a key", "`title: `"),
    "no colon": ("sections:", "sections", 10, "a colon is missing after `sections`", "`sections:`"),
    "no colon after a passage": ("  order:", "  order", 4, "missing after `order`", "`order:`"),
    "a text that is not indented": (
        "      It was shut [@A2].\n\n      So it was said:", "    It was shut [@A2].\n\n    So:",
        13, "the text after `|` is not indented", "further than line 12",
    ),
    "a line of a text too shallow": (
        "      So it was said: never.", "     So.", 15, "not indented like the text above it",
        "by 6 spaces, like line 13",
    ),
    "a line of a text at the edge": (
        "      So it was said: never.", "So.", 15, "neither a key nor part of the text above",
        "indent it further than the key of the text",
    ),
    "a key beside its dash": (
        "        by:", "      by:", 20, "`by` is not indented like any key",
        "by 8 spaces, like `stance` on line 19, or by 4 spaces, like `positions` on line 18",
    ),
    "a key at the margin of its list": (
        "    note:", "  note:", 21, "`note` is not indented like any key",
        "by 4 spaces, like `positions` on line 18, or not at all, like `claims` on line 16",
    ),
}  # fmt: skip


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers, whose words differ."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(nodes, "_LOADER", getattr(yaml, request.param))


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_slip_is_told_on_its_line(name: str, ends: str) -> None:
    before, after, line, message, hint = SLIPS[name]
    assert before in BRIEF
    typed = BRIEF.replace(before, after, 1).replace("\n", ends)
    (finding,) = parse(typed, "b.yaml").findings
    assert finding.span.line == line
    assert message in finding.message
    assert hint in (finding.hint or "")


@pytest.mark.parametrize(
    "item",
    ["Nobody\n    - or few - knew.", '"Nobody\n   - or few - knew."', "|\n   - or few\n   - knew."],
    ids=["below its text", "quoted", "block"],
)
def test_a_dash_in_a_text_is_its_own(item: str) -> None:
    assert parse(f"key_points:\n  - {item}\n", "b.yaml").findings == ()


@pytest.mark.parametrize("piece", ["\n", " ", "- ", "-", ":", "\n  ", "#", "|", "\n\n \n:"])
def test_whatever_is_typed_anywhere_is_read_or_told(piece: str) -> None:
    for at in range(len(BRIEF) + 1):
        parsed = parse(BRIEF[:at] + piece + BRIEF[at:], "b.yaml")
        assert parsed.root is not None or parsed.findings
