"""How large a file may be, and how long work may take: the defaults, and the limits of one work."""

from __future__ import annotations

from msgspec import Struct

# Bytes of a file of a workspace: text for some five thousand pages.
MAX_FILE = 16 * 2**20
# Bytes of a PDF, which carries such files, and of a document that is imported.
MAX_PDF = 256 * 2**20

# Seconds of the layout of one brief, unless --timeout says otherwise.
LAYOUT_SECONDS = 300.0
# Seconds of the proof of one file.
PROOF_SECONDS = 120.0
# Seconds of the import of one document.
IMPORT_SECONDS = 300.0
# Seconds of the comparison of a file's sources with the documents that they were imported from.
ORIGINALS_SECONDS = 120.0
# Seconds in which a sheet of an original is drawn.
DRAWING_SECONDS = 60.0

# Bytes of address space on top of what is taken already: some ten times what a brief of a
# hundred pages takes.
MEMORY = 4 * 2**30


class Limits(Struct, frozen=True):
    """How many `seconds` an item may take (0: any number), and what to do about more; of the
    processor, where it `is_counted` so: a file is not to blame for a machine that is busy."""

    seconds: float
    hint: str
    is_counted: bool = False
