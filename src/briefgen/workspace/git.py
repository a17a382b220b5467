"""What git knows of a workspace's files, asked at most once for each."""

from __future__ import annotations

import subprocess
from pathlib import Path

# A repository of any size answers from its index; a folder that hangs is not waited for.
_SECONDS = 10


def tracked_files(root: Path, folder: str) -> frozenset[str] | None:
    """The files below `folder` that git tracks, relative to `root`; None outside a repository
    or without git."""
    if not any((parent / ".git").exists() for parent in (root, *root.parents)):
        return None
    # Without the repository's own programs: a workspace is not trusted to run any.
    command = ["git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--", folder]
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=root, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    return frozenset(name for name in done.stdout.decode(errors="replace").split("\0") if name)
