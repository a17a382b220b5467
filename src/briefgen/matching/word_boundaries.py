"""What a word is: where a quotation may begin and end.

A word is letters, marks and digits, held together by an apostrophe or a hyphen between
letters or digits, and between digits also by `. , : / ⁄ ·` and the space of “12 000”; a sign,
comparison or currency mark before a digit belongs to it. En and em dashes hold nothing
together. So “order” is not in “ordered”, nor “5 metres” in “9.5 metres”.
"""

from __future__ import annotations

import re
import unicodedata

from briefgen.model.lazy_pattern import lazy_pattern

from .folding import CURRENCY, INVISIBLE, MARKS

# The minus is a hyphen between letters; Hebrew has a hyphen of its own, the maqaf. Then signs
# that are typed for apostrophes and hyphens, and the dot in the middle of Catalan's “l·l”.
_HOLDS_LETTERS = frozenset(
    "'’ʼ‘‛＇ʻ-\u2010\u2011\u2212\u05be"
    "´`\u2032\ua78c\u058a\u1806\u2043\u30a0\ufe63\uff0d\u00b7\u2027_"
)
_HOLDS_DIGITS = frozenset(".,:/\u2044\u2215·")  # with the slashes of “1⁄2” and a raised point
_SIGNS = frozenset(f"+-\u2212±<≤>≥~≈≠{CURRENCY}")
_COMPARISONS = frozenset("<>=~≈!")
_PARTS_LETTERS = frozenset(" ,.;:!?")
_MOST_SIGNS = 3
# These make a number negative only where nothing but a space, a bracket or a mark is before.
_DASHES = frozenset("\u2012\u2013\u2014\u2015")
_BETWEEN_WORDS = lazy_pattern("[\\s\u2012-\u2015]+")
# “12 000”: between one to three digits and exactly three.
_GROUP_BEFORE = re.compile(r"(?<!\d)\d{1,3}\Z")
_GROUP_AFTER = lazy_pattern(r"\d{3}(?!\d)")
# Scripts that put no spaces between words: Han, Hiragana, Katakana, Thai, Lao, Khmer, Burmese.
_UNSPACED = (
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
    "\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f"
    "\u0e01-\u0e5b\u0e81-\u0edf\u1780-\u17ff\u19e0-\u19ff\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f"
)
_FIRST_UNSPACED = "\u0e01"
# Spaces, dashes and quotation marks, for which the expression, a large one, is not made.
_PUNCTUATION = "\u2000", "\u206f"


def splits_word(text: str, position: int) -> bool:
    """Whether `position` lies inside a word of `text`: a word goes on across it."""
    if 0 < position < len(text):  # at most ends of quotations nothing else is to be asked
        left, right = text[position - 1], text[position]
        if (left == " " and right.isalpha()) or (left.isalpha() and right in _PARTS_LETTERS):
            return False
        if right == " " and left.isalnum() and text[position + 1 : position + 2].isalpha():
            return False
    before = _visible(text, position - 1, -1)
    after = _visible(text, position, 1)
    if before < 0 or after >= len(text):
        return False
    left, right = text[before], text[after]
    is_left, is_right = _is_core(left), _is_core(right)
    if is_left and is_right:
        return not _is_unspaced(left, right)
    is_word = left.isalpha() or right.isalpha()  # and no number
    if not is_word and (_signs(text, before, after) or _groups(text, before, after)):
        return True
    if is_left:
        return _holds(text, before, after, _visible(text, after + 1, 1))
    if is_right:
        return _holds(text, _visible(text, before - 1, -1), before, after)
    return False


def has_word(text: str) -> bool:
    """Whether `text` holds a letter or a digit."""
    return any(character.isalnum() for character in text)


def has_text(text: str) -> bool:
    """Whether `text` holds anything but white space, punctuation and what is not seen."""
    return text[:1].isalnum() or any(
        character.isalnum()
        or not (
            character.isspace()
            or unicodedata.category(character)[0] in "PC"
            or character in INVISIBLE
        )
        for character in text
    )


def words(text: str) -> list[str]:
    """The words of `text` as a person counts them, with the punctuation that touches them."""
    return [word for word in _BETWEEN_WORDS.split(text) if has_word(word)]


def _visible(text: str, position: int, step: int) -> int:
    """`position`, moved by `step` past invisible characters; -1 or len(text) at the ends."""
    while 0 <= position < len(text) and not text[position].isascii():
        if text[position] not in INVISIBLE:
            break
        position += step
    return position


def _is_core(character: str) -> bool:
    return character.isalnum() or (
        not character.isascii() and unicodedata.category(character)[0] == "M"
    )


def may_end_anywhere(character: str) -> bool:
    """Whether a character is of a script that puts no spaces between words."""
    first, last = _PUNCTUATION
    if character < _FIRST_UNSPACED or first <= character <= last:
        return False
    return _IS_UNSPACED.match(character) is not None


def _is_unspaced(left: str, right: str) -> bool:
    """Whether a quotation may end between two characters though both are of words: next to a
    script without spaces, but never before the mark on a letter, nor in a number."""
    if left.isascii() and right.isascii():
        return False
    if unicodedata.category(right)[0] == "M" or (left.isdigit() and right.isdigit()):
        return False
    return may_end_anywhere(left) or may_end_anywhere(right)


_BEFORE_MINUS = lazy_pattern(rf"[\s(\[{{{MARKS}]")
_IS_UNSPACED = lazy_pattern(f"[{_UNSPACED}]")


def _is_prefix(text: str, at: int) -> bool:
    """Whether the character at `at` is a sign before numbers; `=` is one after another: “>=5”."""
    if text[at] == "=":
        return at > 0 and text[at - 1] in _COMPARISONS
    return text[at] in _SIGNS or unicodedata.category(text[at]) == "Sc"


def _signs(text: str, before: int, after: int) -> bool:
    """Whether the character at `before` belongs to the number that begins at `after`."""
    if not _begins_number(text, after):
        return False
    if text[before] == ".":  # “.5”
        return text[after].isdigit() and _is_point(text, before)
    if text[before].isspace():
        return text[before - 1 : before] == "\u2212" and text[after].isdigit()
    if text[before] in _DASHES:
        return before == 0 or _BEFORE_MINUS.match(text[before - 1]) is not None
    return _is_prefix(text, before)


def _begins_number(text: str, position: int) -> bool:
    """Whether a digit is at `position`, or signs before one: “-$5”, “>=5”."""
    for _ in range(_MOST_SIGNS):
        if position >= len(text) or not _is_prefix(text, position):
            break
        position = _visible(text, position + 1, 1)
    if position < len(text) - 1 and text[position] == "." and _is_point(text, position):
        position += 1
    return position < len(text) and text[position].isdigit()


def _is_point(text: str, at: int) -> bool:
    """Whether the full stop at `at` is a decimal point without a figure before it."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".…)]")


def _groups(text: str, before: int, after: int) -> bool:
    """Whether `before` and `after` are on either side of, or at, the space of “12 000”."""
    for space in (before, after):
        if text[space].isspace() and text[space] not in "\r\n":
            end, right = _visible(text, space - 1, -1) + 1, _visible(text, space + 1, 1)
            left = text[max(end - 4, 0) : end]
            return bool(_GROUP_BEFORE.search(left) and _GROUP_AFTER.match(text, right))
    return False


def _holds(text: str, before: int, joint: int, after: int) -> bool:
    """Whether the character at `joint` makes one word of the characters around it."""
    if before < 0 or after >= len(text):
        return False
    left, right = text[before], text[after]
    if text[joint] in _HOLDS_LETTERS:
        return _is_core(left) and _is_core(right)
    return text[joint] in _HOLDS_DIGITS and left.isdigit() and right.isdigit()
