"""The situations in which editors quote: there true words are proved, and altered ones an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from .desk import body, checked, key_point

pytestmark = pytest.mark.slow

WRAPPED = """\
The board met in March, and its chair
said that the quay was not
safe.

It adjourned at noon.
"""
LONG = " ".join(f"word{n}, and then" for n in range(140))
FRENCH = "Le quai « n’est pas sûr », selon la présidente.\n"
GERMAN = "Der Kai sei „nicht sicher“, sagte die Vorsitzende.\n"
SAYS = """\
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: denies, by: The ministry, says: "It “denies that it ordered” it.", cite: A3}
"""
# What is quoted, a word of it, and what that must not be.
SITUATIONS = {
    "three words": (key_point("It was “closed on Monday” [@A2]."), "Monday", "Sunday"),
    "four hundred words": (key_point(f"“{LONG}” [@long]."), "word70,", "word71,"),
    "four hundred words in a passage": (
        f"passages:\n  p: {{source: long, quote: '{LONG}'}}\nkey_points: ['[@p]']\n",
        "word70,",
        "word71,",
    ),
    "across a line end of the source": (
        key_point("Its chair “said that the quay was not safe” [@wrapped, ¶1]."),
        "was not",
        "was",
    ),
    "across a line end of the brief": (
        body("Its chair “said that\nthe quay was\nnot safe” [@wrapped, ¶1]."),
        "not safe",
        "unsafe",
    ),
    "French, with guillemets": (
        "language: fr\n" + key_point("Le quai «\u00a0n’est pas sûr\u00a0» [@french]."),
        "sûr",
        "sur",
    ),
    "German, with low quotes": (
        "language: de\n" + key_point("Der Kai sei „nicht sicher“ [@german]."),
        "nicht",
        "kaum",
    ),
    "German, with guillemets inwards": (
        "language: de\n" + key_point("Der Kai sei »nicht sicher« [@german]."),
        "nicht",
        "wohl",
    ),
    "over a note marker": (
        key_point("“The closure was lawful. ‘Nobody objected’ to it” [@B1]."),
        "lawful",
        "unlawful",
    ),
    "with the note marker": (
        key_point("“The closure was lawful.1 ‘Nobody objected’2 to it” [@B1]."),
        "lawful",
        "unlawful",
    ),
    "in a table cell": (
        body("| Who | What |\n|---|---|\n| The council | “closed on Monday” [@A2] |"),
        "Monday",
        "Sunday",
    ),
    "in says": (SAYS, "denies that", "confirms that"),
    "a sentence that stands in two sources": (
        "passages: {p: {source: copy, quote: The harbour was closed on Monday}}\n"
        + key_point("“The harbour was closed on Monday” [@p], and [@A2]."),
        "Monday",
        "Sunday",
    ),
}


def errors(folder: Path, brief: str) -> list[str]:
    copy = "A copy\nThe harbour was closed on Monday until Friday, the council said.\n"
    texts = {"long": LONG, "wrapped": WRAPPED, "french": FRENCH, "german": GERMAN, "copy": copy}
    found = checked(folder, brief, **texts)
    return [finding.rule for finding in found.findings if finding.severity == "error"]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_sources_words_are_proved(tmp_path: Path, situation: str) -> None:
    assert errors(tmp_path, SITUATIONS[situation][0]) == []


@pytest.mark.parametrize("situation", SITUATIONS)
def test_other_words_are_an_error(tmp_path: Path, situation: str) -> None:
    brief, word, other = SITUATIONS[situation]
    assert word in brief
    assert errors(tmp_path, brief.replace(word, other)) != []


def test_a_sentence_of_two_sources_belongs_to_the_one_that_is_cited(tmp_path: Path) -> None:
    brief = SITUATIONS["a sentence that stands in two sources"][0]
    assert errors(tmp_path, brief.replace("source: copy", "source: letter")) == ["quote-elsewhere"]
