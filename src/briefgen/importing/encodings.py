"""Bytes → characters, whatever the encoding, and which one it was."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from importlib.util import find_spec

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.extras import installing
from briefgen.workspace.workspace import utf16_by_zeros

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# What Western texts of Windows-1252 have beside ASCII: letters and typography, no controls.
_WESTERN = re.compile(
    "[‘’“”„‚«»–—…•§©®°·´`¡¿£€¥¢½¼¾²³±×ÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÙÚÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüœŒžŽšŠÿŸ\u00a0\u00ad]"
)
_NOT_TEXT = "Import a PDF, a Word document, a web page, a message, captions or a text."


class Decoded(Struct, frozen=True):
    """A text; `encoding` names the one that it was converted from, empty for UTF-8. `guessed`
    says that nothing in the file names it."""

    text: str
    encoding: str = ""
    guessed: bool = False


def decode(raw: bytes) -> Decoded:
    """The text in `raw`, without a byte-order mark; raises `BriefgenError` where it is none."""
    decoded = _decoded(raw)
    if control := _CONTROLS.search(decoded.text):
        number = f"U+{ord(control[0]):04X}"
        raise BriefgenError(f"not a text: it has the control character {number}", hint=_NOT_TEXT)
    return decoded


def _decoded(raw: bytes) -> Decoded:
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(codec), name)
            except UnicodeDecodeError as error:
                raise BriefgenError(f"damaged {name or 'UTF-8'} text", hint=_NOT_TEXT) from error
    try:
        return Decoded(raw.decode())
    except UnicodeDecodeError:
        pass
    if b"\0" in raw:
        return _unmarked_utf16(raw)
    if western := _windows_1252(raw):
        return Decoded(western, "Windows-1252", guessed=True)
    return _detected(raw)


def _unmarked_utf16(raw: bytes) -> Decoded:
    if codec := utf16_by_zeros(raw):
        with suppress(UnicodeDecodeError):
            return Decoded(raw.decode(codec), "UTF-16", guessed=True)
    raise BriefgenError("not a text: it has NUL bytes", hint=_NOT_TEXT)


def _windows_1252(raw: bytes) -> str | None:
    """The text, if every character beyond ASCII is one that Western texts have, and most of
    the words with one are plausible: an accented letter has letters about it."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = [match.start() for match in re.finditer(r"[^\x00-\x7f]", text)]
    if not all(_WESTERN.match(text, at) for at in foreign):
        return None
    # In text of another encoding these letters come in runs.
    runs = sum(1 for at in foreign if text[at].isalpha() and text[at + 1 : at + 2] > "\x7f")
    return text if runs <= len(foreign) * 0.1 else None


def _detected(raw: bytes) -> Decoded:
    if find_spec("charset_normalizer") is None:
        raise BriefgenError(
            "its encoding is not UTF-8, UTF-16 or Windows-1252",
            hint=f"Save it as UTF-8, or type: {installing('add')}",
        )
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise BriefgenError("not a text in any known encoding", hint=_NOT_TEXT)
    return Decoded(str(best), best.encoding.replace("_", "-").upper(), guessed=True)
