"""The SHA-256 of what was read.

`hashlib` loads OpenSSL, which takes longer than Python's own code takes for a few short texts.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

_FEW = 2**18  # bytes of a process, from which on OpenSSL takes less
_left = _FEW


def sha256(content: bytes) -> str:
    """The SHA-256 of `content`, in hex."""
    global _left  # noqa: PLW0603 - which code is faster is a matter of the process
    _left -= len(content)
    digest: str = (_sha256() if _left > 0 else _fast_sha256())(content).hexdigest()
    return digest


def _sha256() -> Callable[[bytes], Any]:
    """Python's own, whose module's name is a matter of its version, as `random` takes it."""
    for name in ("_sha2", "_sha256"):
        try:
            return import_module(name).sha256  # type: ignore[no-any-return]
        except ImportError:  # built without it
            continue
    return _fast_sha256()


def _fast_sha256() -> Callable[[bytes], Any]:
    return import_module("hashlib").sha256  # type: ignore[no-any-return]
