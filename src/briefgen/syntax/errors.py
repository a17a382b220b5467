"""A YAML syntax error in plain words: where it is, what is wrong, what to do."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

import yaml
from msgspec import Struct


class _Case(Struct, frozen=True):
    """One kind of error, known by PyYAML's `problem` and by how the line's value begins.

    `problem` matches what PyYAML says, the character at which it stopped and, where only a
    key stands before that, “begins its line”.

    `at` is the place that is reported: where PyYAML stopped, the bracket or quotation
    mark that opened, or the backslash. In the message, `{here}` is the character at that
    place and `{first}` the one at which the line's value begins.
    """

    problem: str
    message: str
    hint: str
    value: str = ""
    at: Literal["error", "opening", "backslash"] = "error"


_QUOTE_IT = "put the whole text in quotes, or write it on the next line behind `|`"

# Both of PyYAML's parsers are covered: their words differ.
_CASES = (
    _Case(
        "cannot start any token.*\t",
        "a tab cannot be used to indent",
        "indent with spaces",
    ),
    _Case("a tab character", "a tab cannot be used to indent", "indent with spaces"),
    _Case("cannot start any token", "a text cannot begin with `{here}`", _QUOTE_IT),
    _Case(
        "mapping values are not allowed.*begins its line",
        "no key can stand here",
        "look at the line above: does it lack its colon, or is one of the two indented wrongly?",
    ),
    _Case(
        "mapping values are not allowed",
        "a colon and a space make a key, and no key can stand here",
        _QUOTE_IT,
    ),
    _Case(
        "end of stream",
        "the quotation mark that opens here is never closed",
        "close it",
        at="opening",
    ),
    _Case(
        "',' or",
        "the `{here}` that opens here is not closed",
        f"close it or, if it is part of a text, {_QUOTE_IT}",
        at="opening",
    ),
    _Case(
        "node content",
        "a value is missing here, or a list or mapping is not closed",
        f"complete it or, if it is part of a text, {_QUOTE_IT}",
    ),
    _Case(
        "invalid Unicode",
        "this escape is not a character",
        "type the character itself",
        at="backslash",
    ),
    _Case(
        "escape|hexa?decimal",
        "this is no escape that YAML knows",
        "between double quotes a backslash is typed twice; or use single quotes",
        at="backslash",
    ),
    _Case(
        "expected key|expected '-'|block end",
        "text goes on behind what the `{first}` of this line opened",
        _QUOTE_IT,
        value="\"'[{*",
    ),
    _Case(
        "comment or",
        "nothing can stand behind `|` or `>` on its line",
        "begin the text on the next line",
    ),
    _Case(
        "sequence entries",
        "a list cannot begin on the line of its key",
        "begin it on the next line; put a text that begins with `- ` in quotes",
    ),
)

# A key and nothing before it.
_KEY = re.compile(r"[ \t]*(?:-[ \t]+)*[\w-]+")
# A line's value is what stands behind its list dashes and its key.
_VALUE = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[^\s:\"'\[{][^:\r\n]*:[ \t]+)?(\S?)")


def explain(error: yaml.MarkedYAMLError, text: str, lines: list[int]) -> tuple[int, str, str]:
    """Offset into `text`, message and hint for `error`; `lines` are the offsets of the lines."""
    index = error.problem_mark.index if error.problem_mark else 0
    line = lines[bisect_right(lines, index) - 1]
    value = _VALUE.match(text, line)
    first = value.group(1) if value else ""
    problem = f"{error.problem} {text[index : index + 1]}"
    if _KEY.fullmatch(text, line, index):
        problem += " begins its line"
    for case in _CASES:
        if re.search(case.problem, problem, re.DOTALL) and (not case.value or first in case.value):
            if case.at == "opening" and error.context_mark:
                index = error.context_mark.index
            elif case.at == "backslash":
                # A tag has escapes of another kind.
                index = max(text.rfind("\\", 0, index + 1), 0) or index
            message = case.message.format(here=text[index : index + 1], first=first)
            return index, message, case.hint
    return (
        index,
        f"this is not valid YAML ({error.problem})",
        "check the indentation: what belongs together begins in the same column",
    )
