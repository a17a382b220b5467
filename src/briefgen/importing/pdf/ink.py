"""Which characters of a sheet can be seen: those that have ink where PDFium says that they are.

White on white, transparent, covered or cut off: whatever hides a character, its place on the
drawn page is of one colour.
"""

from __future__ import annotations

import pypdfium2

_SCALE = 2.0  # 144 dots an inch
_MOST_DOTS = 3000  # of a side
_CONTRAST = 8  # of 255 in any colour, between the lightest and the darkest dot
_LEAST_SIZE = 1.0  # points: nobody reads smaller letters


class Ink:
    """A drawn page."""

    def __init__(self, page: pypdfium2.PdfPage):
        scale = min(_SCALE, _MOST_DOTS / max(*page.get_size(), 1.0))
        bitmap = page.render(scale=scale)
        self._place = bitmap.get_posconv(page).to_bitmap
        self._picture = bitmap.to_pil().convert("RGB")

    def shows(self, box: tuple[float, float, float, float], size: float) -> bool:
        """Whether a character of this size can be seen in its box (left, bottom, right, top,
        in points of the page); one without a box is taken to be seen."""
        if size < _LEAST_SIZE:
            return False
        left, bottom, right, top = box
        if right <= left or top <= bottom:
            return True
        corners = self._place(left, bottom), self._place(right, top)
        (x0, x1), (y0, y1) = (sorted(one) for one in zip(*corners, strict=True))
        width, height = self._picture.size
        # A dot more on each side: a full stop fills its box.
        area = max(x0 - 1, 0), max(y0 - 1, 0), min(x1 + 2, width), min(y1 + 2, height)
        if area[0] >= area[2] or area[1] >= area[3]:
            return True  # beside the page, which is found out elsewhere
        return any(high - low > _CONTRAST for low, high in self._picture.crop(area).getextrema())
