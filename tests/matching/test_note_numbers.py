"""A source's own note numbers, told from other numbers by their order."""

from __future__ import annotations

import pytest

from briefgen.matching.note_numbers import note_numbers

NOTES = {
    "full stop": ("closed.1 Then", ["1"]),
    "at the end": ("closed.1", ["1"]),
    "closing quotation mark": ("“closed”1 then", ["1"]),
    "comma inside the mark": ("“closed,”1 then", ["1"]),
    "angle mark with a space inside": ("« fermé »1 hier", ["1"]),
    "bracket": ("(closed)1 then", ["1"]),
    "several marks": ("closed.”)1 Then", ["1"]),
    "accented letter": ("cafe\u0301.1 Then", ["1"]),
    "invisible character": ("closed.\u200b1\u200b Then", ["1"]),
    "each the next one": ("a.1 B,2 c.3 D.4", ["1", "2", "3", "4"]),
    "one missing": ("a.1 B,3 c.2 D.4", ["1", "2"]),
    "not from 1": ("the U.S.6 then", []),
    "again": ("a.1 B.1", ["1"]),
    "nine and ten": (" ".join(f"a.{n}" for n in range(1, 13)), [str(n) for n in range(1, 13)]),
    "article": ("under Art.1 of it. So.1", ["1"]),
    "number": ("No.1 said so.1", ["1"]),
    "version": ("see v.1 of it. So.1", ["1"]),
    "paragraph of an article": ("under art. 3 al.1 of it. So.1", ["1"]),
    "a note after others": ("as Quay et al.1 said", ["1"]),
    "a note after initials": ("in the U.S.1 then", ["1"]),
    "month": ("on Sept.1 it closed.1", ["1"]),
    "page and figure": ("see p.1 and Fig.1 here.1", ["1"]),
    "three digits": ("closed.123 Then", []),
    "raised": ("closed.¹ Then, so.² And", ["¹", "²"]),
    "raised, several figures": (
        " ".join(["a.1"] + [f"a.{n}" for n in range(2, 10)] + ["a.¹⁰"]),
        [*map(str, range(1, 10)), "¹⁰"],
    ),
    "hyphen": ("COVID-1 came", []),
    "slash": ("A/1 says", []),
    "after a digit": ("in 2025.1 Then", []),
    "after a space": ("closed. 1 Then", []),
    "goes on": ("closed.1a Then", []),
    "stuck to the next word": ("closed.1, then", []),
    "no punctuation": ("closed1 then", []),
    "zero": ("closed.01 then.0", []),
}


@pytest.mark.parametrize(("text", "numbers"), NOTES.values(), ids=NOTES)
def test_the_next_number_stuck_to_punctuation_is_a_note_number(
    text: str, numbers: list[str]
) -> None:
    (spans,) = note_numbers([text])
    assert [text[start:end] for start, end in spans] == numbers


def test_numbers_go_on_from_paragraph_to_paragraph() -> None:
    assert note_numbers(["Closed.1", "Open.3", "Shut.2"]) == (((7, 8),), (), ((5, 6),))
