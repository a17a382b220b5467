"""The colours of a screen, whose profile each of our PDFs has, without Pillow.

Replaces: `ColorProfile` where WeasyPrint writes a PDF.
Why: it has Pillow read the profile that it brings with it, sRGB, and write it again, to the same
bytes; to import Pillow for that is a hundredth of a build. Another profile is read as before.
Upstream: an issue for WeasyPrint, to write that file as it is.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import weasyprint.pdf
from weasyprint.css import ColorProfile

from .patch import Patch

_SRGB = "384b832de3412066"


class _Screen(ColorProfile):  # type: ignore[misc]
    """What WeasyPrint asks of a profile, of sRGB."""

    name = "IEC 61966-2-1 Default RGB Colour Space - sRGB"
    content = b""

    def __init__(self, content: bytes, src: str, intent: str, components: Any) -> None:
        self.content, self.src = content, src
        self.rendering_intent, self.components = intent, components
        self.pdf_reference = None


def _profile(file: Any, *others: Any) -> Any:
    content = file.read()
    if hashlib.sha256(content).hexdigest()[:16] == _SRGB:
        return _Screen(content, *others)
    return ColorProfile(BytesIO(content), *others)


PATCH = Patch(weasyprint.pdf, "ColorProfile", _profile, "8b4e0541486ee983", is_equal=True)
