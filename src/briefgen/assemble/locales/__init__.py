"""The words of our own between the editor's and the sources', by language.

A theme's `labels.yaml` has its headings; these are the words inside notes, places,
statuses and the sourcing statement, which no theme may leave out. Each language has a
module with the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import english, french, german, spanish

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": english.WORDS,
    "fr": french.WORDS,
    "de": german.WORDS,
    "es": spanish.WORDS,
}


def labels(language: str) -> Mapping[str, str]:
    """Our words in `language` (BCP 47); English where there are no others."""
    return LANGUAGES.get(language.partition("-")[0].lower(), english.WORDS)


def count(number: int, labels: Mapping[str, str]) -> str:
    """A number as a sentence about sources begins with it: `Two`, `17`."""
    words = labels["numbers"].split()
    return words[number] if number < len(words) else str(number)
