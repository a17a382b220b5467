"""The C declarations of Pango and its companions, parsed once for all processes.

Replaces: `cffi.FFI`, while WeasyPrint is imported and for the thread that does it, by something
that reads the same declarations from a file of the user's cache, which it writes the first time.
Why: at each start cffi imports a parser of C that is written in Python, and parses all
declarations with it and later each type that is asked for: a twentieth of a build. The file
holds cffi's own tables of them (its “out-of-line ABI mode”), by the digest of what was declared;
without a file, or with a damaged one, they are parsed as usual.
Upstream: an issue for WeasyPrint, to ship these tables (`ffi.set_source(name, None)`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import Any

import cffi

from briefgen.render.user_cache import user_cache

_parsing = cffi.FFI


@contextmanager
def parsed_once() -> Iterator[None]:
    """Let this thread's `cffi.FFI` read within this what was parsed before."""
    thread = get_ident()

    def chosen(*arguments: Any) -> Any:
        wanted = get_ident() == thread and not arguments
        return _Declarations() if wanted else _parsing(*arguments)

    cffi.FFI = chosen
    try:
        yield
    finally:
        cffi.FFI = _parsing


class _Declarations:
    """An empty `cffi.FFI`, which takes over all that cffi knows of what it is to declare."""

    def cdef(self, declared: str) -> None:
        """Take all that cffi has for `declared`, from the file or from its parser."""
        kept = _kept(declared)
        known = _read(kept) if kept else None
        if known is None:
            known = _parsing()
            known.cdef(declared)
            if kept:
                _write(known, kept)
        vars(self).update(
            (name, getattr(known, name)) for name in dir(known) if not name.startswith("_")
        )


def _kept(declared: str) -> Path | None:
    folder = user_cache("declarations")
    made_of = f"{cffi.__version__}\n{declared}".encode()
    return folder / f"{hashlib.sha256(made_of).hexdigest()}.py" if folder else None


def _read(path: Path) -> Any:
    """The tables in a file that cffi wrote; None where that cannot be."""
    names: dict[str, Any] = {}
    try:
        exec(compile(path.read_bytes(), str(path), "exec"), names)  # noqa: S102 - ours alone
        return names["ffi"]
    except Exception:  # noqa: BLE001 - missing, or damaged in whatever way
        return None


def _write(known: Any, path: Path) -> None:
    from cffi.recompiler import make_py_source  # noqa: PLC0415 - only the first time

    known.set_source(path.stem, None)
    with suppress(OSError):
        make_py_source(known, path.stem, str(path))
