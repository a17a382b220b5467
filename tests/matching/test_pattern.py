"""How a quotation is taken apart before it is looked up."""

from __future__ import annotations

import pytest

from briefgen.matching.pattern import parse_quote


def shape(typed: str) -> list[list[list[str]]]:
    """For each reading, for each part between ellipses, the words between brackets."""
    quote = parse_quote(typed)
    return [
        [[literal.text for literal in chunk.literals] for chunk in reading]
        for reading in (quote.readings if quote else ())
    ]


@pytest.mark.parametrize("typed", ["", " ", "…", "[…]", "... — …", "“”", "—", "[]"])
def test_without_a_letter_or_digit_it_is_no_quotation(typed: str) -> None:
    assert parse_quote(typed) is None


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("the harbour", [[["the harbour"]]]),
        ("the “harbour.”", [[["the ”harbour”"]]]),
        ("“the harbour”", [[["”the harbour”"]], [["the harbour"]]]),
        ("'the 'harbour' so'", [[["”the ”harbour” so”"]], [["the ”harbour” so"]]]),
        ("“the” “harbour”", [[["”the” ”harbour”"]]]),
        ("'the council's harbour.'", [
            [["”the council's harbour”"]],
            [["the council's harbour."]], [["the council's harbour"]],
        ]),
        ("closed …. Open", [[["closed .... Open"]], [["closed"], ["Open"]]]),
        ("closed. . . . Open", [[["closed.... Open"]], [["closed"], ["Open"]]]),
        ("closed [. . .]. Open", [[["closed [...]. Open"]], [["closed"], ["Open"]]]),
        ("closed ..... Open", [[["closed ..... Open"]]]),
        ("closed … §", [[["closed ... §"]], [["closed"]]]),
        ("closed … +", [[["closed ... +"]], [["closed"], ["+"]]]),
        ("he [citation omitted] came", [[["he [citation omitted] came"]], [["he came"]]]),
        ("closed.", [[["closed."]], [["closed"]]]),
        ("closed … open", [[["closed ... open"]], [["closed"], ["open"]]]),
        ("… closed […]", [[["... closed [...]"]], [["closed"]]]),
        ("closed …, … open", [[["closed ..., ... open"]], [["closed"], [","], ["open"]]]),
        ("when [he] came", [[["when [he] came"]], [["when", "came"]]]),
        ("[He] came", [[["[He] came"]], [["came"]]]),
        ("he [x] […] came", [
            [["he [x] [...] came"]], [["he [x]"], ["came"]], [["he", "[...] came"]],
            [["he"], ["came"]],
        ]),
        ("[T]he […]", [[["[T]he [...]"]], [["[T]he"]], [["The [...]"]], [["The"]]]),
    ],
)  # fmt: skip
def test_readings_the_most_literal_first(typed: str, readings: list[list[list[str]]]) -> None:
    assert shape(typed) == readings


def test_a_bracket_knows_where_it_was_typed() -> None:
    typed = "[Then] when “[he]” came"
    quote = parse_quote(typed)
    assert quote
    (chunk,) = quote.readings[-1]
    slots = [*chunk.leading, *(slot for place in chunk.slots for slot in place)]
    assert [typed[slot.offset :][: len(slot.typed)] for slot in slots] == ["[Then]", "[he]"]
