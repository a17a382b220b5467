"""Whether a paragraph is in a PDF as PDFium reads it: the test that needs no layout of ours.

A paragraph must be found in PDFium's own reading order of its sheets in at most `MOST_RUNS`
pieces. It fails where columns, tables or charts were put together wrongly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .glyphs import ACCENTS

MOST_RUNS = 4
_LEAST_PIECE = 8  # characters: a word that was put into a paragraph is shorter
_COMBINING = str.maketrans({**ACCENTS, "\u2013": "\u2212"})  # a raised dash was made a minus
_ACCENT_FIRST = re.compile(f"([{''.join(map(re.escape, ACCENTS))}])\\s*(\\w)")
_LINE_NUMBER = re.compile(r"(?m)^[^\S\n]*\d{1,3}\s+|(?<!\s)\s+\d{1,3}[^\S\n]*$")


def bare(text: str) -> str:
    """What is compared: without white space, hyphens and invisible characters; PDFium drops
    or moves these."""
    kept = "".join(
        c
        for c in unicodedata.normalize("NFKC", text.translate(_COMBINING))
        if not c.isspace() and c not in "-\u2010\u2011\u00ad\u0002\ufffe\ufeff\u200b"
    )
    # An accent that PDFium has after its letter, perhaps with a space between.
    return unicodedata.normalize("NFC", kept)


def runs(paragraph: str, printed: str, most: int = MOST_RUNS) -> int | None:
    """In how many pieces, in any order, the words of `paragraph` are in the text `printed`
    (both `bare`); None, if in more than `most`."""
    at = 0
    count = 0
    while at < len(paragraph):
        count += 1
        if count > most:
            return None
        length = _longest(paragraph, at, printed)
        if length == 0:
            return None
        at += length
    return count


def _longest(sought: str, at: int, printed: str) -> int:
    """How many characters of `sought`, from `at`, are one piece of `printed`."""
    low, high = 0, len(sought) - at
    while low < high:
        middle = (low + high + 1) // 2
        if sought[at : at + middle] in printed:
            low = middle
        else:
            high = middle - 1
    return low


def found(paragraph: str, printed: str, calls: int = 0) -> bool:
    """Whether a paragraph is in the text of its sheets; each of its notes' calls, which were
    taken out of it, may divide a piece."""
    sought = bare(paragraph)
    most = MOST_RUNS + calls
    return any(runs(sought, bare(one), most) is not None for one in _readings(printed))


def in_pieces(paragraph: str, printed: str) -> bool:
    """Whether a paragraph is in the text of its sheets in any number of pieces, none so short
    that a word could have been put in: the cells of a table's row are."""
    sheets = [bare(one) for one in _readings(printed)]
    cells = [cell for text in paragraph.split("\t") if (cell := bare(text))]
    return any(all(_in_pieces(cell, sheet) for cell in cells) for sheet in sheets)


def _in_pieces(sought: str, printed: str) -> bool:
    at = 0
    while at < len(sought):
        length = _longest(sought, at, printed)
        at += length
        if length == 0 or (length < _LEAST_PIECE and at < len(sought)):
            return False
    return True


def _readings(printed: str) -> Iterator[str]:
    """The ways to read the text of sheets: as it is, with accents before their letters, without
    the numbers of lines."""
    yield printed
    if (after := _accents_after(printed)) != printed:
        yield after
    yield _LINE_NUMBER.sub("\n", printed)


def _accents_after(printed: str) -> str:
    return _ACCENT_FIRST.sub(r"\2\1", printed)


# A hyphen at a line's end, as PDFium writes it, or as a text has it.
_DIVIDED = re.compile(r"(?<!\w)(\w++)([-\u2010\u00ad\u0002\ufffe])\s*+(\w++)")


def printed_as(words: str, printed: str) -> tuple[str, ...] | None:
    """How `words` are printed in a text where they are one run: the words of them that are
    divided at a line's end there and undivided here, as `ex-|cess`; None where they are not."""
    return next(_printed_as(words, printed), None)


def _printed_as(words: str, printed: str) -> Iterator[tuple[str, ...]]:
    sought = _decomposed(words)
    for reading in dict.fromkeys((printed, _accents_after(printed))):
        letters = [(at, letter) for at, c in enumerate(reading) for letter in _decomposed(c)]
        begin = "".join(letter for _, letter in letters).find(sought)
        if begin >= 0 and sought:
            start, end = letters[begin][0], letters[begin + len(sought) - 1][0]
            yield tuple(
                f"{match[1]}-|{match[3]}"
                for match in _DIVIDED.finditer(reading[start : end + 1])
                if f"{match[1]}{match[3]}" in words
            )


def _decomposed(text: str) -> str:
    """What is compared character by character: accents are characters of their own."""
    return unicodedata.normalize("NFD", bare(text))
