"""A variable font becomes the instance that is printed while HarfBuzz cuts it down.

Replaces: `Font.clean`, by which WeasyPrint readies a font for the PDF, and calls it.
Why: WeasyPrint lets HarfBuzz cut the font down and then fontTools make the instance, in
pure Python and a tenth of a build. From version 6 on HarfBuzz does both; the glyphs are drawn
alike to the pixel. Where it is older, or the font's outlines are of a kind of which it makes
no instance, WeasyPrint goes on as it is.
Upstream: an issue for WeasyPrint, `hb_subset_input_pin_axis_location` in `Font.subset`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from struct import unpack_from
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

from .native import address
from .patch import Patch

_LIBRARIES = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")

_clean = Font.clean


def _clean_instance(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
    if to_unicode and "fvar" in font.tables and _pin() is not None:
        _fix_axes(font, to_unicode)
    _clean(font, to_unicode, hinting)


def _fix_axes(font: Any, glyphs: Mapping[int, str]) -> None:
    """Leave in `font` no axis, and of its outlines only those of `glyphs`, in the places
    that WeasyPrint would choose on each axis; nothing is changed where that fails."""
    places = _places(font)
    if not places:
        return
    plan = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(),
        harfbuzz_subset.hb_subset_input_destroy,
    )
    wanted = harfbuzz_subset.hb_subset_input_glyph_set(plan)
    numbers = ffi.new(f"hb_codepoint_t[{len(glyphs)}]", sorted(glyphs))
    harfbuzz.hb_set_add_sorted_array(wanted, numbers, len(glyphs))
    harfbuzz_subset.hb_subset_input_set_flags(
        plan,
        harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        | harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
        | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_SET_OVERLAPS_FLAG,
    )
    for axis, place in places.items():
        tag = harfbuzz.hb_tag_from_string(axis.encode(), -1)
        if not _pin()(address(plan), address(font.hb_face), tag, place):
            return
    face = harfbuzz_subset.hb_subset_or_fail(font.hb_face, plan)
    if not face:
        return
    face = ffi.gc(face, harfbuzz.hb_face_destroy)
    content = get_hb_object_data(face)
    tables = _tables(content)
    if "fvar" not in tables and ("glyf" in tables or "CFF " in tables):
        font.hb_face, font.file_content, font.tables, font.index = face, content, tables, 0


def _places(font: Any) -> dict[str, float]:
    """Where on each axis WeasyPrint takes the instance; nothing if it leaves one open."""
    given = {
        "wght": font.weight,
        "opsz": font.font_size,
        "ital": int(font.style == _ITALIC),
        **font.variations,
    }
    axes = _axes(font)
    return {axis: float(given[axis]) for axis in axes} if given.keys() >= set(axes) else {}


def _axes(font: Any) -> list[str]:
    """The axes that a variable font has, as its table `fvar` names them."""
    tag = harfbuzz.hb_tag_from_string(b"fvar", -1)
    table = ffi.gc(harfbuzz.hb_face_reference_table(font.hb_face, tag), harfbuzz.hb_blob_destroy)
    size = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(table, size)
    content = ffi.unpack(data, size[0])
    first, _, count, length = unpack_from(">4H", content, 4)
    return [content[at : at + 4].decode() for at in range(first, first + count * length, length)]


def _tables(content: bytes) -> list[str]:
    """The names of the tables of a font."""
    (count,) = unpack_from(">H", content, 4)
    return [content[at : at + 4].decode() for at in range(12, 12 + 16 * count, 16)]


# `PANGO_STYLE_ITALIC`, of which WeasyPrint makes the place on the axis `ital`.
_ITALIC = 2


@cache
def _pin() -> Any:
    """HarfBuzz's function that fixes an axis; None before version 6."""
    if harfbuzz_subset is not None:
        for name in _LIBRARIES:
            with suppress(OSError, AttributeError):
                function = ctypes.CDLL(name).hb_subset_input_pin_axis_location
                function.argtypes = (
                    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_float,
                )  # fmt: skip
                return function
    return None


PATCH = Patch(Font, "clean", _clean_instance, "794f0211f18453f1")
