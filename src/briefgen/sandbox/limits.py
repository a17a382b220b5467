"""How long work on what strangers may have made may take."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """How many `seconds` an item may take (0: any number), and what to do about more."""

    seconds: float
    hint: str
