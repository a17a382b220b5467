"""No tag tree by WeasyPrint: ours replaces it (see `render.tagging`).

Replaces: `add_tags`, by which WeasyPrint writes a tree of the boxes of all pages.
Why: it was made only to be taken out of the file again, a fiftieth of a build. What `add_tags`
writes besides the tree stays, but that annotations which nothing refers to have no number in it.
Upstream: an issue for WeasyPrint, marked content without a tag tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pydyf
import weasyprint.pdf

from .patch import Patch


def _mark(pdf: pydyf.PDF, _pages: Any, _version: Any, _streams: Iterable[Any]) -> None:
    pdf.catalog["StructTreeRoot"] = b""  # ours has its place
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog.setdefault("Lang", pydyf.String())


PATCH = Patch(weasyprint.pdf, "add_tags", _mark, "f0e74575b0bafaf3")
