"""Work on what strangers may have made, with limits on its time and its memory.

It runs in a copy of this process: only a process can be stopped whatever it is doing (a
handler of signals waits until a call into C is over), and be limited in memory. What it
leaves in its folder of temporary files is removed with it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from briefgen.errors import BriefgenError
from briefgen.limits import Limits

try:
    import fcntl  # noqa: F401 - copies are locked by it; Windows has none
except ImportError:
    _HAS_LOCKS = False
else:
    _HAS_LOCKS = True

T = TypeVar("T")


def contained(work: Callable[[], T], limits: Limits, what: str) -> T:
    """What `work` returns, which must be picklable, or the `BriefgenError` that it raises.

    Raises `BriefgenError`, which says that `what` was stopped, beyond the limits, and where
    it crashed or raised anything else. Where this process cannot be copied, the work is
    done in place and without limits.
    """
    if not can_be_copied():
        return work()
    from .copies import contained_each  # noqa: PLC0415 - Windows cannot load it

    (answer,) = contained_each(lambda _: work(), [what], limits, name=str)
    if isinstance(answer, BriefgenError):
        raise answer
    return answer


def can_be_copied() -> bool:
    """Whether this process can safely be copied: on Linux, as long as it has one thread.

    Threads of other languages count too: a copy has none of them, but all their locks.
    """
    if not (sys.platform == "linux" and _HAS_LOCKS):
        return False
    return len([*Path("/proc/self/task").iterdir()]) == 1
