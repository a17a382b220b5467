"""A page for the browser, read back and given its evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.model.document import Document, Layout, calls
from briefgen.proof.attachments import MANIFEST, manifest
from briefgen.proof.html_tree import NotStrictError, read_tree
from briefgen.proof.page_digest import FileDigests
from briefgen.proof.print_check import Difference, read_back
from briefgen.proof.web_evidence import with_evidence
from briefgen.proof.web_reading import reading_of
from briefgen.proof.web_structure import WebStructure, foreign_elements

from .prepare import Prepared


class WebEdition(Struct, frozen=True):
    """The file, and what of it is not what was meant."""

    page: str
    differs: tuple[Difference, ...]


def web_edition(page: str, document: Document, prepared: Prepared) -> WebEdition:
    """`page`, which prints `document`, with its evidence.

    Raises BriefgenError where the theme's templates make a page that a browser would have to
    mend, or with elements that no proof covers.
    """
    at = f"templates/{prepared.theme.name}"
    try:
        html = read_tree(page)
    except NotStrictError as error:
        raise BriefgenError(
            f"the web edition of this theme cannot be proved: {error}",
            at=at,
            hint="Close every element, and put attributes in double quotes.",
        ) from error
    if foreign := next(foreign_elements(html), None):
        raise BriefgenError(f"the web edition of this theme cannot be proved: {foreign}", at=at)
    found = read_back(reading_of(html), document, Layout(1, {}))
    differs: Sequence[Difference] = found.differs
    files = dict(prepared.files)
    if not document.draft:  # in which links may lead nowhere
        differs = [*differs, *map(Difference, WebStructure(html, document, files).differs())]
    # The page is one, so that every note is on it.
    layout = Layout(1, {call.note.call_anchor: (1,) for call in calls(document)})
    files[MANIFEST] = manifest(
        prepared.resolved,
        document,
        prepared.inputs,
        files,
        (),
        found,
        layout,
        FileDigests((), {}),
        prepared.replaced,
        hashlib.sha256(page.encode()).hexdigest(),
    )
    return WebEdition(with_evidence(page, files), tuple(differs))
