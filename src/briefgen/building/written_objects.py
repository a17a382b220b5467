"""The objects of a PDF as pypdf would read them from the file, without writing and reading it,
and without pypdf.

To read them takes a twentieth of a build, to import pypdf a fiftieth; a test compares the
digests of both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from briefgen.proof.page_digest import Kinds

_NAME = re.compile(rb"/[^\s/<>\[\]()#]+")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_ITEM = re.compile(rb"\d+ 0 R|[-+.\d]+|/[^\s/<>\[\]()#]+")
_TRUTHS = {b"true": "True", b"false": "False"}  # as pypdf prints them
# Texts that mean the same in Unicode and in the encoding of PDF (ISO 32000-2, annex D.2).
_PLAIN = re.compile(r"[\t\n -~]*")


class OtherObjectError(ValueError):
    """It is written in a way that only a reader of PDF takes apart."""


class _Value:
    def get_object(self) -> Any:
        return self


class _Name(str, _Value):
    __slots__ = ()


class _Number(float, _Value):
    __slots__ = ()


class _Text(str, _Value):
    __slots__ = ()


class _Truth(_Value):
    def __init__(self, truth: str) -> None:
        self._truth = truth

    def __str__(self) -> str:
        return self._truth


class _Array(list[Any], _Value):
    pass


class _Dictionary(dict[str, Any], _Value):
    indirect_reference: _Reference | None = None

    def __getitem__(self, key: str) -> Any:
        return dict.__getitem__(self, key).get_object()

    def raw_get(self, key: str) -> Any:
        return dict.__getitem__(self, key)


class _Stream(_Dictionary):
    data = b""

    def get_data(self) -> bytes:
        return self.data


class _Reference:
    def __init__(self, idnum: int, objects: WrittenObjects) -> None:
        self.idnum, self._objects = idnum, objects

    def get_object(self) -> Any:
        return self._objects.numbered(self.idnum)


class WrittenObjects:
    """What `file_digests` asks of a file: its root, its pages, its trailer. Whatever is asked
    raises `OtherObjectError` where it is more than is known here."""

    kinds = Kinds(
        reference=_Reference,
        name=_Name,
        numbers=(_Number,),
        stream=_Stream,
        dictionary=_Dictionary,
        array=_Array,
        octets=bytes,  # not known here
        text=_Text,
        error=OtherObjectError,
    )

    def __init__(self, objects: Sequence[pydyf.Object], pdf: pydyf.PDF) -> None:
        """`objects` are those of `pdf`, by number, before they are compressed."""
        self._objects = objects
        self._read: dict[int, Any] = {}
        self._tokens: dict[bytes, Any] = {}
        self.root_object: Any = self.numbered(pdf.catalog.number)
        self.trailer: Any = _Dictionary({"/Info": self._of(pdf.info)})
        self.pages: list[Any] = []
        for reference in self.root_object["/Pages"]["/Kids"]:
            page = reference.get_object()
            page.indirect_reference = reference
            self.pages.append(page)

    def numbered(self, number: int) -> Any:
        """The object that a reference to `number` leads to."""
        if number not in self._read:
            self._read[number] = self._of(self._objects[number])
        return self._read[number]

    def _of(self, value: Any) -> Any:
        kind = type(value)
        if kind is int:
            return _Number(value)
        if kind is float:
            return _Number(pydyf._to_bytes(value))  # noqa: SLF001 - as it is written
        if isinstance(value, (bytes, str)):
            token = value.encode("ascii") if isinstance(value, str) else value
            if token not in self._tokens:
                self._tokens[token] = self._token(token)
            return self._tokens[token]
        if isinstance(value, pydyf.Stream):
            stream = _Stream(self._entries(value.extra))
            data = b"\n".join([pydyf._to_bytes(line) for line in value.stream])  # noqa: SLF001
            stream.data = _unpacked(data, stream)
            return stream
        if isinstance(value, pydyf.Dictionary):
            return _Dictionary(self._entries(value))
        if isinstance(value, pydyf.Array):
            # Some references are in three parts.
            items = _ITEM.findall(value.data) if "R" in value else value
            return _Array(map(self._of, items))
        if isinstance(value, pydyf.String):
            text = value.string
            if isinstance(text, str) and (_PLAIN.fullmatch(text) or not text.isascii()):
                return _Text(text)
        return self._token(pydyf._to_bytes(value))  # noqa: SLF001 - as it is written

    def _entries(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {f"/{key}": self._of(value) for key, value in values.items()}

    def _token(self, token: bytes) -> Any:
        """What is written as it is."""
        if _NAME.fullmatch(token):
            return _Name(token.decode())
        if reference := _REFERENCE.fullmatch(token):
            return _Reference(int(reference[1]), self)
        if token in _TRUTHS:
            return _Truth(_TRUTHS[token])
        try:
            return _Number(token)
        except ValueError:
            raise OtherObjectError(repr(token)) from None


def _unpacked(data: bytes, stream: _Stream) -> bytes:
    """The data of a stream; pictures are packed already."""
    match stream.get("/Filter"):
        case None | "/DCTDecode" | "/JPXDecode":
            return data
        case "/FlateDecode":
            # A picture in PNG's way, which few briefs have.
            from pypdf.filters import FlateDecode  # noqa: PLC0415
            from pypdf.generic import DictionaryObject, NumberObject  # noqa: PLC0415

            parameters = DictionaryObject()
            for key, value in stream.get("/DecodeParms", {}).items():
                dict.__setitem__(parameters, key, NumberObject(value))
            return bytes(FlateDecode.decode(data, parameters))
        case other:
            raise OtherObjectError(repr(other))
