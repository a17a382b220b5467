"""A `data:` URL is answered as WeasyPrint answers it, without a parser for mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.render.resources import Resources
from briefgen.render.weasyprint_patches.engine import URLFetcher


@pytest.mark.parametrize(
    "url",
    [
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/svg+xml;charset=utf-8,%3Csvg/%3E",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9'/>",
        "data:IMAGE/PNG;base64,iVBO%0ARw==",
        "data:,plain é",
        "data:;base64,aaaa,aaaa",
    ],
)
def test_a_data_url_is_answered_the_same(url: str) -> None:
    theirs, ours = URLFetcher(allowed_protocols=("data",)).fetch(url), Resources(Path()).fetch(url)
    assert (ours.content_type, ours.read()) == (theirs.content_type, theirs.read())


@pytest.mark.parametrize(
    "url", ["data:no comma", "data:;base64,a", "https://example.org/a.png", "file:///etc/hosts"]
)
def test_what_is_wrong_or_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"unpack|padding|base64|disallowed"):
        Resources(Path()).fetch(url)
