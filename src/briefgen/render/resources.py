"""What a page may fetch: fonts from the font packages and pictures of the workspace.

Nothing else is answered: no network, no other file. WeasyPrint only logs what it could not
load, and a font not even that, so that failures are kept here.
"""

from __future__ import annotations

from base64 import decodebytes
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from briefgen.assemble.font_files import file_below, font_file
from briefgen.resolve.pictures import media_type
from briefgen.workspace.workspace import UnreadableError, read_bytes

from .weasyprint_patches.engine import URLFetcher, URLFetcherResponse

# How a PNG and a JPEG begin: no other kind of picture that is taken has colours that a PDF of ours
# has not. For an SVG Pillow would learn all the forty kinds that it may know.
_MAY_BE_WRITTEN_ANEW = b"\x89PNG", b"\xff\xd8"


class Resources(URLFetcher):  # type: ignore[misc]
    """Answers `font:<package>/<file>`, `picture:<path below files>` and `data:`."""

    def __init__(self, files: Path) -> None:
        super().__init__(allowed_protocols=("data",))
        self._files = files
        self.failures: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The bytes at `url`; ValueError or OSError for anything out of bounds."""
        scheme, _, name = url.partition(":")
        if scheme == "font":
            try:
                return _response(url, read_bytes(font_file(unquote(name))), None)
            except (OSError, UnreadableError, ValueError) as error:
                self.failures.append(f"the font {unquote(name)} cannot be read: {error}")
                raise
        if scheme == "picture":
            try:
                content = _printable(read_bytes(file_below(self._files, unquote(name))))
                return _response(url, content, media_type(content))
            except UnreadableError as error:
                raise ValueError(error.message) from error
        if scheme == "data":
            # A watermark, or a picture in an SVG. Python reads the kind of such a URL as mail.
            kind, data = name.split(",", 1)
            content = unquote_to_bytes(data)
            if kind.endswith(";base64"):
                content = decodebytes(content)
            kind = kind.partition(";")[0]
            return _response(url, _printable(content), kind or "text/plain")
        return super().fetch(url, headers)


def _printable(content: bytes) -> bytes:
    if not content.startswith(_MAY_BE_WRITTEN_ANEW):
        return content
    from .printable_pictures import printable  # noqa: PLC0415 - few briefs need Pillow

    return printable(content)


def _response(url: str, content: bytes, kind: str | None) -> URLFetcherResponse:
    # With the headers of `URLFetcherResponse` itself, Python imports a parser for mail.
    headers = EmailMessage(policy=Message().policy)
    headers["Content-Type"] = kind or "application/octet-stream"
    return URLFetcherResponse(url, body=content, headers=headers)
