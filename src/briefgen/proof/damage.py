"""Whether a PDF was damaged: a stream that does not end where it says, or cannot be unpacked."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"(?<=[\s>])stream\r?\n")
_PACKED = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\d|\s+\d+\s+R)")
_OBJECT = b" obj"
_BEGINS = re.compile(_OBJECT + rb"\s*<<")
_END = re.compile(rb"\s*endstream")
_LINE_END = b"\r\n"
_AT_ONCE = 1 << 20  # bytes that are unpacked at a time


def is_damaged(pdf: bytes) -> bool:
    """Whether a stream that says its length does not end there, or, where it is packed by Flate
    alone, cannot be unpacked; or what is before one is not a dictionary. Of an encrypted file that
    is not known."""
    if b"/Encrypt" in pdf:
        return False
    at = 0
    while found := _STREAM.search(pdf, at):
        start = pdf.rfind(_OBJECT, at, found.start())
        said = pdf[start : found.start()]
        at = found.end()
        if start < 0 or not _BEGINS.match(said):
            continue  # the word is in other data
        if not said.rstrip().endswith(b">>"):
            return True
        if length := _LENGTH.search(said):
            stop = at + int(length[1])
            if not _END.match(pdf, stop) or (_PACKED.search(said) and not _is_whole(pdf[at:stop])):
                return True
            at = stop
    return False


def _is_whole(packed: bytes) -> bool:
    if not packed:  # as qpdf writes what is empty
        return True
    unpack = zlib.decompressobj()
    try:
        while packed and not unpack.eof:
            unpack.decompress(packed, _AT_ONCE)
            packed = unpack.unconsumed_tail
    except zlib.error:
        return False
    # Some programs count the line end after the data.
    return unpack.eof and not unpack.unused_data.strip(_LINE_END)
