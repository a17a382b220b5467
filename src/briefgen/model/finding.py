"""What `check`, `build` and `verify` report about what a user wrote."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .text import Span

Severity = Literal["error", "warning", "note"]


class Edit(Struct, frozen=True):
    """The characters from `start` to before `end`, in one file, that become `text`."""

    start: Span
    end: Span
    text: str


class Fix(Struct, frozen=True):
    """What mends a finding: all of its edits or none.

    `safe`: it may be applied without being asked for.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Finding(Struct, frozen=True):
    """Something that is wrong, or worth knowing, in what the user wrote.

    `message` says what is wrong in the user's words, `hint` what to do. `subject` is the
    quotation, name or key that the finding is about, which `ignore` matches; empty where it
    is about nothing that has a name. `difference` is the pair of lines brief/source that
    shows altered words, `source` the place of the words in the source. `end` is where what
    it is about ends (exclusive), where that is known. `position` names the position of a claim
    in which it lies, as print does (`6b`); empty elsewhere.
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    hint: str | None = None
    source: Span | None = None
    difference: tuple[str, str] | None = None
    subject: str = ""
    end: Span | None = None
    fixes: tuple[Fix, ...] = ()
    position: str = ""
