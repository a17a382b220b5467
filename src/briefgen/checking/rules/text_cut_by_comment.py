"""A comment after an unquoted text cuts that text short.

Why: In YAML, a # after a space begins a comment, anywhere on the line: what
follows it is neither printed nor checked. Put quotes around such a text. Two spaces
before the # and one after it show that a comment is meant.

Bad:
    key_points:
      - Notice #5 closed the harbour [@report, ¶2].
      - It was “closed on Monday” [@report, ¶2].

Good:
    key_points:
      - "Notice #5: it was “closed on Monday” [@report, ¶2]."
"""

from __future__ import annotations

from .base import Rule, found_elsewhere

# Whoever reads the file finds these, where the comments are still there.
RULE = Rule("text-cut-by-comment", "warning", found_elsewhere)
