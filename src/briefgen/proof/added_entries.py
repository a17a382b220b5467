"""What somebody added to a PDF of ours beside its pages: what it says of itself, how a viewer opens
it, what belongs to a page and is not drawn. Nothing of it is in print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pypdf import PdfReader

from .page_digest import entry_of

_INFO = {
    "/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate",
    "/ModDate", "/Trapped",
}  # fmt: skip
# What ours have, what a program may write that saves a file, and what is refused elsewhere.
_CATALOG = {
    "/Type", "/Version", "/Pages", "/AF", "/Lang", "/MarkInfo", "/Metadata", "/Names", "/Outlines",
    "/OutputIntents", "/PageLabels", "/StructTreeRoot", "/ViewerPreferences", "/OpenAction", "/AA",
    "/OCProperties", "/Collection", "/URI", "/Threads", "/Requirements",
}  # fmt: skip
# What whoever signs a file puts there.
_SIGNED = {"/AcroForm", "/DSS", "/Perms", "/Extensions"}
_PAGE = {
    "/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/TrimBox", "/BleedBox",
    "/ArtBox", "/Rotate", "/Group", "/Annots", "/StructParents", "/Tabs", "/AA", "/AF", "/UserUnit",
    "/Trans", "/VP", "/Thumb", "/PresSteps", "/Dur",
}  # fmt: skip
_PREFERENCES = {
    "/DisplayDocTitle", "/PrintPageRange", "/NumCopies", "/PrintArea", "/PrintClip", "/ViewArea",
    "/ViewClip",
}  # fmt: skip
_OURS = "it is not part of the brief"


def added_entries(
    reader: PdfReader, label: Callable[[int], str], *, is_signed: bool
) -> Iterator[str]:
    """A line for each; `label` names a page, counted from 1."""
    root: Any = reader.root_object
    info = entry_of(reader.trailer, "/Info")
    for key in sorted(set(info) - _INFO):
        yield f"the file says of itself “{key[1:]}: {info[key]}”; {_OURS}"
    for key in sorted(set(root) - _CATALOG - (_SIGNED if is_signed else set())):
        yield f"the file has an entry {key[1:]}; {_OURS}"
    for key in sorted(set(entry_of(root, "/ViewerPreferences")) - _PREFERENCES):
        yield f"the file has a preference {key[1:]}; {_OURS}"
    first: dict[str, int] = {}
    for number, page in enumerate(reader.pages, 1):
        for key in sorted(set(page) - _PAGE):
            first.setdefault(key, number)
    for key, number in first.items():
        yield f"page {label(number)} has an entry {key[1:]}; {_OURS}"
