"""Notes that are longer than a page has room for, in pieces.

WeasyPrint prints a footnote whole, on one page. Of a long one each piece is a footnote of its
own: they run on in one paragraph, and go on at the foot of the next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import Call, Inline, Link, SourceWords, Str, Styled

# Characters: notes of up to the first stay whole, of others each piece has about the second.
_MOST = 900
_PIECE = 320
_WORD = lazy_pattern(r"\S*\s*")


def note_pieces(content: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The pieces of a note's content, one where it is short; a piece begins with a word."""
    if not _is_long(content):
        return [content]
    pieces: list[tuple[Inline, ...]] = [()]
    length = 0
    for part in _parts(content):
        if length >= _PIECE and _length(part):
            pieces.append(())
            length = 0
        pieces[-1] = (*pieces[-1], part)
        length += _length(part)
    return pieces


def has_long_note(inlines: Sequence[Inline]) -> bool:
    """Whether one of the notes of a text is in pieces."""
    return any(isinstance(node, Call) and _is_long(node.note.content) for node in inlines)


def _is_long(content: Sequence[Inline]) -> bool:
    return sum(map(_length, content)) > _MOST


def _parts(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """The content in runs of words, each short enough for a piece, with their style."""
    for node in inlines:
        match node:
            case Str(text=text) | SourceWords(text=text):
                for run in _runs(text):
                    yield replace(node, text=run)
            case Styled(children=children) | Link(children=children):
                for part in _parts(children):
                    yield replace(node, children=(part,))
            case _:
                yield node


def _runs(text: str) -> Iterator[str]:
    run = ""
    for word in _WORD.findall(text):
        run += word
        if len(run) >= _PIECE // 4:
            yield run
            run = ""
    if run:
        yield run


def _length(node: Inline) -> int:
    match node:
        case Str(text=text) | SourceWords(text=text):
            return len(text)
        case Styled(children=children) | Link(children=children):
            return sum(map(_length, children))
        case _:
            return 0
