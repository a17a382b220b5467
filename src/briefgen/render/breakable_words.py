"""Words that are longer than their column or line, which may be broken: with a hyphen between
syllables where the language has a dictionary, and else anywhere.

Only such words: a hyphen that nothing calls for makes a word harder to compare. The hyphen
is where `proof.divided_words` knows it for one that print has put there.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from briefgen.model.lazy_pattern import lazy_pattern

from .figures_kept import NO_BREAK, is_figure

if TYPE_CHECKING:
    from pyphen import Pyphen

_TAG_OR_TEXT = lazy_pattern("<[^>]*>|[^<]+")
_WORD = lazy_pattern(rf"(?:\S|{NO_BREAK})+")
_NOTE = '<span class="note'
# Letters of a title's word that has no line of its own, in the largest type.
_TITLE_LINE = 30
# Letters on each side of a hyphen, as in `text.css`.
_SIDE = 4
# Letters of the scripts whose words are divided with hyphens: Latin, Greek, Cyrillic.
_LETTER = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff]"
_LETTERS = lazy_pattern(rf"{_LETTER}++(?:[-'’]{_LETTER}++)*+")


def breakable(html: Markup, most: int, language: str, *, breaks_figures: bool) -> Markup:
    """HTML of a cell whose words of more than `most` characters may be broken, with the hyphens of
    a `language` (empty for none) if they are words and not code; not those of its notes, which
    have a whole line. Figures stay whole, or go on at a space on a line that is indented.

    A word of its own style: were all words of a cell breakable, a narrow column would break
    them although another column has room.
    """
    in_note = 0  # how many elements deep
    in_code = False

    def words(text: re.Match[str]) -> str:
        nonlocal in_note, in_code
        part = text[0]
        if in_note or part.startswith(_NOTE):
            in_note += part.startswith("<span") - (part == "</span>")
        elif part.startswith("<"):
            in_code = part.startswith("<code") or (in_code and part != "</code>")
        else:
            return _broken(part, most, "" if in_code else language, breaks_figures=breaks_figures)
        return part

    return Markup(_TAG_OR_TEXT.sub(words, html))  # noqa: S704 - escaped before


def breakable_title(title: str, language: str) -> Markup:
    """A title as HTML, whose words that are longer than a line may be broken."""
    return Markup(_broken(escape(title), _TITLE_LINE, language))  # noqa: S704 - escaped


def _broken(text: str, most: int, language: str, *, breaks_figures: bool = False) -> str:
    def breakable(word: str) -> str:
        plain = unescape(word)
        if is_figure(plain):
            divided = word.replace(NO_BREAK, " ")
            return f'<span class="figure">{divided}</span>' if breaks_figures else word
        if len(plain) <= most:
            return word
        if NO_BREAK in word:  # divided there first
            return " ".join(map(breakable, word.split(NO_BREAK)))
        hyphens = _hyphens(language) if language else None
        longest = _longest_piece(plain, hyphens) if hyphens else 0
        # Both at once would leave pieces of which nobody could tell the word.
        kind = "hyphenated" if 0 < longest <= most else "breakable"
        return f'<span class="{kind}">{word}</span>'

    return _WORD.sub(lambda word: breakable(word[0]), text)


@cache
def _hyphens(language: str) -> Pyphen | None:
    import pyphen  # noqa: PLC0415 - few pages have a word that is so long

    dictionary = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=dictionary, left=_SIDE, right=_SIDE) if dictionary else None


def _longest_piece(word: str, hyphens: Pyphen) -> int:
    """The characters of the longest piece of a word, with its hyphen, that is divided wherever it
    can be; 0 where it cannot be: an address, which a hyphen would make another, and a word whose
    letters would change (in Hungarian).
    """
    found = _LETTERS.findall(word)
    if len(found) != 1 or any(map(str.isalnum, word.replace(found[0], "", 1))):
        return 0
    parts = found[0].split("-")
    # Beside a short one a line's end would tell nothing: the hyphen before it may be the word's.
    if min(map(len, parts)) < _SIDE:
        return 0
    longest = 0
    for part in parts:
        rest = part
        while places := hyphens.positions(rest):
            if any(place.data for place in places):
                return 0
            longest = max(longest, places[0])
            rest = rest[places[0] :]
        longest = max(longest, len(rest))
    return longest + 1
