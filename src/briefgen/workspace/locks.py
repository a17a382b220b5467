"""Locks on open files and on folders, which the system takes from whoever ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has none
    _HAS_LOCKS = False
else:
    _HAS_LOCKS = True


def lock(descriptor: int, *, wait: bool = True) -> None:
    """Hold an open file; raises OSError where that cannot be done."""
    if not _HAS_LOCKS:
        raise OSError("this system has no locks")
    fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Be the only one that changes the files of `folder` by what it reads in them: whoever
    else asks for that waits.

    Where there is no such folder, or the system has no locks, nobody waits.
    """
    descriptor = None
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        lock(descriptor)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)
