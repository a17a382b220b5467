"""Each run is drawn with the face that it was shaped with, though two have one description.

Replaces: `Stream.add_font`, by which WeasyPrint finds the font of a run, and calls it.
Why: WeasyPrint tells fonts apart by their descriptions. “DejaVu Sans Oblique” is a file that has
Hebrew and, slanted by Pango, another one that has Arabic: the glyphs of the second were drawn with
the outlines of the first.
Upstream: an issue for WeasyPrint, the face as a part of the key of a font.
"""

from __future__ import annotations

import hashlib
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import get_hb_object_data, get_pango_font_hb_face, get_pango_font_key

from .native import address
from .patch import Patch

_add_font = Stream.add_font


def _add_font_of_face(stream: Any, pango_font: Any) -> tuple[Any, float]:
    font, size = _add_font(stream, pango_font)
    face = get_pango_font_hb_face(pango_font)
    # With the faces themselves, so that no other takes their addresses.
    faces = vars(font).setdefault("faces", {address(font.hb_face): (font, font.hb_face)})
    if address(face) not in faces:
        is_same = get_hb_object_data(face) == get_hb_object_data(font.hb_face)
        faces[address(face)] = (font if is_same else _other(stream, pango_font), face)
    return faces[address(face)][0], size


def _other(stream: Any, pango_font: Any) -> Any:
    """A font of its own, under another name."""
    key, description, size = get_pango_font_key(pango_font)
    font = Font(pango_font, description, size)
    digest = hashlib.sha256(font.name + font.file_content).digest()
    font.hash = "".join(chr(65 + byte % 26) for byte in digest[:6])
    font.name = b"/" + font.hash.encode() + font.name[font.name.index(b"+") :]
    stream._fonts[key, font.hash] = font  # noqa: SLF001 - where WeasyPrint has the others
    return font


PATCH = Patch(Stream, "add_font", _add_font_of_face, "e4226e1117477217")
