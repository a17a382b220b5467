"""For `./run coverage -p tests.in_place`: what else is done in copies of this process, which end
before coverage.py can write down what they did, is done here."""

from __future__ import annotations

import threading

# A process of several threads is never copied: see `briefgen.contained`.
threading.Thread(target=threading.Event().wait, daemon=True).start()
