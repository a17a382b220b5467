"""Which way text runs: from left to right, or as Arabic and Hebrew do.

Decided here and not by the page's `dir=auto`, which WeasyPrint does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby
from typing import Literal

from briefgen.model.lazy_pattern import lazy_pattern

Direction = Literal["ltr", "rtl"]
# What Unicode's data (CLDR) says, which is large and not needed to prove a PDF.
_LANGUAGES = frozenset(
    "apc ar ary bal bgn bqi brh ckb dv fa he ks lrc mzn nqo ps rhg sd sdh skr syr trw ug ur "
    "yi".split()
)
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_SCRIPT = 4  # letters of a script's code
# What would print words backwards, whichever way their script runs, and what only has a meaning
# where some run from right to left: the page has words as they are read. (`check` reports such
# characters.)
_OVERRIDES = lazy_pattern("[\u202d\u202e]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BACKWARDS = lazy_pattern(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(text: str) -> Direction:
    """The way of the first character that has one (Unicode Standard Annex 9, P2 and P3)."""
    ways = (_STRONG.get(unicodedata.bidirectional(character)) for character in text)
    return next((way for way in ways if way), "ltr")


def language_direction(language: str) -> Direction:
    """The way in which a language (BCP 47) is written: as its script is, if the tag names one."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == _SCRIPT), "")
    if script:
        return "rtl" if script in _SCRIPTS else "ltr"
    return "rtl" if first in _LANGUAGES else "ltr"


def as_read(text: str, page: str) -> str:
    """`text` as a `page` has it: without what turns its words round."""
    if not _DIRECTIONS.search(text):
        return text
    return (_OVERRIDES if _BACKWARDS.search(page) else _DIRECTIONS).sub("", text)


def runs_backwards(text: str) -> bool:
    """Whether anything in `text` runs from right to left."""
    return any(map(_is_backwards, set(text)))


def unordered(text: str) -> Counter[str]:
    """What `text` says, without its order: the words that run from right to left, each by
    its letters, and every other letter and digit by itself.

    A PDF holds such words as they look, and programs that read them back disagree on the
    order of the words in a line, of the letters in a ligature, and of what is between.
    """
    letters = "".join(c for c in text if unicodedata.bidirectional(c) != "NSM")
    found = Counter[str]()
    for backwards, run in groupby(letters, _is_backwards):
        if backwards:
            found["".join(sorted(unicodedata.normalize("NFKC", "".join(run))))] += 1
        else:
            found.update(c for c in run if c.isalnum())
    return found


def _is_backwards(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")
