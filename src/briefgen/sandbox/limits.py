"""How long work on what strangers may have made may take, and how much memory."""

from __future__ import annotations

from msgspec import Struct

# Bytes of address space on top of what is taken already: some ten times what a brief of a
# hundred pages takes.
MEMORY = 4 * 2**30


class Limits(Struct, frozen=True):
    """How many `seconds` an item may take (0: any number), and what to do about more."""

    seconds: float
    hint: str
