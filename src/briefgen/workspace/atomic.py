"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from briefgen.errors import BriefgenError

from .tempfiles import temporary_file


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to a temporary file beside `path`, then put it in its place.

    Whatever was at `path` stays as it was until the new file is complete on the disk, which
    takes over its permissions. Raises `BriefgenError` where the folder cannot be made or
    written, or what is at `path` is not a file: a folder, or a device, which must not become one.
    """
    if path.exists() and not path.is_file():
        raise BriefgenError("not a file, and not overwritten", at=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary_file(path) as (descriptor, temporary):
            # It is closed, and no longer held, only after the end of the block.
            with open(descriptor, "wb", closefd=False) as file:
                file.write(content)
                file.flush()
                os.fsync(descriptor)
            temporary.chmod(_mode(path))
            temporary.replace(path)
    except OSError as error:
        raise BriefgenError(f"cannot be written: {error.strerror}", at=str(path)) from error


def _mode(path: Path) -> int:
    """The permissions of the file at `path`, else those of any new file."""
    if path.is_symlink() or not path.exists():
        return 0o666 & ~_umask()
    return stat.S_IMODE(path.stat().st_mode)


def _umask() -> int:
    """The process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
