"""Documents → texts that can be quoted, with the record of what was done: `briefgen add`."""

from .documents import import_document
from .imported import ImportedText, ImportOptions, ReadParagraph
from .record import has_date, occurs, record_of, text_of

__all__ = [
    "ImportOptions",
    "ImportedText",
    "ReadParagraph",
    "has_date",
    "import_document",
    "occurs",
    "record_of",
    "text_of",
]
