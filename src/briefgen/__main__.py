"""`briefgen`, and `python -m briefgen`: the command line as a process of its own."""

import atexit
import gc
import os
import signal
import sys
import threading
from typing import NoReturn

# A command's modules are many objects, none of which is ever freed: to look for some as
# often as Python does takes a tenth of their import.
gc.set_threshold(300_000)

# Ctrl-C amid the imports, when nothing is begun that could be undone, ends the process at once.
_handler = signal.getsignal(signal.SIGINT)
if _handler is signal.default_int_handler:
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))

from briefgen.model.lazy_pattern import compile_others_late  # noqa: E402

compile_others_late()

from briefgen.cli import main as command_line  # noqa: E402 - after what its import needs

if _handler is signal.default_int_handler:
    signal.signal(signal.SIGINT, _handler)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        command_line.main()
    except SystemExit as end:
        _end(end)


def _end(end: SystemExit) -> NoReturn:
    """End the process. Python would take apart every module that was imported, one by one, a
    thirtieth of a `check`, before all their memory goes with the process anyway."""
    if threading.active_count() > 1 or not isinstance(end.code, int):
        raise end
    atexit._run_exitfuncs()  # noqa: SLF001 - as Python itself would
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # it is full, or closed: Python has words for this
        raise end from None
    os._exit(end.code)


if __name__ == "__main__":
    main()
