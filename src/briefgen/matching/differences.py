"""What two wordings differ in: the kind of word that turns the meaning, or the one character
that an editor does not see.

For messages only: every difference is an error, and these are named first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from msgspec import Struct

from .folding import MARK, fold
from .insertions import is_number
from .nearest import WordChange
from .qualifiers import negations, qualifiers
from .struck import SIGN

_MODALS = frozenset(
    "can could may might must ought shall should will would "
    "kann können könnte könnten soll sollen sollte sollten muss müssen müsste darf dürfen dürfte "
    "wird werden würde würden will wollen "
    "peut peuvent pourrait pourraient doit doivent devrait devraient "
    "puede pueden podría podrían debe deben debería deberían".split()
)
_BARE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_DIGITS = re.compile(r"\d+(?:[.,:/]\d+)*")
_KINDS = ("negation", "number", "modal verb", "hedge", "name")
_LINE_END = re.compile(r"(?<=\w)[-\u00ad\u2010]\s(?=\w)")
_PARENTHESIS = re.compile(r"(?<!\s)\s*\([^()]*\)")
_FIGURES = re.compile(r"[\d⁰¹²³⁴-⁹]{1,3}")
# Controls of the direction of writing, and spaces and joiners that folding does not know.
_UNSEEN = re.compile("[\u061c\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\u115f\u1160\u3164\uffa0]")
_NOTE = re.compile(r"\W{0,8}[\d⁰¹²³⁴-⁹]{1,3}\W{0,8}")
_INK = re.compile(r"[\W_]+")
# Letters of other scripts that look like Latin ones (after Unicode's confusables.txt).
_TWINS = str.maketrans(
    "аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅοινΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhqwABEKMHOPCTXIJSoivABEZHIKMNOPTYX",
)
# What is easily typed or recognised for another one.
_SHAPES = str.maketrans("0O1lI|", "oolll" + "l")

Kind = Literal[
    "nothing",
    "first case",
    "case",
    "doubled apostrophe",
    "stray mark",
    "missing mark",
    "line-end hyphen",
    "hyphen",
    "punctuation",
    "sign",
    "number",
    "look-alike",
    "invisible",
    "glued heading",
    "glued number",
    "part of a word",
    "struck",
    "left out",
    "added",
    "parenthesis",
    "other",
]


class Cause(Struct, frozen=True):
    """What kind of difference a change is; `detail` is the character or the words to name."""

    kind: Kind
    detail: str = ""


def telling(changes: Iterable[WordChange], typed: str, source: str, *languages: str) -> str | None:
    """“the negation “not”; the number “11” or “12””, or None where no such word differs.

    Digits and names count only where either side has some, and other ones. `languages` (BCP
    47 tags) are those of the brief and of the source.
    """
    found: dict[str, list[str]] = {}
    for change in changes:
        for kind, words in _kinds(change, typed, source, languages):
            found.setdefault(kind, []).extend(f"“{word}”" for word in words)
    named = [
        f"the {kind} {' / '.join(dict.fromkeys(found[kind]))}" for kind in _KINDS if kind in found
    ]
    return " and ".join(named) or None


def _kinds(
    change: WordChange, typed: str, source: str, languages: tuple[str, ...]
) -> Iterable[tuple[str, list[str]]]:
    if _INK.sub("", change.brief).casefold() == _INK.sub("", change.source).casefold():
        return
    ours, theirs = _bare(change.brief), _bare(change.source)
    shared = Counter(map(str.casefold, ours)) & Counter(map(str.casefold, theirs))
    sides = [[word for word in side if word.casefold() not in shared] for side in (ours, theirs)]
    kinds = {word: _kind(word, languages) for side in sides for word in side}
    for kind in ("negation", "modal verb", "hedge"):
        if words := [word for word, own in kinds.items() if own == kind]:
            yield kind, words
    numbers = [[word for word in side if kinds[word] == "number"] for side in sides]
    digits = [sorted(_digits(word) or word.casefold() for word in side) for side in numbers]
    if all(numbers) and digits[0] != digits[1]:
        yield "number", [*numbers[0], *numbers[1]]
    if not any(tag.split("-")[0].lower() == "de" for tag in languages):
        others = [[word for word in side if not kinds[word]] for side in sides]
        names = [[word for word in side if _is_name(word, typed, source)] for side in others]
        if all(names):
            yield "name", [*names[0], *names[1]]


def _digits(word: str) -> str:
    return "".join(character for character in word if character.isdigit())


@lru_cache(maxsize=4096)
def _kind(word: str, languages: tuple[str, ...]) -> str:
    if negations(word, *languages):
        return "negation"
    if word.casefold() in _MODALS:
        return "modal verb"
    if qualifiers(word, *languages):
        return "hedge"
    return "number" if is_number(word, languages) else ""


def cause(change: WordChange, *, is_first: bool, is_last: bool) -> Cause:
    """What kind of difference `change` is, which is the first or last of the quotation's words."""
    ours, theirs = change.brief, change.source
    if SIGN in theirs and SIGN not in ours:
        return Cause("struck")
    if not ours:
        bracketed = re.fullmatch(r"[(\[].*[)\]][.,;:]?", theirs, re.DOTALL)
        return Cause("parenthesis" if bracketed else "left out", theirs)
    if not theirs:
        return Cause("added", ours)
    return _cause(ours, theirs, is_first, is_last)


def _cause(ours: str, theirs: str, is_first: bool, is_last: bool) -> Cause:
    left, right = fold(ours), fold(theirs)
    dropped = _PARENTHESIS.search(theirs)
    if dropped and fold(theirs[: dropped.start()] + theirs[dropped.end() :]) == left:
        return Cause("parenthesis", dropped[0].strip())
    if left.casefold() == right.casefold():
        return _case(ours, theirs)
    if "''" in ours and fold(ours.replace("''", "'")) == right:
        return Cause("doubled apostrophe")
    bare = left.replace(MARK, ""), right.replace(MARK, "")
    if bare[0].strip(".,") == bare[1].strip(".,") and left.count(MARK) != right.count(MARK):
        return Cause("stray mark" if left.count(MARK) > right.count(MARK) else "missing mark")
    if hidden := _hidden(ours, theirs):
        return Cause("invisible", hidden)
    if twin := _twin(ours, theirs):
        return Cause("look-alike", twin)
    joined = _LINE_END.sub("", theirs)
    if joined != theirs and fold(joined) == left:
        return Cause("line-end hyphen")
    letters = _INK.sub("", left), _INK.sub("", right)
    if letters[0] == letters[1]:
        without = re.sub(r"[\s-]", "", left), re.sub(r"[\s-]", "", right)
        if _signs(left) != _signs(right):
            return Cause("sign")
        if _DIGITS.findall(left) != _DIGITS.findall(right):
            return Cause("number")
        return Cause("hyphen" if without[0] == without[1] else "punctuation")
    if is_first and right.endswith(left.lstrip(MARK)):
        return _stuck(right[: -len(left.lstrip(MARK))], left.lstrip(MARK))
    if is_last and right.startswith(left.rstrip(f"{MARK}.,")):
        typed = left.rstrip(f"{MARK}.,")
        is_note = not typed[-1:].isdigit() and _NOTE.fullmatch(right, len(typed))
        return Cause("glued number" if is_note else "part of a word")
    if left and right.startswith(left) and _FIGURES.fullmatch(right, len(left)):
        return Cause("glued number", right[len(left) :])
    return Cause("other")


def _signs(text: str) -> list[str]:
    """The mathematical and currency signs of a text."""
    return [character for character in text if unicodedata.category(character) in ("Sm", "Sc")]


def _case(ours: str, theirs: str) -> Cause:
    """`[T]he`, where only letters at the beginning of words differ; else the source's form."""
    if len(ours) == len(theirs):
        typed = list(ours)
        for at, (own, other) in enumerate(zip(ours, theirs, strict=True)):
            if own == other or own.casefold() != other.casefold():
                continue
            inside = at and ours[at - 1].isalnum()
            if inside or not ours[at + 1 : at + 2].isalpha():
                return Cause("case")
            typed[at] = f"[{own}]"
        return Cause("first case", "".join(typed))
    return Cause("case")


def _twin(ours: str, theirs: str) -> str | None:
    """The name of the first character that only looks like that of the source."""
    for normal in (
        lambda text: unicodedata.normalize("NFKC", text),
        lambda text: text.translate(_TWINS),
        lambda text: text.translate(_SHAPES),
    ):
        if normal(ours) == normal(theirs):
            break
    else:
        return None
    for own, other in zip(ours, theirs, strict=False):
        if own != other:
            return f"“{own}” ({_named(own)}), the source has “{other}” ({_named(other)})"
    return None


def _hidden(ours: str, theirs: str) -> str | None:
    """The first character that only one of two wordings has and nobody sees."""
    if _UNSEEN.sub("", ours) != _UNSEEN.sub("", theirs):
        return None
    own, other = _UNSEEN.search(ours), _UNSEEN.search(theirs)
    if other and (own is None or own[0] != other[0]):
        return f"the source has {_named(other[0])}"
    return f"the brief has {_named(own[0])}" if own else None


def _named(character: str) -> str:
    return f"{unicodedata.name(character, 'unnamed').lower()}, U+{ord(character):04X}"


def _stuck(before: str, word: str) -> Cause:
    """What is stuck before the first quoted word in the source."""
    if _NOTE.fullmatch(before) and word[:1].isalpha():
        return Cause("glued number")
    if before[-1:].isalpha() and word[:1].isupper():
        return Cause("glued heading", before)
    return Cause("part of a word")


def _bare(words: str) -> list[str]:
    """Words without the marks around them."""
    return [bare[0] for word in words.split() if (bare := _BARE.search(word))]


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
    """Whether a mark that ends a sentence follows the last word of `text`."""
    trailing = takewhile(lambda character: not character.isalnum(), reversed(text))
    return any(character in ".?!:" for character in trailing)
