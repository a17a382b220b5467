"""A document as `assemble` makes it, by hand: the two real texts, 36 notes, 8 claims.

What it says stands in `sample.yaml`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from briefgen.assemble.locales import labels as own_labels
from briefgen.model.brief import Paper, Status
from briefgen.model.document import (
    AppendixParagraph,
    AppendixSource,
    ClaimRow,
    Document,
    Item,
    PrintedLink,
    PrintedPosition,
    PrintedSection,
    Run,
)
from briefgen.model.markup import (
    Block,
    BlockQuote,
    Call,
    Flow,
    Inline,
    Link,
    ListBlock,
    Mark,
    Note,
    NoteReference,
    Paragraph,
    Place,
    Str,
    Styled,
    TableBlock,
)
from briefgen.model.text import Span
from briefgen.render.theme import load_theme

SPAN = Span("briefs/strike.yaml", 1, 1)
SEEDS = Path(__file__).parents[2] / "seeds"
FILES = {"A": "000_5ec599049d1aaca5.txt", "B": "001_7c8f07bbe5aebc4b.txt"}
TITLES = {
    "A": "Defense Secretary Hegseth Rejects Allegations of Ordering Lethal Follow-Up Strike "
    "on Drug Smugglers",
    "B": "Untitled analysis of military strikes on Latin American drug trafficking networks",
}
_TOKEN = re.compile(r"\{(!?)(\d+)\}|\*([^*]+)\*")
_PLACE = r"[AB]\d+(?:–\d+)?"
_WORDS: dict[str, Any] = yaml.load(
    Path(__file__).with_name("sample.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - every scalar is text
)
NOTES: list[str] = _WORDS["notes"]
CLAIMS: list[dict[str, Any]] = _WORDS["claims"]


def document(
    *, paper: Paper = "letter", appendix: bool = True, room_column: bool = False
) -> Document:
    """The sample; without an appendix its places are plain labels."""
    return Document(
        language="en-US",
        paper=paper,
        labels={
            **own_labels("en-US"),
            **load_theme("policy-brief", workspace_templates=None).labels("en-US"),
        },
        title="The September 2 strike and what followed",
        subtitle="What two texts say, who says it, and where they disagree",
        date="20 November 2026",
        date_iso="2026-11-20",
        marking="For discussion — not for attribution",
        occasion="Committee meeting of 24 November 2026",
        edition="2, replaces 1",
        prepared_by=("Research Service",),
        prepared_for=("Members of the Committee",),
        summary=(),
        key_points=tuple(
            Item(number, f"key-point-{number}", inlines(text, appendix))
            for number, text in enumerate(_WORDS["key_points"], 1)
        ),
        changes=(
            Item(
                1,
                "change-1",
                (
                    Str("Paragraph 8 is new; note 25 is corrected. See "),
                    Link("#which-law-applies", (Str("the law"),), SPAN),
                    Str("."),
                ),
            ),
        ),
        sourcing="Two sources: one unsigned news report (A) and one unsigned analysis critical "
        "of the operation (B). Neither names a publisher or a date. 44 quotations were checked "
        "word for word against the texts in the appendix.",
        sections=_sections(appendix),
        claims=tuple(_claim(number, claim, appendix) for number, claim in enumerate(CLAIMS, 1)),
        recommendations=tuple(
            Item(number, f"recommendation-{number}", (Str(text),))
            for number, text in enumerate(_WORDS["recommendations"], 1)
        ),
        appendix=tuple(source(letter) for letter in FILES) if appendix else (),
        appendix_mode="full" if appendix else "none",
        room_column=room_column,
        note_count=len(NOTES),
        fingerprint="3f1c09ab77d2e4508c2b9f7a61d5c3e0a4b8f1d2c6e7908134a5b6c7d8e9f001",
    )


def inlines(text: str, appendix: bool = True) -> tuple[Inline, ...]:
    """The text's characters, its calls (`{5}`), marks (`{!2}`) and emphasis (`*so*`)."""
    nodes: list[Inline] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            nodes.append(Str(text[end : match.start()]))
        if match[3]:
            nodes.append(Styled("em", (Str(match[3]),)))
        elif match[1]:
            number = int(match[2])
            anchor = f"claim-{CLAIMS[number - 1]['id']}"
            nodes.append(Mark(number, anchor, f"mark-{number}-{len(text)}", "disputed", "disputed"))
        else:
            number = int(match[2])
            nodes.append(Call(Note(number, places(NOTES[number - 1], appendix))))
        end = match.end()
    if end < len(text):
        nodes.append(Str(text[end:]))
    return tuple(nodes)


def places(text: str, appendix: bool = True) -> tuple[Inline, ...]:
    """The text's characters with each `A5` as a place and each `See note 3` as a reference."""
    nodes: list[Inline] = []
    for piece in re.split(rf"\b(See note \d+|{_PLACE})\b", text):
        if piece.startswith("See note "):
            nodes.append(NoteReference(piece, f"note-{piece.split()[-1]}"))
        elif re.fullmatch(_PLACE, piece):
            nodes.append(Place(piece, piece.split("–", maxsplit=1)[0] if appendix else None))
        elif piece:
            nodes.append(Str(piece))
    return tuple(nodes)


def source(letter: str) -> AppendixSource:
    """A source of the sample, whole, with its quoted words as runs."""
    raw = (SEEDS / FILES[letter]).read_text(encoding="utf-8")
    lines = [line.strip() for line in raw.splitlines() if line.strip()]
    return AppendixSource(
        letter=letter,
        title=TITLES[letter],
        reference=(Str(f"“{TITLES[letter]},” unsigned, n.d."),),
        language="en-US",
        sha256="3f1c09ab77d2e450" * 4,
        paragraphs=tuple(_paragraph(f"{letter}{n}", text) for n, text in enumerate(lines, 1)),
    )


def _sections(appendix: bool) -> tuple[PrintedSection, ...]:
    sections = []
    number = 1
    for index, section in enumerate(_WORDS["sections"], 1):
        body: list[Block] = []
        for text in section["blocks"]:
            block = _block(text, number, appendix)
            number += isinstance(block, Paragraph)
            body.append(block)
        heading = section["heading"]
        mark = Mark(7, "claim-comment", "mark-section", "disputed", "disputed")
        marks = (mark,) if index == 2 else ()
        slug = heading.lower().replace(" ", "-")
        sections.append(
            PrintedSection(index, f"section-{index}", slug, heading, marks, tuple(body))
        )
    return tuple(sections)


def _block(text: str, number: int, appendix: bool) -> Block:
    if text == "TABLE":
        return _table()
    if text.startswith("> "):
        return BlockQuote((Paragraph(Flow(inlines(text[2:], appendix)), SPAN),), SPAN)
    if text.startswith("- "):
        lines = text.strip().split("\n")
        items = (Paragraph(Flow(inlines(line[2:], appendix)), SPAN) for line in lines)
        return ListBlock(False, 1, tuple((item,) for item in items))
    return Paragraph(Flow(inlines(text, appendix)), SPAN, number)


def _table() -> TableBlock:
    def flows(*cells: str) -> tuple[Flow, ...]:
        return tuple(Flow((Str(cell),)) for cell in cells)

    return TableBlock(
        align=("left", "left", "left"),
        head=flows("", "News report (A)", "Analysis (B)"),
        rows=(
            flows("The people aboard", "“suspected members”", "“11 people”"),
            flows("The second strike", "“follow-up strike”", "“double-tap” strike"),
            flows("Missiles", "4", "no number"),
        ),
    )


def _claim(number: int, claim: dict[str, Any], appendix: bool) -> ClaimRow:
    is_question = "question" in claim
    positions = []
    for letter, held in zip("abcdefgh", _lettered(claim["positions"]), strict=False):
        says = (Str(held["says"]),)
        cited = places(held["cite"], appendix)
        positions.append(
            PrintedPosition(
                handle=f"{number}{letter}",
                stance=held.get("stance"),
                by=held["by"],
                via=held.get("via"),
                answer=says if is_question else (),
                content=cited if is_question else (*says, Str(" "), *cited),
            )
        )
    status = _status(is_question, {held.stance for held in positions})
    return ClaimRow(
        number=number,
        anchor=f"claim-{claim['id']}",
        wording=claim["question"] if is_question else claim["claim"],
        is_question=is_question,
        positions=tuple(positions),
        status=status,
        status_label=status.capitalize(),
        marked_at=(
            PrintedLink(f"¶ {number}", f"par-{number}"),
            PrintedLink("key point 2", "key-point-2"),
        ),
        note=places(claim.get("note", ""), appendix),
    )


def _lettered(positions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    order = ("asserts", "denies", "questions", "qualifies")
    return sorted(positions, key=lambda held: order.index(held.get("stance", "asserts")))


def _status(is_question: bool, stances: set[Any]) -> Status:
    if is_question:
        return "answers differ"
    if {"asserts", "denies"} <= stances:
        return "disputed"
    if "asserts" in stances:
        return "asserted only"
    return "denied" if "denies" in stances else "qualified"


def _paragraph(label: str, text: str) -> AppendixParagraph:
    return AppendixParagraph(
        label=label,
        runs=_runs(label, text),
        is_heading=len(text) < 120 and not text.endswith("."),
        cited_in=tuple(
            PrintedLink(str(number), f"call-{number}")
            for number, words in enumerate(NOTES, 1)
            if re.search(rf"\b{label}\b", words)
        ),
    )


def _runs(label: str, text: str) -> tuple[Run, ...]:
    quotes = _WORDS["quoted"].get(label, [])
    pattern = "|".join(map(re.escape, quotes)) or "(?!)"
    runs: list[Run] = []
    for piece in re.split(f"({pattern})", text):
        if piece in quotes:
            count = sum(run.quoted for run in runs) + 1
            runs.append(Run(piece, quoted=True, anchor=f"{label}-q{count}"))
        else:
            bits = re.split(r"(?<=[.”])(\d{1,2})(?=\s|$)", piece)
            runs.extend(
                Run(bit, superscript=bit.isdigit() and label.startswith("B")) for bit in bits if bit
            )
    return tuple(runs)
