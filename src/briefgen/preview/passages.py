"""The passage that a note or a printed place cites, in its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefgen.assemble.appendix import plan
from briefgen.matching.matcher import Extent
from briefgen.model.document import calls
from briefgen.model.source import Source
from briefgen.resolve.result import ResolvedBrief, ResolvedKey

from .saved import Sound

_NOTE = re.compile(r"note-(\d+)")
_PLACE = re.compile(r"([A-Z]+)(?:(\d+)(?:-q\d+)?)?")


class ShownParagraph(Struct, frozen=True):
    """A paragraph of a source: its label (`A5`), its runs of characters, quoted or not, and
    whether it is cited or only surrounds what is."""

    label: str
    runs: tuple[tuple[str, bool], ...]
    cited: bool


class Shown(Struct, frozen=True):
    """A passage with its neighbours, and its place in its file; of a source that is cited
    as a whole there are no paragraphs."""

    place: str
    title: str
    path: str
    line: int
    paragraphs: tuple[ShownParagraph, ...]


def shown_at(anchor: str, sound: Sound) -> list[Shown]:
    """What `note-3`, `A5`, `A5-q1` or `A` stands for; empty for anything else."""
    resolved = sound.resolved
    if note := _NOTE.fullmatch(anchor):
        return [
            _shown(
                resolved, passage.source, passage.first, passage.last, resolved.words_of(reference)
            )
            for reference in _of_note(int(note[1]), sound)
            if (passage := reference.passage)
        ]
    if place := _PLACE.fullmatch(anchor):
        for id, letter in resolved.letters.items():
            if letter == place[1]:
                source = resolved.sources[id]
                number = int(place[2]) if place[2] else None
                words = [
                    Extent(paragraph, start, end)
                    for paragraph, runs in plan(resolved, "full").quoted[id].items()
                    for start, end in runs
                ]
                return [_shown(resolved, source, number, number, words)]
    return []


def _of_note(number: int, sound: Sound) -> tuple[ResolvedKey, ...]:
    for call in calls(sound.document):
        if call.note.number == number and call.note.span:  # nothing for an author's own note
            return sound.resolved.citations.get(call.note.span, ())
    return ()


def _shown(
    resolved: ResolvedBrief,
    source: Source,
    first: int | None,
    last: int | None,
    words: Sequence[Extent],
) -> Shown:
    letter, count = resolved.letters[source.id], len(source.paragraphs)
    title = source.reference.title
    if first is None or not 1 <= first <= count:
        return Shown(letter, title, source.path, 1, ())
    last = min(last or first, count)
    place = f"{letter}{first}" if last == first else f"{letter}{first}–{last}"
    paragraphs = tuple(
        ShownParagraph(
            f"{letter}{number}",
            tuple(_runs(source.paragraphs[number - 1].value, number, words)),
            first <= number <= last,
        )
        for number in range(max(1, first - 1), min(count, last + 1) + 1)
    )
    return Shown(place, title, source.path, source.paragraphs[first - 1].span().line, paragraphs)


def _runs(text: str, number: int, words: Sequence[Extent]) -> Iterator[tuple[str, bool]]:
    """`text` cut where quoted words begin and end."""
    at = 0
    for start, end in sorted((one.start, one.end) for one in words if one.paragraph == number):
        if at < start:
            yield text[at:start], False
        if max(at, start) < end:
            yield text[max(at, start) : end], True
        at = max(at, end)
    if at < len(text):
        yield text[at:], False
