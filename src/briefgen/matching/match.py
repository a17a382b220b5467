"""A place where a quotation is: what it quotes, leaves out and replaces, and what is printed."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Span

from .pattern import Chunk, Literal, Slot
from .stretch import Extent, Stretch
from .view import View

# After initials and titles a full stop ends no sentence.
_ABBREVIATION = lazy_pattern(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Adm|Col|Maj|Capt|Cmdr|Lt|Sgt|Sen|Rep|Gov)\.$"
)


class Replacement(Struct, frozen=True):
    """A bracket of the editor's and what it replaced: "" nothing, None nothing shows."""

    slot: Slot
    replaced: str | None
    starts_sentence: bool = False


class DividedWord(Struct, frozen=True):
    """A word that the source divides at a line end: where, and what the quotation has there
    (a hyphen, or nothing)."""

    position: int
    typed: str


class Match(Struct, frozen=True, gc=False):
    """A place where a quotation is.

    `extents` are the raw characters that are quoted, `words` what is printed (the
    source's characters with the editor's brackets and ellipses), `omitted` what the
    ellipses left out. `start` and `end` are raw positions in `stretch`, as are those of
    `parts`, what is between the ellipses.
    """

    stretch: Stretch
    start: int
    end: int
    extents: tuple[Extent, ...]
    words: str
    omitted: tuple[str, ...]
    replacements: tuple[Replacement, ...]
    parts: tuple[tuple[int, int], ...] = ()
    divisions: tuple[DividedWord, ...] = ()

    @classmethod
    def of(cls, stretch: Stretch, start: int, end: int) -> Match:
        """The place of raw characters `start` to `end`, quoted as they are."""
        extents, words = stretch.extents(start, end), stretch.words(start, end)
        return cls(stretch, start, end, extents, words, (), (), ((start, end),))

    @property
    def paragraph(self) -> int:
        """The paragraph in which the quotation begins."""
        return self.extents[0].paragraph

    @property
    def span(self) -> Span:
        return self.stretch.span(self.start)


Within = Callable[[Stretch, int, int], bool]


# --- Where the parts of a quotation were found ------------------------------------


class SearchedText(Struct, frozen=True):
    """A stretch as it is compared, and the limits of what is looked up in it."""

    stretch: Stretch
    view: View
    within: Within | None

    def allows(self, start: int, end: int) -> bool:
        """Whether folded characters `start` to `end` begin and end where words do."""
        raw_start, raw_end = self.view.folded.raw_range(start, end)
        stretch = self.stretch
        return (
            not stretch.splits_word(raw_start)
            and not stretch.splits_word(raw_end)
            and not any(first == raw_start for first, _ in stretch.notes)
            and (self.within is None or self.within(stretch, raw_start, raw_end))
        )


class Piece(Struct, frozen=True):
    """A literal (or a slot) where it was matched, in folded positions, and what it has in each
    either-way place."""

    item: Literal | tuple[Slot, ...]
    start: int
    end: int
    choices: tuple[tuple[int, str], ...] = ()


class ChunkHit(Struct, frozen=True):
    """A part between ellipses where it was matched, in folded positions."""

    start: int
    end: int
    chunk: Chunk
    pieces: tuple[Piece, ...]


# --- From hits to what is printed -----------------------------------------------


def matched(run: list[ChunkHit], place: SearchedText) -> Match:
    """What a run of hits, one for each part between ellipses, comes to."""
    stretch, folded = place.stretch, place.view.folded
    extents: list[Extent] = []
    printed: list[str] = []
    omitted: list[str] = []
    replacements: list[Replacement] = []
    divisions: list[DividedWord] = []
    raw_end = 0
    for hit in run:
        chunk = hit.chunk
        raw_start = folded.starts[hit.start]
        if chunk.omission:
            omitted.append(stretch.words(raw_end, raw_start).strip())
            printed.append(chunk.omission)
        printed.extend(f"{slot.typed} " for slot in chunk.leading)
        replacements.extend(Replacement(slot, None) for slot in chunk.leading)
        for piece in hit.pieces:
            if isinstance(piece.item, Literal):
                printed.append(_printed(piece.item, piece, place))
                extents.extend(stretch.extents(*folded.raw_range(piece.start, piece.end)))
                divisions.extend(
                    DividedWord(folded.starts[at], typed.strip())
                    for at, typed in piece.choices
                    if place.view.divides(at)
                )
            else:
                replaced = _replaced(piece, place)
                printed.append(_spaced(piece, place))
                starts = _starts_sentence(piece.start, place.view)
                replacements.extend(Replacement(slot, replaced, starts) for slot in piece.item)
        printed.extend(f" {slot.typed}" for slot in chunk.trailing)
        replacements.extend(Replacement(slot, None) for slot in chunk.trailing)
        raw_end = folded.ends[hit.end - 1]
    parts = tuple((folded.starts[hit.start], folded.ends[hit.end - 1]) for hit in run)
    return Match(
        stretch,
        parts[0][0],
        parts[-1][1],
        _joined(extents, stretch),
        "".join(printed).strip(),
        tuple(omitted),
        tuple(replacements),
        parts,
        tuple(divisions),
    )


def _printed(literal: Literal, piece: Piece, place: SearchedText) -> str:
    """The source's own characters, with the editor's inserts, and as he writes the words that
    the source divides at line ends and the marks that reopen its paragraphs."""
    folded = place.view.folded
    edits = [
        (at, at + 1, typed.strip())
        for at, typed in piece.choices
        if place.view.divides(at) or not typed
    ]
    for insert in literal.inserts:
        at = place.view.position(literal, piece.start, insert.position)
        edits.append((at, at + insert.length, insert.typed))
    parts: list[str] = []
    position = piece.start
    for start, end, typed in [*sorted(edits), (piece.end, piece.end, "")]:
        if position < start:
            parts.append(place.stretch.words(*folded.raw_range(position, start)))
        parts.append(typed)
        position = end
    return "".join(parts)


def _spaced(piece: Piece, place: SearchedText) -> str:
    """A slot as typed, with a space where the source has one around it."""
    assert not isinstance(piece.item, Literal)
    typed = " ".join(slot.typed for slot in piece.item)
    text = place.view.text
    after = " " if text[piece.end : piece.end + 1] == " " else ""
    if piece.start == piece.end:  # it adds: a word of its own
        return f" {typed}{after}"
    before = " " if text[piece.start - 1] == " " else ""
    return f"{before}{typed}{after}"


def _replaced(piece: Piece, place: SearchedText) -> str:
    if piece.start == piece.end:
        return ""
    return place.stretch.words(*place.view.folded.raw_range(piece.start, piece.end))


def _starts_sentence(position: int, view: View) -> bool:
    before = view.text[:position].rstrip(' "”([')
    return not before or (before[-1] in ".?!:" and not _ABBREVIATION.search(before))


def _joined(extents: list[Extent], stretch: Stretch) -> tuple[Extent, ...]:
    """Extents with nothing but white space between them are one."""
    joined: list[Extent] = []
    for extent in extents:
        last = joined[-1] if joined else None
        if last and last.paragraph == extent.paragraph:
            text = stretch.source.paragraphs[extent.paragraph - 1].value
            if last.end <= extent.start and not text[last.end : extent.start].strip():
                joined[-1] = Extent(extent.paragraph, last.start, extent.end)
                continue
        joined.append(extent)
    return tuple(joined)
