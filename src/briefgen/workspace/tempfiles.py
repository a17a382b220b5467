"""Temporary files and folders: locked while their maker lives, and removed by the next one
where it was killed.

The system itself takes the lock from whoever ends. A process's number would say less: it is
given again, and means nothing in another container.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .locks import lock

# Hidden, so that no folder of a person's is called so.
_FOLDER, _SUFFIX = ".briefgen-", ".tmp"


@contextmanager
def temporary_file(path: Path) -> Iterator[tuple[int, Path]]:
    """A hidden empty file beside `path`, open for writing, and its name.

    It is closed and removed in the end, unless it was moved. Raises OSError.
    """
    prefix = f".{path.name}."
    _remove_left_behind(path.parent, prefix)
    descriptor, name = _held(lambda: tempfile.mkstemp(_SUFFIX, prefix, path.parent))
    try:
        yield descriptor, name
    finally:
        name.unlink(missing_ok=True)
        os.close(descriptor)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """An empty folder where the system keeps such, removed in the end with what is in it."""
    _remove_left_behind(Path(tempfile.gettempdir()), _FOLDER)
    descriptor, folder = _held(_open_folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _open_folder() -> tuple[int, str]:
    while True:
        name = tempfile.mkdtemp(_SUFFIX, _FOLDER)
        with suppress(FileNotFoundError):  # as in `_held`
            return os.open(name, os.O_RDONLY), name


def _held(make: Callable[[], tuple[int, str]]) -> tuple[int, Path]:
    """What `make` makes and opens, locked."""
    while True:
        descriptor, name = make()
        with suppress(OSError):  # a file system without locks: then nobody removes it either
            lock(descriptor)
        if os.path.lexists(name):
            return descriptor, Path(name)
        os.close(descriptor)  # between making and locking, another one took it for abandoned


def _remove_left_behind(folder: Path, prefix: str) -> None:
    """Remove what lies in `folder` under such a name and nobody holds."""
    for name in os.listdir(folder):  # noqa: PTH208 - of thousands, `iterdir` makes as many paths
        if name.startswith(prefix) and name.endswith(_SUFFIX):
            with suppress(OSError):  # it is held, is not ours, or went
                _remove_if_left(folder / name)


def _remove_if_left(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        lock(descriptor, wait=False)
        if os.fstat(descriptor).st_uid != os.geteuid():
            return
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    finally:
        os.close(descriptor)
