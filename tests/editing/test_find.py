"""`briefgen find`: what it prints can be pasted, and then checks clean."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.checking.engine import check_brief
from briefgen.editing.find import search
from briefgen.editing.snippets import as_passages
from briefgen.load.library import load_library, split_paragraphs
from briefgen.matching.matcher import Index
from briefgen.model.source import Reference, Source
from briefgen.workspace.workspace import find_workspace
from tests.conftest import REPOSITORY


def passages(output: str) -> Any:
    return yaml.safe_load(output)


def pasted(workspace: Path, output: str) -> Path:
    """A brief with `output` below `passages:`, each of them cited."""
    cited = "; ".join(f"@{name}" for name in passages(output))
    brief = f"title: T\ndate: 2026-11-20\nkey_points:\n  - All [{cited}].\npassages:\n{output}"
    path = workspace / "briefs" / "pasted.yaml"
    path.write_text(brief, encoding="utf-8")
    return path


def index(text: str, *, note_markers: bool = False) -> Index:
    source = Source(
        Reference("s", "S"), "seeds/s.txt", split_paragraphs(text, "seeds/s.txt"), "", b"",
        note_markers=note_markers,
    )  # fmt: skip
    return Index(source)


def quotes(text: str, typed: str, *, note_markers: bool = False) -> list[tuple[int, str]]:
    found = search(typed, [index(text, note_markers=note_markers)])
    return [(hit.first, hit.quote) for hit in found.hits]


def test_a_place_is_a_passage_with_its_context_in_comments(briefgen, workspace):
    ran = briefgen("find", "stays closed until")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "# “stays closed until” was found in 1 place. Paste below `passages:`, cite as [@name].",
        "",
        "  # report ¶2 (seeds/report.txt:2:56)",
        "  # … was closed on Monday, the council said. It stays closed until Friday.",
        "  stays-closed-until:",
        "    source: report",
        "    quote: stays closed until",
    ]


def test_what_is_printed_checks_clean_when_pasted(briefgen, workspace):
    (workspace / "seeds" / "annex.txt").write_text(
        "The harbour: “closed”, it says.\nThe harbour\nThe harbour\n", encoding="utf-8"
    )
    output = briefgen("find", "harbour").out
    pasted(workspace, output)
    assert len(passages(output)) == 4
    ran = briefgen("check", "--strict", "briefs/pasted.yaml")
    assert ran.code == 1  # the two paragraphs “The harbour” are short in any case
    assert re.findall(r"(?:error|warning|note): ([a-z-]+)", ran.out).count("quote-too-short") == 2
    assert " 0 failed" in ran.out


def test_the_quotation_grows_word_by_word_until_only_its_place_holds_it():
    text = "The harbour was closed on Monday.\nThe harbour was closed on Friday."
    assert quotes(text, "harbour was closed") == [
        (1, "harbour was closed on Monday"),
        (2, "harbour was closed on Friday"),
    ]


def test_a_short_find_becomes_a_quotation_that_is_long_enough():
    assert quotes("They said no to it.\nNobody asked.", "no") == [(1, "no to it")]


def test_words_are_taken_whole():
    text = "A state-level threat, worth $5,000,000 now.\nA threat is worth more."
    assert not search("level", [index(text)]).exact
    assert (
        quotes(text, "level threat")
        == quotes(text, "state threat")
        == [
            (1, "state-level threat"),
            (2, "A threat is"),
        ]
    )
    assert quotes(text, "now") == [(1, "$5,000,000 now")]


def test_a_paragraph_that_stands_twice_is_named_by_its_number():
    found = search(
        "see below for more", [index("See: see below for more.\nSee: see below for more.")]
    )
    assert [(hit.first, hit.quote, hit.needs_paragraph) for hit in found.hits] == [
        (1, "see below for more", True),
        (2, "see below for more", True),
    ]


def test_words_over_the_end_of_a_paragraph(briefgen, workspace):
    output = briefgen("find", "until Friday. The ministry").out
    (passage,) = passages(output).values()
    assert passage["paragraphs"] == "2-3"
    pasted(workspace, output)
    assert briefgen("check", "--strict", "briefs/pasted.yaml").code == 0


def test_note_numbers_and_invisible_characters_are_not_quoted():
    text = "It was law\u00adful.1 Nobody objected.\nMore."
    assert quotes(text, "lawful. Nobody", note_markers=True) == [(1, "lawful. Nobody")]


def test_where_the_words_are_not_there_the_nearest_text_is_offered_as_it_stands(
    briefgen, workspace
):
    ran = briefgen("find", "the ministry denied that it was asked")
    assert ran.code == 0
    (passage,) = passages(ran.out).values()
    assert passage == {"source": "report", "quote": "The ministry denies that it was asked"}
    assert "  # you typed: [-the-] ministry [-denied-] that it was asked" in ran.out
    assert "  # the source: {+The+} ministry {+denies+} that it was asked" in ran.out


def test_half_of_the_words_is_near_enough_and_less_is_not():
    text = "The council met in the evening."
    assert search("council met yesterday afternoon", [index(text)]).hits
    assert not search("council sat yesterday afternoon", [index(text)]).hits


def test_nothing_is_exit_1_and_says_so(briefgen, workspace):
    for words in ("zeppelin", "…"):
        ran = briefgen("find", words)
        assert (ran.code, ran.out) == (1, "")
        assert f"“{words}” is not in any source" in ran.err


def test_an_empty_text_is_wrong_usage(briefgen, workspace):
    ran = briefgen("find", " ")
    assert (ran.code, ran.out) == (2, "")
    assert "TEXT is empty" in ran.err


def test_one_source_and_a_limit(briefgen, workspace):
    (workspace / "seeds" / "annex.txt").write_text("The harbour was open.\n", encoding="utf-8")
    (passage,) = passages(briefgen("find", "harbour", "--source", "annex").out).values()
    assert passage["source"] == "annex"
    assert len(passages(briefgen("find", "harbour", "-n", "2").out)) == 2
    assert briefgen("find", "harbour", "--source", "anex").code == 2
    assert briefgen("find", "harbour", "-n", "0").code == 2


def test_a_source_that_cannot_be_read_is_said_not_to_be_searched(briefgen, workspace):
    (workspace / "seeds" / "broken.txt").write_bytes(b"\xff\xfe")
    ran = briefgen("find", "closed on Monday")
    assert ran.code == 1  # what was found is not all
    assert "not searched: source “broken” cannot be read" in ran.err


def test_of_many_places_the_first_are_shown_and_the_rest_is_counted():
    found = search("harbour", [index("The harbour is here.\n" * 30)])
    assert (len(found.hits), found.total) == (20, 30)
    assert "was found in 30 places, of which this shows 20" in as_passages("harbour", found, set())
    assert len(search("harbour", [index("The harbour is here.\n" * 30)], 25).hits) == 25


def test_signs_that_turn_the_direction_are_pasted_as_escapes():
    text = "They said \u202eevil\u202c words in it."
    output = as_passages("said", search("evil", [index(text)]), set())
    assert "\u202e" not in output
    (passage,) = passages(output).values()
    assert passage["quote"] in text


def test_names_are_ids_that_nothing_else_has():
    text = "2025\nPassage one.\nÉté à Gênes.\nПорт закрыт сегодня.\nPassage one is long."
    found = [search(words, [index(text)]) for words in ("2025", "Été à Gênes", "Порт", "Passage")]
    names = [list(passages(as_passages("x", one, {"passage"}))) for one in found]
    assert names == [["passage-2025"], ["ete-a-genes"], ["passage-2"], ["passage-2", "passage-3"]]


def test_marks_that_yaml_reads_are_quoted():
    text = "Note: “yes” # not a comment – see it's: here.\nOther."
    for typed in ("Note: “yes” # not", "see it's: here"):
        output = as_passages(typed, search(typed, [index(text)]), set())
        (passage,) = passages(output).values()
        assert passage["quote"] == typed


@pytest.fixture(scope="module")
def library():
    return load_library(find_workspace(REPOSITORY))


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    """A workspace with the repository's sources."""
    root = tmp_path_factory.mktemp("workspace")
    (root / "briefs").mkdir()
    (root / "seeds").mkdir()
    for path in (REPOSITORY / "seeds").iterdir():
        (root / "seeds" / path.name).write_bytes(path.read_bytes())
    return root


@pytest.mark.slow
@settings(max_examples=60)
@given(data=st.data())
def test_any_run_of_words_of_the_real_texts_can_be_found_and_pasted(library, sandbox, data):
    source = data.draw(st.sampled_from(sorted(library.readable(), key=lambda one: one.id)))
    text = " ".join(paragraph.value for paragraph in source.paragraphs)
    tokens = text.split(" ")
    start = data.draw(st.integers(0, len(tokens) - 1))
    typed = " ".join(tokens[start : start + data.draw(st.integers(1, 12))])
    found = search(typed, [library.index(one) for one in library.readable()], limit=2000)
    if not any(character.isalnum() for character in typed):
        assert not found.hits
        return
    assert found.exact
    assert source.id in {hit.source.id for hit in found.hits}
    path = pasted(sandbox, as_passages(typed, found, library.ids))
    workspace = find_workspace(sandbox)
    checked = check_brief(workspace, path, load_library(workspace))
    # Words may begin right after a qualifier, or end before a magnitude.
    found_rules = {finding.rule for finding in checked.findings}
    assert found_rules <= {"quotation-drops-qualifier", "quotation-cut"}
