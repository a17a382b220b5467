"""What changed between two editions of a brief."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.assemble.change_sentences import changed_items
from briefgen.assemble.locales import labels
from briefgen.building import opening
from briefgen.building.opening import open_edition
from briefgen.editions.changes import replaced, unsaid
from briefgen.editions.compare import compare
from briefgen.editions.edition import (
    Cited,
    CitedSource,
    Edition,
    HeldPosition,
    Part,
    Sentence,
    StatedClaim,
)
from briefgen.editions.report import json_report, markdown_report, text_report
from briefgen.errors import BriefgenError
from briefgen.model.edition import Change, Replaced
from tests.conftest import needs_git
from tests.desk import checked

pytestmark = pytest.mark.slow

MINUTES = """\
Minutes of the harbour board
The lock was shut at noon, the clerk wrote.
Councillor Quay denies that the board was asked.
Secretary Ebb said that the pilots had been told.
The pilots waited outside all day.
"""
BRIEF = """\
title: The lock
date: 2026-11-20
sources: [minutes]
key_points:
  - The lock was “shut at noon” [@A2].
  - The pilots “waited outside” [@A5].
recommendations:
  - Ask the board for its log.
sections:
  - heading: What happened
    body: |
      The lock was shut [@A2]. The pilots waited [@A5].
claims:
  - id: asked
    claim: The board was asked.
    positions:
      - {stance: asserts, by: Secretary Ebb, says: The pilots “had been told.”, cite: A4}
      - {stance: denies, by: Councillor Quay, cite: A3}
      - {stance: denies, by: The clerk, cite: A2}
"""


def workspace(folder: Path, brief: str = BRIEF, minutes: str = MINUTES) -> Path:
    (folder / "seeds").mkdir(parents=True)
    (folder / "briefs").mkdir()
    (folder / "seeds" / "minutes.txt").write_text(minutes, encoding="utf-8")
    (folder / "briefs" / "lock.yaml").write_text(brief, encoding="utf-8")
    return folder / "briefs" / "lock.yaml"


def changes(folder: Path, brief: str, minutes: str = MINUTES) -> list[Change]:
    old = open_edition(str(workspace(folder / "old")))
    new = open_edition(str(workspace(folder / "new", brief, minutes)))
    assert not old.doubts
    assert not new.doubts
    return list(compare(old.edition, new.edition))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("It was “shut” [@A2]; the pilots “waited” [@A5].", "It was “shut”; the pilots “waited”."),
        ("(It was “shut” [@A2] [@A5]) : why?", "(It was “shut”) : why?"),
        ("« shut » [@A2] ; « waited » [@A5] !", "« shut » ; « waited » !"),
        ("About .5 ton [@A2] fell.", "About .5 ton fell."),
    ],
)
def test_a_citation_leaves_no_space_before_a_stop(tmp_path: Path, typed: str, said: str) -> None:
    brief = f"{BRIEF}  - id: why\n    claim: It rained.\n    note: '{typed}'\n    positions:\n"
    brief += "      - {stance: denies, by: The clerk, cite: A2}\n"
    brief = brief.replace("  - The pilots “waited outside” [@A5].\n", f"  - '{typed}'\n")
    edition = open_edition(str(workspace(tmp_path, brief))).edition
    assert [edition.key_points[1].text, edition.claims[1].note.text] == [said, said]


@pytest.mark.parametrize(
    "typed",
    [
        "It was “shut” [@A2] ^[At noon.]. The pilots “waited” ^[All day.] [@A5].",
        "It was “shut” ^[At noon.]. The pilots “waited” [@A5].",
        "It was “shut”. [@A2] ^[At noon.] The pilots “waited”.[@A5]",
    ],
)
def test_a_note_tears_no_sentence(tmp_path: Path, typed: str) -> None:
    brief = BRIEF.replace("The lock was shut [@A2]. The pilots waited [@A5].", typed)
    [part] = open_edition(str(workspace(tmp_path, brief))).edition.parts
    said = [sentence.text for sentence in part.sentences]
    assert said[:2] == ["It was “shut”.", "The pilots “waited”."]


def test_what_is_cited_stands_with_its_own_sentence(tmp_path: Path) -> None:
    brief = BRIEF.replace("“shut at noon” [@A2].", "shut [@A2] ^[See [@A3]. So.]. Then stop.")
    [point, _] = open_edition(str(workspace(tmp_path, brief))).edition.key_points
    assert point.text == "The lock was shut (See. So.). Then stop."
    assert str(point).endswith("shut (See. So.). [minutes ¶2] [minutes ¶3] Then stop.")


def altered(old: str, new: str) -> str:
    assert BRIEF.count(old) == 1
    return BRIEF.replace(old, new)


@pytest.mark.parametrize(
    ("brief", "expected"),
    [
        (
            altered("stance: asserts", "stance: questions"),
            [("status-changed", "disputed", "denied"), ("position-changed", ...)],
        ),
        (
            altered("claim: The board was asked.", "claim: The board was not asked."),
            [("claim-reworded", "The board was asked.", "The board was not asked.")],
        ),
        (
            altered("      - {stance: denies, by: The clerk, cite: A2}\n", ""),
            [("position-dropped", ...)],
        ),
        (
            BRIEF + "      - {stance: qualifies, by: The pilots, cite: A5}\n",
            [("position-added", ...)],
        ),
        (
            altered("by: Councillor Quay", "by: The quay's councillor"),
            [("position-added", ...), ("position-dropped", ...)],
        ),
        (
            altered("“waited outside”", "“waited”"),
            [("quotation-changed", ...)],
        ),
        (
            altered("Ask the board for its log.", "Ask the pilots."),
            [("recommendation-added", ...), ("recommendation-dropped", ...)],
        ),
        (
            altered("waited [@A5].", "waited. The lock was shut again [@A5]."),
            [("prose-added", ...), ("prose-changed", ...)],
        ),
        (altered("heading: What happened", "heading: The day"), [("heading-changed", ...)]),
        # A quotation that comes with its text is in the text's entry.
        (
            altered("recommendations:", "  - The clerk “wrote” it [@A2].\nrecommendations:"),
            [("key-point-added", None, "The clerk “wrote” it. [minutes ¶2]")],
        ),
        (
            altered("The pilots “waited outside” [@A5].", "The old pilots “waited” [@A5]."),
            [("quotation-changed", ...), ("key-point-changed", ...)],
        ),
        (
            altered("waited [@A5].", "waited [@A5].\n\n      | who | where |\n      |---|---|\n"
                    "      | pilots | outside [@A5] |"),
            [("prose-added", None, "who | where"),
             ("prose-added", None, "pilots | outside [minutes ¶5]")],
        ),
        (altered("2026-11-20", "2026-11-21"), [("date-changed", "2026-11-20", "2026-11-21")]),
        (altered("title: The lock", "title: The lock\nmarking: For discussion"),
         [("marking-changed", None, "For discussion")]),
        (BRIEF + """\
  - id: safe
    question: Was the lock safe?
    positions:
      - {answer: It was., by: Secretary Ebb, cite: A4}
      - {answer: It was not., by: Councillor Quay, cite: A3}
""", [("claim-added", ...)]),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_found_once(tmp_path, brief, expected):
    found = changes(tmp_path, brief)
    assert [change.kind for change in found] == [kind for kind, *_ in expected]
    for change, (_, *texts) in zip(found, expected, strict=True):
        if texts != [...]:
            assert [change.old, change.new] == texts


def test_a_dropped_position_says_that_the_status_stays(tmp_path):
    (dropped,) = changes(
        tmp_path, altered("      - {stance: denies, by: The clerk, cite: A2}\n", "")
    )
    assert dropped.subject == "The board was asked. (still disputed)"
    assert dropped.old is not None
    assert dropped.old.startswith("The clerk — denies")


@pytest.mark.parametrize(
    "brief",
    [
        altered("“shut at noon”", '"shut  at noon"'),
        "# a comment\n" + BRIEF,
        BRIEF + "ignore:\n  - {rule: source-unstamped, reason: The text is ours.}\n",
        altered("[@A2].\n  - The", "[@minutes, ¶2].\n  - The"),
    ],
)
def test_what_means_the_same_is_no_change(tmp_path, brief):
    assert changes(tmp_path, brief) == []


def test_renumbered_paragraphs_and_reordered_sources_are_no_change(tmp_path):
    """A paragraph that comes in is a change of the source's text, and of nothing else."""
    lines = MINUTES.splitlines(keepends=True)
    later = "".join([lines[0], "The board met in the hall.\n", *lines[1:]])
    renumbered = re.sub(r"A(\d)", lambda match: f"A{int(match[1]) + 1}", BRIEF)
    (text,) = changes(tmp_path / "renumbered", renumbered, later)
    assert (text.kind, text.old, text.new) == (
        "source-text-changed", None, "The board met in the hall.",
    )  # fmt: skip
    reordered = re.sub(r"\bA(\d)", r"B\1", BRIEF).replace("[minutes]", "[other, minutes]")
    old = workspace(tmp_path / "old", BRIEF.replace("[minutes]", "[minutes, other]"))
    new = workspace(tmp_path / "new", reordered)
    for brief in (old, new):
        (brief.parents[1] / "seeds" / "other.txt").write_text("The bell rang twice.\n")
    assert not compare(open_edition(str(old)).edition, open_edition(str(new)).edition)


def test_a_changed_source_names_what_cites_it(tmp_path):
    (text,) = changes(
        tmp_path, BRIEF, MINUTES.replace("Councillor Quay denies", "Councillor Quay doubts")
    )
    assert text.kind == "source-text-changed"
    assert "cited in claim asked" in text.subject
    assert "denies that the board" in str(text.old)


def test_what_the_catalogue_says_of_a_source(tmp_path):
    old = open_edition(str(workspace(tmp_path / "old"))).edition
    brief = workspace(tmp_path / "new")
    (tmp_path / "new" / "seeds" / "sources.yaml").write_text(
        "- {id: minutes, file: minutes.txt, title: minutes, author: [{given: Ida, family: Ebb}],"
        " issued: 2026-01-02}\n"
    )
    (change,) = compare(old, open_edition(str(brief)).edition)
    assert (change.kind, change.old, change.new) == (
        "source-changed", "minutes", "minutes; Ida Ebb; 2026-01-02",
    )  # fmt: skip


def test_another_stance_or_status_is_no_lost_negation(tmp_path):
    old = open_edition(str(workspace(tmp_path / "old"))).edition
    questioned = BRIEF.replace("stance: denies", "stance: questions")
    opened = open_edition(str(workspace(tmp_path / "new", questioned)))
    found = list(compare(old, opened.edition))
    assert {"status-changed", "position-changed"} <= {change.kind for change in found}
    assert "negation" not in text_report(found, "one", "two", [])
    resolved = checked(tmp_path / "desk", "key_points: [One.]\n").resolved
    assert resolved
    since = Replaced("", "T", "2026-11-20", "", tuple(found))
    said = changed_items(since, resolved, labels("en"), large_print=False, first=1)
    assert "now: Councillor Quay — questions" in repr(said)
    assert "negation" not in repr(said)


def test_what_came_or_went_of_the_head_is_said_with_nothing_beside_it(tmp_path):
    marked = altered("title: The lock", "title: The lock\nmarking: For discussion")
    one = open_edition(str(workspace(tmp_path / "one", marked))).edition
    two = open_edition(str(workspace(tmp_path / "two"))).edition
    resolved = checked(tmp_path / "desk", "key_points: [One.]\n").resolved
    assert resolved
    for old, new, expected in (
        (one, two, "Marking: before: For discussion, now: nothing"),
        (two, one, "Marking: now: For discussion, before: nothing"),
    ):
        since = Replaced("", "T", "2026-11-20", "", tuple(compare(old, new)))
        said = changed_items(since, resolved, labels("en"), large_print=False, first=1)
        assert expected in repr(said)


def test_reports(tmp_path):
    old = open_edition(str(workspace(tmp_path / "old"))).edition
    reworded = altered("claim: The board was asked.", "claim: The board was not asked.")
    new = open_edition(str(workspace(tmp_path / "new", reworded))).edition
    found = compare(old, new)
    text = text_report(found, "one", "two", [])
    assert "    - The board was asked.\n    + The board was not asked.\n" in text
    assert "negation added: “not”" in text
    assert text.endswith("\n1 change\n")
    markdown = markdown_report(found, "one", "two", ["two: not verified"])
    assert "is: The board was **not** asked." in markdown
    assert "> two: not verified" in markdown
    read = json.loads(json_report(found, old, new))
    assert list(read) == ["version", "old", "new", "changes"]
    assert read["old"] == {
        "title": "The lock", "date": "2026-11-20", "edition": None, "fingerprint": None,
    }  # fmt: skip
    assert list(read["changes"][0]) == ["kind", "id", "subject", "old", "new"]


def test_a_pdf_says_what_its_brief_says(tmp_path, briefgen):
    brief = workspace(tmp_path)
    pdf = tmp_path / "lock.pdf"
    assert briefgen("build", brief, "-o", pdf).code == 0
    opened = open_edition(str(pdf))
    assert not opened.doubts
    assert len(opened.edition.fingerprint) == 64
    assert not compare(open_edition(str(brief)).edition, opened.edition)
    pdf.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(BriefgenError):
        open_edition(str(pdf))


@needs_git
@pytest.mark.parametrize("has_filter", [True, False])
def test_an_earlier_revision(tmp_path, monkeypatch, has_filter):
    """Python has a filter for archives from 3.11.4 on; Debian 12 has 3.11.2."""
    if not has_filter:
        monkeypatch.delattr(tarfile, "data_filter", raising=False)
    brief = workspace(tmp_path)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *words], check=True)
    brief.write_text(altered("date: 2026-11-20", "date: 2026-11-21"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    old, new = open_edition("HEAD:briefs/lock.yaml"), open_edition("briefs/lock.yaml")
    assert [change.kind for change in compare(old.edition, new.edition)] == ["date-changed"]
    for name in ("HEAD:briefs/none.yaml", "nothing:briefs/lock.yaml", "-x:briefs/lock.yaml"):
        with pytest.raises(BriefgenError):
            open_edition(name)


def archive(name: str, kind: bytes = tarfile.REGTYPE) -> bytes:
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc"
        tar.addfile(member)
    return packed.getvalue()


@pytest.mark.parametrize("name", ["../outside.txt", "seeds/../../outside.txt"])
@pytest.mark.parametrize("has_filter", [True, False])
def test_nothing_is_unpacked_outside(tmp_path, monkeypatch, has_filter, name):
    if not has_filter:
        monkeypatch.delattr(tarfile, "data_filter", raising=False)
    (tmp_path / "in").mkdir()
    with pytest.raises(tarfile.TarError):
        opening._unpack(archive(name), str(tmp_path / "in"))
    assert not (tmp_path / "outside.txt").exists()


@needs_git
def test_a_revision_with_a_link_to_elsewhere_is_refused(tmp_path, monkeypatch):
    workspace(tmp_path)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    (tmp_path / "seeds" / "link.txt").symlink_to("/etc/hostname")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *words], check=True)
    monkeypatch.chdir(tmp_path)
    if not hasattr(tarfile, "data_filter"):
        pytest.skip("links are left out by this Python")
    with pytest.raises(BriefgenError, match="cannot be unpacked"):
        open_edition("HEAD:briefs/lock.yaml")


# --- Any two editions -------------------------------------------------------------

WORDS = st.sampled_from(
    ["the lock", "was shut", "not", "at noon", "by the board", "pilots", "waited"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
CITED = st.builds(
    Cited, st.sampled_from(["minutes", "letter"]), TEXTS, TEXTS, st.integers(1, 9)
)  # fmt: skip
SENTENCES = st.lists(st.builds(Sentence, TEXTS, st.lists(CITED, max_size=1).map(tuple)), max_size=4)
POSITIONS = st.builds(
    HeldPosition,
    st.sampled_from(["Quay", "Ebb", "The clerk"]),
    st.sampled_from(["asserts", "denies"]),
    st.just(""),
    st.just(""),
    TEXTS,
    st.lists(CITED, min_size=1, max_size=1).map(tuple),
)
CLAIMS = st.lists(
    st.builds(
        StatedClaim,
        st.sampled_from("abcd"),
        TEXTS,
        st.booleans(),
        st.sampled_from(["disputed", "denied"]),
        st.lists(POSITIONS, min_size=1, max_size=3).map(tuple),
        st.builds(Sentence, TEXTS),
    ),
    max_size=3,
    unique_by=lambda claim: claim.id,
).map(tuple)
PARTS = st.lists(
    st.builds(Part, st.sampled_from(["One", "Two", "Three"]), SENTENCES.map(tuple)),
    max_size=3,
    unique_by=lambda part: part.heading,
).map(tuple)
SOURCES = st.lists(
    st.builds(
        CitedSource,
        st.sampled_from(["minutes", "letter"]),
        st.just("A text"),
        st.lists(TEXTS, max_size=5).map(tuple),
        st.just({}),
    ),
    max_size=2,
    unique_by=lambda source: source.id,
).map(tuple)
EDITIONS = st.builds(
    Edition,
    st.fixed_dictionaries({"title": TEXTS, "date": st.sampled_from(["2026-11-20", "2026-11-21"])}),
    CLAIMS,
    st.lists(CITED, max_size=4, unique_by=lambda cited: cited.key).map(tuple),
    SOURCES,
    SENTENCES.map(tuple),
    SENTENCES.map(tuple),
    PARTS,
)


def facts(edition: Edition) -> Iterator[tuple[str, str | None, str]]:
    """What an edition states, each as a change would give it: the group, the id, the words."""
    for claim in edition.claims:
        yield "status", claim.id, claim.status
        yield "claim", claim.id, claim.wording
        yield "claim-note", claim.id, str(claim.note)
        yield from (("position", claim.id, str(position)) for position in claim.positions)
    yield from (("recommendation", None, str(one)) for one in edition.recommendations)
    yield from (("key-point", None, str(one)) for one in edition.key_points)
    for part in edition.parts:
        yield "heading", None, part.heading
        yield from (("prose", None, str(one)) for one in part.sentences)
    yield from ((key, None, value) for key, value in edition.details.items())


def whole(
    change: Change, old: Edition, new: Edition
) -> list[tuple[int, tuple[str, str | None, str]]]:
    """The facts that a change takes (-1) and gives (1)."""
    about, _, what = change.kind.rpartition("-")
    side, sign = (new, 1) if what == "added" else (old, -1)
    if about == "claim" and what in {"added", "dropped"}:
        return [
            (sign, fact) for fact in facts(side)
            if fact[1] == change.id and fact[0] in {"status", "claim", "claim-note", "position"}
        ]  # fmt: skip
    if about == "section":
        part = next(part for part in side.parts if part.heading == change.subject)
        sentences = [(sign, ("prose", None, str(one))) for one in part.sentences]
        return [(sign, ("heading", None, part.heading)), *sentences]
    taken = [] if change.old is None else [(-1, (about, change.id, change.old))]
    given_ = [] if change.new is None else [(1, (about, change.id, change.new))]
    return taken + given_


def plain(fact: tuple[str, str | None, str]) -> tuple[str, str | None, str]:
    """A fact without paragraph numbers, which are no part of what it says."""
    return fact[0], fact[1], re.sub(r" ¶\d+", "", fact[2])


@settings(max_examples=100)
@given(EDITIONS, EDITIONS)
def test_the_changes_lead_from_one_edition_to_the_other(old, new):
    left_out = {"quotation", "source", "source-text"}
    stated = Counter(map(plain, facts(old)))
    for change in compare(old, new):
        if change.kind.rpartition("-")[0] not in left_out:
            for sign, fact in whole(change, old, new):
                stated[plain(fact)] += sign
    assert +stated == Counter(map(plain, facts(new)))
    assert min(stated.values(), default=0) >= 0


@settings(max_examples=100)
@given(EDITIONS, EDITIONS)
def test_the_changes_back_are_the_mirror_image(old, new):
    back = {"added": "dropped", "dropped": "added", "removed": "added"}

    def turned(change: Change) -> tuple[object, ...]:
        about, _, what = change.kind.rpartition("-")
        what = "removed" if (about, what) == ("quotation", "added") else back.get(what, what)
        return f"{about}-{what}", change.id, change.new, change.old

    forth = Counter((c.kind, c.id, c.old, c.new) for c in compare(old, new))
    assert Counter(map(turned, compare(new, old))) == forth


@settings(max_examples=100)
@given(EDITIONS, EDITIONS)
def test_an_edition_says_what_its_changes_say_of_it(old, new):
    """As `verify` asks: an honest list is never refused."""
    assert unsaid(new, compare(old, new)) == ()


@settings(max_examples=100)
@given(EDITIONS, EDITIONS)
def test_the_places_that_changed_are_those_of_the_changes(old, new):
    found = replaced(old, new)
    assert found.changes or not found.places
    claims = {f"claim-{one.id}" for one in found.changes if one.id and one.about != "quotation"}
    assert {place for place in found.places if place.startswith("claim-")} <= claims
    assert replaced(new, new).places == ()


@settings(max_examples=50)
@given(EDITIONS)
def test_an_edition_does_not_differ_from_itself(edition):
    assert compare(edition, edition) == ()
