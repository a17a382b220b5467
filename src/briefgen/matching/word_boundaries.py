"""What a word is: where a quotation may begin and end.

A word is letters, marks and digits, held together by an apostrophe or a hyphen between
letters or digits, and between digits also by `. , : /`; a sign or currency mark before
a digit belongs to it. En and em dashes hold nothing together. So “order” is not in
“ordered”, nor “5 metres” in “9.5 metres”.
"""

from __future__ import annotations

import re
import unicodedata

from .folding import INVISIBLE

_HOLDS_LETTERS = frozenset("'’ʼ‘‛＇-\u2010\u2011")
_HOLDS_DIGITS = frozenset(".,:/")
_SIGNS = frozenset("+-\u2212±")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_BETWEEN_WORDS = re.compile("[\\s\u2012-\u2015]+")


def splits_word(text: str, position: int) -> bool:
    """Whether `position` lies inside a word of `text`: a word goes on across it."""
    before = _visible(text, position - 1, -1)
    behind = _visible(text, position, 1)
    if before < 0 or behind >= len(text):
        return False
    left, right = text[before], text[behind]
    if _is_core(left) and _is_core(right):
        return True
    if _is_prefix(left) and _begins_number(text, behind):
        return True
    if _is_core(left):
        return _holds(text, before, behind, _visible(text, behind + 1, 1))
    if _is_core(right):
        return _holds(text, _visible(text, before - 1, -1), before, behind)
    return False


def has_word(text: str) -> bool:
    """Whether `text` holds a letter or a digit."""
    return any(character.isalnum() for character in text)


def words(text: str) -> list[str]:
    """The words of `text` as a person counts them, with the punctuation that touches them."""
    return [word for word in _BETWEEN_WORDS.split(text) if has_word(word)]


def _visible(text: str, position: int, step: int) -> int:
    """`position`, moved by `step` past invisible characters; -1 or len(text) at the ends."""
    while 0 <= position < len(text) and _INVISIBLE.match(text[position]):
        position += step
    return position


def _is_core(character: str) -> bool:
    return character.isalnum() or (
        not character.isascii() and unicodedata.category(character)[0] == "M"
    )


def _is_prefix(character: str) -> bool:
    return character in _SIGNS or unicodedata.category(character) == "Sc"


def _begins_number(text: str, position: int) -> bool:
    """Whether a digit stands at `position`, or a currency mark before one: “-$5”."""
    if _is_prefix(text[position]):
        position = _visible(text, position + 1, 1)
    return position < len(text) and text[position].isdigit()


def _holds(text: str, before: int, joint: int, behind: int) -> bool:
    """Whether the character at `joint` makes one word of the characters around it."""
    if before < 0 or behind >= len(text):
        return False
    left, right = text[before], text[behind]
    if text[joint] in _HOLDS_LETTERS:
        return _is_core(left) and _is_core(right)
    return text[joint] in _HOLDS_DIGITS and left.isdigit() and right.isdigit()
