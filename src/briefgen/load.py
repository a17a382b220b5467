"""A brief file → a `Brief`, or as much of it as is sound, and all its problems at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .errors import BriefgenError
from .forms import Filled, fill
from .model import Brief, Claim, Finding, Ignore, NamedPassage, Position, Section, Span, Text
from .schema import AnswerForm, BriefForm, ClaimForm, PassageForm, QuestionForm, StanceForm
from .workspace import NotTextError, UnreadableError, Workspace, decode, read_text
from .yamlspans import MappingNode, Node, ScalarNode, SequenceNode, find, find_key, parse


def load_brief(
    workspace: Workspace, path: Path, raw: bytes | None = None
) -> tuple[Brief | None, tuple[Finding, ...]]:
    """Read the brief at `path`, whose bytes are `raw` where they were read already.

    What is wrong is left out of the `Brief` and reported, so that the rest can still be
    checked; it is None only where the file is no YAML mapping at all. Raises
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
                "begin with `title:` and `date:`",
            ),
        )
        return None, findings
    filled = fill(BriefForm, parsed.root)
    brief = _brief(filled, parsed.root)
    return brief, (*parsed.findings, *filled.findings, *_citations_in_plain_text(brief))


def _invalid(span: Span, message: str, hint: str | None) -> Finding:
    return Finding("invalid-brief", "error", span, message, hint)


# --- From the form to the model -----------------------------------------------


def _brief(filled: Filled[BriefForm], typed: MappingNode) -> Brief:
    """The brief of a filled form; `typed` is the tree of the file."""
    form, root = filled.form, filled.root
    theme = find(root, ("theme",))
    return Brief(
        path=root.span.path,
        title=form.title,
        date=form.date,
        subtitle=form.subtitle,
        marking=form.marking,
        occasion=form.occasion,
        edition=form.edition,
        prepared_by=form.prepared_by,
        prepared_for=form.prepared_for,
        language=form.language,
        paper=form.paper,
        theme=form.theme,
        theme_at=theme.span if theme else None,
        figures=form.figures,
        room_column=form.room_column,
        sources=form.sources,
        appendix=form.appendix,
        passages=tuple(
            _passage(_key(root, ("passages", id_)), passage)
            for id_, passage in form.passages.items()
        ),
        summary=form.summary,
        key_points=form.key_points,
        recommendations=form.recommendations,
        changes=form.changes,
        sections=tuple(
            Section(section.heading, section.body, section.claims) for section in form.sections
        ),
        claims=tuple(_claim(claim, root, index) for index, claim in enumerate(form.claims)),
        ignore=tuple(
            Ignore(item.rule, _span(root, ("ignore", index)), item.text, item.reason)
            for index, item in enumerate(form.ignore)
        ),
        invalid_ids=frozenset(_ids_left_out(root, typed)),
        stand_ins=filled.stand_ins,
    )


def _passage(id_: Text, form: PassageForm) -> NamedPassage:
    return NamedPassage(
        id=id_,
        source=form.source,
        locator=form.paragraph or form.paragraphs,
        quote=form.quote,
        start=form.start,
        end=form.end,
    )


def _claim(form: ClaimForm | QuestionForm, root: MappingNode, index: int) -> Claim:
    positions: tuple[StanceForm | AnswerForm, ...] = form.positions
    return Claim(
        id=form.id,
        positions=tuple(
            _position(position, _span(root, ("claims", index, "positions", number)))
            for number, position in enumerate(positions)
        ),
        claim=form.claim if isinstance(form, ClaimForm) else None,
        question=form.question if isinstance(form, QuestionForm) else None,
        note=form.note,
    )


def _position(form: StanceForm | AnswerForm, span: Span) -> Position:
    return Position(
        by=form.by,
        cite=form.cite,
        span=span,
        stance=form.stance if isinstance(form, StanceForm) else None,
        answer=form.answer if isinstance(form, AnswerForm) else None,
        via=form.via,
        says=form.says,
    )


def _span(root: MappingNode, path: tuple[str | int, ...]) -> Span:
    node = find(root, path)
    assert node is not None  # the form was filled from it
    return node.span


def _key(root: MappingNode, path: tuple[str | int, ...]) -> Text:
    key = find_key(root, path)
    assert key is not None
    return key


# --- What was left out --------------------------------------------------------


def _ids_left_out(root: MappingNode, typed: MappingNode) -> Iterator[str]:
    """The ids of `typed` whose passage or claim is not in `root` just as it was."""
    for key in ("passages", "claims"):
        kept = {id(node) for _, node in _named(find(root, (key,)))}
        yield from (name for name, node in _named(find(typed, (key,))) if id(node) not in kept)


def _named(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Names and nodes of a mapping, or of a list whose items have an `id`."""
    if isinstance(node, MappingNode):
        yield from ((key, entry.value) for key, entry in node.entries.items())
    elif isinstance(node, SequenceNode):
        for item in node.items:
            if isinstance(id_ := find(item, ("id",)), ScalarNode):
                yield id_.text.value, item


# --- Citations where none is read ---------------------------------------------


def _citations_in_plain_text(brief: Brief) -> Iterator[Finding]:
    """`[@` in a text that is not Markdown: it would be printed as typed."""
    for text in _plain_texts(brief):
        if (at := text.value.find("[@")) >= 0:
            yield _invalid(
                text.span(at),
                f"no citation is read here: “{text}” is plain text",
                "cite in the body, the summary, a list, or in `says`, `answer` or `note`",
            )


def _plain_texts(brief: Brief) -> Iterator[Text]:
    singles = (brief.title, brief.subtitle, brief.marking, brief.occasion)
    yield from (text for text in singles if text)
    yield from brief.prepared_by
    yield from brief.prepared_for
    yield from (section.heading for section in brief.sections)
    for claim in brief.claims:
        yield claim.wording
        for position in claim.positions:
            yield position.by
            if position.via:
                yield position.via
