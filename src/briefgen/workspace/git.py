"""What git knows of a workspace's files, asked at most once for each."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from briefgen.limits import MAX_PDF

from .workspace import UnreadableError, read_bytes

# A repository of any size answers from its index; a folder that hangs is not waited for.
_SECONDS = 10
_LONGEST_NAME = 0xFFF


def untracked_files(root: Path, names: Collection[str]) -> frozenset[str]:
    """Those of the files `names`, relative to `root`, that git does not track; none outside a
    repository or without git."""
    top = next((one for one in (root, *root.parents) if (one / ".git").exists()), None)
    if top is None:
        return frozenset()
    index = _index(top)
    within = root.relative_to(top).as_posix()
    unknown = [name for name in names if not _holds(index, f"{within}/{name}".removeprefix("./"))]
    if not unknown:
        return frozenset()
    tracked = _listed(root, unknown)
    return frozenset() if tracked is None else frozenset(unknown) - tracked


def _index(top: Path) -> bytes:
    """The index of a repository; empty where it is not where it usually is."""
    try:
        return read_bytes(top / ".git" / "index", MAX_PDF)
    except (OSError, UnreadableError):
        return b""


def _holds(index: bytes, name: str) -> bool:
    """Whether an index has a plain entry for a file: its name's length, then the name
    (gitformat-index). Of one that is compressed or in a conflict git itself knows."""
    typed = name.encode()
    return len(typed) < _LONGEST_NAME and len(typed).to_bytes(2, "big") + typed + b"\0" in index


def _listed(root: Path, names: Collection[str]) -> frozenset[str] | None:
    """Those of `names` that git says it tracks; None where it says nothing."""
    import subprocess  # 2 ms, and mostly the index is enough

    # Without the repository's own programs: a workspace is not trusted to run any.
    command = ["git", "--literal-pathspecs", "-c", "core.fsmonitor=false", "ls-files", "-z", "--"]
    try:
        done = subprocess.run(  # noqa: S603
            [*command, *names], cwd=root, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    return frozenset(name for name in done.stdout.decode(errors="replace").split("\0") if name)
