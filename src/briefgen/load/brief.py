"""A brief file → a `Brief`, or as much of it as is sound, and all its problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.model.brief import Brief, Claim, Ignore, NamedPassage, Position, Section
from briefgen.model.finding import Finding
from briefgen.model.text import Span, Text
from briefgen.syntax.forms import FormReading
from briefgen.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode, find, parse
from briefgen.workspace.workspace import NotTextError, UnreadableError, Workspace, decode, read_text

from .comments import PRINTED_KEYS, cut_texts
from .schema import BriefForm, ClaimForm, PassageForm, QuestionForm


def load_brief(
    workspace: Workspace, path: Path, raw: bytes | None = None
) -> tuple[Brief | None, tuple[Finding, ...]]:
    """Read the brief at `path`, whose bytes are `raw` where they were read already.

    What is wrong is left out of the `Brief` and reported, so that the rest can still be
    checked; it is None only where the file is not a YAML mapping at all. Raises
    `BriefgenError` where the file cannot be read or lies outside the workspace.
    """
    name = workspace.display(path)
    try:
        text = read_text(path) if raw is None else decode(raw)
    except NotTextError as error:
        return None, (_invalid(Span(name, error.line, error.column), error.message, error.hint),)
    except UnreadableError as error:
        raise BriefgenError(error.message, at=name, hint=error.hint) from error
    return brief_of(text, name)


def brief_of(text: str, name: str) -> tuple[Brief | None, tuple[Finding, ...]]:
    """As `load_brief`, from the text of a brief that is called `name` in findings."""
    parsed = parse(text, name)
    if not isinstance(parsed.root, MappingNode):
        findings = parsed.findings or (
            _invalid(
                parsed.root.span if parsed.root else Span(name, 1, 1),
                "a brief is a mapping of keys and values" if parsed.root else "the brief is empty",
                "Begin with `title:` and `date:`.",
            ),
        )
        return None, findings
    reading = FormReading()
    form = reading.value(BriefForm.reader(), parsed.root)
    assert form is not None  # whatever it requires has a placeholder
    brief = _brief(form, parsed.root, reading, text.removeprefix("\ufeff"))
    cut = cut_texts(parsed.root, PRINTED_KEYS) if parsed.has_cuts else ()
    found = _ids_given_twice(parsed.findings, find(parsed.root, ("passages",)))
    return brief, (*found, *reading.findings, *cut)


def _ids_given_twice(findings: Sequence[Finding], passages: Node | None) -> Iterator[Finding]:
    """What is wrong in the YAML, with a key that is there twice called an id where it is one."""
    if not isinstance(passages, MappingNode):
        yield from findings
        return
    ids = {text.span(): text.value for text in passages.again}
    for finding in findings:
        if (id_ := ids.get(finding.span)) is None:
            yield finding
        else:
            first = passages.entries[id_].key.span()
            message = f"the passage id “{id_}” is already used, at {first}"
            hint = "Give one of them another id."
            yield Finding("duplicate-id", "error", finding.span, message, hint, subject=id_)


def _invalid(span: Span, message: str, hint: str | None) -> Finding:
    return Finding("invalid-brief", "error", span, message, hint)


# --- From the form to the model -----------------------------------------------
# A key and the attribute that takes its value have one name, but for those of passages.


def _brief(form: BriefForm, root: MappingNode, reading: FormReading, typed: str) -> Brief:
    """The brief of a form that was filled from `root`, the tree of `typed`, in `reading`."""
    keys = "language", "theme", "room_column", "appendix"
    places = {f"{key}_at": found.span for key in keys if (found := find(root, (key,)))}
    made = {
        "passages": tuple(_passage(id_, passage) for id_, passage in form.passages.items()),
        "sections": tuple(Section(**section.values) for section in form.sections),
        "claims": tuple(_claim(claim) for claim in form.claims),
        "ignore": tuple(Ignore(**item.values, span=item.span) for item in form.ignore),
    }
    return Brief(
        path=root.span.path,
        **{**form.values, **made, **places},
        invalid_ids=frozenset(_not_whole(form, root) if reading.findings else ()),
        placeholders=frozenset(reading.placeholders),
        typed=typed,
    )


def _passage(id_: Text, form: PassageForm) -> NamedPassage:
    given = form.values
    return NamedPassage(
        id=id_,
        source=given["source"],
        locator=given["paragraph"] or given["paragraphs"],
        quote=given["quote"],
        start=given["from"],
        end=given["to"],
    )


def _claim(form: ClaimForm | QuestionForm) -> Claim:
    positions = (Position(**position.values, span=position.span) for position in form.positions)
    return Claim(**{**form.values, "positions": tuple(positions)})


# --- What was left out --------------------------------------------------------


def _not_whole(form: BriefForm, root: MappingNode) -> Iterator[str]:
    """The ids, as typed in `root`, of passages and claims in which something was wrong."""
    forms = (*form.passages.values(), *form.claims)
    whole = {form.span for form in forms if form.whole}
    for key in ("passages", "claims"):
        yield from (id_ for id_, place in _named(find(root, (key,))) if place not in whole)


def _named(node: Node | None) -> Iterator[tuple[str, Span]]:
    """Names and places of the items of a mapping, or of a list whose items have an `id`."""
    if isinstance(node, MappingNode):
        yield from ((name, entry.key.span()) for name, entry in node.entries.items())
    elif isinstance(node, SequenceNode):
        for item in node.items:
            if isinstance(id_ := find(item, ("id",)), ScalarNode):
                yield id_.text.value, item.span
