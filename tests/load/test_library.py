"""The catalogue and the texts of a workspace become sources."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.load.library import Library, load_library, split_paragraphs
from briefgen.model.finding import Finding
from briefgen.model.source import Name, PartialDate, Source
from briefgen.model.text import Span
from briefgen.workspace.workspace import Workspace

CITED = Span("briefs/b.yaml", 3, 11)


def library(folder: Path, catalogue: str | None = None, **texts: str | bytes) -> Library:
    """The library of a workspace in `folder`; each of `texts` is a file of seeds/."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    if catalogue is not None:
        (seeds / "sources.yaml").write_text(catalogue, encoding="utf-8")
    for stem, text in texts.items():
        raw = text if isinstance(text, bytes) else text.encode()
        (seeds / f"{stem}.txt").write_bytes(raw)
    return load_library(Workspace(folder.resolve()))


def read(found: Library, id: str) -> Source:
    source = found.source(id, CITED)
    assert isinstance(source, Source)
    return source


# --- Paragraphs ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("One.\nTwo.\nThree.", ["One.", "Two.", "Three."], id="lines"),
        pytest.param("One\ntwo.\n\nThree.", ["One two.", "Three."], id="blocks"),
        pytest.param("One.\n \t\nTwo\nthree.", ["One.", "Two three."], id="white-line-is-blank"),
        pytest.param("\n\nOne.\nTwo.\n\n", ["One.", "Two."], id="blank-lines-at-the-ends"),
        pytest.param("One.\r\nTwo.\r\n", ["One.", "Two."], id="crlf-is-one-line-end"),
        pytest.param("One.\rTwo.", ["One.", "Two."], id="cr"),
        pytest.param("One\u2028two.\x0c\nThree.", ["One\u2028two.", "Three."], id="white-space"),
        pytest.param("  One \n  two. \n\nThree", ["One two.", "Three"], id="ends-are-stripped"),
        pytest.param("divi-\nded\n\nx", ["divi- ded", "x"], id="divided-words-stay"),
        pytest.param(" \n\n", [], id="nothing"),
    ],
)
def test_paragraphs_are_blocks_or_else_lines(text: str, paragraphs: list[str]) -> None:
    assert [str(paragraph) for paragraph in split_paragraphs(text, "s.txt")] == paragraphs


def test_the_catalogue_overrides_what_a_paragraph_is() -> None:
    assert len(split_paragraphs("One\ntwo.\n\nThree.", "s.txt", "line")) == 3
    assert len(split_paragraphs("One\ntwo.\nThree.", "s.txt", "block")) == 1


def test_paragraphs_know_where_their_words_stand() -> None:
    (_, second) = split_paragraphs("Title\r\n\r\n  “One” 😀\r\n two.", "s.txt")
    assert str(second) == "“One” 😀 two."
    assert str(second.span()) == "s.txt:3:3"
    assert str(second.span(second.value.index("two"))) == "s.txt:4:2"


# --- The catalogue ------------------------------------------------------------


def test_an_entry_says_what_it_says_and_nothing_more(tmp_path: Path) -> None:
    stamp = "ab" * 32
    found = library(
        tmp_path,
        f"""\
references:
  - id: report
    file: text.txt
    type: article-newspaper
    title: >
      A report
      on a harbour
    author:
      - {{family: Doe, given: Jane}}
      - literal: The Council
    container-title: The Paper
    issued: 2025-11
    accessed: {{date-parts: [[2025, 11, 28]]}}
    DOI: 10.1000/x
    number: 0012
    publisher: ''
    sha256: {stamp.upper()}
    note-markers: true
    redistribute: cited
""",
        text="\ufeffOne.\n\nTwo\nthree.",
    )
    assert found.findings == ()
    source = read(found, "report")
    reference = source.reference
    assert (reference.id, reference.title) == ("report", "A report on a harbour")
    assert reference.author == (Name(family="Doe", given="Jane"), Name(literal="The Council"))
    assert (reference.issued, reference.accessed) == (
        PartialDate(2025, 11),
        PartialDate(2025, 11, 28),
    )
    assert (reference.number, reference.doi, reference.publisher) == ("0012", "10.1000/x", "")
    assert (source.stamp, source.note_markers, source.redistribute) == (stamp, True, "cited")
    assert [str(paragraph) for paragraph in source.paragraphs] == ["One.", "Two three."]
    assert source.sha256 == sha256(source.raw).hexdigest()
    assert source.raw.startswith(b"\xef\xbb\xbf")
    assert str(found.span("report")) == "seeds/sources.yaml:2:9"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2025", PartialDate(2025)),
        ("2025-11-28", PartialDate(2025, 11, 28)),
        ("{date-parts: [[2025]]}", PartialDate(2025)),
        ("{date-parts: [2025, 3]}", PartialDate(2025, 3)),
        ("{date-parts: [[2025], [2026]]}", PartialDate(2025, until=PartialDate(2026))),
        (
            "{date-parts: [[2025, 11, 3], [2025, 12]]}",
            PartialDate(2025, 11, 3, until=PartialDate(2025, 12)),
        ),
        ("\n      date-parts:\n      - - 2025\n        - 3\n        - 4", PartialDate(2025, 3, 4)),
    ],
)
def test_dates(tmp_path: Path, typed: str, expected: PartialDate) -> None:
    found = library(
        tmp_path, f"references:\n  - id: s\n    file: s.txt\n    issued: {typed}\n", s="x"
    )
    assert found.findings == ()
    assert read(found, "s").reference.issued == expected


@pytest.mark.parametrize(
    "entry",
    [
        "  - file: t.txt\n",
        "  - id: AB12\n",
        "  - id: a/b\n",
        "  - id: t\n    issued: 2025-13\n",
        "  - id: t\n    title: T\n    title: T\n",
        "  - id: t\n  - id: t\n",
        "  - id: t\n    tilte: T\n",
    ],
)
def test_what_is_wrong_in_an_entry_that_nobody_uses_is_silent(tmp_path: Path, entry: str) -> None:
    found = library(tmp_path, f"references:\n  - id: s\n    file: s.txt\n{entry}", s="One.")
    assert [*found.findings, *found.findings_of(["s"])] == []


ENTRY = "references:\n  - id: s\n    file: s.txt\n"


def test_the_key_of_a_texts_date_is_named(tmp_path: Path) -> None:
    (finding,) = library(tmp_path, f"{ENTRY}    date: 2026-13-40", s="One.").findings_of(["s"])
    assert (finding.rule, finding.span.line, finding.span.column) == ("source-unknown-key", 4, 5)
    assert finding.hint is not None
    assert "`issued`" in finding.hint


@pytest.mark.parametrize(
    ("catalogue", "rule", "line", "column", "words"),
    [
        (f"{ENTRY}    tilte: x", "source-unknown-key", 4, 5, "unknown key `tilte`"),
        (f"{ENTRY}    author: [{{family: D, sufix: Jr}}]", "source-unknown-key", 4, 26, "sufix"),
        (f"{ENTRY}    issued: 2025-13", "invalid-brief", 4, 13, "date 2025-13 does not exist"),
        (f"{ENTRY}    issued: {{season: 1}}", "invalid-brief", 4, 13, "this date is empty"),
        (f"{ENTRY}    issued: {{date-parts: [[2], [1]]}}", "invalid-brief", 4, 13, "one date"),
        (f"{ENTRY}    issued: {{date-parts: [[1], [2], [3]]}}", "invalid-brief", 4, 13, "one date"),
        (
            f"{ENTRY}    issued: {{date-parts: [[1, 2, 3, 4]]}}",
            "invalid-brief",
            4,
            13,
            "a date is a year",
        ),
        (
            f"{ENTRY}    issued: {{date-parts: [[1], []]}}",
            "invalid-brief",
            4,
            13,
            "a date is a year",
        ),
        (f"{ENTRY}    note-markers: yes", "invalid-brief", 4, 19, "neither true nor false"),
        (f"{ENTRY}    paragraphs: lines", "invalid-brief", 4, 17, "`lines` is not one of"),
        (f"{ENTRY}    redistribute: some", "invalid-brief", 4, 19, "`some` is not one of"),
        (f"{ENTRY}    sha256: 3f1c", "invalid-brief", 4, 13, "`3f1c` is not a fingerprint"),
        (f"{ENTRY}    file: x", "invalid-brief", 4, 5, "`file` occurs twice"),
        (f"{ENTRY}  - id: s\n    file: t.txt", "duplicate-id", 4, 9, "first on line 2"),
        ("entries:\n  - id: s\n", "invalid-brief", 1, 1, "lacks the key `references`"),
        ("references: s.txt\n", "invalid-brief", 1, 13, "`references` is a list of sources"),
        ("references: [\n", "invalid-brief", 2, 1, "not closed"),
    ],
)
def test_what_is_wrong_in_the_catalogue_is_reported_at_its_place(
    tmp_path: Path, catalogue: str, rule: str, line: int, column: int, words: str
) -> None:
    found = library(tmp_path, catalogue, s="One.")
    (finding,) = [*found.findings, *found.findings_of(["s"])]
    assert (finding.rule, finding.span) == (rule, Span("seeds/sources.yaml", line, column))
    assert finding.severity == ("note" if rule == "source-unknown-key" else "error")
    assert words in finding.message
    assert read(found, "s").paragraphs[0].value == "One."


@pytest.mark.parametrize("catalogue", [None, "", "# nothing yet\n", "references:\n"])
def test_the_catalogue_may_be_absent_or_empty(tmp_path: Path, catalogue: str | None) -> None:
    found = library(tmp_path, catalogue, text="One.")
    assert found.findings == ()
    assert list(found.ids) == ["text"]


def test_a_catalogue_that_is_no_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "sources.yaml").write_bytes(b"references:\n  \xff")
    (finding,) = library(tmp_path).findings
    assert (finding.rule, str(finding.span)) == ("invalid-brief", "seeds/sources.yaml:2:3")


# --- Texts without an entry ---------------------------------------------------


def test_a_text_that_the_catalogue_does_not_name_is_a_source(tmp_path: Path) -> None:
    found = library(tmp_path, "references:\n  - {id: one, file: ./a.txt}\n", a="x", b="y")
    (tmp_path / "seeds" / "c.md").write_text("z", encoding="utf-8")
    (tmp_path / "seeds" / "d.pdf").touch()
    found = library(tmp_path)
    assert list(found.ids) == ["one", "b", "c"]
    assert found.uncatalogued == ("seeds/b.txt", "seeds/c.md")
    source = read(found, "b")
    assert (source.reference.title, source.catalogued) == ("b", False)
    assert read(found, "one").catalogued


def test_a_name_that_cannot_be_an_id_is_none(tmp_path: Path) -> None:
    found = library(tmp_path, **{"A5": "x", "two words": "y"})
    assert list(found.ids) == []
    assert found.uncatalogued == ("seeds/A5.txt", "seeds/two words.txt")


def test_a_text_cannot_take_the_id_of_an_entry(tmp_path: Path) -> None:
    found = library(tmp_path, "references:\n  - {id: b, file: a.txt}\n", a="x", b="y")
    assert found.findings == ()  # a brief that does not use it has no error
    (finding,) = found.findings_of(["b"])
    assert (finding.rule, str(finding.span)) == ("duplicate-id", "seeds/b.txt:1:1")
    assert read(found, "b").path == "seeds/a.txt"


def test_an_entry_whose_text_is_a_link_to_elsewhere_has_it_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    library(tmp_path / "desk", "references:\n  - {id: a, file: a.txt}\n", a="x")
    text = tmp_path / "desk" / "seeds" / "a.txt"
    text.rename(tmp_path / "a.txt")
    text.symlink_to(tmp_path / "a.txt")
    found = library(tmp_path / "desk")
    assert found.uncatalogued == ()
    assert [*found.findings_of(["a"])] == []


# --- Reading texts ------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "words", "place"),
    [
        ("    file: none.txt", "no such file: seeds/none.txt", "seeds/sources.yaml:3:11"),
        ("    file: ../../x.txt", "leaves the workspace", "seeds/sources.yaml:3:11"),
        ("    file: /etc/hosts", "an absolute path", "seeds/sources.yaml:3:11"),
        ("    file: .", "not a file", "seeds/sources.yaml:3:11"),
        (
            "    file: latin.txt",
            "probably Windows-1252 (seeds/latin.txt:1:4)",
            "seeds/sources.yaml:3:11",
        ),
        ("    file: empty.txt", "the file is empty: seeds/empty.txt", "seeds/sources.yaml:3:11"),
        ("    title: No file", "its entry names no file", "seeds/sources.yaml:2:9"),
        ("    file: loop.txt", "", "seeds/sources.yaml:3:11"),
    ],
)
def test_a_text_that_cannot_be_read_is_reported_where_it_is_cited(
    tmp_path: Path, file: str, words: str, place: str
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "loop.txt").symlink_to("loop.txt")
    found = library(
        tmp_path, f"references:\n  - id: s\n{file}\n", latin=b"caf\xe9", empty=" \n", ok="One."
    )
    assert found.findings == ()
    finding = found.source("s", CITED)
    assert isinstance(finding, Finding)
    assert (finding.rule, finding.severity, finding.span) == ("source-unreadable", "error", CITED)
    assert "source “s” cannot be read" in finding.message
    assert words in finding.message
    assert str(finding.source) == place


def test_a_text_is_read_once_and_only_when_asked_for(tmp_path: Path) -> None:
    found = library(tmp_path, a="x", b="y")
    (tmp_path / "seeds" / "b.txt").unlink()
    first = read(found, "a")
    (tmp_path / "seeds" / "a.txt").unlink()
    assert read(found, "a") is first
    assert found.index(first) is found.index(first)
    assert list(found.readable()) == [first]
