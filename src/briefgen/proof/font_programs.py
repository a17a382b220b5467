"""TrueType programs as PDFs embed them: where their tables and the outlines of their glyphs are."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from itertools import pairwise

_COMPOUND = 0x8000  # the number of contours is below zero
_HEAD = 10
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
_SIZES = {_SCALE: 2, _TWO_SCALES: 4, _MATRIX: 8}
_MOST_LEVELS = 8


def tables_of(program: bytes) -> dict[bytes, tuple[int, int]]:
    """Where the tables of a font begin, and their lengths; raises struct.error if damaged."""
    return {
        program[at : at + 4]: struct.unpack(">LL", program[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", program[4:6])[0], 16)
    }


def outlines_of(program: bytes) -> dict[int, bytes]:
    """The outline of each glyph that draws something; raises struct.error or KeyError."""
    tables = tables_of(program)
    start, size = tables[b"loca"]
    [is_long] = struct.unpack_from(">h", program, tables[b"head"][0] + 50)
    unit, letter = (1, "L") if is_long else (2, "H")
    count = size // (4 if is_long else 2)
    places = struct.unpack_from(f">{count}{letter}", program, start)
    first = tables[b"glyf"][0]
    return {
        glyph: program[first + unit * one : first + unit * next]
        for glyph, (one, next) in enumerate(pairwise(places))
        if next > one
    }


def whole_outline(outlines: Mapping[int, bytes], glyph: int, levels: int = _MOST_LEVELS) -> bytes:
    """The outline of a glyph with those that it is made of inside it, whatever their numbers."""
    outline = outlines.get(glyph, b"")
    if len(outline) < _HEAD or outline[0] < 0x80 or not levels:  # no compound glyph
        return outline
    return b"".join(_parts(outlines, outline, levels - 1))


def _parts(outlines: Mapping[int, bytes], outline: bytes, levels: int) -> Iterator[bytes]:
    yield outline[:_HEAD]
    at, flags = _HEAD, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        end = at + (8 if flags & _WORDS else 6)
        end += next((size for flag, size in _SIZES.items() if flags & flag), 0)
        yield outline[at : at + 2] + outline[at + 4 : end]
        yield whole_outline(outlines, part, levels)
        at = end
    yield outline[at:]


def sides_of(program: bytes) -> dict[int, tuple[int, int]]:
    """How wide each glyph is, and how far its outline is from where it begins, in the font's units;
    raises struct.error or KeyError."""
    tables = tables_of(program)
    [count] = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)
    start, size = tables[b"hmtx"]
    pairs = list(struct.iter_unpack(">Hh", program[start : start + 4 * count]))
    rest = struct.unpack_from(f">{(size - 4 * count) // 2}h", program, start + 4 * count)
    return dict(enumerate([*pairs, *((pairs[-1][0], left) for left in rest)]))


def units_of(program: bytes) -> int:
    """How many units the size of a font has; raises struct.error or KeyError."""
    return int(struct.unpack_from(">H", program, tables_of(program)[b"head"][0] + 18)[0])


def weight_of(program: bytes) -> int:
    """How heavy a font says it is, from 1 to 1000; raises struct.error or KeyError."""
    return int(struct.unpack_from(">H", program, tables_of(program)[b"OS/2"][0] + 4)[0])
