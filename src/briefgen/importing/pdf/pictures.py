"""How much of a PDF's page its pictures cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

_LEAST = 0.05  # of a page's area: a seal or a letterhead is smaller
_MOST_WORDS = 0.1  # of a page's characters, over a picture that does not lie under its text

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


def largest_cover(page: pypdfium2.PdfPage, area: float) -> float:
    """The part of a page that its largest picture covers."""
    return max(map(_area, _pictures(page)), default=0.0) / area if area else 0.0


def mostly_pictures(page: pypdfium2.PdfPage, area: float, characters: Sequence[Box]) -> bool:
    """Whether pictures, but for those under the text, cover more of a page than its characters."""
    pictures = [one for one in _pictures(page) if not _is_under(one, characters)]
    covered = sum(map(_area, pictures))
    return covered > _LEAST * area and covered > sum(map(_area, characters))


def _pictures(page: pypdfium2.PdfPage) -> Iterator[Box]:
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        x0, y0, x1, y1 = one.get_bounds()
        yield x0, y0, x1, y1


def _is_under(picture: Box, characters: Sequence[Box]) -> bool:
    x0, y0, x1, y1 = picture
    over = sum(x0 < (a + c) / 2 < x1 and y0 < (b + d) / 2 < y1 for a, b, c, d in characters)
    return over > _MOST_WORDS * len(characters)


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
