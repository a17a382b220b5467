"""Work that takes longer than it may is stopped."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from briefgen.errors import BriefgenError


@contextmanager
def time_limit(seconds: float, what: str) -> Iterator[None]:
    """Stop the block after `seconds` with a `BriefgenError` that says `what` took too long.

    0 sets no limit. It needs the main thread and SIGALRM, which Windows lacks: there the
    block runs as long as it takes.
    """
    main = threading.current_thread() is threading.main_thread()
    if not (seconds and main and hasattr(signal, "SIGALRM")):
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise BriefgenError(
            f"{what} did not end within {seconds:g} seconds and was stopped",
            hint="Give it more with --timeout SECONDS, or make the brief simpler.",
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
