"""The sheet of the original on which a paragraph begins: `briefgen show SOURCE ¶ --original`."""

from __future__ import annotations

from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.importing.pdf import sheet_png
from briefgen.limits import DRAWING_SECONDS, MAX_PDF, Limits
from briefgen.model.source import Source
from briefgen.sandbox.process import contained
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import Workspace, read_bytes


def write_original(workspace: Workspace, source: Source, paragraph: int) -> Path:
    """Write the sheet as output/<source>-<n>.png and return its path.

    Raises `BriefgenError` where the source has no copy of a PDF, or another one.
    """
    known = source.imported
    one = known.of(paragraph) if known else None
    at = one.at if one else None
    if known is None or at is None or not at.sheet:
        raise BriefgenError(f"source “{source.id}” was not imported from a PDF")
    if known.original != known.record.original.sha256:
        raise BriefgenError(
            f"seeds/{known.record.original.kept} is not the document that was imported, or not "
            "there"
        )
    raw = read_bytes(workspace.seeds / known.record.original.kept, MAX_PDF)
    limits = Limits(DRAWING_SECONDS, "The file may be damaged.", is_counted=True)
    picture = contained(lambda: sheet_png(raw, at.sheet), limits, "drawing the sheet")
    path = workspace.output / f"{source.id}-{paragraph}.png"
    write_whole(path, picture)
    return path
