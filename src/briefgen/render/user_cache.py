"""A folder of the user's for what is made once and run again: compiled templates, declarations.

It is below the user's cache (`XDG_CACHE_HOME`, else `~/.cache`), and used only if it belongs
to this user and nobody else can write to it, for what is read from it is run.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def user_cache(name: str) -> Path | None:
    """The folder for `name`, made if need be; None where there is no safe one."""
    with suppress(OSError, RuntimeError):  # RuntimeError: nobody knows where home is
        given = os.environ.get("XDG_CACHE_HOME", "")
        cached = Path(given) if Path(given).is_absolute() else Path("~/.cache").expanduser()
        folder = cached / "briefgen" / name
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        if _is_ours_alone(folder.lstat()):
            return folder
    return None


def _is_ours_alone(found: os.stat_result) -> bool:
    is_open = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not is_open
