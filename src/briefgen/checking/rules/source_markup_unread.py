r"""A part of a source's description may be LaTeX, and what it means is not certain.

Why: Libraries made for LaTeX write “Caf{\'e}”, “{NASA}” and “$\beta$-Carotene” for Café, NASA and
β-Carotene. What is read with certainty prints as what it means; the rest prints as it is typed,
and looks like an error there.

Bad:
    # seeds/sources.yaml: - {id: report, file: report.txt, title: 'The \newquay{} Report'}

Good:
    # seeds/sources.yaml: - {id: report, file: report.txt, title: 'The New Quay Report'}
"""

from __future__ import annotations

from .base import Rule, found_elsewhere

# Whoever reads the catalogue finds these.
RULE = Rule("source-markup-unread", "warning", found_elsewhere)
