"""Plain WeasyPrint: an HTML file into a tagged PDF beside it."""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML

page = Path(sys.argv[1])
HTML(page).write_pdf(page.with_suffix(".pdf"), pdf_variant="pdf/ua-1")
