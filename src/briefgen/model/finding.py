"""What `check`, `build` and `verify` report about what a user wrote."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .text import Span

Severity = Literal["error", "warning", "note"]


class Finding(Struct, frozen=True):
    """Something that is wrong, or worth knowing, in what the user wrote.

    `message` says what in the user's words and holds the quotation, name or key in
    full (`ignore` matches on it); `hint` says what to do. `difference` is the pair of
    lines brief/source that shows altered words; `source` is where the words stand.
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    hint: str | None = None
    source: Span | None = None
    difference: tuple[str, str] | None = None
