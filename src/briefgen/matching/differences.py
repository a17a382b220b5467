"""What two wordings differ in, where that turns the meaning: a negation, a number, a name.

For messages only: every difference is an error, and these are said first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import takewhile

from .insertions import is_number
from .nearest import differing_words
from .qualifiers import negations, qualifiers

_MODALS = frozenset(
    "can could may might must ought shall should will would "
    "kann können könnte könnten soll sollen sollte sollten muss müssen müsste darf dürfen dürfte "
    "wird werden würde würden will wollen "
    "peut peuvent pourrait pourraient doit doivent devrait devraient "
    "puede pueden podría podrían debe deben debería deberían".split()
)
_BARE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def telling(typed: str, source: str, *languages: str) -> str | None:
    """“a negation: “not”; a number: “11” and “12””, or None where no such word differs.

    `languages` (BCP 47 tags) are those of the brief and of the source.
    """
    ours, theirs = (_bare(words) for words in differing_words(typed, source))
    differing = [*ours, *theirs]
    names = (
        []
        if _capitalises_nouns(languages)
        else [w for w in differing if _is_name(w, typed, source)]
    )
    kinds: dict[str, Callable[[str], bool]] = {
        "a negation": lambda word: bool(negations(word, *languages)),
        "a number": lambda word: is_number(word, languages),
        "a modal": lambda word: word.casefold() in _MODALS,
        "a hedge": lambda word: bool(qualifiers(word, *languages)),
        "a name": lambda word: word in names,
    }
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(differing):
        kind = next((kind for kind, is_one in kinds.items() if is_one(word)), None)
        if kind:
            found.setdefault(kind, []).append(f"“{word}”")
    return (
        "; ".join(f"{kind}: {' and '.join(found[kind])}" for kind in kinds if kind in found) or None
    )


def _bare(words: Iterable[str]) -> list[str]:
    """Words without the marks around them."""
    return [bare[0] for word in words if (bare := _BARE.search(word))]


def _capitalises_nouns(languages: Iterable[str]) -> bool:
    return any(tag.split("-")[0].lower() == "de" for tag in languages)


def _is_name(word: str, *texts: str) -> bool:
    """A capitalised word, other than the first of a sentence or “I”."""
    if not word[0].isupper() or word == "I":
        return False
    return any(
        (before := text[: match.start()].strip()) and not _ends_sentence(before)
        for text in texts
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    )


def _ends_sentence(text: str) -> bool:
    """Whether behind the last word of `text` stands a mark that ends a sentence."""
    behind = takewhile(lambda character: not character.isalnum(), reversed(text))
    return any(character in ".?!:" for character in behind)
