"""`python -m briefgen`: the command line."""

import gc
import os
import signal

# A command's modules are many objects, none of which is ever freed: to look for some as
# often as Python does takes a tenth of their import.
gc.set_threshold(300_000)

# Ctrl-C amid the imports, when nothing is begun that could be undone, ends the process at once.
_handler = signal.getsignal(signal.SIGINT)
if _handler is signal.default_int_handler:
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))

from briefgen.cli.main import main  # noqa: E402 - after the threshold that its import needs

if _handler is signal.default_int_handler:
    signal.signal(signal.SIGINT, _handler)

if __name__ == "__main__":
    main()
