"""The lines of the notes at the foot of a PDF's pages, known by the size of their type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

import pypdfium2
import pypdfium2.raw as pdfium


def note_lines(pdf: bytes, pages: Collection[int], size: float) -> Iterator[str]:
    """Each line in type of `size` points on `pages`, from 1, from top to bottom."""
    with pypdfium2.PdfDocument(pdf) as opened:
        for number in sorted(pages):
            text = opened[number - 1].get_textpage()
            lines: dict[int, str] = defaultdict(str)
            for index in range(text.count_chars()):
                matrix = pdfium.FS_MATRIX()
                assert pdfium.FPDFText_GetMatrix(text, index, matrix)
                if round(pdfium.FPDFText_GetFontSize(text, index) * matrix.d, 2) == size:
                    lines[round(matrix.f)] += chr(pdfium.FPDFText_GetUnicode(text, index))
            yield from (lines[height].strip() for height in sorted(lines, reverse=True))
