"""The pictures on the pages against those in the evidence."""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from briefgen.model.document import Document
from briefgen.resolve.pictures import is_photograph

from .attachments import digest
from .page_comparison import Step
from .page_digest import content_of, entry_of, names_in
from .pdf_reader import Page
from .said_links import pictures_beside, pictures_in_prose

# A PNG's width and height, and whether its dots have an opacity.
_PNG = re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR(.{8}).(.)", re.DOTALL)
_WITH_ALPHA = (b"\4", b"\6")


class PicturesProof(Struct, frozen=True):
    """What comparing the pictures came to, and how many could not be compared: of the brief's,
    only photographs are printed as they were typed in."""

    step: Step
    unproved: int = 0


def compare_pictures_with_files(
    document: Document, files: Mapping[str, bytes], pages: Sequence[Page]
) -> PicturesProof:
    """Whether each photograph (JPEG) of the brief is printed as it is in the evidence."""
    names = _names(document)
    printed = {one for page in pages for one in page.pictures}
    differs, unproved, proved = list[str](), 0, 0
    for name in sorted(names):
        content = files.get(name, b"")
        if not is_photograph(content):
            unproved += 1
        elif digest(content) not in printed:
            differs.append(f"the picture {name} is printed otherwise than it is in the evidence")
        else:
            proved += 1
    said = [f"pictures: {proved} of {len(names)} are those of the evidence"] if proved else []
    return PicturesProof((said, differs), unproved)


def masked_pictures(
    document: Document, files: Mapping[str, bytes], pages: Iterable[Any]
) -> Iterator[int]:
    """The pages, from 1, that draw a picture under a soft mask whose file has none: a photograph,
    or one as large as a PNG of the brief, if all that are so large are without."""
    opaque, others = set[tuple[int, int]](), set[tuple[int, int]]()
    for name in _names(document):
        content = files.get(name, b"")
        if header := _PNG.match(content):
            is_masked = header[2] in _WITH_ALPHA or b"tRNS" in content.partition(b"IDAT")[0]
            (others if is_masked else opaque).add(struct.unpack(">LL", header[1]))
    for number, page in enumerate(pages, 1):
        drawn = names_in(content_of(page.get("/Contents")))
        pictures = entry_of(entry_of(page, "/Resources"), "/XObject")
        for name in pictures:
            one = pictures[name]
            size = one.get("/Width"), one.get("/Height")
            is_opaque = "/DCTDecode" in str(one.get("/Filter")) or size in opaque - others
            if name.encode() in drawn and "/SMask" in one and is_opaque:
                yield number
                break


def _names(document: Document) -> set[str]:
    """The names of the brief's pictures in the evidence."""
    images = (*pictures_beside(document), *pictures_in_prose(document))
    return {posixpath.normpath(posixpath.join("briefs", image.src)) for image in images}
