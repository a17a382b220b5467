"""How a PDF looks beside its words: its features, what its pages draw, what is around them."""

from __future__ import annotations

from msgspec import Struct

from .embedded_files import ambiguous_files
from .foreign import foreign
from .manifest import Manifest
from .page_digest import file_digests, open_objects


class Looks(Struct, frozen=True):
    """What is refused of a file's features, its pages drawn again, and a reader's marks."""

    refused: tuple[str, ...]
    redrawn: tuple[str, ...]
    marks: tuple[str, ...]


_AROUND_NAMES = {
    "structure": "the structure, by which the file is read aloud, was altered",
    "metadata": "what the file says of itself (title, author, subject, keywords) was altered",
    "labels": "the page numbers that a viewer shows were altered",
}


def looks_of(manifest: Manifest, pdf: bytes) -> Looks | str:
    """How the file looks beside its words; a line where its objects cannot be read."""
    labels = [page.label for page in manifest.pages]

    def label(number: int) -> str:
        return labels[number - 1] if number <= len(labels) else f"{number} of the file"

    try:
        reader = open_objects(pdf)
        found, digests = foreign(reader, label), file_digests(reader)
        files = ambiguous_files(reader)
    except ValueError as error:
        return str(error)
    refused = [*found.refused, *files]
    refused += (
        line
        for name, line in _AROUND_NAMES.items()
        if digests.around.get(name) != manifest.around.get(name)
    )
    marks = list(found.marks)
    if digests.around.get("outline") != manifest.around.get("outline"):
        marks.append("the bookmarks are others than those that were made")
    redrawn = [
        meant.label
        for meant, drawn in zip(manifest.pages, digests.pages, strict=False)
        if meant.drawn != drawn
    ]
    return Looks(tuple(refused), tuple(redrawn), tuple(marks))
