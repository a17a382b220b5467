"""Documents → texts that can be quoted, with the record of what was done: `briefgen add`."""

from .documents import import_document
from .imported import ImportedText, ImportOptions, ReadParagraph
from .record import record_of, text_of

__all__ = [
    "ImportOptions",
    "ImportedText",
    "ReadParagraph",
    "import_document",
    "record_of",
    "text_of",
]
