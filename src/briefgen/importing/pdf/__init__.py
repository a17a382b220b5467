"""PDFs → paragraphs with the printed page of each."""

from .reader import import_pdf

__all__ = ["import_pdf"]
