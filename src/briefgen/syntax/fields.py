"""What a key of a brief or of the catalogue takes: texts, choices, numbers, dates, lists.

Each is a `Reader` for the keys of a `Form`: how the YAML is read, the message where it
cannot be, and what JSON Schema shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from briefgen.model.brief import Locator
from briefgen.model.text import Text, is_seen

from .forms import FormReading, Reader, WrongError, did_you_mean, kind_of
from .nodes import MappingNode, Node, ScalarNode, SequenceNode

T = TypeVar("T")

_WHITE = " \t\r\n"


# --- Scalars ------------------------------------------------------------------


def scalar(read: Callable[[Node], T | None], *types: str, **keywords: Any) -> Reader[T]:
    """A reader of scalars; `types` and `keywords` are what JSON Schema says of them.

    Other readers of YAML give texts types. To them `2026` is a number and `no` perhaps a
    truth value; to us, each is a text.
    """
    kind = types[0] if len(types) == 1 else list(types)
    return Reader(lambda node, _, __: read(node), {"type": kind, **keywords})


def text(read: Callable[[Node], T | None]) -> Reader[T]:
    """A reader of texts, whatever type others may give them."""
    return scalar(read, "string", "number", "boolean", pattern=r"\S")


def whole(pattern: str) -> str:
    """`pattern`, which in JSON Schema may match anywhere, for the text as a whole."""
    return f"^(?:{pattern})$"


def is_blank(node: Node) -> bool:
    """Whether `node` is a text in which there is nothing to see."""
    return isinstance(node, ScalarNode) and not node.missing and not is_seen(node.text.value)


def _typed(node: Node, what: str) -> Text:
    if not isinstance(node, ScalarNode) or node.missing:
        raise WrongError(f"{what} was expected, not {kind_of(node)}")
    if is_blank(node):
        raise WrongError("empty", f"Write {what}, or remove it.")
    return node.text


def words(node: Node, what: str = "a text") -> Text:
    """The text of `node`, which is not empty, without the white space at its ends."""
    if isinstance(node, ScalarNode):
        value = node.text.value
        if value and value[0].isprintable() and value[0] != " " and value[-1] not in _WHITE:
            return node.text  # most
    typed = _typed(node, what)
    body = typed.value.rstrip(_WHITE)
    begin = len(body) - len(body.lstrip(_WHITE))
    start = typed.span(begin)
    later = ((offset - begin, *place) for offset, *place in typed.breaks if offset > begin)
    breaks = ((0, start.line, start.column), *((at, line, column) for at, line, column in later))
    return Text(body[begin:], typed.path, breaks)


def matching(node: Node, pattern: str, what: str, hint: str) -> Text:
    """The text of `node`, which matches `pattern` as a whole."""
    typed = words(node, what)
    if not re.fullmatch(pattern, typed.value):
        raise WrongError(f"`{typed}` is not {what}", hint)
    return typed


def choice(*choices: str) -> Reader[Any]:
    """A reader of one of `choices`."""

    def read(node: Node) -> str:
        typed = words(node, f"one of {', '.join(choices)}")
        if typed.value not in choices:
            message = f"`{typed}` is not one of {', '.join(choices)}"
            raise WrongError(message, did_you_mean(typed.value, choices))
        return typed.value

    return scalar(read, "string", enum=list(choices))


def _markdown(node: Node) -> Text:
    return _typed(node, "a text")  # its indentation means something


def _line(node: Node) -> Text:
    line = words(node)
    if (end := line.value.find("\n")) >= 0:
        message = "expected a single line of text"
        second = line.value[end:].lstrip()
        raise WrongError(message, offset=len(line.value) - len(second))
    return line


def _flag(node: Node) -> bool:
    typed = words(node, "true or false")
    if typed.value not in ("true", "false"):
        raise WrongError(f"`{typed}` is neither true nor false")
    return typed.value == "true"


def _day(node: Node) -> date:
    """The day that a text names as `2026-11-20`."""
    hint = "Write year, month and day like 2026-11-20."
    typed = words(node, "a date")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed.value):
        raise WrongError(f"`{typed}` is not a date", hint)
    try:
        return date.fromisoformat(typed.value)
    except ValueError:
        raise WrongError(f"there is no day {typed}", hint) from None


def _paragraph(node: Node) -> Locator:
    typed = words(node, "the number of a paragraph")
    if not re.fullmatch(r"-?[0-9]{1,9}", typed.value):  # below 1 it is out of range
        message = f"`{typed}` is not the number of a paragraph"
        raise WrongError(message, "Write a number alone: 5. For several, write `paragraphs: 5-6`.")
    number = int(typed.value)
    return Locator(number, number, typed.span())


def _paragraphs(node: Node) -> Locator:
    typed = words(node, "paragraph numbers")
    numbers = re.fullmatch(r"([0-9]{1,9})(?:\s*[-‐-―\u2212]\s*([0-9]{1,9}))?", typed.value)
    if not numbers:
        raise WrongError(f"`{typed}` is not a range of paragraphs", "Write a range like 36-37.")
    first = int(numbers[1])
    return Locator(first, int(numbers[2] or first), typed.span())


WORDS = text(words)
MARKDOWN = text(_markdown)
LINE = text(_line)
FLAG = scalar(_flag, "boolean")
DAY = scalar(_day, "string", format="date", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
PARAGRAPH = scalar(_paragraph, "integer", "string", minimum=1, pattern="^[0-9]{1,9}$")
PARAGRAPHS = scalar(
    _paragraphs,
    "integer",
    "string",
    minimum=1,
    pattern=r"^[0-9]{1,9}(\s*[-‐-―]\s*[0-9]{1,9})?$",
)


# --- Lists and mappings -------------------------------------------------------


def list_of(item: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of lists."""
    return Reader(
        lambda node, _, reading: reading.values(item, _items(node)), _list(item), item.forms
    )


def at_least_one(item: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of lists that are not empty."""

    def read(node: Node, _: Text | None, reading: FormReading) -> tuple[T, ...] | None:
        if not (items := _items(node)):
            raise WrongError("this list is empty")
        return reading.values(item, items) or None

    return Reader(read, {**_list(item), "minItems": 1}, item.forms)


def one_or_more(item: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of one value, or of a list of them."""

    def read(node: Node, _: Text | None, reading: FormReading) -> tuple[T, ...]:
        return reading.values(item, node.items if isinstance(node, SequenceNode) else [node])

    return Reader(read, {"anyOf": [item.schema, _list(item)]}, item.forms)


def any_number_of(item: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of one value, of a list of them, or of an empty text, which is none."""
    several = one_or_more(item)

    def read(node: Node, key: Text | None, reading: FormReading) -> tuple[T, ...] | None:
        return () if is_blank(node) else several.read(node, key, reading)

    return Reader(read, several.schema, item.forms)


def mapping_of(key: Reader[Text], item: Reader[T]) -> Reader[Mapping[Text, T]]:
    """A reader of mappings with keys of the editor's own."""

    def read(node: Node, _: Text | None, reading: FormReading) -> Mapping[Text, T]:
        if not isinstance(node, MappingNode):
            raise WrongError(
                f"a mapping was expected, not {kind_of(node)}",
                "Write each name on a line of its own, followed by a colon.",
            )
        pairs = [
            (reading.value(key, ScalarNode(entry.key)), reading.value(item, entry.value, entry.key))
            for entry in node.entries.values()
        ]
        return {name: value for name, value in pairs if name is not None and value is not None}

    names = {key.schema["pattern"]: item.schema}
    schema = {"type": "object", "patternProperties": names, "additionalProperties": False}
    return Reader(read, schema, item.forms)


def _items(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, SequenceNode):
        raise WrongError(
            f"a list was expected, not {kind_of(node)}",
            "Begin each item on a line of its own with `- `.",
        )
    return node.items


def _list(item: Reader[Any]) -> dict[str, Any]:
    return {"type": "array", "items": item.schema}
