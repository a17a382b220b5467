"""Plain WeasyPrint: HTML files into tagged PDFs beside them, in one process."""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML

for name in sys.argv[1:]:
    page = Path(name)
    HTML(page).write_pdf(page.with_suffix(".pdf"), pdf_variant="pdf/ua-1")
