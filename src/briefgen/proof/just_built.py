"""What a PDF that was just built carries, read back from it."""

from __future__ import annotations

from collections.abc import Mapping

import pypdfium2

from .attachments import MANIFEST
from .evidence import check_attachments, check_fingerprint
from .manifest import Manifest, read_manifest
from .page_comparison import Step
from .pdf_reader import Reading, read_attachments, read_metadata


def differences(pdf: bytes, reading: Reading) -> tuple[str, ...]:
    """What differs in a PDF that was just built and whose pages were read before the evidence
    was put into it: the evidence, and its metadata."""
    try:
        files, metadata = read_attachments(pdf), read_metadata(pdf)
    except (pypdfium2.PdfiumError, ValueError) as error:
        return (str(error),)
    manifest = read_manifest(files.get(MANIFEST, b""))
    if manifest is None:
        return ("the evidence cannot be read back",)
    steps = (
        check_attachments(manifest, files),
        check_fingerprint(manifest, reading.pages),
        check_metadata(manifest, metadata),
    )
    return tuple(line for _, differs in steps for line in differs)


def check_metadata(manifest: Manifest, metadata: Mapping[str, str]) -> Step:
    """Whether a file's metadata are those that its manifest tells."""
    differs = [
        f"the file's {key} is “{metadata[key]}”, not “{getattr(manifest.document, key)}”"
        for key in ("title", "language")
        if metadata[key] != getattr(manifest.document, key)
    ]
    return ["metadata: title and language match the manifest"], differs
