"""Digests of what a PDF's pages draw, and of what is around them, however the file is stored.

A digest is over canonical values: streams without their compression, numbers without their
spelling, objects without their numbers, pages by their place in the file. Programs that
only save a file again keep them.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias
from xml.etree.ElementTree import ParseError, fromstring

from msgspec import Struct

# How a stream is stored, and ways back that lead round in circles.
_STORAGE = {"/Length", "/Filter", "/DecodeParms", "/DL", "/Parent", "/P", "/StructParent"}
_PAGE = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit", "/Group", "/AA")
_INFO = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator")
# The namespaces of XMP in which a file says what it is about.
_ABOUT = ("{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/pdf/1.3/}Keywords")
_FORMAT = "{http://purl.org/dc/elements/1.1/}format"  # some programs add it: application/pdf
_NAME = re.compile(rb"/([^\s/<>\[\]()]+)")
# The two spellings of an empty string: ours is the second, and some programs write the first.
_EMPTY, _OURS = re.compile(rb"(?<=[\[\s>\d.])\(\)"), b"<>"
_MOST_LEVELS = 300
# How bookmarks are chained.
_CHAIN = {"/Parent", "/Prev", "/Next", "/First", "/Last"}
_Form: TypeAlias = Callable[[Any, int], bytes]
_COUNT = "/Count"  # of the bookmarks below one; negative, where it is closed


class FileDigests(Struct, frozen=True):
    """The SHA-256 of each page, and of the parts of the file around them by name: `structure`,
    `outline`, `labels`, `metadata`."""

    pages: tuple[str, ...]
    around: dict[str, str]


class Kinds(Struct, frozen=True):
    """The classes that a library has for the values of a PDF; one of `text` is what it has
    decoded of a string. `error` is what it raises where it cannot go on."""

    reference: type
    name: type
    numbers: tuple[type, ...]
    stream: type
    dictionary: type
    array: type
    octets: type
    text: type
    error: type[Exception]


class Objects(Protocol):
    """The objects of a PDF: those of a file, or of one that is about to be written. They answer
    to the methods that pypdf's have."""

    @property
    def kinds(self) -> Kinds: ...
    @property
    def root_object(self) -> Any: ...
    @property
    def pages(self) -> Sequence[Any]: ...
    @property
    def trailer(self) -> Any: ...


def file_digests(reader: Objects) -> FileDigests:
    """The digests of a file; raises ValueError where something cannot be read: the `error` of its
    kinds, where that is one."""
    try:
        canon = _Canon(reader)
        pages = tuple(canon.page(page) for page in reader.pages)
        return FileDigests(pages, canon.around())
    except ValueError:
        raise
    except (reader.kinds.error, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the objects cannot be read: {error}") from error


class _Canon:
    def __init__(self, reader: Objects) -> None:
        self._reader = reader
        self._kinds: Any = reader.kinds
        self._root: Any = reader.root_object
        self._pages = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages, 1)
            if page.indirect_reference is not None
        }
        self._known: dict[int, bytes] = {}
        self._forms: dict[type, _Form] = {}
        self._open: set[int] = set()
        tree = entry_of(entry_of(self._root, "/Names"), "/Dests")
        self._destinations = dict(leaves(tree, _MOST_LEVELS))

    def page(self, page: Any) -> str:
        """The digest of a page: boxes, contents, the resources that they name, our links."""
        content = content_of(page.get("/Contents"))
        names = names_in(content)
        pieces = [hashlib.sha256(content.strip()).digest()]
        pieces += [key.encode() + self._of(page[key], 0) for key in _PAGE if key in page]
        resources = entry_of(page, "/Resources")
        for kind in sorted(resources):
            entries = resources[kind].get_object()
            if isinstance(entries, self._kinds.dictionary):
                pieces += [
                    kind.encode() + name.encode() + self._of(entries.raw_get(name), 0)
                    for name in sorted(entries)
                    if name.encode() in names
                ]
        pieces += [self._of(link, 0) for link in links_of(page)]
        return hashlib.sha256(b"\n".join(pieces)).hexdigest()

    def around(self) -> dict[str, str]:
        """The digests of what is around the pages."""
        found = {}
        if "/PageLabels" in self._root:
            labels = self._of(self._root.raw_get("/PageLabels"), 0)
            found["labels"] = hashlib.sha256(labels).hexdigest()
        if "/Outlines" in self._root:
            found["outline"] = hashlib.sha256(b"\n".join(self._outline())).hexdigest()
        kids = entry_of(self._root, "/StructTreeRoot").get("/K", self._kinds.array())
        found["metadata"] = hashlib.sha256(_metadata(self._reader)).hexdigest()
        found["structure"] = hashlib.sha256(self._of(kids, 0)).hexdigest()
        return found

    def _outline(self) -> Iterator[bytes]:
        """The bookmarks in order, each with its level, as if all were open: a viewer may save which
        are; they are a chain, however many there are."""
        pending = [(self._root["/Outlines"].get("/First"), 0)]
        seen: set[int] = set()
        found: list[tuple[Any, int]] = []
        while pending:
            value, level = pending.pop()
            item: Any = value.get_object() if value is not None else None
            if not isinstance(item, self._kinds.dictionary) or id(item) in seen:
                continue
            seen.add(id(item))
            found.append((item, level))
            pending.append((item.get("/Next"), level))
            pending.append((item.get("/First"), level + 1))
        below = _counts_below([level for _, level in found])
        for (item, level), count in zip(found, below, strict=True):
            own = {key: item.raw_get(key) for key in item.keys() - _CHAIN}
            own[_COUNT] = self._kinds.numbers[0](count)
            yield b"%d " % level + self._dictionary(own, 0)

    def _of(self, value: Any, level: int) -> bytes:
        if level > _MOST_LEVELS:
            raise ValueError("the objects are nested too deep")
        kind = type(value)
        if (form := self._forms.get(kind)) is None:
            form = self._forms[kind] = self._form_of(kind)
        return form(value, level)

    def _form_of(self, kind: type) -> _Form:
        """What makes the bytes of a value of a class."""
        kinds = self._kinds
        if kind is kinds.reference:
            return self._referred
        if kind is kinds.name:
            return _name
        if kind in kinds.numbers:
            return _number
        if issubclass(kind, kinds.stream):
            return self._stream
        if issubclass(kind, kinds.dictionary):
            return self._dictionary
        if issubclass(kind, kinds.array):
            return self._array
        if issubclass(kind, kinds.octets):
            return _octets
        return _text if issubclass(kind, kinds.text) else _other

    def _stream(self, value: Any, level: int) -> bytes:
        data = hashlib.sha256(value.get_data()).digest()
        return b"stream" + data + self._dictionary(value, level)

    def _array(self, value: Any, level: int) -> bytes:
        items = [self._of(item, level + 1) for item in list.__iter__(value)]
        return b"[" + b" ".join(items) + b"]"

    def _referred(self, reference: Any, level: int) -> bytes:
        number = reference.idnum
        if number in self._pages:
            return b"page %d" % self._pages[number]
        if number in self._open:
            return b"above"
        if number not in self._known:
            self._open.add(number)
            whole = self._of(reference.get_object(), level + 1)
            self._known[number] = hashlib.sha256(whole).digest()
            self._open.discard(number)
        return self._known[number]

    def _dictionary(self, value: dict[str, Any], level: int) -> bytes:
        pieces = []
        for key in sorted(value):
            if key in _STORAGE:
                continue
            item: Any = dict.__getitem__(value, key)
            if key in ("/Dest", "/D") and isinstance(item, str):
                item = self._destinations.get(str(item), item)
            pieces.append(key.encode() + b" " + self._of(item, level + 1))
        return b"<<" + b" ".join(pieces) + b">>"


def _name(value: Any, _: int) -> bytes:
    return bytes(value.encode())


def _number(value: Any, _: int) -> bytes:
    return struct.pack("<f", float(value)).hex().encode()  # as precise as any reader


def _octets(value: Any, _: int) -> bytes:
    return b"(" + bytes(value) + b")"


def _text(value: Any, _: int) -> bytes:
    return b"(" + bytes(value.encode("utf-8", "surrogatepass")) + b")"


def _other(value: Any, _: int) -> bytes:
    return str(value).encode()


def _counts_below(levels: Sequence[int]) -> list[int]:
    """For each of the bookmarks, whose levels are given in order, how many are below it."""
    counts = [0] * len(levels)
    above: list[int] = []
    for at, level in enumerate((*levels, 0)):
        while above and levels[above[-1]] >= level:
            one = above.pop()
            counts[one] = at - one - 1
        above.append(at)
    return counts


def _metadata(reader: Objects) -> bytes:
    """What a file says of itself, but for who saved it last and when."""
    info: Any = reader.trailer.get("/Info", {})
    said = [f"{key} {info.get_object().get(key)}" for key in _INFO if key in info]
    return "\n".join([*said, *about(reader)]).encode("utf-8", "replace")


def about(reader: Objects) -> list[str]:
    """What a file's XMP says of the document, in whatever form, elements or attributes: each
    name, a space and the value."""
    packet: Any = reader.root_object.get("/Metadata")
    xml = packet.get_object().get_data() if packet is not None else b""
    if not xml.strip():
        return []
    if b"<!" in xml:  # entities, which no packet needs
        raise ValueError("the metadata declare entities")
    try:
        root = fromstring(xml)  # noqa: S314 - no entities, and within a limit of memory
    except ParseError as error:
        raise ValueError(f"the metadata cannot be read: {error}") from error
    found = []
    for element in root.iter():
        if element.tag.startswith(_ABOUT) and element.tag != _FORMAT:
            found.append(f"{element.tag} {' '.join(' '.join(element.itertext()).split())}")
        found += (
            f"{key} {value}"
            for key, value in element.items()
            if key.startswith(_ABOUT) and key != _FORMAT
        )
    return sorted(found)


def content_of(contents: Any) -> bytes:
    """What a page's /Contents draw, decoded, with empty strings as `<>`."""
    whole: Any = contents.get_object() if contents is not None else None
    if isinstance(whole, list):
        content = b"\n".join(part.get_object().get_data() for part in whole)
    else:
        content = bytes(whole.get_data()) if hasattr(whole, "get_data") else b""
    return _EMPTY.sub(_OURS, content) if b"()" in content else content


def names_in(content: bytes) -> set[bytes]:
    """The names that content has, each with its slash."""
    return {b"/" + name for name in _NAME.findall(content)}


def entry_of(holder: Any, key: str) -> Any:
    """The dictionary under a key of another; empty where there is none."""
    value = holder.get(key)
    found = value.get_object() if value is not None else None
    return found if isinstance(found, dict) else {}


def links_of(page: Any) -> Iterator[Any]:
    """The annotations of a page that are links."""
    annotations: Any = page.get("/Annots")
    for entry in annotations.get_object() if annotations is not None else ():
        annotation: Any = entry.get_object()
        if annotation.get("/Subtype") == "/Link":
            yield annotation


def leaves(tree: Any, levels: int) -> Iterator[tuple[str, Any]]:
    """The names of a name tree with what they stand for."""
    if levels == 0 or not isinstance(tree, dict):
        return
    items = list(list.__iter__(_array(tree, "/Names")))
    yield from zip(map(str, items[::2]), items[1::2], strict=False)
    for kid in _array(tree, "/Kids"):
        yield from leaves(kid.get_object(), levels - 1)


def _array(holder: Mapping[str, Any], key: str) -> Any:
    return holder[key].get_object() if key in holder else []
