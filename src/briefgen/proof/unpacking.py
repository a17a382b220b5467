"""The evidence of a PDF, laid out as the workspace that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pypdfium2

from .attachments import BRIEF, CATALOGUE, MANIFEST
from .manifest import read_manifest
from .web_evidence import evidence_of


class NoPlaceError(ValueError):
    """An attachment whose name no disk takes."""


def unpack(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the brief, the catalogue and the sources of a PDF into `folder`, which is empty.

    Names that lead elsewhere are passed over. Raises `NoPlaceError` for one that cannot be
    written.
    """
    for name, content in files.items():
        if place := _workspace_path(name):
            try:
                (folder / place).parent.mkdir(parents=True, exist_ok=True)
                (folder / place).write_bytes(content)
            except (OSError, ValueError) as error:
                raise NoPlaceError(name) from error
    (folder / "seeds").mkdir(exist_ok=True)


def unpacked(content: bytes, folder: Path) -> str | None:
    """Unpack the evidence of a PDF or a web edition into `folder`; returns its fingerprint, None
    where it has none."""
    try:
        files = evidence_of(content)
        manifest = read_manifest(files.get(MANIFEST, b""))
        if manifest is None or BRIEF not in files:
            return None
        unpack(files, folder)
    except (pypdfium2.PdfiumError, OSError, ValueError):
        return None
    return manifest.fingerprint


def _workspace_path(name: str) -> PurePosixPath | None:
    """Where an attachment goes in a workspace; None for one that has no place there."""
    if name == BRIEF:
        return PurePosixPath("briefs") / BRIEF
    if name == CATALOGUE:
        return PurePosixPath("seeds") / CATALOGUE
    path = PurePosixPath(name)
    inside = ".." not in path.parts and not path.is_absolute() and len(path.parts) > 1
    # A theme is never loaded from a file that anybody may have made.
    is_ours = path.parts[:1] not in (("theme",), ("templates",))
    return path if inside and is_ours and not set("\\:\0") & set(name) else None
