"""What a key of a brief or of the catalogue takes: texts, choices, numbers, dates, lists.

Each is a type for the fields of a `Form`: how the YAML is read, what is said where it
cannot be, and what JSON Schema shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from .forms import kind_of, wrong
from .model import Locator, Text

T = TypeVar("T")

_WHITE = " \t\r\n"


def in_yaml(*types: str, **keywords: Any) -> Any:
    """What JSON Schema says of a scalar: other readers of YAML give texts types.

    To them `2026` is a number and `no` perhaps a truth value; to us, each is a text.
    """
    return Annotated[Any, WithJsonSchema({"type": list(types), **keywords})]


TextInYaml = Annotated[
    Any, WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": r"\S"})
]


def is_blank(value: object) -> bool:
    """Whether `value` is a text of nothing but white space."""
    return isinstance(value, Text) and not value.value.strip(_WHITE)


def typed(value: object, what: str = "a text") -> Text:
    """`value`, where it is a text that is not empty, without the white space at its ends."""
    if not isinstance(value, Text):
        raise wrong(f"{what} was expected, not {kind_of(value)}")
    body = value.value.rstrip(_WHITE)
    begin = len(body) - len(body.lstrip(_WHITE))
    if not body:
        raise wrong("empty", f"write {what}, or remove it")
    if begin == 0 and len(body) == len(value.value):
        return value
    start = value.span(begin)
    later = ((offset - begin, *place) for offset, *place in value.breaks if offset > begin)
    breaks = ((0, start.line, start.column), *((at, line, column) for at, line, column in later))
    return Text(body[begin:], value.path, breaks)


def _markdown(value: object) -> Text:
    typed(value)
    assert isinstance(value, Text)
    return value  # its indentation means something


def _line(value: object) -> Text:
    text = typed(value)
    if (end := text.value.find("\n")) >= 0:
        raise wrong("one line of text is wanted here, but this has several", offset=end + 1)
    return text


def matching(pattern: str, what: str, hint: str) -> Callable[[object], Text]:
    """A reader of texts that match `pattern` as a whole."""
    compiled = re.compile(pattern)

    def read(value: object) -> Text:
        text = typed(value, what)
        if not compiled.fullmatch(text.value):
            raise wrong(f"`{text}` is not {what}", hint)
        return text

    return read


def choice(*choices: str) -> PlainValidator:
    """A validator for one of `choices`."""

    def read(value: object) -> str:
        text = typed(value, f"one of {', '.join(choices)}")
        if text.value not in choices:
            near = get_close_matches(text.value.lower(), choices, n=1)
            hint = f"did you mean `{near[0]}`?" if near else None
            raise wrong(f"`{text}` is not one of {', '.join(choices)}", hint)
        return text.value

    return PlainValidator(read, json_schema_input_type=in_yaml("string", enum=list(choices)))


def _flag(value: object) -> bool:
    text = typed(value, "true or false")
    if text.value not in ("true", "false"):
        raise wrong(f"`{text}` is neither true nor false")
    return text.value == "true"


def calendar_day(text: Text) -> date:
    """The day that `text` names as `2026-11-20`."""
    hint = "write year, month and day like 2026-11-20"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.value):
        raise wrong(f"`{text}` is not a date", hint)
    try:
        return date.fromisoformat(text.value)
    except ValueError:
        raise wrong(f"there is no day {text}", hint) from None


def _day(value: object) -> date:
    return calendar_day(typed(value, "a date"))


def _paragraph(value: object) -> Locator:
    text = typed(value, "the number of a paragraph")
    if not re.fullmatch(r"[0-9]{1,9}", text.value):
        raise wrong(f"`{text}` is not the number of a paragraph", "for several, use `paragraphs`")
    number = int(text.value)
    return Locator(number, number, text.span())


def _paragraphs(value: object) -> Locator:
    text = typed(value, "paragraph numbers")
    numbers = re.fullmatch(r"([0-9]{1,9})(?:\s*[-‐-―]\s*([0-9]{1,9}))?", text.value)
    if not numbers:
        raise wrong(f"`{text}` is not a range of paragraphs", "write a range like 36-37")
    first = int(numbers[1])
    return Locator(first, int(numbers[2] or first), text.span())


def _listed(value: object) -> object:
    if not isinstance(value, list):
        raise wrong(
            f"a list was expected, not {kind_of(value)}",
            "begin each item on a line of its own with `- `",
        )
    return value


def _at_least_one(value: object) -> object:
    if not _listed(value):
        raise wrong("this list is empty")
    return value


def _mapping(value: object) -> object:
    if not isinstance(value, dict):
        raise wrong(
            f"a mapping was expected, not {kind_of(value)}",
            "write each name on a line of its own, followed by a colon",
        )
    return value


def _one_or_more(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _any_number(value: object) -> object:
    return [] if is_blank(value) else _one_or_more(value)


Words = Annotated[Text, PlainValidator(typed, json_schema_input_type=TextInYaml)]
Markdown = Annotated[Text, PlainValidator(_markdown, json_schema_input_type=TextInYaml)]
Line = Annotated[Text, PlainValidator(_line, json_schema_input_type=TextInYaml)]
Flag = Annotated[bool, PlainValidator(_flag, json_schema_input_type=bool)]
Day = Annotated[
    date,
    PlainValidator(
        _day,
        json_schema_input_type=in_yaml(
            "string", format="date", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        ),
    ),
]
Paragraph = Annotated[
    Locator,
    PlainValidator(
        _paragraph,
        json_schema_input_type=in_yaml("integer", "string", minimum=1, pattern="^[0-9]{1,9}$"),
    ),
]
Paragraphs = Annotated[
    Locator,
    PlainValidator(
        _paragraphs,
        json_schema_input_type=in_yaml(
            "integer", "string", minimum=1, pattern=r"^[0-9]{1,9}(\s*[-‐-―]\s*[0-9]{1,9})?$"
        ),
    ),
]
MappingOf = Annotated[T, BeforeValidator(_mapping)]
ListOf = Annotated[tuple[T, ...], BeforeValidator(_listed)]
NonEmptyListOf = Annotated[
    tuple[T, ...], BeforeValidator(_at_least_one), Field(json_schema_extra={"minItems": 1})
]
OneOrMore = Annotated[
    tuple[T, ...],
    BeforeValidator(_one_or_more, json_schema_input_type=TextInYaml | list[TextInYaml]),
]
AnyNumberOf = Annotated[
    tuple[T, ...],
    BeforeValidator(_any_number, json_schema_input_type=TextInYaml | list[TextInYaml]),
]
