"""The objects of a PDF as pypdf would read them from the file, without writing and reading it.

To read them takes a twentieth of a build; a test compares the digests of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pydyf
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    read_object,
)

_NAME = re.compile(rb"/[^\s/<>\[\]()#]+")
_REFERENCE = re.compile(rb"(\d+) 0 R")


class WrittenObjects:
    """What `file_digests` asks of a file: its root, its pages, its trailer."""

    def __init__(self, objects: Sequence[pydyf.Object], pdf: pydyf.PDF) -> None:
        """`objects` are those of `pdf`, by number, before they are compressed."""
        self._objects = objects
        self._read: dict[int, Any] = {}
        self._tokens: dict[bytes, Any] = {}
        self.root_object: Any = self._numbered(pdf.catalog.number)
        self.trailer: Any = DictionaryObject({NameObject("/Info"): self._of(pdf.info)})
        self.pages: list[Any] = []
        for reference in list.__iter__(self.root_object["/Pages"]["/Kids"]):
            page = reference.get_object()
            page.indirect_reference = reference
            self.pages.append(page)

    def get_object(self, reference: IndirectObject) -> Any:
        """The object that a reference leads to."""
        return self._numbered(reference.idnum)

    def _numbered(self, number: int) -> Any:
        if number not in self._read:
            self._read[number] = self._of(self._objects[number])
        return self._read[number]

    def _of(self, value: Any) -> Any:
        if isinstance(value, (bytes, str)):
            token = value.encode("ascii") if isinstance(value, str) else value
            if token not in self._tokens:
                self._tokens[token] = self._token(token)
            return self._tokens[token]
        if isinstance(value, pydyf.Stream):
            # Pictures are packed already.
            stream = EncodedStreamObject() if "Filter" in value.extra else DecodedStreamObject()
            stream._data = b"\n".join([pydyf._to_bytes(line) for line in value.stream])  # noqa: SLF001
            dict.update(stream, self._entries(value.extra))
            return stream
        if isinstance(value, pydyf.Dictionary):
            dictionary = DictionaryObject()
            dict.update(dictionary, self._entries(value))
            return dictionary
        if isinstance(value, pydyf.Array) and "R" not in value:  # references in three parts
            return ArrayObject(map(self._of, value))
        if isinstance(value, int):
            return NumberObject(value)
        return self._token(pydyf._to_bytes(value))  # noqa: SLF001 - as it is written

    def _entries(self, values: Any) -> dict[str, Any]:
        return {NameObject(f"/{key}"): self._of(value) for key, value in values.items()}

    def _token(self, token: bytes) -> Any:
        """What is written as it is: the usual at once, all else by pypdf."""
        if _NAME.fullmatch(token):
            return NameObject(token.decode())
        if reference := _REFERENCE.fullmatch(token):
            return IndirectObject(int(reference[1]), 0, self)
        try:
            return FloatObject(float(token))
        except ValueError:
            reader: Any = self
            return read_object(BytesIO(token + b" "), reader)
