"""PDFs → paragraphs with the printed page of each."""

from .picture import sheet_png
from .reader import import_pdf

__all__ = ["import_pdf", "sheet_png"]
