"""What keeps a document from costing more than it must, and a long one more a page.

These are slow spots in others' code, gone around while a document is laid out and written;
what comes out is the same without it, to the byte.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import pydyf
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from . import notes_area
from .engine import LayoutContext, pdf_fonts


@contextmanager
def steady_pace() -> Iterator[None]:
    """Lay out and write within this.

    Python's collector of cycles walks through all boxes again and again and finds nothing to
    free before the end: it rests.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        with (
            _replaced(pydyf.PDF, "page_references", property(_PageReferences())),
            _replaced(instancer, "instantiateGvar", _instantiate_drawn),
            _replaced(pdf_fonts, "ffi", _OneTypeForArrays(pdf_fonts.ffi)),
            _replaced(LayoutContext, "_update_footnote_area", notes_area.update),
        ):
            yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _replaced(owner: Any, name: str, replacement: Any) -> Iterator[None]:
    original = getattr(owner, name)
    setattr(owner, name, replacement)
    try:
        yield
    finally:
        setattr(owner, name, original)


class _PageReferences:
    """The list of a file's pages, which pydyf makes anew for every tag and every link: made
    once for each number of pages."""

    def __init__(self) -> None:
        self._listed = pydyf.PDF.page_references.fget
        self._made: WeakKeyDictionary[pydyf.PDF, tuple[int, Any]] = WeakKeyDictionary()

    def __call__(self, pdf: pydyf.PDF) -> Any:
        count = len(pdf.pages["Kids"])
        if pdf not in self._made or self._made[pdf][0] != count:
            self._made[pdf] = count, self._listed(pdf)
        return self._made[pdf][1]


class _OneTypeForArrays:
    """cffi's interface to C, which parses the name of each type that it has not met: arrays
    are left to tell their length by what is put into them, so that they are one type."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, type_name: str, content: Any = None) -> Any:
        if isinstance(content, list | tuple) and content:
            type_name = _LENGTH.sub("[]", type_name)
        return self._ffi.new(type_name, content)


_LENGTH = re.compile(r"\[[0-9]+\]$")


_instantiate = instancer.instantiateGvar


def _instantiate_drawn(font: TTFont, limits: Any, optimize: bool = True) -> None:
    """Make the outlines of a font's instance, but not those of the glyphs that were left out
    of it: nine in ten, which have nothing left and only keep the numbers of the others."""
    glyphs, variations, metrics = font["glyf"], font["gvar"].variations, font["hmtx"].metrics
    order = glyphs.glyphOrder
    drawn = [name for name in order if glyphs[name].numberOfContours or metrics[name] != (0, 0)]
    for name in variations.keys() - set(drawn):
        del variations[name]
    glyphs.glyphOrder = drawn
    try:
        _instantiate(font, limits, optimize)
    finally:
        glyphs.glyphOrder = order
