"""PDFs → paragraphs with the printed page of each."""

from .reader import import_pdf
from .sheets import sheet_png, sheet_texts

__all__ = ["import_pdf", "sheet_png", "sheet_texts"]
