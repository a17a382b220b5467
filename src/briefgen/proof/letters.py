"""Whether letters are beside each other: each run of a page is an array of glyphs, as WeasyPrint
writes it, that are as wide as their font has them and moved by no more than kerning does.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

from briefgen.matching.same_glyphs import bare

from .attachments import THEME
from .exact_words import descendant, texts_of_codes, texts_of_glyphs, widths_of_glyphs
from .font_programs import outlines_of, tables_of
from .letter_gaps import ATOMS, MOST_BACK, PLACED, RUNS, wrong_gaps
from .page_digest import content_of, entry_of
from .said_clusters import hides_letters

# Operators that space, move or show letters in other ways; signs of strings other than ours.
_OTHER = re.compile(rb"T[cwzdDLj*](?![A-Za-z])(?<![/A-Za-z]T.)")
_STRINGS = (b"(", b"'", b'"')
_ARRAY = re.compile(rb"\[([0-9a-fA-F<>.\s-]*)\]\s*TJ")
# Numbers that are none; and what may move a letter far: a large number, or one of several.
_ODD = re.compile(rb"\.\d*\.|-[-.]|\.-")
_LARGE = re.compile(rb">(?<!<>)\s*(?:-\d\d\d|-?0\d|1[7-9]\d|[2-9]\d\d|\d{4})")
_SEVERAL, _SPACES = re.compile(rb"-(?<=\d-)"), (b" ", b"\n", b"\r", b"\t", b"\f")
_SHOWN = re.compile(rb"TJ(?![A-Za-z])(?<![/A-Za-z]TJ)")
# Thousandths of the size, by which a letter may be moved on.
_MOST_ON, _EM = 150.0, 1000.0
# A font, shown letters, and what saves the font and gives it back.
_STATES = re.compile(rb"/(\w+)\s+[\d.]+\s+Tf|\[([^\]]*)\]\s*TJ|(?<![^\s\])>])([qQ])(?![^\s/\[<(])")
_CLUSTER = re.compile(rb"/Span\s*<<\s*/ActualText[^>]*>\s*>>\s*BDC.*?EMC", re.DOTALL)
_STRING = re.compile(rb"<([0-9a-fA-F]*)>")
# What moves letters in a style sheet.
_SPACED = re.compile(rb"letter-spacing|word-spacing|justify|text-combine", re.IGNORECASE)
# Glyphs of one font that are white space: words use a few kinds.
_MOST_BLANK = 3
_WIDTH = 2.0  # of the same, by which a width may differ from the font's own: it is rounded


def wrong_letters(
    pages: Iterable[tuple[int, DictionaryObject]], files: Mapping[str, bytes]
) -> Iterator[tuple[int, str]]:
    """What of the letters of each of `pages` may not be read as they are drawn; `files` are the
    evidence: a theme of one's own may space letters in other ways."""
    is_free = any(name.startswith(THEME) and _SPACED.search(files[name]) for name in files)
    fitting = dict[int, bool]()
    for number, page in pages:
        fonts = entry_of(entry_of(page, "/Resources"), "/Font")
        for name in fonts:
            font: Any = fonts[name]
            if id(font) not in fitting:
                fitting[id(font)] = not _is_misfit(font)
            if not fitting[id(font)]:
                yield (
                    number,
                    "a font that gives its letters other widths or other forms than it has",
                )
                break
        content = content_of(page.get("/Contents"))
        arrays = _ARRAY.findall(content)
        wrong = _odd(content, arrays) or ("" if is_free else _crowded(content, arrays, fonts))
        if wrong:
            yield number, wrong
        elif is_free:
            yield from ((number, what) for what in wrong_gaps(content, fonts))
        if any(_says_nothing(fonts[name], codes) for name, codes in _shown(content, fonts)):
            yield number, "letters that are read as white space or as nothing"
        if hides_letters(content, fonts):
            yield number, "letters inside others that are read instead (ActualText)"


def _shown(content: bytes, fonts: DictionaryObject) -> Iterator[tuple[str, set[bytes]]]:
    """The fonts of a page's content that are among `fonts`, and the codes of the glyphs that it
    shows of each, but in clusters that say their own text."""
    strings = defaultdict[bytes, list[bytes]](list)
    name, saved = b"", list[bytes]()
    for font, array, state in _STATES.findall(_CLUSTER.sub(b"", content)):
        if state == b"q":
            saved.append(name)
        elif state:
            name = saved.pop() if saved else name
        elif font:
            name = font
        else:
            strings[name] += _STRING.findall(array)
    for name, shown in strings.items():
        codes = bytes.fromhex(b"".join(shown).decode())
        if (key := f"/{name.decode()}") in fonts:
            yield key, {codes[at : at + 2] for at in range(0, len(codes), 2)}


def _says_nothing(font: Any, codes: Collection[bytes]) -> bool:
    """Whether some codes of a font have no text, and draw something: programs take the number of
    such a code for a character, which may print nothing."""
    if font.get_object().get("/Encoding") != "/Identity-H" or "/ToUnicode" not in font:
        return False  # what it says is asked elsewhere
    texts = texts_of_glyphs(font)
    untold = {int.from_bytes(code) for code in codes if not texts.get(code)}
    program = program_of(font) if untold else None
    return program is not None and not untold.isdisjoint(_drawing(program) or ())


def _odd(content: bytes, arrays: Sequence[bytes]) -> str:
    """How a page's content, with these arrays of letters, shows some otherwise than ours; empty for
    not at all."""
    if _OTHER.search(content) or any(sign in content for sign in _STRINGS):
        return "letters that are spaced or moved otherwise than ours"
    if len(arrays) != len(_SHOWN.findall(content)) or _ODD.search(b"]".join(arrays)):
        return "letters that are shown otherwise than ours"
    return ""


def _crowded(content: bytes, arrays: Sequence[bytes], fonts: DictionaryObject) -> str:
    shown = b"]".join(arrays)
    # Most arrays have one small number between two glyphs.
    several = _SEVERAL.search(shown) or any(space in shown for space in _SPACES)
    if not (several or _LARGE.search(shown)):
        arrays = [array for array in arrays if b"<>" in array]
    if any(next(_far(array), None) for array in arrays) and any(_moved(content, fonts)):
        return "letters over each other, or far from each other"
    return ""


def _moved(content: bytes, fonts: DictionaryObject) -> Iterator[bool]:
    """Whether letters are moved far from each other, but for accents and the like."""
    name = ""
    for font, array in RUNS.findall(content):
        if font:
            name = f"/{font.decode()}"
        elif pairs := list(_far(array)):
            texts = texts_of_glyphs(fonts[name]) if name in fonts else {}
            for *pair, moved, is_last in pairs:
                before, after = (texts.get(glyph, "") for glyph in pair)
                # The space that ends an empty item of a list is after its mark's margin.
                is_end = is_last and after.isspace()
                # A wide space that the font lacks is drawn with its narrow one.
                is_space = before.isspace() and -_EM <= moved < 0
                is_free = is_end or is_space or bool(re.search(PLACED, before + after))
                yield bool(after) and not is_free


def _far(array: bytes) -> Iterator[tuple[bytes, bytes, float, bool]]:
    """The pairs of glyphs of a run that are moved over each other, or far from each other, by how
    much (below zero: on), and whether the second ends the run."""
    before, moved = b"", 0.0
    atoms = ATOMS.findall(array)
    for place, (codes, number) in enumerate(atoms, 1):
        if number:
            moved += float(number)
        elif codes:
            glyphs = bytes.fromhex(codes.decode())
            if before and not -_MOST_ON < moved < MOST_BACK:
                yield (
                    before,
                    glyphs[:2],
                    moved,
                    place == len(atoms) and len(glyphs) == len(glyphs[:2]),
                )
            before, moved = glyphs[-2:], 0.0


def _is_misfit(font: Any) -> bool:
    """Whether a font says of its glyphs another width than its program has, or takes one glyph
    for another. What cannot be compared fits."""
    inner = descendant(font)
    if str(inner.get("/CIDToGIDMap", "/Identity")) != "/Identity":
        return True
    program = program_of(font)
    if program is None:
        return False
    own, told = _advances(program), widths_of_glyphs(inner)
    return any(abs(own.get(glyph, width) - width) > _WIDTH for glyph, width in told)


def has_silent_letters(font: Any) -> bool:
    """Whether a font has glyphs that draw something and are read as white space or as nothing. Of
    one whose program is not looked into that is guessed from their number, if it has no others."""
    try:
        texts = texts_of_codes(font)
    except (LookupError, AttributeError, TypeError, ValueError):
        return False  # nobody knows what it says
    silent = {int.from_bytes(code) for code, text in texts.items() if text and not bare(text)}
    program = program_of(font) if silent else None
    drawing = _drawing(program) if program else None
    if drawing is not None:
        return not silent.isdisjoint(drawing)
    most = _MOST_BLANK if font.get("/Subtype") == "/Type0" else 1
    return len(silent) > most and not any(map(bare, texts.values()))


def program_of(font: Any) -> bytes | None:
    """The TrueType program of a font."""
    program = entry_of(descendant(font), "/FontDescriptor").get("/FontFile2")
    stream = program.get_object() if program is not None else None
    return stream.get_data() if isinstance(stream, StreamObject) else None


def _advances(program: bytes) -> dict[int, float]:
    """How wide the glyphs of a TrueType font are, in thousandths of the size."""
    try:
        return dict(_metrics(program))
    except struct.error:  # it is damaged
        return {}


def _drawing(program: bytes) -> set[int] | None:
    """The glyphs of a TrueType font that draw something; None where it is damaged or has none."""
    try:
        return set(outlines_of(program))
    except (struct.error, KeyError):
        return None


def _metrics(program: bytes) -> Iterator[tuple[int, float]]:
    tables = tables_of(program)
    if not {b"head", b"hhea", b"hmtx"} <= tables.keys():
        return
    [units] = struct.unpack_from(">H", program, tables[b"head"][0] + 18)
    [count] = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)
    metrics = struct.unpack_from(f">{2 * count}H", program, tables[b"hmtx"][0])
    if units:
        yield from ((glyph, width * 1000 / units) for glyph, width in enumerate(metrics[::2]))
