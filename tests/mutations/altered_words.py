"""Alterations after which a quotation says what its source does not.

Each is a function from a quotation and a random generator to the altered words, or to None
where the quotation gives no occasion. Whether an alteration is harmful, the oracle decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

from .quoted import Quoted

Alteration = Callable[[Quoted, Random], str | None]
Change = Callable[[str, Random], str]

_LETTERS = r"[^\W\d_]"
_OUTSIDE_BRACKETS = r"(?![^\[]*\])"
_WORD = rf"\b{_LETTERS}+(?:[’'-]{_LETTERS}+)*\b{_OUTSIDE_BRACKETS}"
_SPACE = rf"(?<={_LETTERS}) (?={_LETTERS}){_OUTSIDE_BRACKETS}"
_NEGATION = r" (?:not|no|never|cannot|without|nicht|nie|niemals|kaum|pas|jamais)\b"
_HEDGE = (
    r"(?:alleged|alleging|purportedly|reportedly|suspected|likely|may|could|if|claimed|denied|"
    r"angeblich|könnten|pourrait|aurait|bestritt)"
)
_MODALS = {
    "may": "will", "could": "must", "would": "could", "will": "may", "must": "may",
    "cannot": "can", "pourrait": "devrait", "könnten": "werden", "peut": "doit", "likely": "surely",
}  # fmt: skip
_NUMBERS = {
    "one": "two", "two": "three", "three": "two", "four": "five", "Four": "Five", "nine": "ten",
    "eleven": "twelve", "second": "third", "trois": "deux", "quatre": "trois", "drei": "zwei",
    "vier": "fünf",
}  # fmt: skip
_NAMES = (
    "Hegseth", "Wilson", "Bradley", "Pentagon", "Caribbean", "Aragua", "Ecuador", "Peru",
    "September", "Adler", "Brandt", "Claes", "Duval", "Lefèvre", "Müller", "Südmole", "May", "June",
    "January",
)  # fmt: skip
_ACCENTS = {"e": "é", "a": "à", "u": "ü", "o": "ö", "c": "ç", "n": "ñ", "i": "î"}
_LOOKALIKES = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х"}
_NAME = rf"\b(?:{'|'.join(_NAMES)})\b"
_NUMBER = rf"\b(?:{'|'.join(_NUMBERS)})\b"


# --- One place of the words -------------------------------------------------------


def _replacing(pattern: str, change: Change, *, inner: bool = False) -> Alteration:
    """Changes one match of `pattern`; with `inner` one that has words on both its sides."""
    compiled = re.compile(pattern)

    def alter(quoted: Quoted, random: Random) -> str | None:
        words = quoted.words
        places = [match.span() for match in compiled.finditer(words)]
        if inner:
            spans = [match.span() for match in re.finditer(_WORD, words)]
            places = [
                (start, end)
                for start, end in places
                if spans and spans[0][1] <= start and end <= spans[-1][0]
            ]
        if not places:
            return None
        start, end = random.choice(places)
        return words[:start] + change(words[start:end], random) + words[end:]

    return alter


def _becomes(new: str) -> Change:
    return lambda _, __: new


def _one_of(*choices: str) -> Change:
    return lambda old, random: random.choice([new for new in choices if new != old])


def _letter(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + random.choice("bdgkmrtz") + word[at + 1 :]


def _letter_dropped(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _letter_doubled(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _letters_swapped(word: str, random: Random) -> str:
    at = random.randrange(max(len(word) - 1, 1))
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _case(word: str, random: Random) -> str:
    at = random.choice([0, random.randrange(len(word))])
    return word[:at] + word[at].swapcase() + word[at + 1 :]


def _accent(letter: str, _: Random) -> str:
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare if bare != letter else _ACCENTS[letter]


# --- The words as a whole -----------------------------------------------------------


def _other_word(quoted: Quoted, random: Random) -> str | None:
    """One word becomes another of its own source."""
    known = re.findall(_WORD, quoted.case.text(quoted.cited[0]))
    return _replacing(_WORD, lambda _, random: random.choice(known))(quoted, random)


def _truncated(quoted: Quoted, random: Random) -> str | None:
    """The first or the last word, cut; one letter of it stays."""
    words = quoted.words.strip()
    tail = re.search(rf"{_LETTERS}{{2,}}[.”]*$", words)
    head = re.match(rf"{_LETTERS}{{2,}}", words)
    if tail and (head is None or random.random() < 0.5):
        return words[: tail.start() + 1]
    return words[head.end() - 1 :] if head else None


def _reordered(quoted: Quoted, random: Random) -> str | None:
    """Its second part before its first, with an ellipsis between."""
    cuts = [match.start() for match in re.finditer(_WORD, quoted.words)][2:-1]
    # Inner marks would end the quotation in prose, and both its parts stand.
    if not cuts or re.search("[…“”«»]", quoted.words):
        return None
    at = random.choice(cuts)
    first, second = (part.strip(" .,;") for part in (quoted.words[:at], quoted.words[at:]))
    return f"{second} […] {first}"


def _over_paragraphs(quoted: Quoted, random: Random) -> str | None:
    """Its beginning and, behind an ellipsis, words of the next paragraph."""
    place = quoted.cited[0]
    behind = quoted.case.paragraphs[place.source][place.last : place.last + 1]
    beginning = [match.end() for match in re.finditer(_WORD, quoted.words)][:3]
    runs = re.findall(rf"(?:{_LETTERS}+ ){{3}}{_LETTERS}+", behind[0]) if behind else []
    if not runs or len(beginning) < 3:
        return None
    return f"{quoted.words[: beginning[-1]]} … {random.choice(runs)}"


def _other_run(quoted: Quoted, random: Random) -> str | None:
    """Words of another paragraph of any source, altogether."""
    texts = [text for texts in quoted.case.paragraphs.values() for text in texts]
    runs = re.findall(rf"(?:{_LETTERS}+ ){{3,5}}{_LETTERS}+", random.choice(texts))
    return random.choice(runs) if runs else None


ALTERATIONS: dict[str, Alteration] = {
    "word replaced": _other_word,
    "word dropped": _replacing(rf" {_WORD}", _becomes(""), inner=True),
    "word doubled": _replacing(_WORD, lambda word, _: f"{word} {word}"),
    "word added": _replacing(_SPACE, _one_of(" also ", " very ", " their ", " auch ", " bien ")),
    "words swapped": _replacing(
        rf"\b{_LETTERS}+ {_LETTERS}+\b{_OUTSIDE_BRACKETS}",
        lambda pair, _: " ".join(pair.split()[::-1]),
    ),
    "letter replaced": _replacing(_WORD, _letter),
    "letter dropped": _replacing(_WORD, _letter_dropped),
    "letter doubled": _replacing(_WORD, _letter_doubled),
    "letters swapped": _replacing(_WORD, _letters_swapped),
    "letter of another alphabet": _replacing(
        f"[{''.join(_LOOKALIKES)}]{_OUTSIDE_BRACKETS}", lambda letter, _: _LOOKALIKES[letter]
    ),
    "digit replaced": _replacing(r"\d", _one_of(*"123456789")),
    "digit added": _replacing(r"\d", lambda digit, _: f"{digit}0"),
    "digit dropped": _replacing(r"\d(?=\d|\b)", _becomes("")),
    "point in a number moved": _replacing(r"(?<=\d)[.,:](?=\d)", _becomes("")),
    "number replaced": _replacing(_NUMBER, lambda word, _: _NUMBERS[word]),
    "negation added": _replacing(_SPACE, _one_of(" not ", " never ", " no ", " nicht ", " pas ")),
    "negation dropped": _replacing(_NEGATION, _becomes(""), inner=True),
    "hedge dropped": _replacing(rf" ?\b{_HEDGE}\b(?= )", _becomes(""), inner=True),
    "modal replaced": _replacing(rf"\b(?:{'|'.join(_MODALS)})\b", lambda word, _: _MODALS[word]),
    "name replaced": _replacing(_NAME, _one_of(*_NAMES)),
    "case changed": _replacing(_WORD, _case),
    "comma dropped": _replacing(r",(?= )", _becomes(""), inner=True),
    "comma made a semicolon": _replacing(r",(?= )", _becomes(";"), inner=True),
    "semicolon or colon made a comma": _replacing(r"(?: ?[;:])(?= )", _becomes(","), inner=True),
    "comma added": _replacing(rf"(?<={_LETTERS})(?= ){_OUTSIDE_BRACKETS}", _becomes(",")),
    "sentence ended": _replacing(_SPACE, _becomes(". ")),
    "question mark added": _replacing(_SPACE, _becomes("? ")),
    "accent changed": _replacing(
        f"[{''.join(_ACCENTS)}éèêàâäöüçñîôûÄÖÜ]{_OUTSIDE_BRACKETS}", _accent
    ),
    "apostrophe dropped": _replacing(rf"(?<={_LETTERS})[’'](?={_LETTERS})", _becomes("")),
    "hyphen dropped": _replacing(rf"(?<={_LETTERS})-(?={_LETTERS})", _one_of("", " ")),
    "dash dropped": _replacing(r" [—–] ", _becomes(" ")),
    "words merged": _replacing(_SPACE, _becomes("")),
    "word divided": _replacing(rf"(?<={_LETTERS}{{3}})(?={_LETTERS}{{3}})", _becomes(" ")),
    "word truncated": _truncated,
    "parts reordered": _reordered,
    "parts of two paragraphs": _over_paragraphs,
    "words of another paragraph": _other_run,
}


def _hidden(pattern: str, bracket: str) -> Alteration:
    """A bracket in place of words between others; where it may as well add, None."""
    hide = _replacing(pattern, _becomes(bracket), inner=True)

    def alter(quoted: Quoted, random: Random) -> str | None:
        # At an ellipsis nothing shows what a bracket replaced.
        altered = None if "…" in quoted.words else hide(quoted, random)
        if altered is None or quoted.holds(altered.replace(bracket, "").replace("  ", " ")):
            return None
        return altered

    return alter


# What no bracket may stand for or hold. The oracle, to which a bracket is anything, is not asked.
BRACKETS: dict[str, Alteration] = {
    "bracket hides a negation": _hidden(_NEGATION, " [also]"),
    "bracket hides a hedge": _hidden(rf"(?<= )\b{_HEDGE}\b", "[then]"),
    "bracket hides a number": _hidden(
        r"(?<= )(?:\d[\d.,]*|two|three|nine|eleven|trois|quatre|drei|vier)\b", "[some]"
    ),
    "bracket hides a name": _hidden(rf"(?<=[a-zé,] ){_NAME}", "[they]"),
    "bracket hides five words": _hidden(rf"(?<= )(?:{_LETTERS}+ ){{4}}{_LETTERS}+(?= )", "[they]"),
    "bracket holds a negation": _replacing(_SPACE, _one_of(" [not] ", " [never] ", " [denied] ")),
}
