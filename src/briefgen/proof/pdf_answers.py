"""What PDFium answers about an object: texts, and which one it is."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_WIDE = ctypes.POINTER(pdfium.FPDF_WCHAR)
_BUFFER = 4096  # bytes; longer texts are asked for a second time


class Answers:
    """Asks PDFium for texts, all into one buffer."""

    def __init__(self) -> None:
        self._grow(_BUFFER)

    def text(self, ask: Any, handle: Any, *more: Any) -> str:
        """What a question for a text in UTF-16 answers."""
        length = self._ask(ask, handle, more)
        if length > self._size:
            self._grow(length)
            length = self._ask(ask, handle, more)
        return ctypes.string_at(self._buffer, length).decode("utf-16-le", "replace").rstrip("\0")

    def of_mark(self, ask: Any, mark: Any, *key: bytes) -> str:
        """What a question about a mark answers; too long a text is empty."""
        length = ctypes.c_ulong()
        if not ask(mark, *key, self._wide, self._size, length) or length.value > self._size:
            return ""
        raw = ctypes.string_at(self._buffer, length.value)
        return raw.decode("utf-16-le", "replace").rstrip("\0")

    def _ask(self, ask: Any, handle: Any, more: tuple[Any, ...]) -> int:
        answer: int = ask(handle, *more, self._wide if more else self._buffer, self._size)
        return answer

    def _grow(self, size: int) -> None:
        self._size = size
        self._buffer = ctypes.create_string_buffer(size)
        self._wide = ctypes.cast(self._buffer, _WIDE)


def address(handle: Any) -> int:
    """Where PDFium keeps what a handle stands for: the same for two handles of one thing."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
