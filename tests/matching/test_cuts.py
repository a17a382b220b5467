"""What a quotation cuts that belongs together."""

from __future__ import annotations

import pytest

from briefgen.matching.cuts import cuts
from briefgen.matching.matcher import Index, find
from tests.desk import text_source


def cut(quote: str, text: str, *languages: str) -> list[str]:
    (match,) = find(quote, Index(text_source(text)).paragraphs())
    return list(cuts(match, *languages))


@pytest.mark.parametrize(
    ("quote", "text", "told"),
    [
        ("rose to 12", "It rose to 12 million in May", "12 million"),
        ("rose to three", "It rose to three thousand in May", "three thousand"),
        ("rose by 12", "It rose by 12% in May", "12%"),
        ("rose by 12", "It rose by 12 per cent in May", "12 per cent"),
        ("a depth of 9.5", "It has a depth of 9.5 metres there", "9.5 metres"),
        ("It cost 5", "It cost 5€ in May", "“5€”"),
        ("It cost 5", "It cost 5 € in May", "5 €"),
        ("a depth of 5", "It had a depth of 5′ there", "5′"),
        ("5 of the boats", "It was < 5 of the boats", "< 5"),
        ("5.2 more", "It cost £ 5.2 more", "£ 5.2"),
        ("a depth of 9", "It has a depth of 9-metre there", ""),
        ("million in May", "It rose to 12 million in May", "12 million"),
        ("rose to 12 … in May", "It rose to 12 million tons in May", "12 million"),
        ("lawful act", "The (un)lawful act", "(un)lawful"),
        ("lawful act", "The un/lawful act", "un/lawful"),
        ("lethal plan", "A non–lethal plan", "non–lethal"),
        ("A non", "A non–lethal plan", "non–lethal"),
        ("the unlawful act", "It was the un-\nlawful act.\n\nSo.", "un-lawful"),
    ],
)
def test_what_is_cut(quote: str, text: str, told: str) -> None:
    found = cut(quote, text, "en") if told else []
    assert [told in why for why in found] == ([True] if told else [])


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("rose to 12", "It rose to 12 in May"),
        ("rose to 12 million", "It rose to 12 million in May"),
        ("a lawful act", "It was – a lawful act"),
        ("lawful", "It was (lawful) then"),
        ("then", "it—then—closed"),
        ("a note of 5", "a note of 5 $10 bills"),
        ("5 of us came", "> 5 of us came"),
        ("< 5 of the boats", "It was < 5 of the boats"),
        ("they left", "they left (so it seems)"),
        ("days later", "Some days later"),
        ("the unlawful act", "It was the un-\nlawful act.\n\nIt is unlawful."),
        ("the un-lawful act", "It was the un-\nlawful act.\n\nSo."),
        ("an international act", "It was an inter-\nnational act.\n\nSo."),
    ],
)
def test_what_is_whole(quote: str, text: str) -> None:
    assert cut(quote, text, "en") == []


def test_magnitudes_and_numbers_are_those_of_the_languages_too() -> None:
    assert cut("stieg auf drei", "Es stieg auf drei Millionen an") == []
    assert cut("stieg auf drei", "Es stieg auf drei Millionen an", "de") == ["“drei Millionen”"]
