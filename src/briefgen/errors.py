"""The exceptions that mean “cannot go on”; a defect in the user's text is a `Finding`."""

from __future__ import annotations

from briefgen.model.text import Span


class BriefgenError(Exception):
    """Work cannot go on: a message in the user's words, where, and what to do.

    `cli` turns it into one message and exit code 2; it is caught nowhere else.
    """

    def __init__(self, message: str, *, at: Span | str | None = None, hint: str | None = None):
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.at}: " if self.at else ""
        advice = f"\n  {self.hint}" if self.hint else ""
        return f"{place}{self.message}{advice}"
