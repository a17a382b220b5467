"""The packaged themes' fonts, which the glyphs of a PDF are compared with.

HarfBuzz, which Pango brings, cuts glyphs out of them as it does for a build: in a few
milliseconds, where fontTools takes a second. It is given no font of the PDF.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from ctypes import POINTER, byref, c_char_p, c_float, c_int, c_uint, c_void_p
from functools import cache
from typing import Any
from urllib.parse import unquote

from briefgen.assemble.font_files import font_file
from briefgen.workspace.workspace import packaged_templates

_LIBRARIES = (
    "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll",
)  # fmt: skip
# What is called of it, with what it gives back and what it takes.
_FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "hb_blob_create_from_file": (c_void_p, c_char_p),
    "hb_face_create": (c_void_p, c_void_p, c_uint),
    "hb_face_destroy": (None, c_void_p),
    "hb_face_reference_blob": (c_void_p, c_void_p),
    "hb_blob_get_data": (c_void_p, c_void_p, POINTER(c_uint)),
    "hb_blob_destroy": (None, c_void_p),
    "hb_font_create": (c_void_p, c_void_p),
    "hb_font_get_nominal_glyph": (c_int, c_void_p, c_uint, POINTER(c_uint)),
    "hb_unicode_funcs_get_default": (c_void_p,),
    "hb_unicode_mirroring": (c_uint, c_void_p, c_uint),
    "hb_set_create": (c_void_p,),
    "hb_set_destroy": (None, c_void_p),
    "hb_set_add": (None, c_void_p, c_uint),
    "hb_set_has": (c_int, c_void_p, c_uint),
    "hb_ot_layout_lookups_substitute_closure": (None, c_void_p, c_void_p, c_void_p),
    "hb_subset_input_create_or_fail": (c_void_p,),
    "hb_subset_input_destroy": (None, c_void_p),
    "hb_subset_input_set": (c_void_p, c_void_p, c_uint),
    "hb_subset_input_set_flags": (None, c_void_p, c_uint),
    "hb_subset_input_pin_axis_location": (c_int, c_void_p, c_void_p, c_uint, c_float),
    "hb_subset_or_fail": (c_void_p, c_void_p, c_void_p),
}
# Glyphs keep their numbers, the first its outline, overlaps are flagged, and no others are added.
_FLAGS = 0x2 | 0x10 | 0x40 | 0x200
_GLYPHS, _LEFT_OUT = 0, 3  # the sets of what a font is cut down to
_UNUSED = ("GSUB", "GPOS", "GDEF", "MVAR", "STAT", "BASE", "name", "post", "cmap")
_FACE = re.compile(
    r'@font-face\s*{\s*font-family:\s*"([^"]+)";\s*font-style:\s*(\w+);\s*src:\s*url\("font:([^"]+)"'
)


class PackagedFont:
    """A font of the packaged themes."""

    def __init__(self, library: Any, path: str) -> None:
        self._lib = library
        self._face = library.hb_face_create(library.hb_blob_create_from_file(path.encode()), 0)
        self._font = library.hb_font_create(self._face)

    def glyph(self, character: str) -> int | None:
        """The glyph that a character has by itself."""
        found = c_uint()
        is_there = self._lib.hb_font_get_nominal_glyph(self._font, ord(character), byref(found))
        return found.value if is_there else None

    def shows(self, glyph: int, text: str) -> bool:
        """Whether the font may draw a text with a glyph: its own, one that stands for that, the one
        of several letters together, or a bracket that faces the other way."""
        letters = {self.glyph(one) for one in unicodedata.normalize("NFC", text)} - {None}
        if len(text) == 1 and glyph == self.glyph(self._turned(text)):
            return True
        if glyph in letters:
            return sum(not unicodedata.combining(one) for one in text) <= 1
        return self._leads_to([*letters], glyph) and (
            len(letters) == 1 or not any(self._leads_to([one], glyph) for one in letters)
        )

    def _turned(self, character: str) -> str:
        """The character that another is in a mirror, or itself."""
        functions = self._lib.hb_unicode_funcs_get_default()
        return chr(self._lib.hb_unicode_mirroring(functions, ord(character)))

    def _leads_to(self, glyphs: Iterable[Any], glyph: int) -> bool:
        """Whether the font's substitutions lead from some glyphs to one."""
        with _set(self._lib) as reached:
            for one in glyphs:
                self._lib.hb_set_add(reached, one)
            self._lib.hb_ot_layout_lookups_substitute_closure(self._face, None, reached)
            return bool(self._lib.hb_set_has(reached, glyph))

    def cut(self, glyphs: Iterable[int], places: Mapping[str, float]) -> bytes:
        """The font with some glyphs, at `places` on its axes; empty where that cannot be made."""
        library = self._lib
        plan = library.hb_subset_input_create_or_fail()
        for glyph in glyphs:
            library.hb_set_add(library.hb_subset_input_set(plan, _GLYPHS), glyph)
        for name in _UNUSED:
            library.hb_set_add(library.hb_subset_input_set(plan, _LEFT_OUT), _tag(name))
        library.hb_subset_input_set_flags(plan, _FLAGS)
        for axis, place in places.items():
            library.hb_subset_input_pin_axis_location(plan, self._face, _tag(axis), place)
        face = library.hb_subset_or_fail(self._face, plan)
        library.hb_subset_input_destroy(plan)
        if not face:
            return b""
        blob, size = library.hb_face_reference_blob(face), c_uint()
        data = ctypes.string_at(library.hb_blob_get_data(blob, byref(size)), size.value)
        library.hb_blob_destroy(blob)
        library.hb_face_destroy(face)
        return data


@cache
def packaged_fonts() -> dict[tuple[str, bool], PackagedFont]:
    """The fonts by family and whether they are italic; none where HarfBuzz is missing or old."""
    library = _library()
    if library is None:
        return {}
    style = (packaged_templates() / "policy-brief" / "fonts.css").read_text(encoding="utf-8")
    return {
        (family, style == "italic"): PackagedFont(library, str(font_file(unquote(name))))
        for family, style, name in _FACE.findall(style)
    }


def _library() -> Any:
    for name in _LIBRARIES:
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(name)
            for function, (gives, *takes) in _FUNCTIONS.items():
                declared = getattr(library, function)
                declared.restype, declared.argtypes = gives, takes
            return library
    return None


@contextmanager
def _set(library: Any) -> Iterator[Any]:
    made = library.hb_set_create()
    try:
        yield made
    finally:
        library.hb_set_destroy(made)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
