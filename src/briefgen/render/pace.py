"""What keeps a long document from costing more a page than a short one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import pydyf


@contextmanager
def steady_pace() -> Iterator[None]:
    """Lay out and write within this; what comes out is the same without it.

    Python's collector of cycles walks through all boxes again and again and finds nothing to
    free before the end: it rests. And pydyf makes the list of all pages anew for every tag
    and every link: it is made once for each number of pages.
    """
    collecting, references = gc.isenabled(), pydyf.PDF.page_references
    made: WeakKeyDictionary[pydyf.PDF, tuple[int, Any]] = WeakKeyDictionary()

    def page_references(pdf: pydyf.PDF) -> Any:
        count = len(pdf.pages["Kids"])
        if pdf not in made or made[pdf][0] != count:
            made[pdf] = count, references.fget(pdf)
        return made[pdf][1]

    gc.disable()
    pydyf.PDF.page_references = property(page_references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = references
        if collecting:
            gc.enable()
