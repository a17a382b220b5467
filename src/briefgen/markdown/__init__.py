"""Markdown with citations, claim marks and quotations; the sole importer of markdown-it."""
