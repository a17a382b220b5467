"""Pictures: whether they can be read; and the words in a drawing, which are plain text of
the brief."""

from __future__ import annotations

import re
import warnings
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Text

_SUFFIX = ".svg"
# How the pictures begin that every browser shows, and their kinds.
_KINDS = {
    b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp", b"BM": "bmp",
}  # fmt: skip
_BRANDS = {b"ftypavif", b"ftypavis"}
# Bytes that a picture has at most when it is unpacked; a photograph (JPEG) is not.
_MOST_UNPACKED = 75_000_000
# With this a photograph may say which side is up; the markers that begin its size and colours.
_TURNED = b"Exif\0\0"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_CMYK = 4
_SVG = "image/svg+xml"
# The elements whose characters are drawn, wherever they are: also in `<defs>`, from where `<use>`,
# markers, masks and patterns take them.
_WORDS = frozenset({"a", "text", "textPath", "tspan"})
# What these may hold besides: characters that are not drawn.
_NOT_DRAWN = frozenset({"title", "desc", "metadata", "style", "script"})
# An SVG may show others, which are written in it as `data:` addresses.
_DEEPEST = 4
_SHOWN = 60
_FONT = lazy_pattern(r"@font-face\s*\{([^}]*)", re.IGNORECASE)
_ADDRESS = lazy_pattern(r"url\(\s*[\"']?([^\"')]*)", re.IGNORECASE)
_NAMED = lazy_pattern(r"#([^\s\"'()]+)")


class _Piece(Struct, frozen=True):
    """Characters of a drawing, and the line and column, from 1, where they were typed."""

    words: str
    line: int
    column: int


class Fault(Struct, frozen=True):
    """What in a picture cannot be printed, or not be proved, and what to do."""

    says: str
    hint: str


class Drawn(Struct, frozen=True):
    """The texts that a picture may draw, and what is wrong with it."""

    texts: tuple[Text, ...] = ()
    faults: tuple[Fault, ...] = ()


def media_type(content: bytes) -> str:
    """The media type of a picture, which is found by its content, whatever its name: an SVG where
    it begins as no other."""
    kinds = (kind for start, kind in _KINDS.items() if content.startswith(start))
    kind = "avif" if content[4:12] in _BRANDS else next(kinds, "svg+xml")
    return f"image/{kind}"


def is_photograph(content: bytes) -> bool:
    """Whether a picture is a JPEG that is printed as it is. One that says which side is up is
    turned, and one in the colours of a press (CMYK) gets those of a screen, which the pages have:
    both are written anew."""
    if media_type(content) != "image/jpeg" or _TURNED in content:
        return False
    at = 2
    while content[at : at + 1] == b"\xff":
        marker = content[at + 1] if at + 1 < len(content) else 0
        if marker in _FRAMES:
            return content[at + 9 : at + 10] != bytes((_CMYK,))
        at += 1 if marker == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return True


def drawn(path: str, content: bytes) -> Drawn:
    """What the picture at `path` draws; one that is not an SVG has no texts.

    Raises ValueError where the picture cannot be read.
    """
    if not path.lower().endswith(_SUFFIX):
        return Drawn(faults=tuple(_look_at(content)))
    reader = _Reader(content)
    return Drawn(tuple(_texts(path, reader.texts)), tuple(dict.fromkeys(reader.faults)))


def _texts(path: str, texts: list[list[_Piece]]) -> Iterator[Text]:
    for pieces in texts:
        breaks, offset = [], 0
        for piece in pieces:
            breaks.append((offset, piece.line, piece.column))
            offset += len(piece.words)
        value = "".join(piece.words for piece in pieces)
        if value.strip():
            yield Text(value, path, tuple(breaks))


def _look_at(content: bytes) -> Iterator[Fault]:
    """What is wrong with a picture as far as Pillow sees without drawing it; it is here where
    briefs can be laid out. ValueError where `content` is not a picture."""
    kind = media_type(content)
    if kind == _SVG:
        raise ValueError("it is not a picture of a known kind, or it was damaged")
    try:
        from PIL import Image  # few briefs have pictures
    except ImportError:
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                width, height = picture.size
                picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        yield _TOO_LARGE
    except Exception as error:
        raise ValueError("it is not a picture, or it was damaged") from error
    else:
        if kind != "image/jpeg" and (3 * width + 1) * height > _MOST_UNPACKED:
            yield _TOO_LARGE


def _content(address: str) -> bytes:
    """The bytes of a `data:` address (RFC 2397); ValueError where it is none."""
    head, comma, data = address.partition(",")
    if not comma:
        raise ValueError("no comma")
    content = unquote_to_bytes(data)
    return b64decode(content) if head.lower().rstrip().endswith(";base64") else content


_TOO_LARGE = Fault(
    "it has too many pixels",
    "Save it again with fewer, or as JPEG: 24 million, as JPEG 89 million.",
)
# Not an id: it has a space.
_MASK = "a mask"
_WORDS_IN_MASK = Fault(
    "it masks with words (`<text>` for a `<mask>`), which `verify` cannot prove",
    "Draw the words without a mask, or convert them to paths.",
)
_TREF = Fault("it repeats words by `<tref>`, which is not printed", "Type the words in `<text>`.")
_IMPORT = Fault(
    "its style sheet takes in another by `@import`, which is not printed",
    "Copy the rules of that style sheet into the SVG.",
)


def _not_embedded(address: str) -> Fault:
    return Fault(
        f"it shows “{_short(address)}”, which is not embedded in it",
        "Embed it in the SVG; drawing programs have an option for that.",
    )


def _without_comments(sheet: str) -> str:
    before, *commented = sheet.split("/*")
    return before + "".join(part.partition("*/")[2] for part in commented)


def _faults_of_style(sheet: str) -> Iterator[Fault]:
    if "@import" in sheet.lower():
        yield _IMPORT
    for font in _FONT.findall(sheet):
        for address in _ADDRESS.findall(font):
            if not address.lower().startswith("data:"):
                yield Fault(
                    f"its style sheet names the font file “{_short(address)}”, which is not read",
                    "Leave `@font-face` out, or convert the words in this font to paths.",
                )


def _short(address: str) -> str:
    return address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"


class _TooDeepError(ValueError):
    """There is more in a picture than is searched."""


class _Reader:
    """Collects the pieces of each outermost `<text>` of an SVG, and of the SVGs in it, and the
    faults of all."""

    def __init__(self, content: bytes, depth: int = 0):
        from xml.parsers import expat  # few briefs draw

        self.texts: list[list[_Piece]] = []
        self.faults: list[Fault] = []
        self._depth = depth
        self._open: list[str] = []
        # By element that is open, its id, `_MASK` for a mask, or nothing.
        self._keys: list[str] = []
        self._names: dict[str, set[str]] = {}
        self._with_words: set[str] = set()
        self._styles: list[str] = []
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise ValueError(f"it is not well-formed XML ({error})") from error
        self.faults += _faults_of_style(_without_comments("".join(self._styles)))
        if self._masks_with_words():
            self.faults.append(_WORDS_IN_MASK)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        begins = "text" not in self._open if local == "text" else _WORDS.isdisjoint(self._open)
        if local in _WORDS and begins:
            self.texts.append([])
        self._open.append(local)
        self._keys.append(_MASK if local == "mask" else attributes.get("id", ""))
        for key, value in attributes.items():
            if named := _NAMED.findall(value):
                for holder in self._keys:
                    self._names.setdefault(holder, set()).update(named)
            if _local(key) == "href" and local in ("image", "use") and value.strip():
                self._shows(local, value.strip())
        if local == "tref":
            self.faults.append(_TREF)

    def _end(self, _: str) -> None:
        self._open.pop()
        self._keys.pop()

    def _characters(self, data: str) -> None:
        if self._open[-1] == "style":
            self._styles.append(data)
        elif self._open[-1] not in _NOT_DRAWN and not _WORDS.isdisjoint(self._open):
            self.texts[-1].append(self._piece(data.replace("\n", " ")))
            if data.strip():
                self._with_words.update(self._keys)

    def _masks_with_words(self) -> bool:
        """Whether a mask has words, or names what has."""
        reached, todo = {""}, [_MASK]
        while todo:
            key = todo.pop()
            if key not in reached:
                reached.add(key)
                todo += self._names.get(key, ())
        return not self._with_words.isdisjoint(reached - {""})

    def _piece(self, words: str) -> _Piece:
        parser = self._parser
        return _Piece(words, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _shows(self, local: str, address: str) -> None:
        """Read the SVG in a `data:` address; its words have the place of the element."""
        if not address.lower().startswith("data:"):
            if local == "image" or not address.startswith("#"):
                self.faults.append(_not_embedded(address))
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
            self.faults += inner.faults
            if inner.texts:
                self._with_words.update(self._keys)
            for pieces in inner.texts:  # before a text that is still open
                self.texts.insert(0, [self._piece("".join(piece.words for piece in pieces))])


def _local(name: str) -> str:
    return name.rpartition("}")[2]
