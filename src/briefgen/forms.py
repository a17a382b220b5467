"""The form of a YAML file: its keys and what each of them takes, checked all at once.

A `Form` is a pydantic model over a YAML tree whose scalars are `Text`s. `fill` turns
what is wrong into findings at the exact place and in the user's words, leaves just that
out, and fills the form with the rest, so that one mistake hides no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, ClassVar, Generic, TypeVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from .model import Finding, Severity, Span, Text
from .yamlspans import Entry, MappingNode, Node, Path, ScalarNode, SequenceNode, find, find_key

F = TypeVar("F", bound="Form")


# --- What is wrong ------------------------------------------------------------


def wrong(message: str, hint: str | None = None, *, offset: int = 0) -> PydanticCustomError:
    """A value that is wrong; `offset` is where in its text, for the column."""
    return _problem("value", message, hint, offset=offset)


def _problem(kind: str, message: str, hint: str | None, **context: Any) -> PydanticCustomError:
    return PydanticCustomError(
        cast("Any", kind), "{message}", {"message": message, "hint": hint, **context}
    )


# How the tag of a union begins: as no key in a file can.
UNION_TAG = "\0"


class Form(BaseModel):
    """A mapping with known keys.

    `noun` names it in messages. `placeholders` stand in for required keys that are
    missing, where the rest is worth keeping. `indivisible`: one wrong value spoils the
    whole. `misplaced` says what to do with keys that belong elsewhere.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    noun: ClassVar[str]
    placeholders: ClassVar[Mapping[str, str]] = {}
    misplaced: ClassVar[Mapping[str, str]] = {}
    indivisible: ClassVar[bool] = False
    unknown_key: ClassVar[tuple[str, Severity]] = ("invalid-brief", "error")

    @classmethod
    def contradictions(cls, keys: Set[str]) -> Iterator[tuple[str | None, str]]:  # noqa: ARG003
        """What is wrong with these keys together: at which of them (or None), and a message."""
        yield from ()

    @model_validator(mode="wrap")
    @classmethod
    def _all_at_once(cls, value: object, handler: ModelWrapValidatorHandler[F]) -> F:
        if not isinstance(value, dict):
            raise wrong(f"{cls.noun} is a mapping of keys and values, not {kind_of(value)}")
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        # A key with nothing behind it is as good as absent.
        given = {key: item for key, item in value.items() if item is not None}
        problems = [_detail((key,), cls._unknown(key, fields)) for key in value.keys() - fields]
        problems += [
            _detail((key,), cls._missing(key, fields[key].description, empty=key in value))
            for key in fields
            if fields[key].is_required() and key not in given
        ]
        problems += [
            _detail((key,) if key else (), _problem("keys", message, None))
            for key, message in cls.contradictions(given.keys())
        ]
        form: F | None = None
        try:
            form = handler({key: item for key, item in given.items() if key in fields})
        except ValidationError as error:
            problems += [
                _detail(problem["loc"], _problem(problem["type"], **problem["ctx"]))
                for problem in error.errors(include_url=False)
                if problem["type"] != "missing"  # said above, as "absent"
            ]
        if problems or form is None:
            if cls.indivisible:
                problems = [_spoiling(problem) for problem in problems]
            raise ValidationError.from_exception_data(cls.__name__, problems)
        return form

    @classmethod
    def _unknown(cls, key: str, known: Mapping[str, object]) -> PydanticCustomError:
        near = get_close_matches(key.lower(), known, n=1)
        hint = cls.misplaced.get(key) or (
            f"did you mean `{near[0]}`?" if near else f"the keys here are {', '.join(known)}"
        )
        rule, severity = cls.unknown_key
        message = f"unknown key `{key}` in {cls.noun}"
        return _problem("unknown", message, hint, rule=rule, severity=severity)

    @classmethod
    def _missing(cls, key: str, description: str | None, *, empty: bool) -> PydanticCustomError:
        message = f"`{key}` is empty" if empty else f"`{key}` is missing in {cls.noun}"
        return _problem(
            "absent", message, description, cut=1, placeholder=cls.placeholders.get(key)
        )


def _detail(loc: tuple[int | str, ...], problem: PydanticCustomError) -> InitErrorDetails:
    return InitErrorDetails(type=problem, loc=loc, input=None)


def _spoiling(problem: InitErrorDetails) -> InitErrorDetails:
    """The same problem, but what has to go is the whole form and not just its value."""
    error = problem["type"]
    assert isinstance(error, PydanticCustomError)
    if error.type == "unknown":
        return problem
    context = {**(error.context or {}), "cut": len(problem["loc"])}
    return _detail(problem["loc"], _problem(error.type, **context))


def kind_of(value: object) -> str:
    """What `value` is, in an editor's words."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping: a colon and a space make a key; put a text with these in quotes"
    if isinstance(value, list):
        return "a list"
    return f"the text “{value}”"


# --- Filling a form -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filled(Generic[F]):
    """A form, the tree that it was filled from, and what was wrong and is not in either.

    `stand_ins` are the places of the placeholders in the tree.
    """

    form: F
    root: MappingNode
    findings: tuple[Finding, ...]
    stand_ins: frozenset[Span]


def fill(form: type[F], root: MappingNode) -> Filled[F]:
    """Fill `form` from `root`, leaving out what is wrong.

    Whatever a form requires at its root must have a placeholder. Nodes of the tree in
    which nothing was wrong are the same objects afterwards.
    """
    findings: list[Finding] = []
    stand_ins: set[Span] = set()
    tree = root
    while True:
        try:
            filled = form.model_validate(_data(tree))
        except ValidationError as error:
            problems = [_Problem.of(problem, tree) for problem in error.errors(include_url=False)]
            if tree is root:  # later ones are but consequences of what was left out
                findings = [problem.finding for problem in problems]
            edits = dict(problem.edit for problem in problems)
            stand_ins |= {node.span for node in edits.values() if node}
            tree = _edited(tree, edits)
        else:
            return Filled(filled, tree, tuple(findings), frozenset(stand_ins))


def _data(node: Node) -> object:
    """The tree as pydantic takes it: dictionaries, lists, `Text`s, None where nothing is."""
    match node:
        case ScalarNode():
            return None if node.missing else node.text
        case SequenceNode():
            return [_data(item) for item in node.items]
        case MappingNode():
            return {key: _data(entry.value) for key, entry in node.entries.items()}


@dataclass(frozen=True, slots=True)
class _Problem:
    finding: Finding
    edit: tuple[Path, Node | None]

    @classmethod
    def of(cls, error: Any, tree: MappingNode) -> _Problem:
        context = error["ctx"]
        path = _path(error["loc"], of_unknown=error["type"] == "unknown")
        if error["type"] == "value" and find(tree, path) is None:
            path = path[:-1]  # a single text where a list of them could stand
        at_key = error["type"] == "unknown" or error["loc"][-1:] == ("[key]",)
        span = _span(tree, path, error["type"], at_key=at_key, offset=context.get("offset", 0))
        placeholder = context.get("placeholder")
        if placeholder is not None:
            edit: tuple[Path, Node | None] = (path, ScalarNode(_text(placeholder, span)))
        else:
            edit = (path[: len(path) - context.get("cut", 0)], None)
        rule, severity = context.get("rule", "invalid-brief"), context.get("severity", "error")
        return cls(Finding(rule, severity, span, context["message"], context["hint"]), edit)


def _path(loc: tuple[str | int, ...], *, of_unknown: bool) -> Path:
    """The keys and indices among the steps of a pydantic error: beside them it puts the tags
    of unions, and `[key]` behind a key that is itself what is wrong."""
    last = len(loc) - 1
    return tuple(
        step
        for index, step in enumerate(loc)
        if not str(step).startswith(UNION_TAG) and (step != "[key]" or index < last or of_unknown)
    )


def _text(value: str, span: Span) -> Text:
    return Text(value, span.path, ((0, span.line, span.column),))


def _span(tree: MappingNode, path: Path, kind: str, *, at_key: bool, offset: int) -> Span:
    key, node = find_key(tree, path), find(tree, path)
    if key is not None and (at_key or kind in ("absent", "keys")):
        return key.span()
    if kind == "absent":
        return _span(tree, path[:-1], "keys", at_key=False, offset=0)
    assert node is not None
    if isinstance(node, ScalarNode):
        return key.span() if key is not None and node.missing else node.text.span(offset)
    return node.span


def _edited(tree: MappingNode, edits: Mapping[Path, Node | None]) -> MappingNode:
    """`tree` with the nodes at the paths of `edits` replaced, added or (None) left out."""
    touched = {path[:length] for path in edits for length in range(len(path))}
    added: dict[Path, list[Entry]] = {}
    for path, node in edits.items():
        if node is not None:
            added.setdefault(path[:-1], []).append(Entry(_text(str(path[-1]), node.span), node))

    def edited(node: Node, at: Path) -> Node:
        if at not in touched:
            return node
        if isinstance(node, SequenceNode):
            items = (
                edited(item, (*at, index))
                for index, item in enumerate(node.items)
                if (*at, index) not in edits
            )
            return SequenceNode(tuple(items), node.span)
        assert isinstance(node, MappingNode)
        entries = {
            key: Entry(entry.key, edited(entry.value, (*at, key)))
            for key, entry in node.entries.items()
            if (*at, key) not in edits
        }
        entries |= {entry.key.value: entry for entry in added.get(at, ())}
        return MappingNode(entries, node.span)

    return cast("MappingNode", edited(tree, ()))
