"""The date inside the fonts that are written: the brief's, not the clock's.

Replaces: `timestampNow`, by which fontTools dates a font (`head.modified`).
Why: the same inputs give the same bytes. The variable SOURCE_DATE_EPOCH, which fontTools
obeys, belongs to the whole process: to another thread's build and to every child process.
Upstream: an issue for fontTools, a timestamp as an argument of `TTFont`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time

from .late_modules import told
from .patch import Patch


@contextmanager
def dated(day: date) -> Iterator[None]:
    """Date fonts by `day` within this, from when fontTools is there."""
    with (
        ExitStack() as stack,
        told("fontTools.ttLib", lambda: stack.enter_context(patch(day).applied())),
    ):
        yield


def patch(day: date) -> Patch:
    """The patch that dates fonts by the first second of `day`, at the earliest of 1970."""
    from fontTools.misc.timeTools import epoch_diff  # noqa: PLC0415 - most builds do without
    from fontTools.ttLib.tables import _h_e_a_d  # noqa: PLC0415

    midnight = max(0, int(datetime.combine(day, time(), tzinfo=UTC).timestamp()))
    return Patch(_h_e_a_d, "timestampNow", lambda: midnight - epoch_diff, "f9d71aaa2c4b8086")
