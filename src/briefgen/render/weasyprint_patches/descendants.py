"""All boxes of a page in one loop.

Replaces: `Box.descendants`, which WeasyPrint and briefgen ask for the boxes of each page.
Why: there each level has a generator of its own, and each box goes through those of all levels
above it, ten on most pages: a fiftieth of a build. The boxes and their order are the same.
Upstream: an issue for WeasyPrint, a stack of iterators in `Box.descendants`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box

from .patch import Patch


def _descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """The box and all below it, each before those below it."""
    yield box
    pending = [iter(box.children)]
    while pending:
        for child in pending[-1]:
            if isinstance(child, Box):
                yield child
                pending.append(iter(child.children))
                break
            if placeholders:
                yield from child.descendants(placeholders)
            else:
                yield child
        else:
            pending.pop()


PATCH = Patch(Box, "descendants", _descendants, "c15a877f61361343", is_equal=True)
