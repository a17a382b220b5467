"""Pictures: whether they can be read; and the words in a drawing, which are plain text of
the brief."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from briefgen.model.text import Text

_SUFFIX = ".svg"
# The elements whose characters are drawn, wherever they are: also in `<defs>`, from where `<use>`,
# markers, masks and patterns take them.
_WORDS = frozenset({"a", "text", "textPath", "tspan"})
# What these may hold besides: characters that are not drawn.
_NOT_DRAWN = frozenset({"title", "desc", "metadata", "style", "script"})
# An SVG may show others, which are written in it as `data:` addresses.
_DEEPEST = 4


class _Piece(Struct, frozen=True):
    """Characters of a drawing, and the line and column, from 1, where they were typed."""

    words: str
    line: int
    column: int


def drawn_texts(path: str, content: bytes) -> Iterator[Text]:
    """Each text that the picture at `path` may draw; of one that is not an SVG, nothing.

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


def _content(address: str) -> bytes:
    """The bytes of a `data:` address (RFC 2397); ValueError where it is none."""
    head, comma, data = address.partition(",")
    if not comma:
        raise ValueError("no comma")
    content = unquote_to_bytes(data)
    return b64decode(content) if head.lower().rstrip().endswith(";base64") else content


class _TooDeepError(ValueError):
    """There is more in a picture than is searched."""


class _Reader:
    """Collects the pieces of each outermost `<text>` of an SVG, and of the SVGs in it."""

    def __init__(self, content: bytes, depth: int = 0):
        from xml.parsers import expat  # few briefs draw

        self.texts: list[list[_Piece]] = []
        self._depth = depth
        self._open: list[str] = []
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise ValueError(f"it is not well-formed XML ({error})") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        begins = "text" not in self._open if local == "text" else _WORDS.isdisjoint(self._open)
        if local in _WORDS and begins:
            self.texts.append([])
        if local in ("image", "use"):
            for key, value in attributes.items():
                if _local(key) == "href":
                    self._shows(value.strip())
        self._open.append(local)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _characters(self, data: str) -> None:
        if self._open[-1] not in _NOT_DRAWN and not _WORDS.isdisjoint(self._open):
            self.texts[-1].append(self._piece(data.replace("\n", " ")))

    def _piece(self, words: str) -> _Piece:
        parser = self._parser
        return _Piece(words, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _shows(self, address: str) -> None:
        """Read the SVG in a `data:` address; its words have the place of the element."""
        if not address.lower().startswith("data:"):
            return
        if self._depth == _DEEPEST:
            raise _TooDeepError(f"it has pictures in pictures, more than {_DEEPEST} deep")
        for data in {address, address.partition("#")[0]}:  # at most one is well-formed
            try:
                inner = _Reader(_content(data), self._depth + 1)
            except _TooDeepError:
                raise
            except ValueError:  # a photograph, or one that the layout reports
                continue
            for pieces in inner.texts:  # before a text that is still open
                self.texts.insert(0, [self._piece("".join(piece.words for piece in pieces))])


def _local(name: str) -> str:
    return name.rpartition("}")[2]
