"""A key in the catalogue is neither ours nor a CSL key that is known here.

Why: Exports of Zotero and Pandoc carry many keys, and what is not known is not printed. A
misspelt `publsher` would go missing the same way.

Bad:
    # seeds/sources.yaml: - {id: report, file: report.txt, title: Report, publsher: The Gazette}

Good:
    # seeds/sources.yaml: - {id: report, file: report.txt, title: Report, publisher: The Gazette}
"""

from __future__ import annotations

from .base import Rule, found_elsewhere

# `catalogue` finds these, where the keys still have their places.
RULE = Rule("source-unknown-key", "warning", found_elsewhere)
