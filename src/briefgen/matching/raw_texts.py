"""Which of many texts may hold a quotation, found in their bytes.

Most texts of a library hold nothing of a quotation: whether one has its words is asked of
its bytes, which are neither decoded nor folded for that.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefgen.model.found_once import found_once

from .folding import INVISIBLE, ONE_LETTER
from .pattern import Literal, parse_quote

# So many words of a quotation are looked for, the longest of them.
_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
_LINE_END = re.compile(rb"(?:-|\xc2\xad|\xe2\x80[\x90\x91])[ \t]*\r?\n?[ \t]*(?<=[\r\n \t])")
_MARKUP = re.compile(rb"</?[A-Za-z!][^<>]*>|[*_`~\\]")
_HIDDEN = re.compile(f"[{INVISIBLE}]")
# In UTF-8 the first bytes of accents, ligatures and invisible characters.
_TELLTALE = (
    b"\xcc", b"\xcd", b"\xef\xac", b"\xef\xbb", b"\xc2\xad", b"\xc2\xb5", b"\xe1\xa0", b"\xe2\x81",
    *(b"\xe2\x80" + bytes([last]) for last in range(0x8B, 0x90)), b"\xe2\x88\x86",
)  # fmt: skip
_ONE_LETTER = str.maketrans(ONE_LETTER)
_END = b"\0"
_PLAIN_WORD = re.compile(rb"[A-Za-z]+|[0-9]+")
# After so many quotations that are looked for it pays to know all words.
_FEW = 24


class RawText(Struct, frozen=True):
    """A text's id, its bytes, and whether it is Markdown."""

    id: str
    raw: bytes
    is_markdown: bool = False


def needed(typed: str) -> tuple[bytes, ...]:
    """Words, the longest first, all of which are in the bytes of any text with the quotation, save
    for what `RawTexts` takes away; none where nothing is known."""
    quote = parse_quote(typed)
    sets = [
        {word for chunk in reading for literal in chunk.literals for word in _words(literal)}
        for reading in (quote.readings if quote else ())
    ]
    common = set.intersection(*sets) if sets else set()
    longest = sorted(common, key=lambda word: (-len(word), word))[:_WORDS]
    return tuple(word.encode() for word in longest)


def _words(literal: Literal) -> Iterable[str]:
    """The words of a literal as any source writes them: not those whose case may differ."""
    flexible = list(literal.flexible)
    for match in _WORD.finditer(literal.text):
        word = match[0]
        is_plain = word.isascii() or not any(map(str.isnumeric, word))
        if is_plain and not any(match.start() <= at < match.end() for at in flexible):
            yield word


class RawTexts:
    """The bytes of texts, searchable."""

    def __init__(self, texts: Iterable[RawText]):
        self._ids: list[str] = []
        self._starts: list[int] = []
        self._raw: list[bytes] = []
        self._asked = 0
        parts: list[bytes] = []
        at = 0
        for text in texts:
            bare = _bare(text)
            self._ids.append(text.id)
            self._raw.append(text.raw)
            self._starts.append(at)
            parts += bare, _END
            at += len(bare) + len(_END)
        self._starts.append(at)
        self._bytes = b"".join(parts)

    def __len__(self) -> int:
        return len(self._ids)

    def holding(self, words: Sequence[bytes]) -> list[str]:
        """The ids of the texts that have all of these words, in order; none without words."""
        found: list[str] = []
        self._asked += 1
        if not words or (self._asked > _FEW and any(map(self._lacks, words))):
            return found
        first, *others = words
        at = self._bytes.find(first)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            start, end = self._starts[number], self._starts[number + 1]
            if all(self._bytes.find(word, start, end) >= 0 for word in others):
                found.append(self._ids[number])
            at = self._bytes.find(first, end)
        return found

    def _lacks(self, word: bytes) -> bool:
        return word.isascii() and word not in self._words

    @found_once
    def _words(self) -> frozenset[bytes]:
        """The words of plain letters, those divided at line ends whole and in their parts."""
        return frozenset(_PLAIN_WORD.findall(self._bytes)).union(
            *(_PLAIN_WORD.findall(raw) for raw in self._raw)
        )


def _bare(text: RawText) -> bytes:
    """The bytes of a text, without what may be within a word and is none of its letters."""
    raw = text.raw
    if text.is_markdown:
        raw = _MARKUP.sub(b"", raw)
        if b"&" in raw:
            import html

            raw = html.unescape(raw.decode(errors="replace")).encode(errors="replace")
    if not raw.isascii() and any(sign in raw for sign in _TELLTALE):
        seen = _HIDDEN.sub("", raw.decode(errors="replace"))
        raw = unicodedata.normalize("NFC", seen).translate(_ONE_LETTER).encode(errors="replace")
    if b"-\n" in raw or b"-\r" in raw or b"- " in raw or b"\xe2\x80\x90" in raw:
        raw = _LINE_END.sub(b"", raw)
    return raw
