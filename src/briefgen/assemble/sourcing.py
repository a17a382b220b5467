"""The sourcing statement: what a brief rests on, in a paragraph built from the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from briefgen.model.document import ClaimRow
from briefgen.model.source import Reference
from briefgen.resolve.result import CheckedQuotation, ResolvedBrief, ResolvedKey

from .locales import count

_VOWELS = frozenset("aeiou")
_FIELDS = ("author", "publisher", "date")


def sourcing_statement(
    brief: ResolvedBrief,
    claims: Sequence[ClaimRow],
    notes: Mapping[str, int],
    labels: Mapping[str, str],
    withheld: Collection[str] = (),
) -> str:
    """How many sources of what kind, how many notes lead to each, what the catalogue does not
    say of them, how many quotations were checked, how many claims are disputed.

    `notes` counts, for each source's letter, the notes that cite it; in `withheld` sources, whose
    texts are not at hand, every quotation counts as found.
    """
    if not brief.letters:
        return ""
    sentences = [
        _kinds(brief, labels),
        _notes(brief, notes, labels),
        *_missing(brief, labels),
        _checked(brief, labels, withheld),
    ]
    if claims:
        disputed = sum(claim.status == "disputed" for claim in claims)
        sentences.append(labels["claims_count"].format(count=len(claims), disputed=disputed))
    return " ".join(sentence for sentence in sentences if sentence)


def _kinds(brief: ResolvedBrief, labels: Mapping[str, str]) -> str:
    letters: dict[str, list[str]] = {}
    for id, letter in brief.letters.items():
        letters.setdefault(brief.sources[id].reference.genre, []).append(letter)
    kinds = [_kind(kind, named, labels) for kind, named in letters.items()]
    number = len(brief.letters)
    key = "rests_on_one" if number == 1 else "rests_on_many"
    return labels[key].format(count=count(number, labels), kinds=_listed(kinds, labels["and"]))


def _kind(kind: str, letters: Sequence[str], labels: Mapping[str, str]) -> str:
    """`a news report (A)`, `an analysis (B)`: English asks how the word begins; `texts A–L`;
    nobody knows the plural of a kind that the catalogue names: `news report (A, C)`."""
    if len(letters) > 1:
        named = ", ".join(_runs(letters))
        return f"{kind} ({named})" if kind else labels["texts"].format(letters=named)
    kind = kind or labels["text"]
    key = "kind_vowel" if kind[:1].lower() in _VOWELS else "kind_consonant"
    return labels[key].format(kind=kind, letter=letters[0])


def _runs(letters: Sequence[str]) -> Iterator[str]:
    """Letters in their order, three or more that follow one another as a range."""
    numbers = [letter_number(letter) for letter in letters]
    start = 0
    for index in range(1, len(letters) + 1):
        if index == len(letters) or numbers[index] != numbers[index - 1] + 1:
            if index - start > 2:
                yield f"{letters[start]}–{letters[index - 1]}"
            else:
                yield from letters[start:index]
            start = index


def letter_number(letter: str) -> int:
    """The number of a source's letter, from 1: Z is 26, AA is 27."""
    number = 0
    for character in letter:
        number = number * 26 + ord(character) - ord("A") + 1
    return number


def _notes(brief: ResolvedBrief, notes: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """How many notes lead to each source; with one source there is nothing to compare."""
    counted = [(letter, notes[letter]) for letter in brief.letters.values() if notes.get(letter)]
    if len(brief.letters) < 2 or not counted:
        return ""
    (letter, number), *others = counted
    first = labels["notes_lead_one" if number == 1 else "notes_lead_many"]
    parts = [first.format(count=number, letter=letter)]
    parts += [labels["notes_lead_more"].format(count=n, letter=other) for other, n in others]
    return f"{', '.join(parts)}."


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


def quotations_found(brief: ResolvedBrief, withheld: Collection[str] = ()) -> int:
    """How many quotations of a brief are in its sources: the passages with words that it cites,
    and those in prose. In `withheld` sources every one counts as found."""
    passages = {ref.passage_id for ref in brief.references if _has_words(ref, brief, withheld)}
    return len(passages) + sum(_is_found(one, withheld) for one in brief.quotations)


def _checked(brief: ResolvedBrief, labels: Mapping[str, str], withheld: Collection[str]) -> str:
    number = quotations_found(brief, withheld)
    if not number:
        return ""
    key = "checked_one" if number == 1 else "checked_many"
    return labels[key].format(count=number)


def _has_words(reference: ResolvedKey, brief: ResolvedBrief, withheld: Collection[str]) -> bool:
    if reference.passage:
        return bool(reference.passage.words)
    named = brief.named.get(reference.passage_id or "")
    return named is not None and named.source.value in withheld and bool(named.quote or named.start)


def _is_found(checked: CheckedQuotation, withheld: Collection[str]) -> bool:
    if checked.match or not withheld:
        return checked.match is not None
    passages = [reference.passage for reference in checked.references]
    return any(passage is None or passage.source.id in withheld for passage in passages)


def _listed(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
