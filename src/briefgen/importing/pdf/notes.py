"""Notes at the foot of columns: found, put together over the ends of columns and sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from .paragraphs import Placed
from .words import CALL_CLOSE, CALL_OPEN

_SMALLER = 0.95  # of the text's size
_WHOLE_COLUMN = 5  # rows: a column of so many, and no note in it, ends the last note
_BEGINS = re.compile(
    f"(?:{CALL_OPEN}(?P<call>[^{CALL_CLOSE}]+){CALL_CLOSE}|(?P<plain>\\d{{1,3}})(?=[.)]?\\s))"
    r"[.)]?\s*(?=\S)"
)
_ENDS = re.compile(r"[.!?][”’\"'»)\]]*$")
_RULE = re.compile(r"[\u2013\u2014_-]{3,}")


class NoteRow(Struct, frozen=True):
    """A row of a note; `number` is there where the note begins, `text` is without it."""

    placed: Placed
    number: str = ""
    text: str = ""


class NoteFinder:
    """Finds notes column by column: they must count up, or begin again at 1."""

    def __init__(self, body: float):
        self.body = body
        self.last = 0
        self.open = False
        self.raised = False

    def split(self, rows: Sequence[Placed]) -> tuple[list[Placed], list[NoteRow]]:
        """The rows of a column without its notes, and those of the notes."""
        start = len(rows)
        while start and self._small(rows[start - 1]):
            start -= 1
        zone = [row for row in rows[start:] if not _RULE.fullmatch(row.row.plain.replace(" ", ""))]
        rows = [*rows[:start], *zone]
        # A column of small letters only has no notes, unless their numbers are raised.
        alone = not start
        notes: list[NoteRow] = []
        begun = False
        for row in zone:
            if number := self._number(row, raised=alone or self.raised):
                begun = True
                match = _BEGINS.match(row.row.text)
                assert match is not None
                self.raised = self.raised or match["call"] is not None
                notes.append(NoteRow(row, number, row.row.text[match.end() :]))
                self.last = int(number) if number.isdecimal() else self.last
            elif begun or self.open:
                notes.append(NoteRow(row, "", row.row.text))
            else:
                start += 1
        if notes:
            last = notes[-1].placed
            self.open = not (_ENDS.search(last.row.plain) and last.short)
        elif len(rows) >= _WHOLE_COLUMN:
            self.open = False
        kept = list(rows[:start])
        while notes and kept and _RULE.fullmatch(kept[-1].row.plain.replace(" ", "")):
            kept.pop()
        return kept, notes

    def _small(self, row: Placed) -> bool:
        return row.row.size <= _SMALLER * self.body

    def _number(self, row: Placed, *, raised: bool) -> str:
        """The number of the note that begins with a row, if one does; only one that is
        `raised`, where notes have such numbers."""
        match = _BEGINS.match(row.row.text)
        if match is None:
            return ""
        if raised and not match["call"]:
            return ""
        number = match["call"] or match["plain"]
        if not number.isdecimal():
            return number if match["call"] else ""
        value = int(number)
        due = value == self.last + 1 or (match["call"] and (value == 1 or value == self.last + 2))
        return number if due else ""
