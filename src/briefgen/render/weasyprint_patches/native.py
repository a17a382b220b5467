"""What C made, handed to functions that WeasyPrint does not declare and ctypes calls."""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import ffi


def address(pointer: Any) -> int:
    """Where `pointer`, one of cffi's, points."""
    return int(ffi.cast("uintptr_t", pointer))
