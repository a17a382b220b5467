"""What is noticed while a brief's texts are read, besides their trees."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from briefgen.model.markup import StrayMark
from briefgen.model.text import Span, Text


class Problem(Struct, frozen=True):
    """Something in the Markdown that cannot be read as meant: an `invalid-brief`."""

    message: str
    hint: str
    span: Span


class Unavailable(Problem, frozen=True):
    """A picture or a theme that is not there: a PDF proves its quotations without."""


class BareKey(Struct, frozen=True):
    """`@key` outside brackets, which is plain text."""

    key: str
    span: Span


class Unsupported(Struct, frozen=True):
    """Markup of another dialect, which prints as typed; a `block` of ours, which only sections
    have; or the first words of a `paragraph` that only a section would print as one."""

    typed: str
    span: Span
    kind: Literal["dialect", "block", "paragraph"] = "dialect"


class Notices(Struct):
    """What was noticed while a brief's texts were read, besides their trees."""

    problems: list[Problem] = field(default_factory=list)
    bare_keys: list[BareKey] = field(default_factory=list)
    unsupported: list[Unsupported] = field(default_factory=list)
    stray_marks: list[StrayMark] = field(default_factory=list)
    alternatives: list[Text] = field(default_factory=list)  # of pictures, which are plain texts

    def problem(self, message: str, hint: str, span: Span) -> None:
        """Note something that cannot be read as meant."""
        self.problems.append(Problem(message, hint, span))
