"""Where sentences begin, and which of them is about what another text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.model.lazy_pattern import lazy_pattern

# The end of a sentence, with the marks, brackets and note number that close it. (All that it may
# begin with comes first, for which a text is searched fast.)
_END = re.compile(
    r"[.?!…؟۔।॥。！？](?:(?<=[.?!…؟۔।॥])(?<![.?!…؟۔।॥]{2})[.?!…؟۔।॥]*+[\"'”’»›)\]]*+\d{0,2}(?:\s+|\Z)"
    r"|(?<=[。！？])[」』”’）]*)"
)
_NEXT = re.compile(r"[\"'“‘„«‹(\[¿¡\s]*([^\W_])?")
# Shorter words say little, and the ends of long ones are inflected.
_TELLING = lazy_pattern(r"[^\W_]{4,}|\d+")
_STEM = 5
# Nor do these say who speaks.
_SPEAKING = frozenset({"said", "says", "some", "many", "they", "peopl", "heißt", "sagt", "laut"})
# After initials and titles a full stop ends no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|[a-z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Adm|Col|Maj|Capt|Cmdr|Lt|Sgt|Sen|Rep|Gov|No|Nos|Art|"
    r"Sec|vs|etc|ca|cf|e\.g|i\.e|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)

_FEW = 4


def sentence_starts(text: str, after: int = 0) -> Iterator[int]:
    """Where in `text` sentences begin, the first at 0; with `after`, only that and what begins
    further on."""
    yield 0
    for match in _END.finditer(text, after):
        at, end = match.span()
        if end >= len(text) or _is_abbreviated(text, at):
            continue
        following = _NEXT.match(text, end)
        letter = following[1] if following else None
        if letter is None or not letter.islower():
            yield end


def _is_abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` is that of an abbreviation."""
    before = text[stop - _FEW : stop] if stop >= _FEW else ""
    if before.isalpha() and before.islower():  # most; no abbreviation has so many small letters
        return False
    return _ABBREVIATION.search(text[max(stop - 8, 0) : stop + 1]) is not None


def begins_sentence(text: str, at: int) -> bool:
    """Whether it is plain that a sentence begins at `at`: with a capital letter, after one mark
    and a space. Where all sentences begin takes longer to find out."""
    return (
        text[at - 1 : at] == " "
        and text[at - 2 : at - 1] in (".", "?", "!")
        and text[at - 3 : at - 2].isalnum()
        and text[at : at + 1].isupper()
        and not _is_abbreviated(text, at - 2)
    )


def around(before: str, quoted: str, after: str) -> tuple[str, str]:
    """What is left and right of `quoted` in the sentence, or the sentences, that hold it."""
    first, end = 0, len(before) + len(quoted)
    for start in sentence_starts(f"{before}{quoted}{after}"):
        if start <= len(before):
            first = start
        if start >= end:
            return before[first:], after[: start - end]
    return before[first:], after


def most_alike(sentences: Sequence[str], wording: str) -> list[int]:
    """The numbers of those of `sentences` that share most words with `wording`; all of them
    where none shares one."""
    wanted = _stems(wording)
    shared = [len(wanted & _stems(sentence)) for sentence in sentences]
    most = max(shared, default=0)
    return [number for number, count in enumerate(shared) if count == most]


def share_words(text: str, other: str) -> bool:
    """Whether a word that tells something, of whatever form, is in both texts."""
    return not (_stems(text) - _SPEAKING).isdisjoint(_stems(other))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _TELLING.findall(text.casefold())}
