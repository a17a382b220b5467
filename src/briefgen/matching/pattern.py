"""A quotation as it was typed, taken apart: words, ellipses, the editor's brackets.

The brief format (“A quote must be in its source”) says what each of them stands for.
`parse_quote` yields the readings of a quotation in the order in which they are tried;
`matcher` looks each of them up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise, product
from typing import Literal as Choice

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.lazy_pattern import lazy_pattern

from .folding import CLOSED_BY, fold, fold_with_map
from .word_boundaries import has_text, has_word

_DOTS = r"(?:…|\.\.\.|\. \. \.)"
# One more full stop may follow an ellipsis.
OMISSION = lazy_pattern(
    rf"\[\s*{_DOTS}\s*\]\.?|…\.?|(?<!\.)\.\.\.\.?(?!\.)|(?<!\. )\. \. \.(?: \.)?(?! ?\.)"
)
_REMARKS = (
    "sic",
    "sic!",
    "emphasis added",
    "emphasis mine",
    "my emphasis",
    "italics added",
    "emphasis in original",
    "translation ours",
    "citation omitted",
    "citations omitted",
    "footnote omitted",
    "internal quotation marks omitted",
)
_BRACKET = lazy_pattern(r"\[([^\[\]]*)\]")
# The brackets of a quotation that has more of them are read as literal text.
MOST_BRACKETS = 40
# And so are the ellipses of one that has more of them.
MOST_OMISSIONS = 100
# One of these at a quotation's end, or before an ellipsis, is forgiven where the source has
# none.
FINAL = (".", ",")
# But no full stop in the place of one of these: it would make a statement of a question.
ENDS_OTHERWISE = "?!‽？！؟⁇⁈⁉"
# A remark of the editor, with the space before it.
_INERT = lazy_pattern(rf"\s{{0,8}}\[(?:{'|'.join(map(re.escape, _REMARKS))})\]", re.IGNORECASE)


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
        """Whether these words must be there as they are, letter by letter."""
        return not any(insert.length for insert in self.inserts)

    @property
    def flexible(self) -> Iterator[int]:
        """The positions whose case may differ."""
        return (insert.position for insert in self.inserts if insert.length)


class Slot(Struct, frozen=True):
    """A bracketed word of the editor's, `[Hegseth]`: it adds to the source or replaces.

    `offset` is where the bracket is in the typed quotation.
    """

    typed: str
    offset: int

    @property
    def text(self) -> str:
        return self.typed[1:-1]


class Chunk(Struct, frozen=True):
    """What is between two ellipses: literals, with slots between them.

    `leading` and `trailing` slots are at its ends, where nothing shows what they
    replaced. `omission` is the ellipsis typed before it with the space around it, empty for
    the first. `shorter` is the same without the full stop or comma before the next ellipsis,
    which the source may lack; `forgiven` is that mark, or the quotation's last one, in what is
    without it.
    """

    literals: tuple[Literal, ...]
    slots: tuple[tuple[Slot, ...], ...]
    leading: tuple[Slot, ...] = ()
    trailing: tuple[Slot, ...] = ()
    omission: str = ""
    shorter: Chunk | None = None
    forgiven: str = ""


Reading = tuple[Chunk, ...]


class Quote(Struct, frozen=True):
    """A quotation and its readings, the most literal first."""

    typed: str
    readings: tuple[Reading, ...]


@lru_cache(maxsize=1024)
def parse_quote(typed: str) -> Quote | None:
    """The readings of a quotation; None where it holds nothing but space and punctuation."""
    readings = list(_readings(typed, 0, len(typed)))
    if inner := _inside_marks(typed):
        readings.extend(_readings(typed, *inner))
    return Quote(typed, tuple(readings)) if readings else None


def _readings(typed: str, start: int, stop: int) -> Iterator[Reading]:
    omissions = [match.span() for match in OMISSION.finditer(typed, start, stop)]
    has_brackets = "[" in typed and 0 < OMISSION.sub("", typed).count("[") <= MOST_BRACKETS
    for brackets, cuts in product((False, True), repeat=2):
        if (brackets and not has_brackets) or (cuts and not 0 < len(omissions) <= MOST_OMISSIONS):
            continue
        edges = [(start, start), *(omissions if cuts else []), (stop, stop)]
        reading = _reading(typed, edges, brackets)
        if reading:
            yield reading
            yield from _forgiving_final_mark(reading)


def _inside_marks(typed: str) -> tuple[int, int] | None:
    """The words between a pair of marks around the whole of a quotation."""
    words = typed.strip()
    start = typed.find(words)
    closing = CLOSED_BY.get(words[:1], "")
    if len(words) < 3 or words[-1] not in closing:
        return None
    depth = 1
    for at in range(1, len(words) - 1):
        before, character, after = words[at - 1], words[at], words[at + 1]
        if before.isalnum() and after.isalnum():
            continue  # an apostrophe
        if character in closing and (character != words[0] or before.isalnum()):
            depth -= 1
        elif character == words[0]:
            depth += 1
        if not depth:
            return None
    return (start + 1, start + len(words) - 1) if depth == 1 else None


def without_marks(typed: str) -> str:
    """A quotation without the pair of marks around the whole of it, and the spaces inside them."""
    inside = _inside_marks(typed)
    return typed[slice(*inside)].strip() if inside else typed


def trimmed(typed: str) -> str:
    """A quotation without the ellipses before its first and after its last word."""
    cuts = [match.span() for match in OMISSION.finditer(typed)]
    start, stop = 0, len(typed)
    for begin, end in cuts:
        if has_text(typed[start:begin]):
            break
        start = end
    for begin, end in reversed(cuts):
        if begin < start or has_text(typed[end:stop]):
            break
        stop = begin
    return typed[start:stop].strip()


def _reading(typed: str, edges: list[tuple[int, int]], brackets: bool) -> Reading:
    pieces = [(before, before[1], after[0]) for before, after in pairwise(edges)]
    # Pieces of only space and punctuation at either end are dropped.
    while pieces and not has_text(typed[pieces[0][1] : pieces[0][2]]):
        del pieces[0]
    while pieces and not has_text(typed[pieces[-1][1] : pieces[-1][2]]):
        del pieces[-1]
    chunks = [
        _chunk(typed, start, end, _spaced(typed, *omission), brackets)
        for omission, start, end in pieces
    ]
    worded = _with_words(chunks)
    return (*(_forgiving(chunk) for chunk in worded[:-1]), *worded[-1:])


def _spaced(typed: str, start: int, end: int) -> str:
    """An ellipsis as it was typed, with a space where there is one around it."""
    before = " " if typed[start - 1 : start].isspace() else ""
    after = " " if typed[end : end + 1].isspace() else ""
    return f"{before}{typed[start:end]}{after}"


def _with_words(chunks: list[Chunk]) -> Reading:
    """The chunks that hold words of the source; brackets of those at either end that hold none
    go to a neighbour, at whose end nothing shows what they replaced."""
    worded = [any(has_text(literal.text) for literal in chunk.literals) for chunk in chunks]
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


def _chunk(typed: str, start: int, end: int, omission: str, brackets: bool) -> Chunk:
    if not brackets:
        return Chunk((_literal(typed[start:end], []),), (), omission=omission)
    literals: list[Literal] = []
    slots: list[tuple[Slot, ...]] = []
    raw: list[str] = []
    inserts: list[tuple[int, Choice[0, 1], str]] = []

    def finish() -> None:
        literals.append(_literal("".join(raw), inserts))
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


def _literal(raw: str, inserts: list[tuple[int, Choice[0, 1], str]]) -> Literal:
    if not inserts:
        return Literal(fold(raw).strip())
    folded = fold_with_map(raw)
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
    before, after = _next_to(typed, bracket)
    return before.isalnum() or after.isalnum()


def _next_to(typed: str, bracket: re.Match[str]) -> tuple[str, str]:
    """The characters before and after a bracket, empty at the ends."""
    start, end = bracket.span()
    return typed[max(start - 1, 0) : start], typed[end : end + 1]


def _forgiving_final_mark(reading: Reading) -> Iterator[Reading]:
    """The same reading without one final full stop or comma, if there is one."""
    *others, last = reading
    if shorter := _without_final_mark(last):
        yield (*others, shorter)


def _forgiving(chunk: Chunk) -> Chunk:
    return replace(chunk, shorter=_without_final_mark(chunk))


def _without_final_mark(chunk: Chunk) -> Chunk | None:
    *literals, final = chunk.literals
    if chunk.trailing or not final.text.endswith(FINAL):
        return None
    shorter = Literal(
        final.text[:-1].rstrip(),
        tuple(i for i in final.inserts if i.position + i.length < len(final.text)),
    )
    kept = _trimmed([*literals, shorter], list(chunk.slots), chunk.omission)
    if not any(literal.text for literal in kept.literals):
        return None
    return replace(kept, leading=chunk.leading, forgiven=final.text[-1])


def folded_words(typed: str) -> str:
    """The quotation folded, without ellipses: for suggestions, never for a verdict."""
    return fold(OMISSION.sub(" ", typed)).strip()
