"""Whether a paragraph is in a PDF as PDFium reads it: the test that needs no layout of ours.

A paragraph must be found in PDFium's own reading order of its sheets in at most `MOST_RUNS`
pieces. It fails where columns, tables or charts were put together wrongly.
"""

from __future__ import annotations

import re
import unicodedata

MOST_RUNS = 4
_LINE_NUMBER = re.compile(r"(?m)^[^\S\n]*\d{1,3}\s+|(?<!\s)\s+\d{1,3}[^\S\n]*$")


def bare(text: str) -> str:
    """What is compared: without white space, hyphens and invisible characters; PDFium drops
    or moves these."""
    kept = "".join(
        c
        for c in unicodedata.normalize("NFKC", text)
        if not c.isspace() and c not in "-\u2010\u2011\u00ad\u0002\ufffe\ufeff\u200b"
    )
    # An accent that PDFium has after its letter, a space between.
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
        low, high = 0, len(paragraph) - at
        while low < high:
            middle = (low + high + 1) // 2
            if paragraph[at : at + middle] in printed:
                low = middle
            else:
                high = middle - 1
        if low == 0:
            return None
        at += low
    return count


def found(paragraph: str, printed: str, calls: int = 0) -> bool:
    """Whether a paragraph is in the text of its sheets; each of its notes' calls, which were
    taken out of it, may divide a piece."""
    sought = bare(paragraph)
    most = MOST_RUNS + calls
    if runs(sought, bare(printed), most) is not None:
        return True
    return runs(sought, bare(_LINE_NUMBER.sub("\n", printed)), most) is not None


# A hyphen at a line's end, as PDFium writes it, or as a text has it.
_DIVIDED = re.compile(r"(?<!\w)(\w++)([-\u2010\u00ad\u0002\ufffe])\s*+(\w++)")


def printed_as(words: str, printed: str) -> tuple[str, ...] | None:
    """How `words` are printed in a text where they are one run: the words of them that are
    divided at a line's end there and undivided here, as `ex-|cess`; None where they are not."""
    kept = [(at, c) for at, c in enumerate(printed) if bare(c)]
    starts = [at for at, c in kept for _ in bare(c)]
    sought = bare(words)
    begin = "".join(bare(c) for _, c in kept).find(sought)
    if begin < 0 or not sought:
        return None
    shown = printed[starts[begin] : starts[begin + len(sought) - 1] + 1]
    return tuple(
        f"{match[1]}-|{match[3]}"
        for match in _DIVIDED.finditer(shown)
        if f"{match[1]}{match[3]}" in words
    )
