"""Nothing outside is opened, and nobody is called: what Python's audit events show of a run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefgen.workspace.workspace import packaged_templates

_CALLS = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec"}
_WRITES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
# Where Python and briefgen keep their own files, which are read when they are first wanted.
_OWN = (
    sys.prefix, sys.base_prefix, str(Path(__file__).parents[2] / "src"), "/proc", "/dev",
    str(packaged_templates()),
)  # fmt: skip

_folder: str | None = None
_seen: list[str] = []


@contextmanager
def confined(folder: Path) -> Iterator[None]:
    """Raise AssertionError behind a block that opens a file outside of `folder`, or calls
    a program or another machine.

    It is noted at once and raised at the end, so that nothing can swallow it.
    """
    global _folder  # noqa: PLW0603 - an audit hook is the process's
    _seen.clear()
    _folder = str(folder)
    try:
        yield
    finally:
        _folder = None
    if _seen:
        raise AssertionError(f"outside: {_seen[0]}")


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _folder is None:
        return
    if event in _CALLS:
        _seen.append(f"{event} {arguments[:2]}")
    elif event in _WRITES or event == "open":
        path, *how = arguments
        if isinstance(path, int):
            return
        place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - it asks no disk
        writes = event != "open" or how[0] not in {"r", "rb", None} or how[1] & os.O_ACCMODE
        allowed = (_folder,) if writes else (_folder, *_OWN)
        if not any(place == one or place.startswith(one + os.sep) for one in allowed):
            _seen.append(f"{event} {place}")


sys.addaudithook(_watch)
