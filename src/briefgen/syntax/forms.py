"""The form of a YAML file: its keys and what each of them takes, read all at once.

A `Form` is a mapping with known keys, each with a `Reader` that makes a value of the node
after it. What is wrong becomes a finding at the exact place and in the user's words, and
just that is left out, so that one mistake hides no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar, overload

from msgspec import Struct, field

from briefgen.model.finding import Finding, Severity
from briefgen.model.text import Span, Text

from .nodes import MappingNode, Node, ScalarNode, SequenceNode

T = TypeVar("T")


class WrongError(Exception):
    """A value that is wrong as a whole; `offset` is where in its text, for the column."""

    def __init__(self, message: str, hint: str | None = None, *, offset: int = 0):
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.offset = offset


class Reader(Struct, Generic[T], frozen=True):
    """How a node is read, and what JSON Schema says of it; `forms` are those it refers to.

    `read` takes the node and the key whose value it is, if it is that of one. It raises
    `WrongError`, or reports what is wrong inside and gives the rest; None where nothing is left.
    """

    read: Callable[[Node, Text | None, FormReading], T | None]
    schema: Mapping[str, Any]
    forms: tuple[type[Form], ...] = ()


class FormReading(Struct, frozen=True):
    """What was wrong so far in a file; `placeholders` are the places of texts that stand for
    missing ones."""

    findings: list[Finding] = field(default_factory=list)
    placeholders: set[Span] = field(default_factory=set)

    def value(self, reader: Reader[T], node: Node, key: Text | None = None) -> T | None:
        """What `reader` makes of the value of `key`; None where it has to be left out."""
        try:
            return reader.read(node, key, self)
        except WrongError as wrong:
            place = node.span
            if isinstance(node, ScalarNode):
                at_key = key.span() if key else place
                place = at_key if node.missing else node.text.span(wrong.offset)
            self.report(place, wrong.message, wrong.hint)
            return None

    def values(self, reader: Reader[T], nodes: Iterable[Node]) -> tuple[T, ...]:
        """What `reader` makes of each node, but for those that have to be left out."""
        values = (self.value(reader, node) for node in nodes)
        return tuple(value for value in values if value is not None)

    def placeholder(self, reader: Reader[T], text: str, place: Span) -> T | None:
        """What `reader` makes of `text`, given at `place` for what is missing."""
        self.placeholders.add(place)
        breaks = ((0, place.line, place.column),)
        return self.value(reader, ScalarNode(Text(text, place.path, breaks)))

    def report(self, place: Span, message: str, hint: str | None = None) -> None:
        self.findings.append(Finding("invalid-brief", "error", place, message, hint))


# --- Keys ---------------------------------------------------------------------


class Key(Struct, Generic[T]):
    """A key of a form; of a form that is filled, this attribute is its value.

    `name` is the key as typed, by default that of the attribute. `placeholder` is what stands
    for a required value that is missing, where the rest is worth keeping.
    """

    reader: Reader[Any]
    description: str
    name: str
    examples: Sequence[Any]
    required: bool = False
    placeholder: str | None = None
    default: Any = None

    def __set_name__(self, form: type[Form], attribute: str) -> None:
        self.name = self.name or attribute

    @overload
    def __get__(self, form: None, of: type[Form]) -> Self: ...
    @overload
    def __get__(self, form: Form, of: type[Form]) -> T: ...
    def __get__(self, form: Form | None, of: type[Form]) -> Self | T:
        return self if form is None else form.values[self.name]


def required(
    reader: Reader[T],
    description: str,
    *,
    placeholder: str | None = None,
    name: str = "",
    examples: Sequence[Any] = (),
) -> Key[T]:
    """A key that has to be there."""
    return Key(reader, description, name, examples, required=True, placeholder=placeholder)


@overload
def optional(
    reader: Reader[T], description: str = "", *, name: str = "", examples: Sequence[Any] = ()
) -> Key[T | None]: ...
@overload
def optional(
    reader: Reader[T],
    description: str = "",
    *,
    default: T,
    name: str = "",
    examples: Sequence[Any] = (),
) -> Key[T]: ...
def optional(
    reader: Reader[Any],
    description: str = "",
    *,
    default: Any = None,
    name: str = "",
    examples: Sequence[Any] = (),
) -> Key[Any]:
    """A key that may be absent, and then has the value `default`."""
    return Key(reader, description, name, examples, default=default)


# --- Forms --------------------------------------------------------------------


@dataclass(frozen=True)
class Form:
    """A mapping with known keys, filled: their values by name, its position, and whether
    it is `whole`, nothing in it having been wrong.

    `noun` names it in messages. `indivisible`: one wrong value spoils the whole. `misplaced`
    says what to do with keys that belong elsewhere, `silent` are keys that may be there and mean
    nothing here. `schema` is what JSON Schema says of it beside its keys.
    """

    noun: ClassVar[str]
    keys: ClassVar[Mapping[str, Key[Any]]]
    known: ClassVar[Set[str]]
    replaceable: ClassVar[Mapping[str, Key[Any]]]
    needed: ClassVar[tuple[str, ...]]
    defaults: ClassVar[Mapping[str, Any]]
    misplaced: ClassVar[Mapping[str, str]] = {}
    indivisible: ClassVar[bool] = False
    unknown_key: ClassVar[tuple[str, Severity]] = ("invalid-brief", "error")
    silent: ClassVar[Set[str]] = frozenset()
    schema: ClassVar[Mapping[str, Any]] = {}

    values: Mapping[str, Any]
    span: Span
    whole: bool

    def __init_subclass__(cls) -> None:
        cls.keys = {key.name: key for key in vars(cls).values() if isinstance(key, Key)}
        cls.known = cls.keys.keys() | cls.silent
        cls.replaceable = {name: key for name, key in cls.keys.items() if key.placeholder}
        cls.needed = tuple(name for name, key in cls.keys.items() if key.required)
        cls.defaults = {name: key.default for name, key in cls.keys.items()}

    @classmethod
    def reader(cls) -> Reader[Self]:
        """What reads a value as this form, and its JSON Schema: a reference to the definition."""
        return Reader(cls.read, {"$ref": f"#/$defs/{cls.__name__}"}, (cls,))

    @classmethod
    def read(cls, node: Node, of: Text | None, reading: FormReading) -> Self | None:
        """The form filled from `node`, the value of the key `of`; None where what is wrong
        spoils all of it."""
        if not isinstance(node, MappingNode):
            raise WrongError(f"{cls.noun} is a mapping of keys and values, not {kind_of(node)}")
        place = of.span() if of else node.span
        entries = node.entries

        def at(name: str) -> Span:
            return entries[name].key.span() if name in entries else place

        found = len(reading.findings)
        if not entries.keys() <= cls.known:
            unknown_ones = (entry.key for name, entry in entries.items() if name not in cls.known)
            reading.findings.extend(map(cls._unknown, unknown_ones))
        unknown = len(reading.findings)
        # A key without a value is as good as absent.
        given = {
            name: entry
            for name, entry in entries.items()
            if type(entry.value) is not ScalarNode or not entry.value.missing
        }
        for name in cls.needed:
            if name not in given:
                message = (
                    f"`{name}` is empty"
                    if name in entries
                    else f"`{name}` is missing in {cls.noun}"
                )
                hint = f"Write `{name}:` and {cls.keys[name].description}."
                reading.report(at(name), message, hint)
        for key_at, message in cls.contradictions(given.keys()):
            reading.report(at(key_at) if key_at else place, message)
        values = dict(cls.defaults)
        for name, entry in given.items():
            if key := cls.keys.get(name):
                value = reading.value(key.reader, entry.value, entry.key)
                if value is not None:
                    values[name] = value
        for name, key in cls.replaceable.items():
            if values[name] is None:
                values[name] = reading.placeholder(key.reader, key.placeholder or "", at(name))
        for name in cls.needed:
            if values[name] is None:
                return None
        if cls.indivisible and len(reading.findings) > unknown:
            return None
        return cls(values, place, whole=len(reading.findings) == found)

    @classmethod
    def contradictions(cls, keys: Set[str]) -> Iterator[tuple[str | None, str]]:  # noqa: ARG003
        """What is wrong with these keys together: at which of them (or None), and a message."""
        yield from ()

    @classmethod
    def _unknown(cls, key: Text) -> Finding:
        hint = cls.misplaced.get(key.value) or (
            did_you_mean(key.value, cls.keys) or f"The keys here are {', '.join(cls.keys)}."
        )
        if key.value[:1].isspace():
            hint = "Indent this line with ordinary spaces: it begins with others."
        message = f"unknown key `{key.value.strip()}` in {cls.noun}"
        return Finding(*cls.unknown_key, key.span(), message, hint, subject=key.value)


def is_missing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.missing


def kind_of(node: Node) -> str:
    """What `node` is, in an editor's words."""
    match node:
        case ScalarNode(missing=True):
            return "nothing"
        case ScalarNode():
            return f"the text “{node.text}”"
        case SequenceNode():
            return "a list"
        case MappingNode():
            return "a mapping: a colon and a space make a key; put a text with these in quotes"


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint at the one of `known` that is most like `word`, where one is."""
    from difflib import get_close_matches  # wanted only where something is wrong

    near = get_close_matches(word.lower(), list(known), n=1)
    return f"Did you mean `{near[0]}`?" if near else None
