"""The pages of a PDF for a browser: each as a picture, its links, and where its anchors are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
from msgspec import Struct

from briefgen.sandbox.pdfium import PDFIUM

from .page_lines import TextBlock, text_blocks

# Pixels a point: sharp at the width that a page has on a common screen, twice as dense.
_SCALE = 2.0
# Points that a link is high at least, and how far it then reaches above its line: a raised
# figure is small.
_LINK_HEIGHT, _ABOVE = 12.0, 9.0


class LinkBox(Struct, frozen=True):
    """A link inside the brief, as `left, top, width, height` in points, and its target."""

    box: tuple[float, float, float, float]
    target: str


class PagePicture(Struct, frozen=True):
    """A page: its printed number, its size in points, its picture as PNG under the name
    that is the fingerprint of what it shows, its links and its words."""

    label: str
    width: float
    height: float
    name: str
    png: bytes
    links: tuple[LinkBox, ...]
    blocks: tuple[TextBlock, ...] = ()


class Pictures(Struct, frozen=True):
    """The pages, and where each anchor is: its page from 0, its left and top in points."""

    pages: tuple[PagePicture, ...]
    places: Mapping[str, tuple[int, float, float]]


def pictures(pdf: bytes, known: Mapping[str, bytes]) -> Pictures:
    """The pages of `pdf`; pictures that are `known` by their names are not drawn again."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    heights = [float(page.mediabox.height) for page in reader.pages]
    places = {}
    for name, destination in reader.named_destinations.items():
        number = reader.get_destination_page_number(destination)
        if number is not None:
            left, top = float(destination.left or 0), float(destination.top or 0)
            places[name] = (number, left, heights[number] - top)
    shown = []
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        texts = text_blocks(document)
        for label, page, picture, blocks in zip(
            reader.page_labels, reader.pages, document, texts, strict=True
        ):
            name, png = _drawn(picture, known)
            width, height = float(page.mediabox.width), float(page.mediabox.height)
            links = tuple(_links(page.get("/Annots") or (), height))
            shown.append(PagePicture(label, width, height, name, png, links, tuple(blocks)))
    return Pictures(tuple(shown), places)


def _drawn(page: pypdfium2.PdfPage, known: Mapping[str, bytes]) -> tuple[str, bytes]:
    image = page.render(scale=_SCALE).to_pil()
    name = sha256(image.tobytes()).hexdigest()[:20]
    if name in known:
        return name, known[name]
    png = BytesIO()
    # Nobody keeps these: they may be large, not late.
    image.save(png, "PNG", compress_level=1)
    return name, png.getvalue()


def _links(annotations: Any, height: float) -> Iterator[LinkBox]:
    for annotation in annotations:
        entry = annotation.get_object()
        target = entry.get("/Dest")
        if entry.get("/Subtype") != "/Link" or not isinstance(target, str):
            continue
        left, bottom, right, top = _corners(entry["/Rect"])
        if top - bottom < _LINK_HEIGHT:
            top = max(top, bottom + _ABOVE)
            bottom = top - _LINK_HEIGHT
        yield LinkBox((left, height - top, right - left, top - bottom), target)


def _corners(rect: Any) -> tuple[float, float, float, float]:
    """A PDF rectangle with its corners in order: they may be given either way."""
    a, b, c, d = (float(number) for number in rect)
    return min(a, c), min(b, d), max(a, c), max(b, d)
