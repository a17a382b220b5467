"""The inside of a citation: Pandoc's `[see @key, ¶5, suffix; @other]`, and what a key names.

https://pandoc.org/MANUAL.html#citation-syntax, as far as the brief format takes it over.
"""

from __future__ import annotations

import re

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import CiteKey

KEY = lazy_pattern(r"[A-Za-z0-9](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_])?")
_AT_KEY = lazy_pattern(r"(?<![^\W_])(?<!/)(?P<suppress>-?)@(?=[A-Za-z0-9])")
_TRAILING = ("_", ".", ":", "-")
_DASH = "[-\u2010-\u2015]"
LETTER_KEY = lazy_pattern(r"(?P<letter>[A-Z]{1,2})(?P<first>\d+)")
# A dash without a number after it, unless the words after it make it one of a sentence.
_OPEN_RANGE = rf"\s*+{_DASH}\s*+\Z|[-\u2010-\u2013](?=\w)"
_RANGE = lazy_pattern(rf"\s*{_DASH}\s*(?P<last>\d+)(?![\w])")
_PARAGRAPHS = lazy_pattern(
    rf"(?<!\s)\s*+(?:,\s*+)?(?:¶{{1,2}}|paras?\.)\s*(?P<first>-?\d+)"
    rf"(?:\s*{_DASH}\s*(?P<last>\d+))?"
    rf"(?P<more>[^\W\d]|[.:/]\d|"
    rf"\s*+(?:(?:,|&|and|;|{_DASH})\s*+)?(?:(?:¶{{1,2}}|paras?\.)\s*+)?\d|{_OPEN_RANGE})?",
    re.IGNORECASE,
)
# (Possessive, and from its beginning: white space that could be divided in several ways, or begun
# at each of its characters, takes its length squared.)
# A printed page, or a range of them.
_PAGE = r"(?:\d{1,6}|[ivxlc]{1,8})"
_PAGES = lazy_pattern(
    rf"(?<!\s)\s*+(?:,\s*+)?pp?\.\s*(?P<first>{_PAGE})(?:\s*{_DASH}\s*(?P<last>{_PAGE}))?"
    rf"(?![\w./:]*\w)(?!\s*+(?:(?:,|&|and|;|{_DASH})\s*+)?(?:pp?\.\s*+)?\d)(?!{_OPEN_RANGE})"
)
# Pages that are meant, but not written as above.
_PAGES_MEANT = lazy_pattern(
    r"(?<!\s)\s*+(?:,\s*+)?(?:pp?|pages?|pgs?)\b\.?\s*(?=[\divxlc])", re.IGNORECASE
)
# Pandoc's locator terms, as far as a number follows: someone who types one means a place.
# After the abbreviated ones it may be Roman.
_OTHER_LOCATOR = lazy_pattern(
    rf"{_OPEN_RANGE}|"
    # Another key like A5, before which a semicolon is missing.
    r"\s*+,?\s*+(?-i:[A-Z]{1,2})\d{1,4}\s*+(?:\Z|[,;])|"
    r"\s*+(?:,\s*+)?(?:[{\d§¶]|"
    r"(?:pp?|pages?|chapters?|sections?|volumes?|notes?|lines?|figures?|columns?|folios?|articles?|"
    r"books?|verses?|paras?|paragraphs?|parts?)\s*\d|"
    r"(?:pp?|chaps?|ch|secs?|vols?|nos?|nn?|ll?|figs?|cols?|fols?|arts?|bks?|vv?|paras?|pts?|r|op|"
    r"s\.\s?v|loc|ff?)\.\s*(?:\d|(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\b))",
    re.IGNORECASE,
)


# More digits than any text has paragraphs.
_DIGITS = 9


class Located(Struct, frozen=True, gc=False):
    """A key's suffix read: the paragraphs that it names, and the words after them.

    `first` is None where it names none. `pages` are the first and the last printed page that
    it names instead. `problem` says in the user's words what is wrong, and `meant` how what was
    perhaps meant is written.
    """

    first: int | None = None
    last: int | None = None
    words: str = ""
    problem: str | None = None
    pages: tuple[str, str] | None = None
    meant: str = ""


_NOTHING = Located()


def key_positions(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The positions of `@key` in `text`, escaped ones apart."""
    return [
        match
        for match in _AT_KEY.finditer(text, start, end)
        if not _is_escaped(text, match.end() - 1)
    ]


def read_locator(suffix: str) -> Located:
    """What comes after a source id: `, ¶5, who denies it`."""
    match = _PARAGRAPHS.match(suffix)
    if match is None:
        if pages := _PAGES.match(suffix):
            first, last = pages["first"], pages["last"] or pages["first"]
            return Located(words=suffix[pages.end() :], pages=(first, last))
        if suffix and _OTHER_LOCATOR.match(suffix):
            problem = f"“{suffix.strip(' ,')}” is not a paragraph of a source"
            return Located(problem=problem, meant=_pages_meant(suffix))
        return Located(words=suffix)
    if match["more"]:
        return Located(problem=f"“{suffix.strip(' ,')}” is not one paragraph or one range of them")
    first = _number(match["first"])
    last = _number(match["last"]) if match["last"] else first
    return Located(first, last, suffix[match.end() :])


def read_suffix(suffix: str) -> Located:
    """What comes after a passage id or a letter key, where no locator may."""
    if not suffix:
        return _NOTHING
    if _PARAGRAPHS.match(suffix) or _OTHER_LOCATOR.match(suffix):
        return Located(problem=f"“{suffix.strip(' ,')}” cannot follow this key")
    return Located(words=suffix)


def read_letter_key(key: CiteKey) -> tuple[str, Located] | None:
    """A key like `A5` or `A36-37` (any dash): its letter and paragraphs; None for another."""
    typed = key.key + key.suffix
    match = LETTER_KEY.match(typed)
    if match is None or LETTER_KEY.match(key.key) is None:
        return None
    end = match.end()
    first = last = _number(match["first"])
    if more := _RANGE.match(typed, end):
        last, end = _number(more["last"]), more.end()
    if end < len(key.key):
        return None  # an id that merely begins like one: A5-report
    rest = read_suffix(typed[end:])
    return match["letter"], Located(first, last, rest.words, rest.problem)


def ids(key: CiteKey) -> list[tuple[str, str]]:
    """The ids that a key may be, the longest first, each with the suffix after it.

    An id may end in punctuation (`report.`), which usually ends the sentence instead.
    """
    if key.suffix[:1] not in _TRAILING:
        return [(key.key, key.suffix)]
    trailing = re.match(r"[_.:-]*", key.suffix)
    assert trailing is not None
    return [
        (key.key + key.suffix[:length], key.suffix[length:])
        for length in range(trailing.end(), -1, -1)
    ]


def _pages_meant(suffix: str) -> str:
    """`, p 5` as `p. 5`, and so a range of pages; empty for what names none."""
    number = _PAGES_MEANT.sub("p. ", suffix, count=1)
    pages = _PAGES.match(number) if number != suffix else None
    if pages is None:
        return ""
    return f"pp. {pages['first']}-{pages['last']}" if pages["last"] else f"p. {pages['first']}"


def _number(digits: str) -> int:
    """A paragraph's number; of one that is absurdly long, enough to be past any last one."""
    return int(digits[:_DIGITS])


def _is_escaped(text: str, position: int) -> bool:
    count = 0
    while position - count > 0 and text[position - count - 1] == "\\":
        count += 1
    return count % 2 == 1
