"""What a PDF says of the kind of a file that it carries, by the file's name."""

from __future__ import annotations

from pathlib import PurePosixPath

# The system's own table of types would make the bytes differ between machines.
_MEDIA_TYPES = {
    ".css": "text/css",
    ".j2": "text/plain",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
}


def media_type(name: str) -> str:
    """The media type of an attached file."""
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")


def relationship(name: str) -> str:
    """What an attached file is to the document (ISO 32000-2, 14.13)."""
    return "Data" if name.endswith(".json") else "Source"
