"""The pictures on the pages against those in the evidence."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from msgspec import Struct

from briefgen.model.document import Document
from briefgen.resolve.pictures import is_photograph

from .attachments import digest
from .page_comparison import Step
from .pdf_reader import Page
from .said_links import pictures_beside, pictures_in_prose


class PicturesProof(Struct, frozen=True):
    """What comparing the pictures came to, and how many could not be compared: of the brief's,
    only photographs are printed as they were typed in."""

    step: Step
    unproved: int = 0


def compare_pictures_with_files(
    document: Document, files: Mapping[str, bytes], pages: Sequence[Page]
) -> PicturesProof:
    """Whether each photograph (JPEG) of the brief is printed as it is in the evidence."""
    images = (*pictures_beside(document), *pictures_in_prose(document))
    names = {posixpath.normpath(posixpath.join("briefs", image.src)) for image in images}
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
