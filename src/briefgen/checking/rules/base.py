"""What a rule is: a name, a severity and a function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from briefgen.model.finding import Finding, Fix, Severity
from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief


class Rule(Struct, frozen=True):
    """A rule: `check` reads a resolved brief and yields findings; it changes nothing.

    `name` is the name of its module with hyphens; the module's docstring is its manual.
    """

    name: str
    severity: Severity
    check: Callable[[ResolvedBrief], Iterator[Finding]]

    def finding(
        self,
        span: Span,
        message: str,
        hint: str | None = None,
        *,
        subject: str,
        severity: Severity | None = None,
        source: Span | None = None,
        difference: tuple[str, str] | None = None,
        end: Span | None = None,
        fixes: tuple[Fix, ...] = (),
    ) -> Finding:
        """A finding of this rule, of its own severity unless another is given; `subject` is
        the quotation, name or key that it is about."""
        return Finding(
            self.name,
            severity or self.severity,
            span,
            message,
            hint,
            source,
            difference,
            subject,
            end,
            fixes,
        )


def found_elsewhere(_: ResolvedBrief) -> Iterator[Finding]:
    """The `check` of a rule whose findings come from another step, which its module names."""
    yield from ()
