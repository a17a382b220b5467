"""Whether a PDF was damaged: a packed stream whose check value is wrong, or that is cut off."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\d|\s+\d+\s+R)")
_LINE_END = b"\r\n"
_AT_ONCE = 1 << 20  # bytes that are unpacked at a time


def is_damaged(pdf: bytes) -> bool:
    """Whether a stream that says its length and is packed by Flate alone cannot be unpacked. Of
    an encrypted file that is not known."""
    if b"/Encrypt" in pdf:
        return False
    for found in _STREAM.finditer(pdf):
        said = pdf[max(0, pdf.rfind(b" obj", 0, found.start())) : found.start()]
        length = _LENGTH.search(said)
        if length and _PACKED.search(said):
            packed = pdf[found.end() : found.end() + int(length[1])]
            if not _is_whole(packed):
                return True
    return False


def _is_whole(packed: bytes) -> bool:
    unpack = zlib.decompressobj()
    try:
        while packed and not unpack.eof:
            unpack.decompress(packed, _AT_ONCE)
            packed = unpack.unconsumed_tail
    except zlib.error:
        return False
    # Some programs count the line end after the data.
    return unpack.eof and not unpack.unused_data.strip(_LINE_END)
