"""Objects of a PDF, those that are packed together read at once.

pypdf reads them sign by sign, a seventh of what verifying a PDF takes. Here what is written
plainly is taken apart by one pattern; all else is left to pypdf, as is whatever is not well-formed.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    create_string_object,
)

from .page_digest import Kinds, entry_of

_ENDS = rb"(?![^\t\n\f\r /<>\[\](])"
_TOKEN = re.compile(
    rb"<<|>>|\[|\]|/[A-Za-z0-9_+.:;,*'!?$&@^~|-]+" + _ENDS + rb"|\d+ \d+ R" + _ENDS
    + rb"|[+-]?(?:\d+\.\d*|\.\d+|\d+)" + _ENDS + rb"|\([^()\\\r]*\)|<[0-9A-Fa-f]*>"
    rb"|(?:true|false|null)" + _ENDS + rb"|[^\t\n\f\r ]"
)  # fmt: skip
_WORDS = {b"true": True, b"false": False}
_MOST_LEVELS = 40


def open_objects(pdf: bytes) -> ObjectReader:
    """The objects of a PDF; raises ValueError where they cannot be read."""
    try:
        reader = ObjectReader(BytesIO(pdf))
        if reader.is_encrypted:
            reader.decrypt("")
        len(reader.pages)
        if entry_of(reader.root_object, "/Pages").get("/Type") != "/Pages":
            raise ValueError("the tree of its pages is none")
    except DependencyError as error:
        raise ValueError(
            "it is encrypted with AES: save a copy without encryption (qpdf --decrypt), or "
            "install the package cryptography"
        ) from error
    except (PyPdfError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the objects cannot be read: {error}") from error
    return reader


class ObjectReader(PdfReader):
    """pypdf's reader, faster."""

    kinds = Kinds(
        reference=IndirectObject,
        name=NameObject,
        numbers=(NumberObject, FloatObject),
        stream=StreamObject,
        dictionary=DictionaryObject,
        array=ArrayObject,
        octets=ByteStringObject,
        text=TextStringObject,
        error=PyPdfError,
    )

    def __init__(self, stream: Any) -> None:
        self._unpacked: set[int] = set()
        self._tokens: dict[bytes, Any] = {}
        super().__init__(stream)

    def _get_object_from_stream(self, indirect_reference: IndirectObject) -> Any:
        number, _ = self.xref_objStm[indirect_reference.idnum]
        if number not in self._unpacked:
            self._unpacked.add(number)
            self._unpack(number)
        known = self.cache_get_indirect_object(0, indirect_reference.idnum)
        if known is not None:
            return known
        return super()._get_object_from_stream(indirect_reference)

    def _unpack(self, number: int) -> None:
        """Keep the objects of the stream `number` that are written plainly."""
        packed = IndirectObject(number, 0, self).get_object()
        if not isinstance(packed, StreamObject) or packed.get("/Type") != "/ObjStm":
            return
        data, count, first = packed.get_data(), packed.get("/N"), packed.get("/First")
        if not isinstance(count, NumberObject) or not isinstance(first, NumberObject) or first < 0:
            return
        head = data[:first].split()
        if not all(map(bytes.isdigit, head)) or len(head) != 2 * count:
            return
        places = [int(first) + int(place) for place in head[1::2]]
        if any(place >= after for place, after in pairwise(places)):
            return
        for name, (start, end) in zip(head[::2], pairwise((*places, len(data))), strict=True):
            own = int(name)
            is_own = self.xref_objStm.get(own, (0, 0))[0] == number
            if not is_own or self.cache_get_indirect_object(0, own) is not None:
                continue
            value = self._of(_TOKEN.findall(data, start, end))
            if value is not None:
                self.cache_indirect_object(0, own, value)

    def _of(self, tokens: list[bytes]) -> Any:
        """The dictionary or array that tokens say; None where they say anything else."""
        if not tokens or tokens[0] not in (b"<<", b"["):
            return None
        known, open_ = self._tokens, list[list[Any]]()
        items: list[Any] = []
        for token in tokens:
            if token in (b"<<", b"["):
                open_.append(items)
                items = [token]
                if len(open_) > _MOST_LEVELS:
                    return None
                continue
            if token in (b">>", b"]"):
                value = _closed(items, token) if open_ else None
                items = open_.pop() if open_ else []
            elif (value := known.get(token)) is None:
                value = known[token] = self._single(token)
            if value is None:
                return None
            items.append(value)
        return items[0] if len(items) == 1 and not open_ else None

    def _single(self, token: bytes) -> Any:
        """A name, number, text or reference; None for what is none."""
        sign = token[:1]
        if sign == b"/":
            return NameObject(token.decode()) if len(token) > 1 else None
        if sign == b"(":
            return create_string_object(token[1:-1]) if len(token) > 1 else None
        if sign == b"<":
            digits = token[1:-1].decode()
            return create_string_object(bytes.fromhex(digits + "0" * (len(digits) % 2)))
        if token.endswith(b" R"):
            number, generation, _ = token.split()
            return IndirectObject(int(number), int(generation), self)
        if token in _WORDS:
            return BooleanObject(_WORDS[token])
        if token == b"null":
            return NullObject()
        if token[-1:].isdigit() or (b"." in token and len(token) > 1):
            return FloatObject(token) if b"." in token else NumberObject(token)
        return None


def _closed(items: list[Any], end: bytes) -> Any:
    """The dictionary or array that ends; None where it is not well-formed."""
    begin = items[0]
    if begin == b"[":
        return ArrayObject(items[1:]) if end == b"]" else None
    keys, values = items[1::2], items[2::2]
    if end != b">>" or len(keys) != len(values) or not all(type(key) is NameObject for key in keys):
        return None
    found = DictionaryObject()
    dict.update(found, zip(keys, values, strict=True))
    return found if len(found) == len(keys) else None
