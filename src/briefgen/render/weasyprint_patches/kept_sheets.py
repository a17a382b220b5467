"""What WeasyPrint makes of a style sheet, kept for the next process in a file of the user's cache.

A sheet of 27,000 characters takes 50 ms to read, a thirtieth of a build, and 3 ms from its file.
What is kept is what WeasyPrint keeps itself: rules by the element that they are for, each with a
function that cssselect2 made of its selector, whose code is written as Python writes that of a
module.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import marshal
import pickle
from contextlib import suppress
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import cssselect2
import cssselect2.compiler
import tinycss2
from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.render.user_cache import user_cache
from briefgen.workspace.atomic import write_whole

# A theme has some, one for each paper, language and kind of print.
_MOST_FILES = 40
# The last counts up where we sort the selectors in another way.
_MADE_BY = (importlib.util.MAGIC_NUMBER, cssselect2.VERSION, tinycss2.VERSION, 2)
# What the functions of cssselect2 refer to.
_NAMES = {
    name: getattr(cssselect2.compiler, name)
    for name in ("split_whitespace", "ascii_lower", "urlparse")
}


class KeptSheet(Struct, frozen=True):
    """A sheet as it was read: `selectors` are the parts of its `Matcher`, `pages` its rules for
    pages, `faces` the fonts that it describes, `counters` its styles of counters."""

    selectors: dict[str, Any]
    pages: list[Any]
    faces: list[Any] = []
    counters: dict[str, Any] = {}


def load(text: str, *circumstances: object) -> KeptSheet | None:
    """The sheet `text`, as it was read in these `circumstances`; None where no file has it."""
    path = _file(text, circumstances)
    try:
        kept = pickle.loads(path.read_bytes()) if path else None  # noqa: S301 - ours alone
    except Exception:  # noqa: BLE001 - missing, or damaged in whatever way
        return None
    return kept if isinstance(kept, KeptSheet) else None


def save(sheet: KeptSheet, text: str, *circumstances: object) -> None:
    """Keep a sheet, where that can be; the oldest are removed."""
    path = _file(text, circumstances)
    if path is None:
        return
    content = io.BytesIO()
    try:
        _Pickler(content, pickle.HIGHEST_PROTOCOL).dump(sheet)
    except Exception:  # noqa: BLE001 - it has something that no file can have
        return
    with suppress(OSError, BriefgenError):
        write_whole(path, content.getvalue())
        others = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime)
        for old in others[:-_MOST_FILES]:
            old.unlink()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, FunctionType) and value.__name__ == "<lambda>":
            return _function, (marshal.dumps(value.__code__),)
        return NotImplemented


def _function(code: bytes) -> FunctionType:
    made = marshal.loads(code)  # noqa: S302 - as above
    assert isinstance(made, CodeType)
    return FunctionType(made, _NAMES)


def _file(text: str, circumstances: tuple[object, ...]) -> Path | None:
    folder = user_cache("sheets")
    made_of = repr((*_MADE_BY, circumstances, text)).encode()
    return folder / hashlib.sha256(made_of).hexdigest() if folder else None
