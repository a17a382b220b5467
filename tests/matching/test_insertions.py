"""Which of the editor's brackets change what a source says."""

from __future__ import annotations

import pytest

from briefgen.matching.insertions import fault
from briefgen.matching.matcher import find
from tests.desk import stretches


def faults(quote: str, text: str, *languages: str) -> list[str | None]:
    (match,) = find(quote, stretches(text))
    return [fault(replacement, languages) for replacement in match.replacements]


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("when [the master] came", "when he came"),
        ("when [late] came", "when came"),
        ("[The master] came", "he came"),
        ("when [Roe] came", "when Jane Roe came"),
        ("when [Roe’s men] came", "when Roe came"),
        ("when [she] came", "when I came"),
        ("Then. [It] closed", "Then. They closed"),
        ("said: “[It] closed", "said: “They closed"),
        ("when [11 boats] came", "when 11 of them came"),
        ("when [9,500 men] came", "when 9,500 came"),
        ("when [two of us] came", "when two came"),
        ("when [one of the men] came", "when he came"),
        ("when [some of the men] came", "when some of them came"),
    ],
)
def test_what_a_reader_loses_nothing_by(quote: str, text: str) -> None:
    assert faults(quote, text) == [None]


@pytest.mark.parametrize(
    ("quote", "text", "reason"),
    [
        ("It was [never] closed", "It was closed", "the bracket holds the qualifier “never”"),
        ("It was [allegedly] closed", "It was soon closed", "qualifier “allegedly”"),
        ("[Perhaps] it closed", "it closed", "qualifier “Perhaps”"),
        ("it closed [without] …", "it closed", "qualifier “without”"),
        ("[Not] … it closed", "it closed", "qualifier “Not”"),
        ("It was [now] closed", "It was not closed", "drops the qualifier “not”"),
        ("It [was] closed", "It wasn’t closed", "drops the qualifier “wasn’t”"),
        ("they [say] so", "they allegedly say so", "drops the qualifier “allegedly”"),
        ("when [they] came", "when 11 of them came", "the number “11”"),
        ("when [they] came", "when some of them came", "drops the qualifier “some of”"),
        ("when [12 men] came", "when 11 men came", "the number “11”"),
        ("when [9,400 men] came", "when 9,500 men came", "the number “9,500”"),
        ("when [they] came", "when twenty-two came", "the number “twenty”"),
        ("when [he] came", "when Roe came", "the name “Roe”"),
        ("met Mr. [X] there", "met Mr. Roe there", "the name “Roe”"),
        ("met J. [X] there", "met J. Roe there", "the name “Roe”"),
        ("the U.S. [fleet] came", "the U.S. Navy came", "the name “Navy”"),
        ("Then. [It] closed", "Then. The Ministry closed", "the name “Ministry”"),
    ],
)
def test_what_turns_the_meaning(quote: str, text: str, reason: str) -> None:
    (found,) = faults(quote, text)
    assert found is not None
    assert reason in found


def test_the_qualifiers_are_those_of_the_languages_too() -> None:
    quote, text = "Der Hafen ist [heute] zu", "Der Hafen ist nicht zu"
    assert faults(quote, text) == [None]
    assert faults(quote, text, "en", "de-AT") == ["it drops the qualifier “nicht”"]


def test_the_numbers_in_words_are_those_of_the_languages_too() -> None:
    quote, text = "sie habe [einige] der Abschnitte", "sie habe drei der Abschnitte"
    assert faults(quote, text) == [None]
    assert faults(quote, text, "de") == ["it replaces the number “drei”"]


@pytest.mark.parametrize(
    ("quote", "text", "fault"),
    [
        ("paid [5] dollars", "paid −5 dollars", "it replaces the number “−5”"),
        ("it was [5] there", "it was -5 there", "it replaces the number “-5”"),
        ("it was [about −5] there", "it was −5 there", None),
        ("pages [3 and 5] say", "pages 3-5 say", None),
    ],
)
def test_the_sign_of_a_number_belongs_to_it(quote: str, text: str, fault: str | None) -> None:
    assert faults(quote, text) == [fault]
