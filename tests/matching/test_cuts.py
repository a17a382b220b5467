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
        ("fell to −5", "It fell to −5 °C in May", "“−5 °C”"),
        ("fell to -5", "It fell to -5 °C in May", "“-5 °C”"),
        ("It cost $5", "It cost $5 million", "“$5 million”"),
        ("It cost US$ 5", "It cost US$ 5 million", "“US$ 5 million”"),
        ("took ≥ 5", "It took ≥ 5 days", "“≥ 5 days”"),
        ("took well-5", "It took well-5 days", "“5 days”"),
        ("It cost 5", "It cost 5€ in May", "“5€”"),
        ("It cost 5", "It cost 5 € in May", "5 €"),
        ("a depth of 5", "It had a depth of 5′ there", "5′"),
        ("5 of the boats", "It was < 5 of the boats", "< 5"),
        ("5.2 more", "It cost £ 5.2 more", "£ 5.2"),
        ("a depth of 9", "It has a depth of 9-metre there", ""),
        ("million in May", "It rose to 12 million in May", "12 million"),
        ("rose to 12 … in May", "It rose to 12 million tons in May", "12 million"),
        ("crowns, 3", "It cost crowns, 3 ½ of them", "3 ½"),
        ("crowns, 3", "It cost crowns, 3 1/2 of them", "3 1/2"),
        ("½ hours", "It took 3 ½ hours", "3 ½"),
        ("took 3 ½", "It took 3 ½ hours", "½ hours"),
        ("took 3", "It took 3 and a half hours", "3 and a half"),
        ("rose to 3", "It rose to 3 lakh in May", "3 lakh"),
        ("rose to 4.5", "It rose to 4.5 crore in May", "4.5 crore"),
        ("$5 a day", "It cost US$5 a day", "US$5"),
        ("It cost US", "It cost US$5 a day", "US$5"),
        ("5 a day", "It cost CHF 5 a day", "CHF 5"),
        ("5 a day", "It cost Rs. 5 a day", "Rs. 5"),
        ("It cost 5", "It cost 5 USD a day", "5 USD"),
        ("5 degrees", "It was minus 5 degrees", "minus 5"),
        ("5 degrés", "Il faisait moins 5 degrés", "moins 5"),
        ("5 degrés", "Il manque au moins 5 degrés", ""),
        ("5 grados", "Faltan al menos 5 grados", ""),
        ("5 of the boats", "It was >= 5 of the boats", ">= 5"),
        ("5 boats", "≥ 5 boats left", "≥ 5"),
        ("rose to 5", "It rose to 5 × 10⁶ tons", "5 × 10"),
        ("10⁶ tons", "It rose to 5 × 10⁶ tons", "× 10"),
        ("between 5", "It is between 5–10 boats", "the range “5–10”"),
        ("10 boats", "It is between 5–10 boats", "the range “5–10”"),
        ("between 5", "It is between 5 – 10 boats", ""),
        ("took 5", "It took 5/day there", "5/day"),
        ("took 10", "It took 10^6 there", "10^6"),
        ("took 5", "It took 5*10 there", "5*10"),
        ("a million boats", "It had half a million boats", "half a million"),
        ("half million", "It had two and a half million boats", "and a half million"),
        ("a million boats", "It had over a million boats", ""),
        ("a hall of 12", "It has a hall of 12 square metres", "12 square metres"),
        ("a hall of 12", "It has a hall of 12 m²", "12 m²"),
        ("sailed 12", "It sailed 12 nautical miles", "12 nautical miles"),
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
        ("took >=5 boats", "It took >=5 boats"),
        ("US$5 a day", "It cost US$5 a day"),
        ("3 ½ hours", "It took 3 ½ hours"),
        ("to the US", "It went to the US, $5 a day"),
        ("paid 5", "They paid 5 an hour"),
        ("In all 5", "In all 5 set sail"),
        ("5 boats", "> 5 boats left"),
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


@pytest.mark.parametrize(
    ("language", "quote", "text"),
    [
        ("pl", "wzrosło do 12", "To wzrosło do 12 tysięcy"),
        ("pl", "wzrosło do trzy", "To wzrosło do trzy miliony"),
        ("ru", "выросло до 12", "Это выросло до 12 тыс. тонн"),
        ("ru", "выросло до пять", "Это выросло до пять миллионов"),
        ("sv", "steg till 12", "Det steg till 12 miljoner"),
        ("da", "steg til 12", "Det steg til 12 millioner"),
        ("nb", "steg til 12", "Det steg til 12 millioner"),
        ("fi", "nousi 12", "Se nousi 12 miljoonaan"),
        ("nl", "steeg tot 12", "Het steeg tot 12 miljoen"),
        ("it", "salì a 12", "Esso salì a 12 milioni"),
        ("pt", "subiu a 12", "Isso subiu a 12 milhões"),
        ("cs", "vzrostlo na 12", "To vzrostlo na 12 milionů"),
        ("hu", "elérte a 12", "Az elérte a 12 milliót"),
        ("uk", "зросло до 12", "Це зросло до 12 тисяч"),
    ],
)
def test_magnitudes_of_other_languages(language: str, quote: str, text: str) -> None:
    assert len(cut(quote, text, language)) == 1
