"""The characters of a PDF's sheets with their places, as PDFium reports them."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefgenError

from .ink import Ink
from .pictures import largest_cover, mostly_pictures

# More than any sheet that a person reads has.
MAX_GLYPHS = 60_000
MAX_SHEETS = 5_000
_SCAN_GLYPHS = 200
_SCAN_COVER = 0.5  # of the sheet's area, by one picture
_HYPHEN_AT_END = "\u0002"  # what PDFium makes of a hyphen at a line's end
_UNKNOWN = "\ufffd"
_MOST_UNKNOWN = 0.3  # of a sheet's characters: beyond that it has no text
# Accents that old fonts have as characters of their own, and what they make of a letter.
ACCENTS = {
    "`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "\u02dc": "\u0303",
    "\u00af": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307", "\u00a8": "\u0308",
    "\u02da": "\u030a", "\u02dd": "\u030b", "\u02c7": "\u030c", "\u00b8": "\u0327",
    "\u02db": "\u0328",
}  # fmt: skip
# Ligatures, and the letters and digits of formulas, slanted or bold: as plain ones.
_PLAIN = {
    chr(c): unicodedata.normalize("NFKC", chr(c))
    for c in (*range(0xFB00, 0xFB07), *range(0x1D400, 0x1D800))
}


class Glyph(Struct, frozen=True):
    """A character: its place in points from the sheet's lower left corner, upright as it is
    read; `y` is its baseline, `size` the height of its font, `index` its place in PDFium's
    order. `gap` says that PDFium has a space before it."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    index: int
    gap: bool


class Sheet(Struct, frozen=True):
    """A page of the file, numbered from 1. `rotated` is the text that runs another way than
    the page's, `hidden` what lies outside its visible box or cannot be seen. It is `scanned` where
    it has no text, and `pictured` where pictures cover more of it than its text does."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rotated: str = ""
    hidden: str = ""
    scanned: bool = False
    pictured: bool = False
    label: str = ""


_Found = tuple[
    int, str, tuple[float, float, float, float], tuple[float, float], float, bool, int, bool
]


def open_pdf(raw: bytes) -> pypdfium2.PdfDocument:
    """The PDF in `raw`; raises `BriefgenError` where it is encrypted or damaged."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise BriefgenError(
                "an encrypted PDF cannot be imported",
                hint="Open it with its password and save it without one.",
            ) from error
        raise BriefgenError(
            f"the PDF is damaged: {error}", hint="Open it and save it again."
        ) from error
    if len(document) > MAX_SHEETS:
        raise BriefgenError(
            f"the PDF has {len(document)} pages, more than {MAX_SHEETS}", hint="Use --pages 1-500."
        )
    return document


def read_sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    """The sheet with a number from 1."""
    page = document[number - 1]
    try:
        left, bottom, right, top = page.get_cropbox()
        text = page.get_textpage()
        try:
            found = list(_characters(text))
        finally:
            text.close()
        main = Counter(quarter for quarter, *_ in found).most_common(1)
        turn = main[0][0] if main else 0
        glyphs: list[Glyph] = []
        aside: list[str] = []
        hidden: list[str] = []
        width, height = _turned_size(right - left, top - bottom, turn)
        unseen = _unseen(found, page, width * height)
        for quarter, character, box, y, size, bold, index, gap in found:
            if index in unseen:
                hidden.append(f" {character}" if gap else character)
                continue
            if quarter != turn:
                aside.append(f" {character}" if gap else character)
                continue
            x0, x1, base = _turned(box, y, turn, (left, bottom, right, top))
            if not (-2 <= (x0 + x1) / 2 <= width + 2 and -2 <= base <= height + 2):
                hidden.append(f" {character}" if gap else character)
                continue
            glyphs.append(Glyph(character, x0, x1, base, size, bold, index, gap))
        glyphs = _composed(glyphs)
        unknown = sum(glyph.text == _UNKNOWN for glyph in glyphs)
        picture = len(glyphs) < _SCAN_GLYPHS and largest_cover(page, width * height) > _SCAN_COVER
        return Sheet(
            number,
            width,
            height,
            tuple(glyphs),
            " ".join("".join(aside).split()),
            " ".join("".join(hidden).split()),
            picture or unknown > _MOST_UNKNOWN * len(glyphs),
            mostly_pictures(page, width * height, [box for _, _, box, *_ in found]),
            document.get_page_label(number - 1) or "",
        )
    finally:
        page.close()


def _unseen(found: Sequence[_Found], page: pypdfium2.PdfPage, area: float) -> set[int]:
    """The indexes of characters that cannot be seen; where most of a word cannot, all of it. Over
    a picture of the page, as of a scan whose words were recognised, only whole words count, since
    their places are not exact."""
    ink = Ink(page)
    unseen = {index for _, _, box, _, size, _, index, _ in found if not ink.shows(box, size)}
    if not unseen:
        return unseen
    words: list[set[int]] = []
    for *_, index, gap in found:
        if gap or not words:
            words.append(set())
        words[-1].add(index)
    if largest_cover(page, area) > _SCAN_COVER:
        return {index for word in words if len(word) > 1 and word <= unseen for index in word}
    most = (word for word in words if len(word & unseen) * 3 >= len(word) * 2)
    return unseen.union(*most)


def _composed(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs, an accent that is drawn over a letter put together with it."""
    kept: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        glyph = glyphs[at]
        at += 1
        if mark := ACCENTS.get(glyph.text):
            if kept and (whole := _whole(kept[-1], mark, glyph)):
                kept[-1] = replace(kept[-1], text=whole)
                continue
            if at < len(glyphs) and (whole := _whole(glyphs[at], mark, glyph)):
                kept.append(replace(glyphs[at], text=whole, gap=glyph.gap))
                at += 1
                continue
        kept.append(glyph)
    return kept


def _whole(letter: Glyph, mark: str, accent: Glyph) -> str:
    """A letter with an accent that is over or under it; empty where it is elsewhere."""
    whole = unicodedata.normalize("NFC", letter.text + mark)
    middle = (accent.x0 + accent.x1) / 2
    beside = not letter.x0 <= middle <= letter.x1 or abs(letter.y - accent.y) > letter.size
    return "" if len(whole) > 1 or beside else whole


def reading_order(document: pypdfium2.PdfDocument, number: int) -> str:
    """The text of a sheet in PDFium's own order."""
    page = document[number - 1]
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[_Found]:
    """Quarter turns, character, box, origin, size, weight, index, and whether a space is before."""
    count = text.count_chars()
    if count > MAX_GLYPHS:
        raise BriefgenError(f"a page of the PDF has {count} characters, more than {MAX_GLYPHS}")
    box = [ctypes.c_double() for _ in range(4)]
    advance = pdfium.FS_RECTF()
    ended = None  # where the last character's advance ends, in the direction of text
    origin = [ctypes.c_double() for _ in range(2)]
    gap, guessed, is_first_half = True, False, False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xDC00 <= code < 0xE000 and is_first_half:  # of a character beyond U+FFFF
            is_first_half = False
            continue
        is_first_half = 0xD800 <= code < 0xDC00
        character = _character(_whole_code(text, index, count) if is_first_half else code)
        generated = pdfium.FPDFText_IsGenerated(text, index) == 1
        if not generated and pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            character = _UNKNOWN
        if character is None:
            continue
        if character.isspace() or (generated and code != ord(_HYPHEN_AT_END)):
            gap = True
            guessed = generated and code == ord(" ")
            continue
        pdfium.FPDFText_GetCharBox(text, index, *map(ctypes.byref, box))
        x0, x1, y0, y1 = (value.value for value in box)
        if not pdfium.FPDFText_GetCharOrigin(text, index, *map(ctypes.byref, origin)):
            continue
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        quarter = round(angle / (math.pi / 2)) % 4 if angle >= 0 else 0
        size = pdfium.FPDFText_GetFontSize(text, index)
        scale = _scale(text, index)
        bold = pdfium.FPDFText_GetFontWeight(text, index) >= 600
        pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(advance))
        if gap and guessed and ended is not None and abs(advance.left - ended) < 0.08 * size:
            gap = False  # a space that PDFium has guessed where the next character follows
        ended = advance.right if quarter == 0 else None
        yield (
            quarter,
            character,
            (x0, y0, x1, y1),
            (origin[0].value, origin[1].value),
            max(size * scale, 0.1),
            bold,
            index,
            gap,
        )
        gap = guessed = False


def _whole_code(text: pypdfium2.PdfTextPage, index: int, count: int) -> int:
    """The character whose first half is at `index`, and which PDFium has as two (UTF-16)."""
    first = pdfium.FPDFText_GetUnicode(text, index)
    second = pdfium.FPDFText_GetUnicode(text, index + 1) if index + 1 < count else 0
    if not 0xDC00 <= second < 0xE000:
        return int(first)
    return int(0x10000 + ((first - 0xD800) << 10) + second - 0xDC00)


def _scale(text: pypdfium2.PdfTextPage, index: int) -> float:
    """How much larger a font is set than its size says."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return 1.0
    return math.hypot(matrix.c, matrix.d) or 1.0


def _character(code: int) -> str | None:
    if code == ord(_HYPHEN_AT_END):
        return "-"
    if code in (0, 0xFFFE, 0xFFFF, 0xFEFF):
        return None
    if 0xD800 <= code <= 0xDFFF:  # half a character
        return _UNKNOWN
    character = chr(code)
    if character in _PLAIN:
        return _PLAIN[character]
    if unicodedata.category(character) == "Cc" and not character.isspace():
        return None
    return character


def _turned_size(width: float, height: float, turn: int) -> tuple[float, float]:
    return (height, width) if turn % 2 else (width, height)


def _turned(
    box: tuple[float, float, float, float],
    origin: tuple[float, float],
    turn: int,
    page: tuple[float, float, float, float],
) -> tuple[float, float, float]:
    """Left, right and baseline of a character on a page whose text is turned by quarters."""
    x0, y0, x1, y1 = box
    left, bottom, right, top = page
    match turn:
        case 1:  # reads upwards
            return y0 - bottom, y1 - bottom, right - origin[0]
        case 2:
            return right - x1, right - x0, top - origin[1]
        case 3:  # reads downwards
            return top - y1, top - y0, origin[0] - left
    return x0 - left, x1 - left, origin[1] - bottom
