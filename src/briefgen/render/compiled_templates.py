"""Templates compiled once: for the process, and for the next one in a folder of the user's.

Compiling a theme's templates takes longer than filling them. The folder is below the user's
cache (`XDG_CACHE_HOME`, else `~/.cache`). It is used only if it belongs to this user and nobody
else can write to it, for what is read from it is run. A file in it that is damaged or missing
costs a compilation.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """What Jinja asks for a template's code, and gives it to; see the head of this module."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif files := _files():
            try:
                files.load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - damaged in whatever way
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.checksum, bucket.code
        if files := _files():
            with suppress(OSError):
                files.dump_bytecode(bucket)


@cache
def _files() -> FileSystemBytecodeCache | None:
    """The folder, where there is a safe one; another release of Jinja compiles otherwise."""
    with suppress(OSError, RuntimeError):  # RuntimeError: nobody knows where home is
        given = os.environ.get("XDG_CACHE_HOME", "")
        cached = Path(given) if Path(given).is_absolute() else Path("~/.cache").expanduser()
        folder = cached / "briefgen" / "templates"
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        if _is_ours_alone(folder.lstat()):
            name = f"jinja-{version('jinja2')}-%s.cache"
            return FileSystemBytecodeCache(str(folder), name)
    return None


def _is_ours_alone(found: os.stat_result) -> bool:
    is_open = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not is_open
