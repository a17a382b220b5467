"""The sourcing statement: what a brief rests on, in a paragraph built from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.model.document import ClaimRow
from briefgen.model.source import Reference
from briefgen.resolve.result import ResolvedBrief

from .locales import count

_VOWELS = frozenset("aeiou")
_FIELDS = ("author", "publisher", "date")


def sourcing_statement(
    brief: ResolvedBrief, claims: Sequence[ClaimRow], labels: Mapping[str, str]
) -> str:
    """How many sources of what kind, what the catalogue does not say of them, how many
    quotations were checked, how many claims are disputed.
    """
    if not brief.letters:
        return ""
    sentences = [_kinds(brief, labels), *_missing(brief, labels), _checked(brief, labels)]
    if claims:
        disputed = sum(claim.status == "disputed" for claim in claims)
        sentences.append(labels["claims_count"].format(count=len(claims), disputed=disputed))
    return " ".join(sentence for sentence in sentences if sentence)


def _kinds(brief: ResolvedBrief, labels: Mapping[str, str]) -> str:
    kinds = [
        _kind(brief.sources[id].reference.genre or labels["text"], letter, labels)
        for id, letter in brief.letters.items()
    ]
    key = "rests_on_one" if len(kinds) == 1 else "rests_on_many"
    return labels[key].format(count=count(len(kinds), labels), kinds=_listed(kinds, labels["and"]))


def _kind(kind: str, letter: str, labels: Mapping[str, str]) -> str:
    """`a news report (A)`, `an analysis (B)`: English asks how the word begins."""
    key = "kind_vowel" if kind[:1].lower() in _VOWELS else "kind_consonant"
    return labels[key].format(kind=kind, letter=letter)


def _missing(brief: ResolvedBrief, labels: Mapping[str, str]) -> list[str]:
    lacking = {
        field: [
            letter
            for id, letter in brief.letters.items()
            if _lacks(brief.sources[id].reference, field)
        ]
        for field in _FIELDS
    }
    everywhere = [field for field in _FIELDS if len(lacking[field]) == len(brief.letters)]
    sentences = []
    if everywhere:
        key = {1: "missing_one", 2: "missing_both"}.get(len(brief.letters), "missing_all")
        named = _listed([labels[field] for field in everywhere], labels["or"])
        sentences.append(labels[key].format(fields=named))
    sentences += [
        labels["missing_some"].format(
            field=labels[field], letters=_listed(lacking[field], labels["and"])
        )
        for field in _FIELDS
        if lacking[field] and field not in everywhere
    ]
    return sentences


def _lacks(reference: Reference, field: str) -> bool:
    if field == "author":
        return not (reference.author or reference.editor)
    if field == "publisher":
        return not (reference.publisher or reference.container_title)
    return reference.issued is None


def _checked(brief: ResolvedBrief, labels: Mapping[str, str]) -> str:
    passages = {ref.passage.id for ref in brief.references if ref.passage and ref.passage.words}
    number = len(passages) + sum(checked.match is not None for checked in brief.quotations)
    if not number:
        return ""
    key = "checked_one" if number == 1 else "checked_many"
    return labels[key].format(count=number)


def _listed(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
