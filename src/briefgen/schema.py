"""The keys of a brief, what each takes, and what it is for.

JSON Schema for editors is derived from these forms, descriptions and examples included.
What a rule of its own reports, such as a position without `cite`, the schema calls wrong too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, Field, PlainValidator, Tag

from .fields import (
    AnyNumberOf,
    Day,
    Flag,
    Line,
    ListOf,
    MappingOf,
    Markdown,
    NonEmptyListOf,
    OneOrMore,
    Paragraph,
    Paragraphs,
    TextInYaml,
    Words,
    choice,
    in_yaml,
    is_blank,
    matching,
    typed,
)
from .forms import UNION_TAG, Form, wrong
from .model import AppendixMode, Paper, Stance, Text

_ID_PATTERN = "[a-z0-9][a-z0-9-]*"
_ID_HINT = "an id has small letters a to z, digits and hyphens only"
_ID = matching(_ID_PATTERN, "an id", _ID_HINT)
_EDITION_PATTERN = "[0-9]+(, *replaces +[0-9]+)?"
_EDITION = matching(_EDITION_PATTERN, "an edition", "write `2`, or `2, replaces 1`")
_THEME_PATTERN = "[A-Za-z0-9][A-Za-z0-9_.-]*"
_THEME = matching(_THEME_PATTERN, "a theme's name", "write the name of a folder of templates/")
# RFC 5646: language, script, region, variants, extensions, private use.
_LANGUAGE = matching(
    r"(?i:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)",
    "a language tag",
    "write one like `en-US` or `de`",
)


def _id_key(key: str) -> str:
    if not re.fullmatch(_ID_PATTERN, key):
        raise wrong(f"`{key}` is not an id", _ID_HINT)
    return key


def _language(value: object) -> str:
    return _LANGUAGE(value).value


def _theme(value: object) -> str:
    return _THEME(value).value


def _reason(value: object) -> Text | None:
    # A reason that is missing or empty has a rule of its own.
    return None if is_blank(value) else typed(value)


_CLAIM, _QUESTION = f"{UNION_TAG}claim", f"{UNION_TAG}question"


def _claim_or_question(value: object) -> str:
    is_question = isinstance(value, dict) and "question" in value and "claim" not in value
    return _QUESTION if is_question else _CLAIM


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


Id = Annotated[
    Text,
    PlainValidator(
        _ID, json_schema_input_type=in_yaml("string", "number", pattern=_whole(_ID_PATTERN))
    ),
]
IdKey = Annotated[
    str,
    PlainValidator(_id_key, json_schema_input_type=in_yaml("string", pattern=_whole(_ID_PATTERN))),
]
Reason = Annotated[Text | None, PlainValidator(_reason, json_schema_input_type=TextInYaml)]
Edition = Annotated[
    Text,
    PlainValidator(
        _EDITION,
        json_schema_input_type=in_yaml("integer", "string", pattern=_whole(_EDITION_PATTERN)),
    ),
]
Language = Annotated[str, PlainValidator(_language, json_schema_input_type=in_yaml("string"))]
Theme = Annotated[
    str,
    PlainValidator(
        _theme, json_schema_input_type=in_yaml("string", "number", pattern=_whole(_THEME_PATTERN))
    ),
]


class PassageForm(Form):
    """Words of a source under a name."""

    # What `contradictions` says, as JSON Schema says it.
    model_config = ConfigDict(
        json_schema_extra={
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
    )
    noun: ClassVar[str] = "a passage"
    indivisible: ClassVar[bool] = True

    source: Line = Field(
        description="the id of the source that holds the words", examples=["town-report"]
    )
    paragraph: Paragraph | None = Field(
        None, description="the paragraph that holds them", examples=[5]
    )
    paragraphs: Paragraphs | None = Field(
        None, description="the paragraphs, like 36-37", examples=["36-37"]
    )
    quote: Words | None = Field(
        None,
        description="the words, exactly as the source has them",
        examples=["was closed on Monday"],
    )
    start: Words | None = Field(
        None,
        alias="from",
        description="the first words of a run of text",
        examples=["The harbour was"],
    )
    end: Words | None = Field(
        None, alias="to", description="the last words of that run", examples=["until Friday."]
    )

    @classmethod
    def contradictions(cls, keys: Set[str]) -> Iterator[tuple[str | None, str]]:
        if not keys & {"quote", "from", "to", "paragraph", "paragraphs"}:
            yield (
                None,
                ("a passage needs one of `quote`, `from` with `to`, `paragraph`, `paragraphs`"),
            )
        run = sorted(keys & {"from", "to"})
        if run and "quote" in keys:
            yield run[0], f"`{run[0]}` cannot stand beside `quote`"
        elif len(run) == 1:
            yield None, f"`{run[0]}` needs `{'to' if run == ['from'] else 'from'}` beside it"
        if {"paragraph", "paragraphs"} <= keys:
            yield "paragraphs", "`paragraphs` cannot stand beside `paragraph`"


class StanceForm(Form):
    """A position on a claim."""

    model_config = ConfigDict(json_schema_extra={"required": ["stance", "by", "cite"]})
    noun: ClassVar[str] = "a position"
    placeholders: ClassVar = {"by": "unattributed"}
    misplaced: ClassVar = {"answer": "under `claim` a position has a `stance`, not an `answer`"}

    stance: Annotated[Stance, choice("asserts", "denies", "questions", "qualifies")] = Field(
        description="asserts, denies, questions or qualifies"
    )
    by: Line = Field(
        description="who holds it, or `unattributed`", examples=["The council", "unattributed"]
    )
    via: Line | None = Field(
        None, description="who reports the position", examples=["as reported by the newsletter"]
    )
    says: Markdown | None = Field(None, description="what they say, in inline Markdown")
    cite: AnyNumberOf[Line] = Field(
        (),
        description="one citation key or a list of them",
        examples=["closure", ["A5", "closure"]],
    )


class AnswerForm(Form):
    """An answer to an open question."""

    model_config = ConfigDict(json_schema_extra={"required": ["answer", "by", "cite"]})
    noun: ClassVar[str] = "a position"
    placeholders: ClassVar = {"by": "unattributed"}
    misplaced: ClassVar = {"stance": "under `question` a position has an `answer`, not a `stance`"}

    answer: Markdown = Field(description="the answer, in inline Markdown")
    by: Line = Field(
        description="who gives it, or `unattributed`", examples=["The council", "unattributed"]
    )
    via: Line | None = Field(
        None, description="who reports the answer", examples=["as reported by the newsletter"]
    )
    says: Markdown | None = Field(None, description="what they say, in inline Markdown")
    cite: AnyNumberOf[Line] = Field(
        (),
        description="one citation key or a list of them",
        examples=["closure", ["A5", "closure"]],
    )


class ClaimForm(Form):
    """A contested claim."""

    noun: ClassVar[str] = "a claim"
    misplaced: ClassVar = {"question": "use `claim` or `question`, not both"}

    id: Id = Field(description="the name by which `[!id]` marks it")
    claim: Words = Field(
        description="the claim as a sentence, or `question` instead",
        examples=["The council closed the harbour."],
    )
    positions: NonEmptyListOf[StanceForm] = Field(description="who says what about it")
    note: Markdown | None = Field(None, description="a remark of the author's")


class QuestionForm(Form):
    """An open question."""

    noun: ClassVar[str] = "a question"

    id: Id = Field(description="the name by which `[!id]` marks it")
    question: Words = Field(
        description="the question, instead of `claim`", examples=["Who closed the harbour?"]
    )
    positions: NonEmptyListOf[AnswerForm] = Field(description="who answers what")
    note: Markdown | None = Field(None, description="a remark of the author's")


class SectionForm(Form):
    """A section of the text."""

    noun: ClassVar[str] = "a section"
    placeholders: ClassVar = {"heading": "Untitled"}

    heading: Line = Field(description="the heading, plain text", examples=["What happened"])
    body: Markdown | None = Field(None, description="the text, in Markdown")
    claims: ListOf[Line] = Field(
        (), description="ids of claims that mark the whole section", examples=[["closure"]]
    )


class IgnoreForm(Form):
    """A finding to suppress."""

    model_config = ConfigDict(json_schema_extra={"required": ["rule", "reason"]})
    noun: ClassVar[str] = "an `ignore` item"
    indivisible: ClassVar[bool] = True

    rule: Line = Field(description="the rule whose finding is to be suppressed")
    text: Words | None = Field(
        None, description="words of the finding's message", examples=["war on drugs"]
    )
    reason: Reason = Field(
        None,
        description="why it is right to suppress it",
        examples=["A common phrase, not a quotation."],
    )


class BriefForm(Form):
    """A policy brief."""

    noun: ClassVar[str] = "a brief"
    placeholders: ClassVar = {"title": "Untitled", "date": "0001-01-01"}

    title: Line = Field(description="the title, one line of plain text", examples=["The harbour"])
    date: Day = Field(description="the date of the brief, like 2026-11-20", examples=["2026-11-20"])
    subtitle: Line | None = Field(
        None, description="one line below the title", examples=["What two texts say"]
    )
    marking: Line | None = Field(
        None, description="printed on every page, like For discussion", examples=["For discussion"]
    )
    occasion: Line | None = Field(
        None, description="for which meeting", examples=["Council meeting of December 1"]
    )
    edition: Edition | None = Field(
        None, description="`2`, or `2, replaces 1`", examples=[2, "2, replaces 1"]
    )
    prepared_by: OneOrMore[Line] = Field(
        (), description="who wrote it: a text or a list", examples=["The clerk"]
    )
    prepared_for: OneOrMore[Line] = Field(
        (), description="for whom: a text or a list", examples=["The council"]
    )
    language: Language = Field("en-US", description="BCP 47 language tag", examples=["en-US", "de"])
    paper: Annotated[Paper, choice("letter", "a4")] = Field("letter", description="letter or a4")
    theme: Theme = Field("policy-brief", description="a folder of templates/")
    figures: Annotated[Literal["full", "none"], choice("full", "none")] = Field(
        "full", description="full or none"
    )
    room_column: Flag = Field(False, description="true: a blank column in the claims table")
    sources: ListOf[Line] = Field(
        (), description="source ids, in the order of their letters", examples=[["town-report"]]
    )
    appendix: Annotated[AppendixMode, choice("full", "cited", "none")] = Field(
        "full", description="how much of the sources is printed: full, cited or none"
    )
    passages: MappingOf[dict[IdKey, PassageForm]] = Field(
        {},
        description="named passages",
        examples=[{"closure": {"source": "town-report", "quote": "was closed on Monday"}}],
    )
    summary: Markdown | None = Field(None, description="inline Markdown")
    key_points: ListOf[Markdown] = Field(
        (),
        description="list of inline Markdown",
        examples=[["The harbour was “closed on Monday” [@closure]."]],
    )
    recommendations: ListOf[Markdown] = Field(
        (),
        description="list of inline Markdown",
        examples=[["The harbour was “closed on Monday” [@closure]."]],
    )
    changes: ListOf[Markdown] = Field(
        (), description="what changed in this edition", examples=[["A third source."]]
    )
    sections: ListOf[SectionForm] = Field((), description="the text, section by section")
    claims: ListOf[
        Annotated[
            Annotated[ClaimForm, Tag(_CLAIM)] | Annotated[QuestionForm, Tag(_QUESTION)],
            Discriminator(_claim_or_question),
        ]
    ] = Field((), description="contested claims and open questions")
    ignore: ListOf[IgnoreForm] = Field((), description="findings to suppress, with reasons")
