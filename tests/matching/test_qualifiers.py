"""Negations and hedges: the words that a quotation must not lose."""

from __future__ import annotations

import pytest

from briefgen.matching.qualifiers import qualifiers

ENGLISH = """
not cannot no never neither nor none nobody nothing without hardly unlikely
isn’t isn't won’t
deny denies denied denying denial denials
allege alleges alleged alleging allegedly allegation
purport purports purported purportedly purporting
report reports reported reportedly reporting
suspect suspects suspected suspecting
claim claims claimed claiming
appear appears appeared appearing apparently apparent
if may might could likely possibly perhaps Not ALLEGEDLY
""".split()
OTHERS = [
    ("de", "Er hat es nicht befohlen", "nicht"),
    ("de-CH", "der angebliche Befehl", "angebliche"),
    ("fr", "il n’a pas fermé", "n’a"),
    ("fr", "la présumée fermeture", "présumée"),
    ("es", "nunca se cerró", "nunca"),
    ("es", "según el consejo", "según"),
]


@pytest.mark.parametrize("word", ENGLISH)
def test_english_qualifiers(word: str) -> None:
    assert qualifiers(f"The harbour {word} closed.") == [word]


@pytest.mark.parametrize("word", ["note", "north", "another", "maybe5", "mightily", "knot", "iffy"])
def test_words_that_merely_hold_one(word: str) -> None:
    assert qualifiers(f"The {word} harbour") == []


@pytest.mark.parametrize(("language", "text", "found"), OTHERS)
def test_other_languages_have_lists_of_their_own(language: str, text: str, found: str) -> None:
    assert found in qualifiers(text, language)
    assert found not in qualifiers(text)


def test_english_counts_whatever_the_language() -> None:
    assert qualifiers("It was not closed", "de", "") == ["not"]
