"""Every place in a brief that names one passage or one claim, for references and renaming."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from briefgen.model.text import Span

from .reading import OpenBrief, marks

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


class Occurrence(Struct, frozen=True):
    """An id of a passage or a claim, without what is around it; `is_entry` where it is defined."""

    kind: Literal["passage", "claim"]
    id: str
    span: Span
    is_entry: bool = False

    def holds(self, line: int, column: int) -> bool:
        end = self.span.column + len(self.id)
        return self.span.line == line and self.span.column <= column <= end


def occurrence_at(brief: OpenBrief, line: int, column: int) -> Occurrence | None:
    """The id at a line and column, from 1."""
    return next((one for one in _all(brief) if one.holds(line, column)), None)


def occurrences_of(brief: OpenBrief, wanted: Occurrence) -> list[Occurrence]:
    """Every place that names the same passage or claim, the entry first."""
    found = [one for one in _all(brief) if (one.kind, one.id) == (wanted.kind, wanted.id)]
    return sorted(found, key=lambda one: not one.is_entry)


def refusal(brief: OpenBrief, wanted: Occurrence, name: str) -> str:
    """Why a passage or claim cannot be called `name`; empty where it can."""
    if not brief.is_current:
        return "the brief cannot be read as it is: mend its form first"
    if not _ID.fullmatch(name):
        return f"“{name}” is not an id: use small letters, digits and hyphens"
    taken = {one.id for one in _all(brief) if one.kind == wanted.kind}
    if wanted.kind == "passage":
        taken |= set(brief.library.ids)
    return f"“{name}” is taken" if name in taken and name != wanted.id else ""


def _all(brief: OpenBrief) -> Iterator[Occurrence]:
    resolved = brief.resolved
    if resolved is None:
        return
    for id, named in resolved.named.items():
        yield Occurrence("passage", id, named.id.span(), is_entry=True)
    for reference in resolved.references:
        if reference.passage_id:
            span, typed = reference.span, brief.typed(reference)
            key = Span(span.path, span.line, span.column + typed.startswith("@"))
            yield Occurrence("passage", reference.passage_id, key)
    for parsed in resolved.claims:
        yield Occurrence("claim", parsed.claim.id.value, parsed.claim.id.span(), is_entry=True)
    for mark in marks(resolved):
        yield Occurrence(
            "claim", mark.claim, Span(mark.span.path, mark.span.line, mark.span.column + 2)
        )
    for section in resolved.brief.sections:
        for claim in section.claims:
            yield Occurrence("claim", claim.value, claim.span())
