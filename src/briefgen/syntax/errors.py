"""A YAML syntax error in plain words: where it is, what is wrong, what to do."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

import yaml
from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from .indentation import Slip


class _Case(Struct, frozen=True):
    """One kind of error, known by PyYAML's `problem` and by how the line's value begins.

    `problem` matches what PyYAML says, the character at which it stopped, “begins its line” where
    only a key is before that, “is a bullet” where the line begins with `* `, “is cited” where
    it stopped at the @ of a key after `cite:`, “amid a text” where it stopped at a bracket after
    other characters of its line, and “after the end” where a text in quotes, a list or a mapping
    ends with the last of these.

    `at` is the place that is reported: where PyYAML stopped, the bracket or quotation
    mark that opened, the backslash, or where the line's value begins. In the message, `{here}`
    is the character at that place, `{last}` the one before it, and `{first}` the one at which the
    line's value begins; in the hint, `{cited}` is what was meant by a line with `cite:`.
    """

    problem: str
    message: str
    hint: str
    value: str = ""
    at: Literal["error", "opening", "backslash", "value"] = "error"


MAX_DEPTH = 40
TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"

QUOTE_IT = "Put the whole text in quotes, or write it on the next line after `|`."
_MARKS = (
    "YAML takes a straight quotation mark at the beginning of a text for its own. Use “ ” for a "
    "quotation, or put the whole text in quotes of the other kind."
)

# Both of PyYAML's parsers are covered: their words differ.
_CASES = (
    # libyaml reads ahead, and from 0.2.6 on it stops by itself at 1,000 levels.
    _Case("maximum nesting depth", TOO_DEEP, QUOTE_IT, at="opening"),
    _Case(
        "cannot start any token.*\t",
        "a tab cannot be used to indent",
        "Indent with spaces.",
    ),
    _Case("a tab character", "a tab cannot be used to indent", "Indent with spaces."),
    _Case(
        "cannot start any token",
        "unexpected text after the closing `{first}`",
        _MARKS,
        value="\"'",
    ),
    _Case(
        "cannot start any token.*is cited",
        "a key after `cite:` has no @",
        "Leave out the @: {cited}",
    ),
    _Case("cannot start any token", "a text cannot begin with `{here}`", QUOTE_IT),
    _Case(
        "alphabetic or numeric character.*is a bullet",
        "a list item cannot begin with `*`",
        "Begin each item with `- `.",
        at="value",
    ),
    _Case(
        "alphabetic or numeric character",
        "a text that begins with `{first}` needs quotes",
        QUOTE_IT,
        value="*&",
        at="value",
    ),
    _Case(
        "mapping values are not allowed.*begins its line",
        "a key is not possible here",
        "Look at the line above: is its colon missing, or is one of the two indented wrongly?",
    ),
    _Case(
        "mapping values are not allowed",
        "a colon and a space make a key, and a key is not possible here",
        QUOTE_IT,
    ),
    _Case(
        "mapping keys are not allowed",
        "a text that begins with `? ` needs quotes",
        QUOTE_IT,
    ),
    _Case(
        "end of stream",
        "the quotation mark that opens here is never closed",
        "Close it. If it is part of the text: Put the whole text in quotes of the other kind.",
        at="opening",
    ),
    _Case(
        "',' or.*amid a text",
        "a text with `{here}` needs quotes in a list or mapping between brackets",
        "Put the whole text in quotes.",
    ),
    _Case(
        "',' or.*after the end",
        "unexpected text after the closing `{last}`",
        "Put the whole text in quotes, of the other kind where it has such marks itself.",
    ),
    _Case(
        "',' or",
        "the `{here}` that opens here is not closed",
        f"Close it. If it is part of a text: {QUOTE_IT}",
        at="opening",
    ),
    _Case(
        "node content",
        "a value is missing here, or a list or mapping is not closed",
        f"Complete it. If it is part of a text: {QUOTE_IT}",
    ),
    _Case(
        "invalid Unicode",
        "this escape is not a character",
        "Type the character itself.",
        at="backslash",
    ),
    _Case(
        "escape|hexa?decimal",
        "YAML knows no such escape",
        "Type a backslash twice between double quotes, or use single quotes.",
        at="backslash",
    ),
    _Case(
        "expected key|expected '-'|block end",
        "unexpected text after the closing `{first}`",
        _MARKS,
        value="\"'",
    ),
    _Case(
        "expected key|expected '-'|block end",
        "unexpected text after what the `{first}` of this line opened",
        QUOTE_IT,
        value="[{*",
    ),
    _Case(
        "comment or",
        "nothing may follow `|` or `>` on the same line",
        "Begin the text on the next line.",
    ),
    _Case(
        "whitespace or line break|expected ' '",
        "a text that begins with `{first}` needs quotes",
        QUOTE_IT,
        value="!",
        at="value",
    ),
    _Case(
        "sequence entries",
        "a list cannot begin on the line of its key",
        "Begin it on the next line. Put a text that begins with `- ` in quotes.",
    ),
)

# A key and nothing before it.
_KEY = lazy_pattern(r"[ \t]*(?:-[ \t]+)*[\w-]+")
# The indentation and list dashes of a line.
_ITEMS = lazy_pattern(r"[ \t]*(?:-[ \t]+)*")
# A line that begins as a list item of Markdown does.
_BULLET = lazy_pattern(r"(?<![ \t])[ \t]*\*[ \t]")
# What may be between `cite:` and the key of a citation: nothing, a bracket, items of a list.
_BEFORE_KEY = lazy_pattern(r"[ \t]*(?:\[[^]:\n]*|(?:\r?\n[ \t]*-[ \t][^:\n]*)+)?")
_BETWEEN_KEYS = lazy_pattern(r"[,;][ \t]*(?=@)|;")
_END_OF_KEYS = lazy_pattern(r"[]}#\r\n]")
# A line's value is what follows its list dashes and its key.
_VALUE = lazy_pattern(r"[ \t]*(?:-[ \t]+)*(?:[^\s:\"'\[{][^:\r\n]*:[ \t]+)?(\S?)")


def explain(error: yaml.MarkedYAMLError, text: str, lines: list[int]) -> tuple[int, str, str]:
    """Offset into `text`, message and hint for `error`; `lines` are the offsets of the lines."""
    index = error.problem_mark.index if error.problem_mark else 0
    line = lines[bisect_right(lines, index) - 1]
    value = _VALUE.match(text, line)
    first = value.group(1) if value else ""
    if slip := _slip(error, text, lines):
        return slip.at, slip.message, slip.hint
    problem = f"{error.problem} {text[index : index + 1]}"
    if _KEY.fullmatch(text, line, index):
        problem += " begins its line"
    if _BULLET.match(text, line):
        problem += " is a bullet"
    before = _ITEMS.sub("", text[line:index], count=1).rstrip()
    if before and text[index : index + 1] in ("[", "{"):
        problem += " amid a text"
    elif before.endswith(('"', "'", "]", "}")):
        problem += " after the end"
    cited = _cited(text, index)
    if cited:
        problem += " is cited"
    for case in _CASES:
        if re.search(case.problem, problem, re.DOTALL) and (not case.value or first in case.value):
            if case.at == "opening" and error.context_mark:
                index = error.context_mark.index
            elif case.at == "backslash":
                # A tag has escapes of another kind.
                index = max(text.rfind("\\", 0, index + 1), 0) or index
            elif case.at == "value" and value:
                index = value.start(1)
            here = text[index : index + 1]
            message = case.message.format(here=here, first=first, last=before[-1:])
            return index, message, case.hint.format(cited=cited)
    return (
        index,
        f"this is not valid YAML ({error.problem})",
        "Check the indentation: what belongs together begins in the same column.",
    )


def _slip(error: yaml.MarkedYAMLError, text: str, lines: list[int]) -> Slip | None:
    """What is wrong with how a line begins, if that is why YAML does not understand it."""
    from . import indentation  # noqa: PLC0415 - most files have no such error

    index = error.problem_mark.index if error.problem_mark else 0
    problem = error.problem or ""
    if "find expected ':'" in problem and error.context_mark:
        return indentation.neither_key_nor_text(text, lines, error.context_mark.index)
    line = lines[bisect_right(lines, index) - 1]
    if "mapping values are not allowed" in problem and _KEY.fullmatch(text, line, index):
        return indentation.deeper_than_the_key_above(text, lines, index)
    if "document start" in problem:
        return indentation.after_the_end(text, index)
    if re.search("expected key|expected '-'|block end", problem):
        return indentation.out_of_line(text, lines, index)
    return None


def _cited(text: str, index: int) -> str:
    """`cite: [@A5; @A6]`, or an item of a list, as it is written without the @ at `index`; empty
    where no @ is there, or not after `cite:`."""
    start = text.rfind("cite:", 0, index)
    before = text[start + len("cite:") : index]
    if (
        start < 0
        or not re.match(r"@\w", text[index : index + 2])
        or not _BEFORE_KEY.fullmatch(before)
    ):
        return ""
    if "\n" in before:
        return f"- {_END_OF_KEYS.split(text[index + 1 :], maxsplit=1)[0].strip()}"
    typed = _END_OF_KEYS.split(before.lstrip(" \t[") + text[index:], maxsplit=1)[0]
    if ": " in typed:  # another key of the same line
        typed = typed.partition(",")[0]
    keys = [key.strip().lstrip("@") for key in _BETWEEN_KEYS.split(typed)]
    if len(keys) == 1:
        return f"cite: {keys[0]}"
    quoted = [f'"{key}"' if "," in key else key for key in keys]
    return f"cite: [{', '.join(quoted)}]"
