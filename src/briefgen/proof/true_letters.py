"""Whether the glyphs of a PDF are those that the packaged fonts have for what is read: another
outline in a font shows another letter than a program reads.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from msgspec import Struct
from pypdf.generic import DictionaryObject

from briefgen.matching.same_glyphs import bare

from .exact_words import descendant, texts_of_glyphs
from .font_programs import outlines_of, sides_of, tables_of, units_of, weight_of, whole_outline
from .letters import program_of
from .packaged_fonts import PackagedFont, packaged_fonts
from .page_digest import content_of, entry_of

_SIZED = re.compile(rb"/([^\s/<>\[\]()]+) ([\d.]+) Tf")
_MARKED = re.compile(rb"/MCID (\d++)\s*+>>\s*+BDC")
_MOST_SIZES = 8
_ITALIC = 64  # of a font's flags
_OTHER_PROGRAMS = {"/FontFile", "/FontFile3"}
# Tables by which outlines are drawn otherwise, or other pictures in their place.
_REDRAWING = {
    b"fpgm", b"prep", b"cvt ", b"CFF ", b"CFF2", b"SVG ", b"COLR", b"sbix", b"CBDT", b"EBDT",
    b"bdat", b"VARC",
}  # fmt: skip
_ROUNDED = 1  # unit of a font, by which versions of HarfBuzz may differ


class LettersFound(Struct, frozen=True):
    """By their pages, what is wrong with the letters of some (`differs`); and the families whose
    letters nobody here knows (`unknown`)."""

    differs: tuple[tuple[int, str], ...] = ()
    unknown: tuple[str, ...] = ()


def compare_letters(
    pages: Iterable[tuple[int, DictionaryObject]],
    pictures: Collection[tuple[int, int]],
    *,
    has_own_theme: bool,
) -> LettersFound:
    """The fonts of each of `pages`, against those of the packaged themes; a theme of one's own may
    print any letter in any other font, and so may `pictures`, each a page and the number of a
    marked content."""
    fonts = dict[int, _Used]()
    for number, page in pages:
        named = entry_of(entry_of(page, "/Resources"), "/Font")
        content = _without(pictures, number, content_of(page.get("/Contents")))
        for name, size in set(_SIZED.findall(content)):
            font: Any = entry_of(named, f"/{name.decode('latin-1')}")
            used = fonts.setdefault(id(font), _Used(font, number, set()))
            used.sizes.add(float(size))
    differs, unknown = list[tuple[int, str]](), set[str]()
    known = packaged_fonts()
    for used in fonts.values():
        family, is_italic = _name(used.font)
        own = known.get((family, is_italic))
        if own is not None and _is_false(used, own):
            differs.append((used.page, f"letters that are not those of its font, {family}"))
        elif own is None:
            unknown.add(family)
            if not has_own_theme and _may_mislead(used.font, known.values()):
                differs.append((used.page, f"letters in {family}, which is not the theme's font"))
    return LettersFound(tuple(differs), tuple(sorted(unknown)))


def _without(pictures: Collection[tuple[int, int]], page: int, content: bytes) -> bytes:
    """The content of a page without its pictures."""
    pieces, last = list[bytes](), 0
    for found in _MARKED.finditer(content):
        if (page, int(found[1])) in pictures and found.start() >= last:
            pieces.append(content[last : found.start()])
            end = content.find(b"EMC", found.end())
            last = len(content) if end < 0 else end
    return b"".join((*pieces, content[last:]))


class _Used(Struct, frozen=True):
    """A font, the first page that has it, and its sizes there."""

    font: Any
    page: int
    sizes: set[float]


def _name(font: Any) -> tuple[str, bool]:
    """The family of a font, and whether it is italic."""
    described = entry_of(descendant(font), "/FontDescriptor")
    family = str(described.get("/FontFamily") or font.get("/BaseFont", "a font without a name"))
    flags = described.get("/Flags")
    return family, isinstance(flags, int) and bool(flags & _ITALIC)


def _may_mislead(font: Any, known: Iterable[PackagedFont]) -> bool:
    """Whether an unknown font shows letters or digits that every packaged font has (of what one
    lacks, words in it may be in another); one that is not written as ours are may."""
    fonts = list(known)
    texts = set("".join(texts_of_glyphs(font).values())) if "/ToUnicode" in font else set()
    return bool(fonts) and (
        not texts
        or any(one.isalnum() and all(f.glyph(one) is not None for f in fonts) for one in texts)
    )


def _is_false(used: _Used, known: PackagedFont) -> bool:
    """Whether a font has other letters than the packaged one of its name."""
    described = entry_of(descendant(used.font), "/FontDescriptor")
    program = program_of(used.font)
    if program is None or _OTHER_PROGRAMS & described.keys():
        return True
    try:
        texts = {int.from_bytes(code): text for code, text in texts_of_glyphs(used.font).items()}
        if not texts or _REDRAWING & tables_of(program).keys():
            return True
        if any(bare(text) and not known.shows(glyph, text) for glyph, text in texts.items()):
            return True
        sizes = sorted(used.sizes)[:_MOST_SIZES]
        places = ({"wght": weight_of(program), "opsz": size} for size in sizes)
        return not any(_is_same(program, known.cut(texts, one), list(texts)) for one in places)
    except (struct.error, LookupError, TypeError, ValueError):  # it is damaged
        return True


def _is_same(program: bytes, made: bytes, glyphs: Sequence[int]) -> bool:
    """Whether two programs draw some glyphs alike."""
    if not made or units_of(program) != units_of(made):
        return False
    sides, own_sides = sides_of(made), sides_of(program)
    outlines, own = outlines_of(made), outlines_of(program)
    others = [
        glyph for glyph in glyphs if whole_outline(own, glyph) != whole_outline(outlines, glyph)
    ]
    are_there = all(
        abs(sides[glyph][1] - own_sides[glyph][1]) <= _ROUNDED
        for glyph in glyphs
        if glyph in own or glyph in outlines
    )
    return are_there and (not others or _are_alike(program, made, others))


def _are_alike(program: bytes, made: bytes, glyphs: Iterable[int]) -> bool:
    """Whether the outlines of some glyphs are the same but for rounding."""
    try:
        return all(
            len(one) == len(other) and max(map(_apart, one, other), default=0) <= _ROUNDED
            for one, other in zip(*(_points(font, glyphs) for font in (program, made)), strict=True)
        )
    except Exception:  # noqa: BLE001 - made to do harm, or damaged in whatever way
        return False


def _apart(one: Sequence[int], other: Sequence[int]) -> float:
    """How far a point is from another; any distance, if they are of other kinds."""
    is_same_kind = one[2:] == other[2:]
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) if is_same_kind else float("inf")


def _points(program: bytes, glyphs: Iterable[int]) -> Iterator[list[tuple[int, int, bool, bool]]]:
    """For each of some glyphs its points: where they are, whether on the curve, whether the last of
    a contour. A glyph has no program that moves them."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - few files need it: other versions' fonts

    font = TTFont(BytesIO(program), lazy=True)
    font.setGlyphOrder([str(glyph) for glyph in range(font["maxp"].numGlyphs)])
    table = font["glyf"]
    for number in glyphs:
        glyph = table[str(number)]
        places, ends, flags = glyph.getCoordinates(table)
        if getattr(glyph, "program", None) and glyph.program.getBytecode():
            raise ValueError("a glyph has a program")
        yield [
            (x, y, bool(flag & 1), at in ends)
            for at, ((x, y), flag) in enumerate(zip(places, flags, strict=True))
        ]
