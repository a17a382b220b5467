"""The keys of a brief, what each takes, and what it is for.

JSON Schema for editors is derived from these forms, descriptions and examples included.
What a rule of its own reports, such as a position without `cite`, the schema calls wrong too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import ClassVar, Literal, get_args

from briefgen.model.brief import AppendixMode, Paper, Stance
from briefgen.model.text import Text
from briefgen.syntax.fields import (
    DAY,
    FLAG,
    LINE,
    MARKDOWN,
    PARAGRAPH,
    PARAGRAPHS,
    WORDS,
    any_number_of,
    at_least_one,
    choice,
    is_blank,
    list_of,
    mapping_of,
    matching,
    one_or_more,
    scalar,
    text,
    whole,
    words,
)
from briefgen.syntax.forms import Form, FormReading, Reader, WrongError, optional, required
from briefgen.syntax.nodes import MappingNode, Node, ScalarNode

Figures = Literal["full", "none"]

_ID_PATTERN = "[a-z0-9][a-z0-9-]*"
_ID_HINT = "Write an id with small letters a to z, digits and hyphens only."
_EDITION_PATTERN = "[0-9]+(, *replaces +[0-9]+)?"
_THEME_PATTERN = "[A-Za-z0-9][A-Za-z0-9_.-]*"
# RFC 5646: language, script, region, variants, extensions, private use.
_LANGUAGE_PATTERN = (
    r"(?i:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)"
)


def _id(node: Node) -> Text:
    return matching(node, _ID_PATTERN, "an id", _ID_HINT)


def _id_key(node: Node) -> Text:
    assert isinstance(node, ScalarNode)  # as every key
    if not re.fullmatch(_ID_PATTERN, node.text.value):
        raise WrongError(f"`{node.text}` is not an id", _ID_HINT)
    return node.text


def _edition(node: Node) -> Text:
    return matching(node, _EDITION_PATTERN, "an edition", "Write `2`, or `2, replaces 1`.")


def _language(node: Node) -> str:
    hint = "Write one like `en-US` or `de`."
    return matching(node, _LANGUAGE_PATTERN, "a language tag", hint).value


def _theme(node: Node) -> str:
    hint = "Write the name of a folder of templates/."
    return matching(node, _THEME_PATTERN, "a theme's name", hint).value


def _reason(node: Node) -> Text | None:
    # A reason that is missing or empty has a rule of its own.
    return None if is_blank(node) else words(node)


_ID = scalar(_id, "string", "number", pattern=whole(_ID_PATTERN))
_ID_KEY = scalar(_id_key, "string", pattern=whole(_ID_PATTERN))
_REASON = text(_reason)
_EDITION = scalar(_edition, "integer", "string", pattern=whole(_EDITION_PATTERN))
_LANGUAGE = scalar(_language, "string")
_THEME = scalar(_theme, "string", "number", pattern=whole(_THEME_PATTERN))
_STANCE: Reader[Stance] = choice(*get_args(Stance))
_PAPER: Reader[Paper] = choice(*get_args(Paper))
_FIGURES: Reader[Figures] = choice(*get_args(Figures))
_APPENDIX: Reader[AppendixMode | None] = choice(*get_args(AppendixMode))


class PassageForm(Form):
    """Words of a source under a name."""

    noun = "a passage"
    indivisible = True
    # What `contradictions` says, as JSON Schema says it.
    schema: ClassVar = {
        "anyOf": [
            {"required": [key]} for key in ("quote", "from", "to", "paragraph", "paragraphs")
        ],
        "dependentRequired": {"from": ["to"], "to": ["from"]},
        "allOf": [
            {"not": {"required": ["quote", "from"]}},
            {"not": {"required": ["quote", "to"]}},
            {"not": {"required": ["paragraph", "paragraphs"]}},
        ],
    }

    source = required(LINE, "the id of the source that holds the words", examples=["town-report"])
    paragraph = optional(PARAGRAPH, "the paragraph that holds them", examples=[5])
    paragraphs = optional(PARAGRAPHS, "the paragraphs, like 36-37", examples=["36-37"])
    quote = optional(
        WORDS, "the words, exactly as the source has them", examples=["was closed on Monday"]
    )
    start = optional(
        WORDS, "the first words of a run of text", name="from", examples=["The harbour was"]
    )
    end = optional(WORDS, "the last words of that run", name="to", examples=["until Friday."])

    @classmethod
    def contradictions(cls, keys: Set[str]) -> Iterator[tuple[str | None, str]]:
        if keys.isdisjoint(("quote", "from", "to", "paragraph", "paragraphs")):
            needs = "one of `quote`, `from` with `to`, `paragraph`, `paragraphs`"
            yield None, f"a passage needs {needs}"
        run = [name for name in ("from", "to") if name in keys]
        if run and "quote" in keys:
            yield run[0], f"`{run[0]}` cannot be combined with `quote`"
        elif len(run) == 1:
            yield None, f"`{run[0]}` needs `{'to' if run == ['from'] else 'from'}` beside it"
        if "paragraph" in keys and "paragraphs" in keys:
            yield "paragraphs", "`paragraphs` cannot be combined with `paragraph`"


# What a position has, whether it is a stance or an answer.
_SAYS = optional(MARKDOWN, "what they say, in inline Markdown")
_CITE = optional(
    any_number_of(LINE),
    "one citation key or a list of them",
    default=(),
    examples=["closure", ["A5", "closure"]],
)


class StanceForm(Form):
    """A position on a claim."""

    noun = "a position"
    misplaced: ClassVar = {"answer": "Write `stance`: under `claim` a position has no `answer`."}
    schema: ClassVar = {"required": ["stance", "by", "cite"]}

    stance = required(_STANCE, "asserts, denies, questions or qualifies")
    by = required(
        LINE,
        "who holds it, or `unattributed`",
        placeholder="unattributed",
        examples=["The council", "unattributed"],
    )
    via = optional(LINE, "who reports the position", examples=["as reported by the newsletter"])
    says = _SAYS
    cite = _CITE


class AnswerForm(Form):
    """An answer to an open question."""

    noun = "a position"
    misplaced: ClassVar = {"stance": "Write `answer`: under `question` a position has no `stance`."}
    schema: ClassVar = {"required": ["answer", "by", "cite"]}

    answer = required(MARKDOWN, "the answer, in inline Markdown")
    by = required(
        LINE,
        "who gives it, or `unattributed`",
        placeholder="unattributed",
        examples=["The council", "unattributed"],
    )
    via = optional(LINE, "who reports the answer", examples=["as reported by the newsletter"])
    says = _SAYS
    cite = _CITE


class ClaimForm(Form):
    """A contested claim."""

    noun = "a claim"
    silent: ClassVar = frozenset({"question"})

    id = required(_ID, "the name by which `[!id]` marks it")
    claim = required(
        WORDS,
        "the claim as a sentence, or `question` instead",
        examples=["The council closed the harbour."],
    )
    positions = required(at_least_one(StanceForm.reader()), "who says what about it")
    note = optional(MARKDOWN, "a remark of the author's")

    @classmethod
    def contradictions(cls, keys: Set[str]) -> Iterator[tuple[str | None, str]]:
        if {"claim", "question"} <= keys:
            yield "question", "this item has both `claim` and `question`: remove one of them"


class QuestionForm(Form):
    """An open question."""

    noun = "a question"

    id = required(_ID, "the name by which `[!id]` marks it")
    question = required(
        WORDS, "the question, instead of `claim`", examples=["Who closed the harbour?"]
    )
    positions = required(at_least_one(AnswerForm.reader()), "who answers what")
    note = optional(MARKDOWN, "a remark of the author's")


class SectionForm(Form):
    """A section of the text."""

    noun = "a section"

    heading = required(
        LINE, "the heading, plain text", placeholder="Untitled", examples=["What happened"]
    )
    body = optional(MARKDOWN, "the text, in Markdown")
    claims = optional(
        list_of(LINE),
        "ids of claims that mark the whole section",
        default=(),
        examples=[["closure"]],
    )


class IgnoreForm(Form):
    """A finding to suppress."""

    noun = "an `ignore` item"
    indivisible = True
    schema: ClassVar = {"required": ["rule", "reason"]}

    rule = required(LINE, "the rule whose finding is to be suppressed")
    text = optional(
        WORDS, "the quotation, name or key that the finding is about", examples=["war on drugs"]
    )
    reason = optional(
        _REASON, "why it is right to suppress it", examples=["A common phrase, not a quotation."]
    )


def _claim_or_question(
    node: Node, key: Text | None, reading: FormReading
) -> ClaimForm | QuestionForm | None:
    is_question = (
        isinstance(node, MappingNode) and "question" in node.entries and "claim" not in node.entries
    )
    return (QuestionForm if is_question else ClaimForm).read(node, key, reading)


_CLAIM: Reader[ClaimForm | QuestionForm] = Reader(
    _claim_or_question,
    {"oneOf": [ClaimForm.reader().schema, QuestionForm.reader().schema]},
    (ClaimForm, QuestionForm),
)


class BriefForm(Form):
    """A policy brief."""

    noun = "a brief"

    title = required(
        LINE, "the title, one line of plain text", placeholder="Untitled", examples=["The harbour"]
    )
    date = required(
        DAY,
        "the date of the brief, like 2026-11-20",
        placeholder="0001-01-01",
        examples=["2026-11-20"],
    )
    subtitle = optional(LINE, "one line below the title", examples=["What two texts say"])
    marking = optional(
        LINE, "printed on every page, like For discussion", examples=["For discussion"]
    )
    occasion = optional(LINE, "for which meeting", examples=["Council meeting of December 1"])
    edition = optional(_EDITION, "`2`, or `2, replaces 1`", examples=[2, "2, replaces 1"])
    prepared_by = optional(
        one_or_more(LINE), "who wrote it: a text or a list", default=(), examples=["The clerk"]
    )
    prepared_for = optional(
        one_or_more(LINE), "for whom: a text or a list", default=(), examples=["The council"]
    )
    language = optional(_LANGUAGE, "BCP 47 language tag", default="en-US", examples=["en-US", "de"])
    paper = optional(_PAPER, "letter or a4", default="letter")
    theme = optional(_THEME, "a folder of templates/", default="policy-brief")
    figures = optional(_FIGURES, "full or none", default="full")
    room_column = optional(FLAG, "true: a blank column in the claims table", default=False)
    sources = optional(
        list_of(LINE),
        "source ids, in the order of their letters",
        default=(),
        examples=[["town-report"]],
    )
    appendix = optional(
        _APPENDIX,
        "how much of the sources is printed: full (but in large print cited), cited or none",
        default=None,
    )
    replaces = optional(
        LINE,
        "the edition that this one replaces: a PDF of ours, relative to the workspace",
        examples=["output/first.pdf"],
    )
    passages = optional(
        mapping_of(_ID_KEY, PassageForm.reader()),
        "named passages",
        default={},
        examples=[{"closure": {"source": "town-report", "quote": "was closed on Monday"}}],
    )
    summary = optional(MARKDOWN, "inline Markdown")
    key_points = optional(
        list_of(MARKDOWN),
        "list of inline Markdown",
        default=(),
        examples=[["The harbour was “closed on Monday” [@closure]."]],
    )
    recommendations = optional(
        list_of(MARKDOWN),
        "list of inline Markdown",
        default=(),
        examples=[["The harbour was “closed on Monday” [@closure]."]],
    )
    changes = optional(
        list_of(MARKDOWN),
        "what changed in this edition",
        default=(),
        examples=[["A third source."]],
    )
    sections = optional(list_of(SectionForm.reader()), "the text, section by section", default=())
    claims = optional(list_of(_CLAIM), "contested claims and open questions", default=())
    ignore = optional(
        list_of(IgnoreForm.reader()), "findings to suppress, with reasons", default=()
    )
