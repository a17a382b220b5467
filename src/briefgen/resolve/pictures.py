"""Pictures: whether they can be read; and the words in a drawing, which are plain text of
the brief."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from msgspec import Struct

from briefgen.model.text import Text

_SUFFIX = ".svg"
# What a drawing may hold besides: words that are not drawn.
_NOT_DRAWN = frozenset({"title", "desc", "metadata", "style", "script", "defs"})


class _Piece(Struct, frozen=True):
    """Characters of a drawing, and the line and column, from 1, where they were typed."""

    words: str
    line: int
    column: int


def drawn_texts(path: str, content: bytes) -> Iterator[Text]:
    """Each text that the picture at `path` draws; of one that is not an SVG, nothing.

    Raises ValueError where the picture cannot be read.
    """
    if not path.lower().endswith(_SUFFIX):
        _look_at(content)
        return
    for pieces in _Reader(content).texts:
        breaks, offset = [], 0
        for piece in pieces:
            breaks.append((offset, piece.line, piece.column))
            offset += len(piece.words)
        value = "".join(piece.words for piece in pieces)
        if value.strip():
            yield Text(value, path, tuple(breaks))


def _look_at(content: bytes) -> None:
    """ValueError where `content` is not a picture, as far as Pillow sees without drawing it; it
    is here where briefs can be laid out."""
    try:
        from PIL import Image  # few briefs have pictures
    except ImportError:
        return
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.verify()
    except Exception as error:
        raise ValueError("it is not a picture, or it was damaged") from error


class _Reader:
    """Collects the pieces of each outermost `<text>` of an SVG."""

    def __init__(self, content: bytes):
        from xml.parsers import expat  # few briefs draw

        self.texts: list[list[_Piece]] = []
        self._depth = self._hidden = 0
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise ValueError(f"it is not well-formed XML ({error})") from error

    def _start(self, name: str, _: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local in _NOT_DRAWN:
            self._hidden += 1
        elif local == "text":
            if not self._depth:
                self.texts.append([])
            self._depth += 1

    def _end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        if local in _NOT_DRAWN:
            self._hidden -= 1
        elif local == "text":
            self._depth -= 1

    def _characters(self, data: str) -> None:
        if self._depth and not self._hidden:
            line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
            self.texts[-1].append(_Piece(data.replace("\n", " "), line, column))
