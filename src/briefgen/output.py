"""Files written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from .errors import BriefgenError


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to a temporary file beside `path`, then put it in its place.

    Whatever stood at `path` stays as it was until the new file is complete on the disk.
    Raises `BriefgenError` where the folder cannot be made or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_behind(path)
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.{os.getpid()}.", suffix=".tmp"
        )
    except OSError as error:
        raise BriefgenError(f"cannot write here: {error.strerror}", at=str(path.parent)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise BriefgenError(f"cannot be written: {error.strerror}", at=str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    """The process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove_left_behind(path: Path) -> None:
    """Remove the temporary files of `path` whose writers were killed."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\..*\.tmp")
    for other in path.parent.iterdir():
        match = pattern.fullmatch(other.name)
        if match and not _is_running(int(match[1])):
            other.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    """Whether a process with this number is there, ours or another user's."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
