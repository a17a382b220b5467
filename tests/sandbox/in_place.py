"""For `./run coverage -p tests.sandbox.in_place`: does in this process what is otherwise done in
copies of it, which end before coverage.py can write down what they did."""

from __future__ import annotations

import threading

# A process of several threads is never copied: see `briefgen.contained`.
threading.Thread(target=threading.Event().wait, daemon=True).start()
