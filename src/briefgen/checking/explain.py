"""The manual of the rules: each rule's module begins with its page.

What it finds; why; the shortest brief that has it; the same brief without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from textwrap import dedent, fill, indent

from msgspec import Struct

from briefgen.model.finding import Severity

from .rules import RULES, Rule

_OUTCOMES = {
    "error": "the brief is not built",
    "warning": "fails a check only with `--strict`",
    "note": "never fails a check",
}
_WIDTH = 88
_PARTS = re.compile(
    r"(?P<title>.+?)\n\nWhy: (?P<why>.+?)\n\nBad:\n(?P<bad>.+?)\n\nGood:\n(?P<good>.+)",
    re.DOTALL,
)
_HEAD = """\
# Rules

What `briefgen check` finds, in the order of the [command line's contract](cli.md#rules).
`briefgen explain RULE` prints the same.
The examples are the parts of briefs that matter. They cite a source `report`, whose paragraphs
are these, and `altered`, the same text after a line was added to it.

> 1. Harbour closed
> 2. The harbour was closed on Monday, the council said. It stays closed until Friday.
> 3. The ministry denies that it was asked. “We heard of it from the press,” a spokesman said.
> 4. Boats waited outside, the council said.

<!-- Made from the rules' modules. To renew it: briefgen explain --markdown > docs/rules.md -->
"""


class RulePage(Struct, frozen=True):
    """A rule's page; `title` and `why` are each one line, `bad` and `good` YAML."""

    rule: str
    severity: Severity
    title: str
    why: str
    bad: str
    good: str

    @property
    def text(self) -> str:
        """The page for a terminal."""
        why = fill(f"Why: {self.why}", _WIDTH)
        return (
            f"{self.rule}\n\n{self.title}\n\n{self._outcome}\n\n{why}\n\n"
            f"Bad:\n{indent(self.bad, '    ')}\nGood:\n{indent(self.good, '    ')}"
        )

    @property
    def markdown(self) -> str:
        """The page without its heading."""
        return (
            f"{self.title}\n\n{self._outcome}\n\nWhy: {self.why}\n\n"
            f"Bad:\n\n```yaml\n{self.bad}```\n\nGood:\n\n```yaml\n{self.good}```\n"
        )

    @property
    def _outcome(self) -> str:
        return f"Severity: {self.severity} ({_OUTCOMES[self.severity]})"


def page(rule: Rule) -> RulePage:
    """The page of a rule."""
    module = import_module(f".rules.{rule.name.replace('-', '_')}", __package__)
    parts = _PARTS.fullmatch((module.__doc__ or "").strip())
    assert parts, f"{module.__name__}: its docstring is not a manual page"
    title, why = (" ".join(parts[name].split()) for name in ("title", "why"))
    bad, good = (dedent(parts[name]).rstrip() + "\n" for name in ("bad", "good"))
    return RulePage(rule.name, rule.severity, title, why, bad, good)


def pages() -> Iterator[RulePage]:
    """The pages of all rules, in their order."""
    return map(page, RULES)


def address(rule: str) -> str | None:
    """The page of a rule on the web, if whoever built the package said where its repository is."""
    handbook = _handbook_address()
    return f"{handbook}#{rule}" if handbook else None


@cache
def _handbook_address() -> str | None:
    try:
        urls = metadata("briefgen").get_all("Project-URL") or ()
    except PackageNotFoundError:
        return None
    labelled = dict(url.split(", ", 1) for url in urls if ", " in url)
    return labelled.get("Rules")


def file_of_pages() -> Path | None:
    """The handbook as a file of this installation, or of the repository."""
    here = Path(__file__)
    files = (here.parents[1] / "rules.md", here.parents[3] / "docs" / "rules.md")
    return next((file for file in files if file.is_file()), None)


def listing() -> str:
    """All rules, a line each: name, severity, what it finds."""
    width = max(len(rule.name) for rule in RULES)
    return "".join(f"{p.rule:<{width}}  {p.severity:<7}  {p.title}\n" for p in pages())


def handbook() -> str:
    """All pages as one Markdown file."""
    return _HEAD + "".join(f"\n## {p.rule}\n\n{p.markdown}" for p in pages())
