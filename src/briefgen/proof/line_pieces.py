"""A text in pieces, as lines have them, and whether a line shows the characters of a piece in the
order in which they are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from briefgen.assemble.bidi import Direction
from briefgen.matching.same_glyphs import bare

from .visual_order import visual

# Around words that run one way, or either, whatever is around them: control characters, which
# nothing prints.
_BEGIN: dict[Direction | None, str] = {"ltr": "\x0e", "rtl": "\x0f", None: "\x11"}
_END = "\x10"
_WAYS = {_BEGIN["ltr"]: (False,), _BEGIN["rtl"]: (True,), _BEGIN[None]: (False, True)}
_MARKERS = re.compile("[\x0e-\x11]")


def running(direction: Direction | None, words: str) -> str:
    """`words` of a text that run one way, or either, whatever is around them."""
    return f"{_BEGIN[direction]}{words}{_END}" if words.strip() else words


def unmarked(text: str) -> str:
    """`text` as a person reads it."""
    return _MARKERS.sub("", text)


def characters(text: str) -> str:
    """The characters of `text` without white space, letters and accents apart (NFD)."""
    return "".join(unicodedata.normalize("NFD", bare(text)).split())


def letters(text: str) -> str:
    """The characters of `text` without accents, which have no place of their own in a line."""
    return "".join(c for c in characters(text) if unicodedata.category(c) != "Mn")


def as_shown(text: str) -> str:
    """The letters of `text`, with one sign for all that may be mirrored."""
    return "".join("(" if unicodedata.mirrored(one) else one for one in letters(text))


class Pieces:
    """The pieces of `text`, each from one of its `characters` to another."""

    def __init__(self, text: str) -> None:
        self.characters = characters(text)
        self._text = text
        self._spaced = ""
        self._places: list[int] = []  # of each letter, in the text with its spaces
        self._before: list[int] = []  # how many letters are before each character

    def is_shown(self, start: int, end: int, line: str, ways: tuple[bool, ...]) -> bool:
        """Whether `line`, from left to right, has the piece from `start` to `end` in its order,
        perhaps with other words where it begins to run another way; `ways` says whether what is
        around it may run backwards."""
        self._read()
        first, last = self._before[start], self._before[end]
        if first == last:
            return True
        from_, to = self._places[first], [*self._places, len(self._spaced)][last]
        around = [ways]
        for marker in _MARKERS.findall(self._spaced, 0, from_):
            if marker != _END:
                around.append(_WAYS[marker])
            elif len(around) > 1:
                around.pop()
        own = unmarked(self._spaced[from_:to])
        return any(_has(line, visual(own, backwards=way)) for way in around[-1])

    def _read(self) -> None:
        if self._before:
            return
        apart = unicodedata.normalize("NFD", self._text)
        self._spaced = "".join([one for one in apart if unicodedata.category(one) != "Mn"])
        for at, one in enumerate(self._spaced):
            self._places += [at] * len(letters(one))
        count = 0
        self._before = [0]
        for one in self.characters:
            count += unicodedata.category(one) != "Mn"
            self._before.append(count)


def _has(line: str, pieces: Iterable[str]) -> bool:
    """Whether `line` has some pieces whole and in their order, perhaps with others between."""
    at = 0
    for shown in map(as_shown, pieces):
        found = line.find(shown, at)
        if found < 0:
            return False
        at = found + len(shown)
    return True
