"""A quotation as it was typed, taken apart: words, ellipses, the editor's brackets.

The brief format (“A quote must be in its source”) says what each of them stands for.
`parse_quote` yields the readings of a quotation in the order in which they are tried;
`matching` looks each of them up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise, product
from typing import Literal as Choice

from msgspec import Struct
from msgspec.structs import replace

from .folding import fold, fold_with_map
from .word_boundaries import has_word

OMISSION = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.(?!\.)")
_INERT = re.compile(
    r"\s{0,8}\[(?:sic|emphasis added|emphasis in original|translation ours)\]", re.IGNORECASE
)
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
# The brackets of a quotation that has more of them are read as literal text.
MOST_BRACKETS = 40
# One of these at a quotation's end is forgiven where the source has none.
FINAL = (".", ",")


class Insert(Struct, frozen=True):
    """Editor's characters inside literal words: `[sic]`, or `[t]` over the source's `T`.

    `position` counts in the folded words; `length` characters there are printed as
    `typed` instead.
    """

    position: int
    length: Choice[0, 1]
    typed: str


class Literal(Struct, frozen=True):
    """Words that the source must hold, folded; the case of those at `Insert`s of length 1
    may differ."""

    text: str
    inserts: tuple[Insert, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether these words must stand as they are, letter by letter."""
        return not any(insert.length for insert in self.inserts)

    def places(self, folded: str) -> Iterator[int]:
        """Where in folded text these words begin, overlapping places too."""
        if pattern := self._pattern():
            yield from (found.start() for found in pattern.finditer(folded))
            return
        place = folded.find(self.text)
        while place >= 0:
            yield place
            place = folded.find(self.text, place + 1)

    def stands_at(self, folded: str, place: int) -> bool:
        """Whether these words stand in folded text at `place`."""
        if pattern := self._pattern():
            return pattern.match(folded, place) is not None
        return folded.startswith(self.text, place)

    def occurs_in(self, folded: str) -> bool:
        """Whether these words stand anywhere in folded text."""
        return next(self.places(folded), None) is not None

    def _pattern(self) -> re.Pattern[str] | None:
        """Matches these words without consuming them; None where they stand as they are,
        which is looked up much faster than a pattern is made."""
        if self.is_exact:
            return None
        flexible = {insert.position for insert in self.inserts if insert.length}
        parts = [
            f"[{re.escape(c.lower())}{re.escape(c.upper())}]"
            if i in flexible and len(c.lower()) == len(c.upper()) == 1
            else re.escape(c)
            for i, c in enumerate(self.text)
        ]
        return re.compile(f"(?={''.join(parts)})")


class Slot(Struct, frozen=True):
    """A bracketed word of the editor's, `[Hegseth]`: it adds to the source or replaces.

    `offset` is where the bracket stands in the typed quotation.
    """

    typed: str
    offset: int

    @property
    def text(self) -> str:
        return self.typed[1:-1]


class Chunk(Struct, frozen=True):
    """What stands between two ellipses: literals, with slots between them.

    `leading` and `trailing` slots stand at its ends, where nothing shows what they
    replaced. `omission` is the ellipsis typed before it, empty for the first.
    """

    literals: tuple[Literal, ...]
    slots: tuple[tuple[Slot, ...], ...]
    leading: tuple[Slot, ...] = ()
    trailing: tuple[Slot, ...] = ()
    omission: str = ""


Reading = tuple[Chunk, ...]


class Quote(Struct, frozen=True):
    """A quotation and its readings, the most literal first."""

    typed: str
    readings: tuple[Reading, ...]


@lru_cache(maxsize=1024)
def parse_quote(typed: str, *, note_markers: bool = False) -> Quote | None:
    """The readings of a quotation; None where it holds no letter and no digit.

    `note_markers` says that its source has note numbers of its own, which then are
    nothing in the quotation either.
    """
    omissions = [match.span() for match in OMISSION.finditer(typed)]
    has_brackets = 0 < OMISSION.sub("", typed).count("[") <= MOST_BRACKETS
    readings: list[Reading] = []
    for brackets, cuts in product((False, True), repeat=2):
        if (brackets and not has_brackets) or (cuts and not omissions):
            continue
        reading = _reading(typed, omissions if cuts else [], brackets, note_markers)
        if reading:
            readings.append(reading)
            readings.extend(_forgiving_final_mark(reading))
    return Quote(typed, tuple(readings)) if readings else None


def trimmed(typed: str) -> str:
    """A quotation without the ellipses before its first and behind its last word."""
    cuts = [match.span() for match in OMISSION.finditer(typed)]
    start, stop = 0, len(typed)
    for begin, end in cuts:
        if has_word(typed[start:begin]):
            break
        start = end
    for begin, end in reversed(cuts):
        if begin < start or has_word(typed[end:stop]):
            break
        stop = begin
    return typed[start:stop].strip()


def _reading(
    typed: str, omissions: list[tuple[int, int]], brackets: bool, note_markers: bool
) -> Reading:
    edges = [(0, 0), *omissions, (len(typed), len(typed))]
    pieces = [
        (typed[before[0] : before[1]], before[1], behind[0]) for before, behind in pairwise(edges)
    ]
    # Pieces without a letter or digit at either end are dropped.
    while pieces and not has_word(typed[pieces[0][1] : pieces[0][2]]):
        del pieces[0]
    while pieces and not has_word(typed[pieces[-1][1] : pieces[-1][2]]):
        del pieces[-1]
    chunks = [
        _chunk(typed, start, end, omission, brackets, note_markers)
        for omission, start, end in pieces
    ]
    return _with_words(chunks)


def _with_words(chunks: list[Chunk]) -> Reading:
    """The chunks that hold words of the source; brackets of those at either end that hold none
    go to a neighbour, at whose end nothing shows what they replaced."""
    worded = [any(has_word(literal.text) for literal in chunk.literals) for chunk in chunks]
    kept: list[Chunk] = []
    orphans: tuple[Slot, ...] = ()
    for number, chunk in enumerate(chunks):
        brackets = chunk.leading + tuple(chain(*chunk.slots)) + chunk.trailing
        between = any(worded[:number]) and any(worded[number:])
        if worded[number] or (between and any(literal.text for literal in chunk.literals)):
            omission = chunk.omission if kept else ""
            kept.append(replace(chunk, leading=orphans + chunk.leading, omission=omission))
            orphans = ()
        elif kept:
            kept[-1] = replace(kept[-1], trailing=kept[-1].trailing + brackets)
        else:
            orphans += brackets
    return tuple(kept)


def _chunk(
    typed: str, start: int, end: int, omission: str, brackets: bool, note_markers: bool
) -> Chunk:
    if not brackets:
        return Chunk((_literal(typed[start:end], [], note_markers),), (), omission=omission)
    literals: list[Literal] = []
    slots: list[tuple[Slot, ...]] = []
    raw: list[str] = []
    inserts: list[tuple[int, Choice[0, 1], str]] = []

    def finish() -> None:
        literals.append(_literal("".join(raw), inserts, note_markers))
        raw.clear()
        inserts.clear()

    position = start
    while position < end:
        inert = _INERT.match(typed, position, end)
        bracket = _BRACKET.match(typed, position, end)
        if inert:
            inserts.append((len("".join(raw)), 0, inert[0]))
            position = inert.end()
        elif bracket and _is_case_change(typed, bracket):
            inserts.append((len("".join(raw)), 1, bracket[0]))
            raw.append(bracket[1])
            position = bracket.end()
        elif bracket and has_word(bracket[1]) and not _touches_word(typed, bracket):
            finish()
            slots.append((Slot(bracket[0], bracket.start()),))
            position = bracket.end()
        else:
            raw.append(typed[position])
            position += 1
    finish()
    return _trimmed(literals, slots, omission)


def _literal(raw: str, inserts: list[tuple[int, Choice[0, 1], str]], note_markers: bool) -> Literal:
    if not inserts:
        return Literal(fold(raw, note_markers=note_markers).strip())
    folded = fold_with_map(raw, note_markers=note_markers)
    left = len(folded.text) - len(folded.text.lstrip())
    text = folded.text.strip()
    return Literal(
        text,
        tuple(
            Insert(min(max(folded.folded_position(at) - left, 0), len(text)), length, typed)
            for at, length, typed in inserts
        ),
    )


def _trimmed(literals: list[Literal], slots: list[tuple[Slot, ...]], omission: str) -> Chunk:
    """Slots next to each other become one place; those at the ends show nothing."""
    kept: list[Literal] = [literals[0]]
    places: list[tuple[Slot, ...]] = []
    for place, literal in zip(slots, literals[1:], strict=True):
        if kept[-1].text or len(kept) == 1:
            places.append(place)
            kept.append(literal)
        else:
            places[-1] += place
            kept[-1] = literal
    leading: tuple[Slot, ...] = ()
    trailing: tuple[Slot, ...] = ()
    if places and not kept[0].text:
        leading, places, kept = places[0], places[1:], kept[1:]
    if places and not kept[-1].text:
        trailing, places, kept = places[-1], places[:-1], kept[:-1]
    return Chunk(tuple(kept), tuple(places), leading, trailing, omission)


def _is_case_change(typed: str, bracket: re.Match[str]) -> bool:
    return (
        len(bracket[1]) == 1
        and bracket[1].isalpha()
        and _next_to(typed, bracket)[1].isalpha()
        and not _next_to(typed, bracket)[0].isalnum()
    )


def _touches_word(typed: str, bracket: re.Match[str]) -> bool:
    before, behind = _next_to(typed, bracket)
    return before.isalnum() or behind.isalnum()


def _next_to(typed: str, bracket: re.Match[str]) -> tuple[str, str]:
    """The characters before and behind a bracket, empty at the ends."""
    start, end = bracket.span()
    return typed[max(start - 1, 0) : start], typed[end : end + 1]


def _forgiving_final_mark(reading: Reading) -> list[Reading]:
    """The same reading without one final full stop or comma, if there is one."""
    *others, last = reading
    *literals, final = last.literals
    if last.trailing or not final.text.endswith(FINAL):
        return []
    shorter = Literal(
        final.text[:-1].rstrip(),
        tuple(i for i in final.inserts if i.position + i.length < len(final.text)),
    )
    chunk = _trimmed([*literals, shorter], list(last.slots), last.omission)
    return [(*others, replace(chunk, leading=last.leading))]


def folded_words(typed: str) -> str:
    """The quotation folded, without ellipses: for suggestions, never for a verdict."""
    return fold(OMISSION.sub(" ", typed)).strip()
