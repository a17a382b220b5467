"""What is a quotation in prose, and what is not."""

from __future__ import annotations

import pytest

from briefgen.markdown.quotation_marks import find_quotations, unescaped


def found(text: str, language: str = "en-US") -> list[str]:
    """The quotations in `text`, unclosed ones with a trailing `<`."""
    return [
        text[q.start : q.end] + ("" if q.closed else "<") for q in find_quotations(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("it was “closed” then", ["closed"]),
        ("it was „closed“ then", ["closed"]),
        ("it was «closed» then", ["closed"]),
        ('it was "closed" then', ["closed"]),
        ("“one” and “two”", ["one", "two"]),
        ('"one" and "two"', ["one", "two"]),
        ("“one „two“ «three» four”", ["one „two“ «three» four"]),
        ("“one “two” three”", ["one “two” three"]),
        ("„one „two“ three“", ["one „two“ three"]),
        ("“one «two three” four» five", ["one «two three"]),
        ('“one "two" three”', ['one "two" three']),
        ('"one “two" three”', ["one “two"]),
        ("‘closed’ 'closed' ‹closed› ‚closed‘", []),
        ("it’s the council's", []),
        ("“‘closed’ it said”", ["‘closed’ it said"]),
        ('a 5" pipe and a 7" pipe', []),
        ('a 5" pipe, "closed" then', ["closed"]),
        ("open “24/7” there", ["24/7"]),
        ('“” and "" and « »', []),
        ("closed” then", []),
        ("closed» then", []),
    ],
)
def test_text_between_double_marks(text: str, quotations: list[str]) -> None:
    assert found(text) == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“one and «two»", ["one and «two»<", "two"]),
        ("“one “two", ["one “two<", "two<"]),
        ("“one and “two” three", ["one and “two” three<", "two"]),
        ('"one and “two”', ["one and “two”<", "two"]),
        ('"in 2025"', ['in 2025"<']),
        ("»closed« then", ["then<"]),
    ],
)
def test_behind_one_that_is_not_closed_the_search_goes_on(text: str, quotations: list[str]) -> None:
    assert [q.strip() for q in found(text)] == [q.strip() for q in quotations]


@pytest.mark.parametrize(
    ("language", "text", "quotations"),
    [
        ("de", "es war »zu« dann", ["zu"]),
        ("de-CH", "es war «zu» dann", ["zu"]),
        ("da", "»lukket« da", ["lukket"]),
        ("sv", "det var ”stängt” då", ["stängt"]),
        ("fi-FI", "”kiinni” ja ”auki”", ["kiinni", "auki"]),
        ("sv", "“stängt” då", ["stängt"]),
        ("pl", "było „zamknięte” wtedy", ["zamknięte"]),
        ("nl", "het was „dicht” toen", ["dicht"]),
        ("hu", "„zárva” és „nyitva“", ["zárva", "nyitva"]),
        ("en", "„closed” then", ["closed” then<"]),
        ("DE", "»zu«", ["zu"]),
    ],
)
def test_the_language_adds_marks_of_its_own(
    language: str, text: str, quotations: list[str]
) -> None:
    assert found(text, language) == quotations


def test_a_mark_that_closes_nothing_inside_is_passed_over() -> None:
    assert found("“one «two» three» four” and “five”") == ["one «two» three» four", "five"]


def test_a_literal_mark_neither_opens_nor_closes() -> None:
    text = "“one ” two”"
    literal = [i == 5 for i in range(len(text))]
    assert [text[q.start : q.end] for q in find_quotations(text, "en", literal)] == ["one ” two"]


def test_a_backslash_before_a_double_mark_is_not_printed() -> None:
    assert unescaped(r"a \“b\” \"c\" \n \\ d") == r'a “b” "c" \n \\ d'


def test_many_marks_that_never_close_take_no_time() -> None:
    assert len(found("“" * 20_000)) == 20_000
    assert len(found("«“" * 10_000 + "»")) > 0
