"""Quotations in prose: text between double quotation marks.

The marks are those of the brief format (“A quotation in prose must be in what it
cites”), some of them by the brief's language. Single marks never make a quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

STRAIGHT = '"'
_EVERYWHERE = {"“": "”", "„": "“", "«": "»"}
_BY_LANGUAGE = {
    "de": {"»": "«"},
    "da": {"»": "«"},
    "sv": {"”": "”"},
    "fi": {"”": "”"},
    "pl": {"„": "“”"},
    "nl": {"„": "“”"},
    "hu": {"„": "“”"},
}
# How much of a quotation that is never closed is shown.
_SHOWN = 200
DOUBLE_MARKS = frozenset('"“”„«»')
_MARK = re.compile('["“”„«»]')


class Marked(Struct, frozen=True):
    """Words between marks: `start` and `end` are those of the words, without the marks.

    `closed` is false where the closing mark is missing; `end` then ends what is shown of it.
    """

    start: int
    end: int
    closed: bool = True


@lru_cache(maxsize=32)
def closing_marks(language: str) -> Mapping[str, str]:
    """For each opening mark, the marks that close it, in a brief of `language` (BCP 47)."""
    return _EVERYWHERE | _BY_LANGUAGE.get(language.split("-", maxsplit=1)[0].lower(), {})


def find_quotations(
    text: str, language: str, literal: Sequence[bool] | None = None
) -> Iterator[Marked]:
    """The quotations in `text`, outermost only, in order.

    `literal[i]` says that character i neither opens nor closes (escaped, or code).
    """
    closers = closing_marks(language)
    marks = [
        (i, text[i])
        for i in (match.start() for match in _MARK.finditer(text))
        if not (literal and literal[i]) and not _is_inch(text, i)
    ]
    unclosed: set[int] = set()
    index = 0
    while index < len(marks):
        start, mark = marks[index]
        if mark == STRAIGHT:
            end = next((k for k in range(index + 1, len(marks)) if marks[k][1] == STRAIGHT), None)
        elif mark in closers:
            end = None if start in unclosed else _closing(marks, index, closers, unclosed)
        else:  # a closing mark that closes nothing
            index += 1
            continue
        if end is None:
            yield Marked(start + 1, min(len(text), start + 1 + _SHOWN), closed=False)
            index += 1
            continue
        stop = marks[end][0]
        if text[start + 1 : stop].strip():
            yield Marked(start + 1, stop)
        index = end + 1


def _is_inch(text: str, position: int) -> bool:
    """Whether a straight mark follows a digit: inches or seconds, not a quotation."""
    return text[position] == STRAIGHT and text[position - 1 : position].isdigit()


def _closing(
    marks: list[tuple[int, str]], index: int, closers: Mapping[str, str], unclosed: set[int]
) -> int | None:
    """The mark that closes the one at `index`; what stays open until the end is noted in
    `unclosed`, so that it is not searched for again."""
    stack: list[tuple[int, str]] = []
    awaited: Counter[str] = Counter()
    for k in range(index, len(marks)):
        position, mark = marks[k]
        if awaited[mark]:
            closes = False
            while not closes:  # the end of a quotation closes all inside
                closing = closers[stack.pop()[1]]
                awaited.subtract(closing)
                closes = mark in closing
            if not stack:
                return k
        elif mark in closers:
            stack.append((position, mark))
            awaited.update(closers[mark])
    unclosed.update(position for position, _ in stack)
    return None


def unescaped(text: str) -> str:
    """Plain text without the backslashes before double marks."""
    return "".join(
        c for i, c in enumerate(text) if not (c == "\\" and text[i + 1 : i + 2] in DOUBLE_MARKS)
    )
