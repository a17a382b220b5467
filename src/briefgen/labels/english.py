"""The words of our own that stand between the editor's and the sources', by language.

A theme's `labels.yaml` has its headings; these are the words inside notes, places,
statuses and the sourcing statement, which no theme may leave out.
"""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = {
    "source": "Source {letter}",
    "no_date": "n.d.",
    "edited_by": "ed. {names}",
    "number": "no. {number}",
    "accessed": "accessed {date}",
    "see_note": "See note {number}",
    "see_note_within": "see note {number}",
    "note_within": "note {number}",
    "open_quote": "“",
    "close_quote": "”",
    "unattributed": "unattributed in {place}",
    "notes_one": "note {number}",
    "notes_many": "notes {number}",
    "claims_one": "claim {number}",
    "claims_many": "claims {number}",
    "in_summary": "summary",
    "in_key_points": "key point {number}",
    "in_recommendations": "recommendation {number}",
    "in_changes": "change {number}",
    "in_section": "section {number}",
    "disputed": "disputed",
    "questioned": "questioned",
    "qualified": "qualified",
    "asserted only": "asserted only",
    "denied": "denied",
    "answers differ": "answers differ",
    "and": "and",
    "rests_on_one": "One source: {kinds}.",
    "rests_on_many": "{count} sources: {kinds}.",
    "missing_one": "The catalogue gives no {fields} for it.",
    "missing_both": "The catalogue gives no {fields} for either.",
    "missing_all": "The catalogue gives no {fields} for any of them.",
    "missing_some": "The catalogue gives no {field} for {letters}.",
    "author": "author",
    "publisher": "publisher",
    "date": "date",
    "or": "or",
    "kind_consonant": "a {kind} ({letter})",
    "kind_vowel": "an {kind} ({letter})",
    "text": "text",
    "checked_one": "1 quotation was checked word for word against the sources.",
    "checked_many": "{count} quotations were checked word for word against the sources.",
    "claims_count": "Disputed: {disputed} of {count} contested claims and open questions.",
    "cited_only": "Only the paragraphs that are cited are printed.",
    "not_redistributed": "The text may not be redistributed and is not printed.",
    "cited_redistributed": "Only the paragraphs that are cited may be printed.",
}
_BY_LANGUAGE = {"en": _ENGLISH}
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def labels(language: str) -> Mapping[str, str]:
    """Our words in `language` (BCP 47); English where there are no others yet."""
    return _BY_LANGUAGE.get(language.split("-", maxsplit=1)[0].lower(), _ENGLISH)


def count(number: int) -> str:
    """A number as a sentence begins with it: `Two`, `17`."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
