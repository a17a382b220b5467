"""Quotations in prose: text between quotation marks, and marks that are none.

The marks are those of the brief format (“A quotation in prose must be in what it
cites”), some of them by the brief's language.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, takewhile

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern

STRAIGHT = '"'
_EVERYWHERE = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "❝": "❞", "‹": "›"}
_BY_LANGUAGE = {
    "de": {"»": "«", "›": "‹"},
    "da": {"»": "«", "›": "‹"},
    "sv": {"”": "”"},
    "fi": {"”": "”"},
    "pl": {"„": "“”"},
    "nl": {"„": "“”"},
    "hu": {"„": "“”"},
}
# Where single marks are a quotation's first ones in English.
_SINGLE = frozenset({"gb", "ie", "au", "nz", "za", "in"})
_TWO_LETTERS = 2
# How much of a quotation that is never closed, and of what is between stray marks, is shown.
_SHOWN = 200
DOUBLE_MARKS = frozenset('"“”„«»「」『』❝❞‹›')
# Straight marks before the last letter of a Hebrew word, or after more of it than the words that
# are joined to the one after them, which a quotation may begin amid a word.
_LETTER = "[\u05d0-\u05ea]"
_GERSHAYIM = lazy_pattern(
    f'(?<={_LETTER})"(?={_LETTER}(?!{_LETTER}))|'
    f'(?<={_LETTER})(?<!(?<!{_LETTER})[והבכלמש])(?<!(?<!{_LETTER})[והבכלמש]{{2}})"(?={_LETTER})'
)
_MARK = re.compile('["“”„‟«»「」『』❝❞‹›‘]')
# Signs that look like marks around words, and what closes each: what else has Unicode's property
# Quotation_Mark or “quotation” in its name, what is typed for marks, and primes, accents and
# strokes that pass for them.
_DOUBLED = ("''", "’’", "´´", "ʼʼ", "′′", "‛‛", "＇＇", "``", "ˋˋ", "׳׳")
_LOOK_ALIKES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys([*_DOUBLED, "‘‘", "‚‚", ",,", "ʻʻ", "‵‵", "ˊˊ"], (*_DOUBLED, "‘‘")),
    **dict.fromkeys("″‶ʺˮ˝〃״", ("″", "‶", "ʺ", "ˮ", "˝", "〃", "״")),
    **dict.fromkeys("〝〞〟", ("〞", "〟")),
    **dict.fromkeys("🙶🙷🙸", ("🙶", "🙷", "🙸")),
    **dict.fromkeys("❛❟", ("❜",)),
    **dict.fromkeys("‛´`", ("‛", "´", "’")),
    '""': ('""',),
    "<<": (">>",),
    "❠": ("❝", "❞"),
    "⹂": ("⹂", "”", "“"),
    **dict(zip("＂＇｢﹁﹃❮⟪《〈≪", zip("＂＇｣﹂﹄❯⟫》〉≫", strict=True), strict=True)),
}  # fmt: skip
# As in « », spaces may be inside of these, where a word follows.
_SPACED = frozenset({"<<", ">>", "≪", "≫"})
_SPACE_AND_WORD = lazy_pattern(r"\s(?:[IAÀ]\s)?[^\W\d_]{2}")


def _any_of(signs: Iterable[str]) -> str:
    """An expression for one of `signs`, of the longest that is there."""
    return "|".join(map(re.escape, sorted(set(signs), key=lambda sign: (-len(sign), sign))))


_LOOK_ALIKE = lazy_pattern(_any_of(chain(_LOOK_ALIKES, *_LOOK_ALIKES.values())))
_OPENING_LOOK_ALIKE = re.compile(_any_of(_LOOK_ALIKES))
# “…” alone is talk about the sign.
_ELLIPSES = frozenset({"…", "...", ". . ."})


class Marked(Struct, frozen=True, gc=False):
    """Words between marks: `start` and `end` are those of the words, without the marks.

    `closed` is false where the closing mark is missing; `end` then ends what is shown of it.
    """

    start: int
    end: int
    closed: bool = True


class Stray(Struct, frozen=True, gc=False):
    """Characters `start` to `end`: a mark that closes nothing, or what is between look-alikes."""

    start: int
    end: int


class Marks(Struct, frozen=True, gc=False):
    """The quotations of a text, outermost only, and its stray marks, both in order."""

    quotations: tuple[Marked, ...]
    strays: tuple[Stray, ...]


@lru_cache(maxsize=32)
def closing_marks(language: str) -> Mapping[str, str]:
    """For each opening mark, the marks that close it, in a brief of `language` (BCP 47)."""
    return _EVERYWHERE | _BY_LANGUAGE.get(language.split("-", maxsplit=1)[0].lower(), {})


def find_quotations(
    text: str,
    language: str,
    literal: Sequence[bool] | None = None,
    citations: Sequence[int] = (),
) -> tuple[Marked, ...]:
    """The quotations in `text`, outermost only, in order; see `read_marks`."""
    return read_marks(text, language, literal, citations).quotations


def read_marks(
    text: str,
    language: str,
    literal: Sequence[bool] | None = None,
    citations: Sequence[int] = (),
) -> Marks:
    """The quotations in `text` and the marks that are none.

    `literal[i]` says that character i neither opens nor closes (escaped, or code);
    `citations` are where citations are, at which single marks look for their end.
    """
    if not (_MARK.search(text) or _OPENING_LOOK_ALIKE.search(text)):
        return Marks((), ())
    reader = _Reader(text, language, literal, citations)
    quotations = tuple(found for found in reader.quotations() if not _is_sign(text, found))
    strays = [*_paired(reader.closing_nothing, text), *_look_alikes(text, literal)]
    if not strays:
        return Marks(quotations, ())
    outside = [
        stray
        for stray in sorted(strays, key=lambda stray: stray.start)
        if not any(q.start <= stray.start < q.end for q in quotations if q.closed)
    ]
    return Marks(quotations, tuple(outside))


def _is_sign(text: str, found: Marked) -> bool:
    words = text[found.start : found.end]
    return found.closed and len(words) < _SHOWN and words.strip(" \t\n[]") in _ELLIPSES


class _Reader:
    """One run over the marks of a text; `closing_nothing` are those that close nothing."""

    def __init__(
        self,
        text: str,
        language: str,
        literal: Sequence[bool] | None,
        citations: Sequence[int],
    ):
        self.text = text
        self.closers = closing_marks(language)
        # (Looked for where there is any: the pattern has no first character to search by.)
        gershayim = {match.start() for match in _GERSHAYIM.finditer(text)} if '"' in text else ()
        self.marks = [
            (i, text[i])
            for i in (match.start() for match in _MARK.finditer(text))
            if i not in gershayim and not (literal and literal[i])
        ]
        self.singles = (
            _single_marks(text, literal, citations) if _has_single_marks(language) else {}
        )
        self.closing_nothing: list[int] = []

    def quotations(self) -> Iterator[Marked]:
        marks, text = self.marks, self.text
        straight = [k for k, (_, mark) in enumerate(marks) if mark == STRAIGHT]
        unclosed: set[int] = set()
        index = following = 0
        while index < len(marks):
            start, mark = marks[index]
            stop: int | None = None
            if mark == "‘":
                if start not in self.singles:
                    index += 1
                    continue
                stop = self.singles[start]
            elif mark == STRAIGHT:
                if text[start - 1 : start].isdigit():  # a prime
                    index += 1
                    continue
                while following < len(straight) and straight[following] <= index:
                    following += 1
                if following < len(straight):
                    stop = marks[straight[following]][0]
            elif mark in self.closers:
                if start not in unclosed:
                    end = _closing(marks, index, self.closers, unclosed)
                    stop = None if end is None else marks[end][0]
            else:
                self.closing_nothing.append(start)
                index += 1
                continue
            if stop is None:
                yield Marked(start + 1, min(len(text), start + 1 + _SHOWN), closed=False)
                index += 1
                continue
            if text[start + 1 : stop].strip():
                yield Marked(start + 1, stop)
            while index < len(marks) and marks[index][0] <= stop:
                index += 1


def _has_single_marks(language: str) -> bool:
    """Whether a BCP 47 tag is of English and of a region with single marks: `en-GB`, and with a
    script before or a variant after the region."""
    english, *rest = language.lower().split("-")
    subtags = takewhile(lambda subtag: len(subtag) > 1, rest)  # up to an extension
    region = next((subtag for subtag in subtags if len(subtag) == _TWO_LETTERS), "")
    return english == "en" and region in _SINGLE


def _single_marks(
    text: str, literal: Sequence[bool] | None, citations: Sequence[int]
) -> dict[int, int | None]:
    """For each ‘ that opens before a word, the ’ that closes it: the last one after a word
    before its citation or the next that opens."""
    signs = [i for i, c in enumerate(text) if c in "‘’" and not (literal and literal[i])]
    opening = [
        i
        for i in signs
        if text[i] == "‘"
        and not text[i - 1 : i].isalnum()
        and (text[i + 1 : i + 2].isalnum() or text[i + 1 : i + 2] in DOUBLE_MARKS)
    ]
    closing = [
        i
        for i in signs
        if text[i] == "’" and text[i - 1 : i].strip() and not text[i + 1 : i + 2].isalnum()
    ]
    found: dict[int, int | None] = {}
    for number, start in enumerate(opening):
        limit = opening[number + 1] if number + 1 < len(opening) else len(text)
        cited = bisect_right(citations, start)
        if cited < len(citations):
            limit = min(limit, citations[cited])
        last = bisect_left(closing, limit) - 1
        found[start] = closing[last] if last >= 0 and closing[last] > start else None
    return found


def _paired(marks: Sequence[int], text: str) -> Iterator[Stray]:
    """Marks that close nothing; two around words are shown with these."""
    index = 0
    while index < len(marks):
        start = marks[index]
        after = marks[index + 1] if index + 1 < len(marks) else None
        opens = text[start + 1 : start + 2].strip() and not text[start - 1 : start].isalnum()
        if after is not None and opens and after - start <= _SHOWN:
            yield Stray(start, after + 1)
            index += 2
        else:
            yield Stray(start, start + 1)
            index += 1


# A mark that opens a title in Chinese, Japanese or Korean, and some of that.
_TITLES = lazy_pattern("[《〈][^》〉]*[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _look_alikes(text: str, literal: Sequence[bool] | None) -> Iterator[Stray]:
    """Words between signs that only look like marks."""
    if not _OPENING_LOOK_ALIKE.search(text):
        return  # most
    opened: tuple[int, str] | None = None
    for match in _LOOK_ALIKE.finditer(text):
        at, end = match.span()
        if literal and literal[at]:
            continue
        before, after = text[at - 1 : at], text[end : end + 1]
        is_spaced = match[0] in _SPACED
        opens = not before.isalnum() and bool(
            after.strip() or (is_spaced and _SPACE_AND_WORD.match(text, end))
        )
        closes = not after.isalnum() and bool(text[at - 1 - is_spaced : at].strip())
        if opened and closes and match[0] in _LOOK_ALIKES[opened[1]]:
            yield Stray(opened[0], min(end, opened[0] + _SHOWN))
            opened = None
        elif (
            opens
            and match[0] in _LOOK_ALIKES
            and not (match[0] in "《〈" and _TITLES.match(text, at))
        ):
            opened = at, match[0]


def _closing(
    marks: list[tuple[int, str]], index: int, closers: Mapping[str, str], unclosed: set[int]
) -> int | None:
    """The mark that closes the one at `index`; what stays open until the end is noted in
    `unclosed`, so that it is not searched for again."""
    if index + 1 < len(marks) and marks[index + 1][1] in closers[marks[index][1]]:
        return index + 1
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
    if "\\" not in text:
        return text
    return "".join(
        c for i, c in enumerate(text) if not (c == "\\" and text[i + 1 : i + 2] in DOUBLE_MARKS)
    )
