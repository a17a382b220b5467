"""Who holds a position, and where a section says what is contested."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.desk import checked

HALL = """\
Councillor Quay denied it, and so did Secretary Ebb in the hall.
The harbour master said nothing at all.
EBB (2m): Thank you all for coming. “The lock was shut at noon.
“It stays shut,” she went on.
PILOT: We were not asked about the lock.
Nobody else spoke.
"""


def positions(*lines: str) -> str:
    listed = "".join(f"      - {{{line}}}\n" for line in lines)
    return f"claims:\n  - id: x\n    claim: The lock was shut.\n    positions:\n{listed}"


def told(folder: Path, brief: str, rule: str) -> list[str]:
    found = checked(folder, brief, report=HALL).findings
    assert not [one for one in found if one.severity == "error"]
    return [one.message for one in found if one.rule == rule]


@pytest.mark.parametrize(
    ("holder", "missing"),
    [
        ("by: Councillor Dock, cite: A1", "“Dock”"),
        ("by: Secretary of the Port Gate, cite: A1", "“Port” and “Gate”"),
        ("by: Councillor Quay, says: He “said nothing at all”, cite: [A1, A2]", "“Quay”"),
        ("by: Councillor Quay, says: He “denied it”, cite: [A1, A2]", ""),
        ("by: Secretary Ebb, cite: A1", ""),
        ("by: Press Secretary Ebb, cite: A1", ""),
        ("by: the harbour master, cite: A2", ""),
        ("by: unattributed, cite: A2", ""),
        ("by: Ebb, cite: A3", ""),
        ("by: Ebb, says: It “stays shut”, cite: A4", ""),
        ("by: Quay, says: It “stays shut”, cite: A4", "“Quay”"),
        ("by: Pilot, cite: A6", ""),
        ("by: Ebb, cite: A6", "“Ebb”"),
        ("by: The Gazette, cite: B2", ""),
    ],
)
def test_each_name_of_a_holder_is_looked_for(tmp_path: Path, holder: str, missing: str) -> None:
    brief = positions(f"stance: asserts, {holder}", "stance: denies, by: Quay, cite: A1")
    catalogue = (
        "references:\n  - {id: report, file: report.txt, title: Hall}\n"
        "  - {id: letter, file: letter.txt, title: A letter, publisher: The Gazette}\n"
    )
    found = checked(tmp_path, brief, report=HALL, catalogue=catalogue).findings
    messages = [one.message for one in found if one.rule == "actor-not-in-citation"]
    assert len(messages) == bool(missing)
    verb = "are" if " and " in missing else "is"
    assert all(f": {missing} {verb} not named in or around" in message for message in messages)


SECTION = "sections:\n  - heading: Hall\n    body: {body}\n"


@pytest.mark.parametrize(
    ("body", "cite", "is_told"),
    [
        ("It was “denied it, and so” [@A1].", "says: He “denied it”, cite: A1", True),
        ("It was “in the hall” [@A1].", "says: He “denied it”, cite: A1", False),
        ("It was so [@A1].", "cite: A1", True),
        ("It was so [@A2].", "cite: A1", False),
        ("It was “in the hall” [@A1].", "cite: A1", True),
        ("The lock was shut at noon [@A3].", "cite: A3", True),
        ("She thanked all for coming [@A3].", "cite: A3", False),
        ("It was “Thank you all” [@A3].", "cite: A3", False),
        ("It was “shut at noon” [@A3].", "cite: A3", True),
        ("It was “denied it” [@A1]. [!x]", "says: He “denied it”, cite: A1", False),
    ],
)
def test_a_section_that_cites_the_words_of_a_claim_is_to_mark_it(
    tmp_path: Path, body: str, cite: str, is_told: bool
) -> None:
    brief = SECTION.format(body=f"'{body}'") + positions(
        f"stance: asserts, by: Quay, {cite}", "stance: denies, by: Pilot, cite: A5"
    )
    assert bool(told(tmp_path, brief, "claim-unmarked")) == is_told


def test_the_speaker_that_an_import_recorded_counts(tmp_path: Path) -> None:
    text = b"Dock spoke of the tide.\nQuay spoke of the lock.\n"
    lines = text.split(b"\n")[:2]
    paragraphs = [text_paragraph(number, line) for number, line in enumerate(lines, 1)]
    record = {
        "version": 1,
        "importer": {"captions": "1"},
        "original": {"name": "hall.vtt", "sha256": "0" * 64, "size": 1, "type": "text/vtt"},
        "text_sha256": hashlib.sha256(text).hexdigest(),
        "paragraphs": paragraphs,
    }
    catalogue = (
        "references:\n  - {id: report, file: report.txt, title: Hall, import: report.import.json}\n"
    )
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "report.import.json").write_text(json.dumps(record))
    brief = positions("stance: asserts, by: Ebb, cite: A1", "stance: denies, by: Ebb, cite: A2")
    head = "title: T\ndate: 2026-11-20\nsources: [report]\n"
    found = checked(tmp_path, brief, head=head, catalogue=catalogue, report=text.decode()).findings
    (one,) = (f for f in found if f.rule == "actor-not-in-citation")
    assert one.message == "“Ebb”: “Ebb” is not named in or around report ¶2"


@pytest.mark.parametrize(
    ("by", "text", "is_told"),
    [
        ("Müller", "Herr Mu\u0308ller denied it.", False),
        ("Griffin", "Mr. Gri\ufb03n denied it.", False),
        ("Smithson", "Mr. Smith\u00adson denied it.", False),
        ("Smithson", "Mr. Smith-\nson denied it.\n\nSo it was.", False),
        ("U.S. officials", "US officials denied it.", False),
        ("UN", "The U.N. denied it.", False),
        ("UN", "The harbour master denied it.", True),
        ("THE QUAY", "The quay denied it.", False),
        ("J. K. Quay", "Quay denied it.", False),
        ("J.K. Quay", "J. K. Quay denied it.", False),
        ("Lt. Gen. Quay", "Quay denied it.", False),
        ("Pope Leo", "Leo denied it.", False),
    ],
)
def test_a_name_is_found_in_any_typography(
    tmp_path: Path, by: str, text: str, is_told: bool
) -> None:
    claim = positions(f"stance: asserts, by: {by}, cite: A1", "stance: denies, by: x, cite: A1")
    found = checked(tmp_path, claim, report=text).findings
    assert ("actor-not-in-citation" in [one.rule for one in found]) == is_told


@pytest.mark.parametrize(
    ("before", "is_told"),
    [
        ("QUAY: We went.", False),
        ("The Mayor of Quay: We went.", False),
        ("Quay, by letter: We went.", False),
        ("Quay said: “We went.”", True),
        ("They met Quay: he was well.", True),
        ("Quay said the following:", False),
        ("Quay said: “We went", False),
        ("QUAY: We went.\nOne thing more: we came.", False),
    ],
)
def test_a_quoted_paragraph_has_the_name_before_the_colon_of_its_turn(
    tmp_path: Path, before: str, is_told: bool
) -> None:
    text = f"{before}\nThe lock was shut,” so it went."
    last = text.count("\n") + 1
    says = f"stance: asserts, by: Quay, says: It “was shut”, cite: A{last}"
    found = checked(tmp_path, positions(says, "stance: denies, by: x, cite: A1"), report=text)
    assert ("actor-not-in-citation" in [one.rule for one in found.findings]) == is_told


@pytest.mark.parametrize("author", ["", ", author: [{literal: The Gazette}]"])
def test_who_wrote_the_source_is_to_be_its_author(tmp_path: Path, author: str) -> None:
    catalogue = f"references:\n  - {{id: report, file: report.txt, title: Hall{author}}}\n"
    brief = positions(
        "stance: asserts, by: Port Office, cite: A2", "stance: denies, by: Quay, cite: A1"
    )
    found = checked(tmp_path, brief, report=HALL, catalogue=catalogue).findings
    (one,) = (f for f in found if f.rule == "actor-not-in-citation")
    assert "“Port” and “Office” are not named in or around" in one.message
    advice = "If the holder wrote “report”, give its `author:` in the catalogue."
    assert (advice in (one.hint or "")) == (not author)


def text_paragraph(number: int, line: bytes) -> dict[str, object]:
    speaker = {"speaker": "Secretary Ebb"} if number == 1 else {}
    return {"n": number, "at": speaker, "sha256": hashlib.sha256(line).hexdigest()[:16]}


@pytest.mark.parametrize("by", ["'1'", "…", "‘-’"])
def test_a_holder_without_a_word_has_no_name_to_look_for(tmp_path: Path, by: str) -> None:
    claim = "claims:\n  - {id: c, claim: A, positions: [{stance: denies, by: %s, cite: A1}]}\n"
    assert "actor-not-in-citation" not in [f.rule for f in checked(tmp_path, claim % by).findings]
