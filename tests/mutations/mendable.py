"""Slips of the hand in a brief that a fix mends: the text of the brief, altered in one place.

Each takes the whole text and a source of chance, and returns the altered text, or None where
the brief has no place for it. Read naively: these briefs are ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Slip = Callable[[str, Random], str | None]

_QUOTED = re.compile(r"(?<=“)[^“”\n\[\]…]{12,}(?=”)|(?<=«\s)[^«»\n\[\]…]{12,}(?=\s»)")
_PASSAGE = re.compile(r"\n    quote: (?:>-\n)?((?:      .*\n|[^\n>]*\n)+?)(?=  \S|\n)")
_KEY = re.compile(r"(?<=\[@)[a-z][a-z-]+[a-z](?=\])")
_NUMBERED = re.compile(r"[”»]\s?\[@[AB](\d+)\]")
_TWINS = str.maketrans("aeopcxy", "аеорсху")


def _replaced(text: str, random: Random, pattern: str | re.Pattern[str], new: str) -> str | None:
    """One match of a pattern replaced; `new` as in `re.sub`."""
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    match = random.choice(found)
    return text[: match.start()] + match.expand(new) + text[match.end() :]


def _in_quotation(alter: Slip) -> Slip:
    """A slip inside one of the quotations in prose, or in the words of a passage."""

    def slip(text: str, random: Random) -> str | None:
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        quoted += [match.span(1) for match in _PASSAGE.finditer(text)]
        if not quoted:
            return None
        start, end = random.choice(quoted)
        altered = alter(text[start:end], random)
        return None if altered is None else text[:start] + altered + text[end:]

    return slip


def _in_letters(alter: Callable[[str], str]) -> Slip:
    def slip(text: str, random: Random) -> str | None:
        words = list(re.finditer(r"\b[a-z]{4,}\b", text))
        word = random.choice(words) if words else None
        if word is None or alter(word[0]) == word[0]:
            return None
        return text[: word.start()] + alter(word[0]) + text[word.end() :]

    return _in_quotation(slip)


def _within(pattern: str, new: str) -> Slip:
    return _in_quotation(lambda text, random: _replaced(text, random, pattern, new))


def _key_misspelt(text: str, random: Random) -> str | None:
    found = [match for match in _KEY.finditer(text) if len(match[0]) > 5]
    if not found:
        return None
    match = random.choice(found)
    at = random.randrange(1, len(match[0]) - 1)
    key = match[0][:at] + match[0][at + 1 :]
    return text[: match.start()] + key + text[match.end() :]


def _wrong_number(text: str, random: Random) -> str | None:
    found = list(_NUMBERED.finditer(text))
    if not found:
        return None
    match = random.choice(found)
    number = str(int(match[1]) % 9 + 1 if match[1] != "1" else 2)
    return text[: match.start(1)] + number + text[match.end(1) :]


def _unused_ignored(text: str, random: Random) -> str | None:
    rule = random.choice(["passage-unused", "source-twice", "quote-too-short", "source-untracked"])
    if "\nignore:" in text:
        return None
    return f"{text}ignore:\n  - rule: {rule}\n    reason: It is so.\n"


def _unused_passage(text: str, random: Random) -> str | None:
    places = [match.end() for match in re.finditer(r"\n(?=  [a-z-]+:\n    source:)", text)]
    if not places:
        return None
    at = random.choice(places)
    added = (
        "  not-used:\n    source: pentagon-denial\n    paragraph: 9\n    quote: lawful, precise\n"
    )
    return text[:at] + added + text[at:]


SLIPS: dict[str, Slip] = {
    "paragraph of a passage": lambda text, random: _replaced(
        text, random, r"(?<=\n    paragraph: )\d+(?=\n    quote)", str(random.randrange(1, 16))
    ),
    "key misspelt": _key_misspelt,
    "claim mark misspelt": lambda text, random: _replaced(
        text, random, r"(\[![a-z]+)[a-z](?=[a-z]*\])", r"\1"
    ),
    "source of a passage misspelt": lambda text, random: _replaced(
        text, random, r"(\n    source: [a-z-]+)[a-z](?=\n)", r"\1"
    ),
    "number of another paragraph": _wrong_number,
    "brackets forgotten": lambda text, random: _replaced(
        text, random, r"(?<!”) \[(@[a-z-]{4,})\](?=[.,])", r" \1"
    ),
    "ignore that ignores nothing": _unused_ignored,
    "passage that nothing cites": _unused_passage,
    "claim mark forgotten": lambda text, random: _replaced(text, random, r" \[![a-z]+\]", ""),
    "letter of another script": _in_letters(lambda word: word[0] + word[1:].translate(_TWINS)),
    "comma forgotten": _within(r"(?<=\w),(?= )", ""),
    "comma added": _within(r"(?<=[a-z]{3})(?= [a-z]{3})", ","),
    "semicolon for a comma": _within(r"(?<=\w),(?= )", ";"),
    "hyphen for a space": _within(r"(?<=[a-z]{3}) (?=[a-z]{3})", "-"),
    "hyphen forgotten": _within(r"(?<=[a-z]{2})-(?=[a-z]{2})", ""),
    "space for a hyphen": _within(r"(?<=[a-z]{2})-(?=[a-z]{2})", " "),
    "pair of marks added": _within(r"\b([a-z]{4,})\b", r"‘\1’"),
    "pair of marks forgotten": _in_quotation(
        lambda text, random: _replaced(text, random, r"“([^“”]+)”", r"\1")
    ),
    "two apostrophes": _within(r"(?<=\w)’(?=\w)", "’’"),
    "brackets added": _within(r"\b([a-z]{4,})\b", r"(\1)"),
    "question mark": _within(r"(?<=[a-z])\.(?= )", "?"),
    "letter in small": _in_quotation(
        lambda text, _: text[0].lower() + text[1:] if text[0].isupper() else None
    ),
    "letter in capitals": _in_quotation(
        lambda text, _: text[0].upper() + text[1:] if text[0].islower() else None
    ),
    "straight marks": _in_quotation(
        lambda text, _: re.sub("[“”]", "‘", text).replace("‘", "'") if "“" in text else None
    ),
}
