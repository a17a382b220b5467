"""PDFium, which only one thread of a process may use at a time.

https://pypdfium2.readthedocs.io: “PDFium is not thread-safe”.
"""

from __future__ import annotations

from threading import RLock

# Held from the opening of a document until it is closed.
PDFIUM = RLock()
