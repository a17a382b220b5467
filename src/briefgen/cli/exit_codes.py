"""The exit codes of all commands: docs/cli.md has what each means."""

from __future__ import annotations

DONE = 0
# Errors, or with --strict warnings; a file that does not verify; editions that differ.
FINDINGS = 1
# Wrong arguments, or a file that cannot be read or written.
CANNOT = 2
INTERRUPTED = 130  # as shells count a process that Ctrl-C ended
