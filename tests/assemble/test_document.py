"""What is printed: letters, note numbers and texts, places, rows and back-references."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from briefgen.assemble.document import assemble
from briefgen.assemble.footnotes import shortened
from briefgen.checking.engine import check_brief
from briefgen.load.library import load_library
from briefgen.model.document import Document, Gap
from briefgen.model.markup import (
    Call,
    Inline,
    Mark,
    Note,
    NoteReference,
    Place,
    SourceWords,
    Str,
)
from briefgen.proof.line_pieces import unmarked
from briefgen.proof.printed_words import printed_text
from briefgen.workspace.workspace import find_workspace
from tests.harbour import REPORT, write_workspace

PARTS = (
    "masthead", "summary", "key_points", "changes", "sourcing", "sections", "claims",
    "recommendations", "appendix",
)  # fmt: skip

LETTER = """\
The closure was lawful.1 Nobody objected.
The council had no choice, wrote its chair.
"""
CATALOGUE = """\
references:
  - {id: report, file: report.txt, title: Harbour closed, genre: news report}
  - id: letter
    file: letter.txt
    title: "[Letter to the editor]"
    author: [{family: Roe, given: Jane}]
    issued: 2026-03-02
    genre: letter
    note-markers: true
"""
CLAIMS = """\
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: asserts, by: The council, says: It “said” so, cite: A2}
      - {stance: denies, by: The ministry, cite: denial}
      - {stance: questions, by: unattributed, cite: report}
  - id: why
    question: Why was it closed?
    positions:
      - {answer: There was no choice., by: The chair, cite: B2}
      - {answer: It is not said., by: unattributed, cite: A4}
    note: Neither text gives a reason [@B1].
"""
PASSAGES = """\
passages:
  denial: {source: report, quote: The ministry denies that it was asked.}
  closed: {source: report, quote: The harbour was closed on Monday}
"""
HEAD = "title: The harbour\ndate: 2026-11-20\nsources: [report, letter]\n"


@pytest.fixture
def assembled(tmp_path: Path):
    """Builds the document of a brief over two small sources."""

    def build(brief: str, catalogue: str = CATALOGUE, parts: tuple[str, ...] = PARTS) -> Document:
        path = write_workspace(tmp_path, brief, catalogue=catalogue, letter=LETTER)
        workspace = find_workspace(path)
        checked = check_brief(workspace, path, load_library(workspace))
        assert not checked.has_errors, checked.findings
        assert checked.resolved is not None
        return assemble(checked.resolved, parts=parts, theme_labels={})

    return build


def notes(document: Document) -> list[str]:
    """The text of every note in order, without pages."""
    found = {
        printed.what: unmarked(printed.text)
        for printed in printed_text(document, {})
        if printed.what.startswith("note ")
    }
    numbers = range(1, document.note_count + 1)
    return [found[f"note {n}"].removeprefix(f"{n} ") for n in numbers]


def words(inlines: Iterable[Inline]) -> str:
    parts = []
    for node in inlines:
        match node:
            case Str(text) | SourceWords(text, _):
                parts.append(text)
            case Place(label, _):
                parts.append(f"<{label}>")
            case Call(Note(number=number)):
                parts.append(f"^{number}")
            case Mark(number=number):
                parts.append(f"[{number}]")
            case NoteReference(text, _):
                parts.append(text)
    return "".join(parts)


def test_first_note_introduces_its_source_and_later_ones_give_the_place(assembled):
    document = assembled(
        f"{HEAD}{PASSAGES}key_points:\n"
        "  - One [@closed].\n  - Two [@A3; @B1].\n  - Three [@closed]. Four [@report].\n"
    )
    assert notes(document) == [
        "Source A, “Harbour closed”, news report, n.d., A2: “The harbour was closed on Monday”.",
        "A3; Source B, [Letter to the editor], Jane Roe, letter, March 2, 2026, B1.",
        "See note 1 (A2).",
        "A.",
    ]


def test_a_note_does_not_repeat_what_the_sentence_quotes(assembled):
    document = assembled(
        f"{HEAD}{PASSAGES}key_points:\n"
        "  - It was “closed on Monday” [@closed], they say [see @denial, who deny it].\n"
    )
    assert notes(document) == [
        "Source A, “Harbour closed”, news report, n.d., A2.",
        "see A3: “The ministry denies that it was asked.”, who deny it.",
    ]


def test_calls_follow_the_stop_and_count_through_the_brief(assembled):
    document = assembled(
        f"{HEAD}summary: In short [@A2].\nkey_points: [First [@A3] and more.]\n"
        "sections:\n  - heading: Facts\n    body: |\n      Text [@A4].^[An own note, see [@B2].]\n"
        "recommendations: ['Ask [@B1].']\n".replace("[First [@A3] and more.]", "['First [@A3].']")
    )
    assert words(document.summary) == "In short.^1"
    assert words(document.key_points[0].content) == "First.^2"
    (section,) = document.sections
    assert words(section.blocks[0].flow.inlines) == "Text.^3^4"
    assert words(document.recommendations[0].content) == "Ask.^5"
    assert (
        notes(document)[3]
        == "An own note, see Source B, [Letter to the editor], Jane Roe, letter, March 2, 2026, B2."
    )
    assert notes(document)[4] == "B1."
    assert document.note_count == 5


def test_rows_have_a_derived_status_and_say_where_they_are_marked(assembled):
    document = assembled(
        f"{HEAD}{PASSAGES}{CLAIMS}key_points: ['A sentence [@A2]. [!asked]']\n"
        "sections:\n  - heading: All\n    claims: [why]\n    body: |\n"
        "      One [@A2]. [!asked]\n\n      Two [@A3].\n"
    )
    asked, why = document.claims
    assert (asked.number, asked.status, asked.anchor) == (1, "disputed", "claim-asked")
    assert [link.text for link in asked.marked_at] == ["key point 1", "¶1"]
    assert [words(p.content) for p in asked.positions] == [
        "It “said” so <A2>",
        "“The ministry denies that it was asked.” <A3>",
        "<A>",
    ]
    assert [p.by for p in asked.positions] == ["The council", "The ministry", "No one named (A)"]
    assert (why.status, why.is_question) == ("answers differ", True)
    assert [link.text for link in why.marked_at] == ["¶¶1–2"]
    assert [p.by for p in why.positions] == ["The chair", "No one named (A)"]
    assert [p.handle for p in (*asked.positions, *why.positions)] == ["1a", "1b", "1c", "2a", "2b"]
    assert words(why.note) == "Neither text gives a reason (<B1>)."


@pytest.mark.parametrize(
    ("stances", "status"),
    [
        ("asserts denies", "disputed"),
        ("asserts denies questions qualifies", "disputed"),
        ("asserts questions", "questioned"),
        ("asserts qualifies questions", "questioned"),
        ("asserts qualifies", "qualified"),
        ("asserts", "asserted only"),
        ("denies", "denied"),
        ("denies questions", "denied"),
        ("questions qualifies", "questioned"),
        ("qualifies", "qualified"),
    ],
)
def test_status(assembled, stances, status):
    positions = "".join(
        f"      - {{stance: {stance}, by: The council, cite: A2}}\n" for stance in stances.split()
    )
    document = assembled(
        f"{HEAD}claims:\n  - id: one\n    claim: It was closed.\n    positions:\n{positions}"
    )
    assert document.claims[0].status == status


def test_positions_have_letters_in_the_order_of_their_sides(assembled):
    held = [("qualifies", "The pilots"), ("denies", "The clerk"), ("asserts", "The council")]
    held += [("denies", "The mayor"), *[("questions", f"Boat {n}") for n in range(24)]]
    positions = "".join(
        f"      - {{stance: {stance}, by: {by}, cite: A2}}\n" for stance, by in held
    )
    document = assembled(
        f"{HEAD}claims:\n  - id: one\n    claim: It was closed.\n    positions:\n{positions}"
    )
    (claim,) = document.claims
    handles = {position.by: position.handle for position in claim.positions}
    assert [position.handle for position in claim.positions][:2] == ["1a", "1b"]
    named = [handles[f"The {who}"] for who in ("council", "clerk", "mayor")]
    assert named == ["1a", "1b", "1c"]
    assert (handles["Boat 0"], handles["Boat 22"], handles["Boat 23"]) == ("1d", "1z", "1aa")
    assert handles["The pilots"] == "1ab"
    assert [link.text for link in document.appendix[0].paragraphs[1].cited_in][-1] == "1ab"


def test_the_appendix_marks_the_quoted_words_and_says_who_cites_a_paragraph(assembled):
    document = assembled(
        f"{HEAD}{PASSAGES}{CLAIMS}key_points: ['It was “closed on Monday” [@A2]; see [@closed].']\n"
    )
    report, letter = document.appendix
    second = report.paragraphs[1]
    assert [(run.text, run.quoted, run.anchor) for run in second.runs] == [
        ("The harbour was closed on Monday", True, "A2-q1"),
        (", the council ", False, None),
        ("said", True, "A2-q2"),
        (". It stays closed until Friday.", False, None),
    ]
    assert [(link.text, link.anchor) for link in second.cited_in] == [
        ("notes 1", "call-1"),
        ("2", "call-2"),
        ("claim 1a", "position-1a"),
    ]
    assert [link.text for link in report.cited_in] == ["claim 1c"]
    assert [run.text for run in letter.paragraphs[0].runs if run.superscript] == ["1"]
    assert report.paragraphs[0].is_heading
    assert not report.paragraphs[3].is_heading


@pytest.mark.parametrize(
    ("setting", "redistribute", "printed"),
    [
        ("full", "full", ["A1", "A2", "A3", "A4"]),
        ("cited", "full", ["A2"]),
        ("full", "cited", ["A2"]),
        ("full", "none", []),
    ],
)
def test_how_much_of_a_source_is_printed(assembled, setting, redistribute, printed):
    document = assembled(
        f"{HEAD}appendix: {setting}\nkey_points: ['It was “closed on Monday” [@A2].']\n",
        CATALOGUE.replace(
            "genre: news report", f"genre: news report, redistribute: {redistribute}"
        ),
    )
    report = document.appendix[0]
    assert [p.label for p in report.paragraphs if hasattr(p, "label")] == printed
    assert "".join(p.text for p in report.paragraphs if hasattr(p, "label")) in REPORT.replace(
        "\n", ""
    )
    assert bool(report.notice) == (len(printed) < 4)
    if not printed:
        (note,) = [call.note for call in document.key_points[0].content if isinstance(call, Call)]
        assert Place("A2", None) in note.content


def test_without_an_appendix_places_lead_nowhere(assembled):
    document = assembled(f"{HEAD}appendix: none\nkey_points: ['One [@A2].']\n")
    assert document.appendix == ()
    (call,) = [node for node in document.key_points[0].content if isinstance(node, Call)]
    assert Place("A2", None) in call.note.content


def test_letters_follow_the_list_then_first_citation(assembled):
    document = assembled(
        "title: T\ndate: 2026-11-20\nsources: [letter]\nkey_points: ['One [@report, ¶2].']\n"
    )
    assert [(source.letter, source.title) for source in document.appendix] == [
        ("A", "[Letter to the editor]"),
        ("B", "Harbour closed"),
    ]


def test_a_block_quotation_of_one_citation_prints_the_passage(assembled):
    document = assembled(
        f"{HEAD}{PASSAGES}sections:\n  - heading: H\n    body: |\n"
        "      They say:\n\n      > [@denial]\n\n      > [@A4] \n"
    )
    _, first, second = document.sections[0].blocks
    assert words(first.blocks[0].flow.inlines) == "The ministry denies that it was asked.^1"
    assert words(second.blocks[0].flow.inlines) == "Boats waited outside.^2"
    assert notes(document) == ["Source A, “Harbour closed”, news report, n.d., A3.", "A4."]


def test_long_passages_lose_their_middle(assembled):
    text = " ".join(str(n) for n in range(61))
    assert shortened(" ".join(text.split()[:60])) == " ".join(text.split()[:60])
    assert shortened(text).startswith("0 1 2 ")
    assert shortened(text).endswith(" 59 60")
    assert len(shortened(text).split()) < 60
    assert "[…]" in shortened(text)


def test_the_sourcing_statement_says_what_the_catalogue_does_not(assembled):
    document = assembled(f"{HEAD}{CLAIMS.replace('denial', 'A3')}key_points: ['“closed” [@A2]']\n")
    assert document.sourcing == (
        "Two sources: a news report (A) and a letter (B). 1 note leads to A. The catalogue gives "
        "no publisher for either. The catalogue gives no author for A. The catalogue gives no date "
        "for A. "
        "2 quotations were checked word for word against the sources; whether the sources are "
        "right was not. "
        "Disputed: 1 of 2 contested claims and open questions."
    )


def test_what_the_theme_does_not_print_is_not_counted(assembled):
    brief = (
        f"{HEAD}{PASSAGES}appendix: cited\nsummary: It was “closed on Monday” [@A2].\n"
        "key_points: ['“closed” [@A2]']\nrecommendations: ['See [@denial].']\n"
    )
    document = assembled(brief, parts=("masthead", "key_points", "sourcing", "appendix"))
    assert "1 quotation was checked" in document.sourcing
    report = document.appendix[0]
    assert [one.label for one in report.paragraphs if not isinstance(one, Gap)] == ["A2"]
