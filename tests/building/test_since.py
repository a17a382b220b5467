"""A brief built since an earlier edition: what is listed, marked, recorded and proved."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from briefgen.api import build
from briefgen.api import verify as verify_any
from briefgen.model.options import Options
from briefgen.proof.fingerprint import fingerprint, replaced_inputs
from briefgen.proof.manifest import read_manifest
from briefgen.proof.verdict import Proof
from briefgen.proof.verify import Demands, verify
from tests.harbour import write_workspace
from tests.pdf.verapdf import validate

BRIEF = """\
title: The harbour
date: 2026-11-20
sources: [report]
key_points:
  - The harbour was “closed on Monday” [@A2].
  - Boats “waited outside” [@A4]. [!asked]
recommendations:
  - Ask the board for its log.
sections:
  - heading: What happened
    body: |
      The harbour was shut [@A2]. The boats waited [@A4].

      Nobody else was heard [@A3].
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: asserts, by: The council, cite: A2}
      - {stance: denies, by: The ministry, says: It “denies that it was asked.”, cite: A3}
      - {stance: denies, by: A spokesman, cite: A3}
"""
LATER = (
    BRIEF.replace("2026-11-20", "2026-11-27\nedition: 2, replaces 1\nreplaces: output/first.pdf")
    .replace("claim: The ministry was asked.", "claim: The ministry was not asked.")
    .replace("      - {stance: denies, by: A spokesman, cite: A3}\n", "")
    .replace("The boats waited", "The boats did not leave")
    .replace("Boats “waited", "All boats “waited")
)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, Path]:
    """The PDFs of two editions, and their workspace."""
    folder = tmp_path_factory.mktemp("editions")
    brief = write_workspace(folder, BRIEF)
    first = folder / "output" / "first.pdf"
    assert build(brief, first).ok
    brief.write_text(LATER, encoding="utf-8")
    built = build(brief)
    assert built.ok
    assert built.path
    return first.read_bytes(), built.path.read_bytes(), folder


def text(pdf: bytes) -> str:
    read = read_manifest(attachment(pdf, "manifest.json"))
    assert read
    return " ".join(" ".join(page.text for page in read.pages).split())


def attachment(pdf: bytes, name: str) -> bytes:

    [content] = PdfReader(BytesIO(pdf)).attachments[name]
    return content


def test_what_changed_is_listed_claims_first(editions):
    printed = text(editions[1])
    listed = (
        "Claim 1 reworded: before: The ministry was asked. – now: The ministry was not asked. "
        "The negation “not” is new."
    )
    dropped = "Position on claim 1 dropped: A spokesman — denies [A3]. The claim is still disputed."
    point = "Key point changed: before: Boats “waited outside”. [A4]"
    assert listed in printed
    assert printed.index(listed) < printed.index(dropped) < printed.index(point)
    first = json.loads(attachment(editions[0], "manifest.json"))["fingerprint"]
    assert f"edition of November 20, 2026, {first[:10]}" in printed
    assert "Changed in this edition" not in text(editions[0])


def test_the_manifest_records_both_wordings_and_the_marked_places(editions):
    recorded = read_manifest(attachment(editions[1], "manifest.json"))
    assert recorded
    assert recorded.replaces
    first = json.loads(attachment(editions[0], "manifest.json"))
    assert recorded.replaces.fingerprint == first["fingerprint"]
    reworded = recorded.replaces.changes[0]
    assert (reworded.old, reworded.new) == (
        "The ministry was asked.",
        "The ministry was not asked.",
    )
    assert recorded.replaces.places == ("claim-asked", "key-point-2", "text-1")
    assert first.get("replaces") is None
    assert "replaces" not in first["inputs"]


def test_the_bars_are_artifacts_and_the_file_conforms(editions):
    assert validate(editions[1]) == []


@pytest.mark.slow
def test_the_new_side_is_proved_and_the_old_one_where_it_is_given(editions):
    old, new, _ = editions
    alone, both = verify(new), verify(new, Demands(since=old))
    assert alone.verdict == both.verdict == "verified"
    assert any("was not looked at (--since)" in line for line in alone.proved)
    assert any("are the differences from the earlier edition" in line for line in both.proved)
    (said, *_) = verify(new, Demands(since=new)).differs
    assert said.startswith("the earlier edition is another one")
    none = ("it lists no changes since an earlier edition",)
    assert verify(old, Demands(since=old)).differs == none
    assert verify(new, Demands(since=b"%PDF-1.7\n")).differs


LOG = """
      ### The log

      ```
      lock: shut
      ```
"""


@pytest.mark.slow
def test_headings_and_code_have_bars_and_a_web_edition_has_them_too(editions, tmp_path):
    body = "      Nobody else was heard [@A3].\n"
    early = BRIEF.replace(body, body + LOG)
    later = early.replace("The log", "The log of the lock").replace("lock: shut", "lock: open")
    later = later.replace("Ask the board for its log.", "Never ask the board for its log [@A4]")
    brief = write_workspace(tmp_path, early)
    assert build(brief, tmp_path / "old.html", options=Options(html=True)).ok
    brief.write_text(later.replace("What happened", "What is known"), encoding="utf-8")
    options = Options(html=True, since=str(tmp_path / "old.html"))
    built = build(brief, tmp_path / "new.html", options=options)
    assert built.ok
    page = (tmp_path / "new.html").read_text(encoding="utf-8")
    assert '<h3 class="changed" id="heading-the-log-of-the-lock">' in page
    assert '<div class="changed"><pre>lock: open' in page
    assert "now: Never ask the board for its log [A4]. The negation “never” is new." in page
    assert '<div class="head changed"><h2 id="heading-what-is-known">' in page
    proof = verify_any(tmp_path / "new.html", since=tmp_path / "old.html")
    assert proof.verdict == "verified"
    assert any("are the differences from the earlier edition" in line for line in proof.proved)
    wrong = verify_any(tmp_path / "new.html", since=editions[0])
    assert wrong.differs[0].startswith("the earlier edition is another one")
    forged = page.replace("now: What is known", "now: What is not known")
    assert forged != page
    assert verify_any(forged.encode()).verdict == "not verified"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Position supprimée sur l’affirmation 1\u202f: Personne de nommé — dément [A3]."),
        ("de", "Position zur Aussage 1 entfallen: Niemand genannt — bestreitet [A3]."),
    ],
)
def test_changes_are_told_in_the_language_of_the_page(language, said, tmp_path):
    text = f"language: {language}\n{BRIEF}".replace("by: A spokesman", "by: unattributed")
    brief = write_workspace(tmp_path, text)
    early = tmp_path / "briefs" / "early.yaml"
    early.write_text(text, encoding="utf-8")
    dropped = "      - {stance: denies, by: unattributed, cite: A3}\n"
    later = (
        text.replace(dropped, "")
        .replace("11-20", "11-27")
        .replace("was asked.\n", "was not asked.\n")
    )
    brief.write_text(later, encoding="utf-8")
    options = Options(html=True, since=str(early))
    assert build(brief, tmp_path / "new.html", options=options).ok
    page = (tmp_path / "new.html").read_text(encoding="utf-8")
    assert said in page
    assert {"fr": "«\u202fnot\u202f»", "de": "„not“"}[language] in page
    assert {"fr": "20 novembre 2026 –", "de": "20. November 2026 –"}[language] in page


def altered(pdf: bytes, change: Any) -> Proof:
    """The proof of a PDF whose manifest a hand has changed, fingerprint and all."""
    manifest = json.loads(attachment(pdf, "manifest.json"))
    change(manifest)
    read = read_manifest(json.dumps(manifest).encode())
    if read and read.replaces and "replaces" in manifest["inputs"]:
        manifest["inputs"]["replaces"] = replaced_inputs(read.replaces)
    manifest["fingerprint"] = fingerprint(manifest["inputs"])
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for file in writer.attachment_list:
        if file.name == "manifest.json":
            file.content = json.dumps(manifest).encode()
    output = BytesIO()
    writer.write(output)
    return verify(output.getvalue())


def changed(index: int, **keys: Any) -> Any:
    return lambda manifest: manifest["replaces"]["changes"][index].update(keys)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        changed(0, new="The ministry was surely not asked."),
        changed(0, id="other"),
        changed(1, old="The council — asserts [report ¶2]", kind="claim-dropped"),
        lambda manifest: manifest["replaces"]["changes"].pop(0),
        lambda manifest: manifest.update(replaces=None),
        lambda manifest: manifest["replaces"].update(fingerprint="0" * 64),
    ],
    ids=["reworded", "other claim", "dropped", "left out", "no list", "another edition"],
)
def test_an_altered_list_of_changes_is_refused(editions, change):
    assert altered(editions[1], change).verdict == "not verified"


@pytest.mark.slow
def test_since_a_brief_and_what_cannot_be_compared(editions, tmp_path, briefgen):
    folder = editions[2]
    (folder / "briefs" / "early.yaml").write_text(BRIEF, encoding="utf-8")
    output = tmp_path / "x.pdf"
    harbour = folder / "briefs" / "harbour.yaml"
    early = folder / "briefs" / "early.yaml"
    assert briefgen("build", harbour, "--since", early, "-o", output).code == 0
    assert "edition of November 20, 2026." in text(output.read_bytes())
    assert briefgen("build", harbour, "--since", folder / "none.pdf", "-o", output).code == 2
    broken = folder / "output" / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    assert briefgen("build", harbour, "--since", broken, "-o", output).code == 2
    for name in ("output/none.pdf", "output/broken.pdf", "../x.pdf", "briefs/early.yaml"):
        harbour.write_text(LATER.replace("output/first.pdf", name), encoding="utf-8")
        ran = briefgen("check", harbour)
        assert ran.code == 1
        assert "invalid-brief: `replaces`" in ran.out
    harbour.write_text(LATER, encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "untold"),
    [
        ("A third source.", True),
        ("The spokesman of the ministry is gone. A spokesman was misheard.", False),
        ("One position is gone. [!asked]", False),
    ],
)
def test_changes_that_leave_a_dropped_position_out(editions, briefgen, changes, untold):
    brief = editions[2] / "briefs" / "told.yaml"
    brief.write_text(f"{LATER}changes:\n  - {changes}\n", encoding="utf-8")
    found = briefgen("check", brief, "--format", "json").json["findings"]
    assert ("changes-untold" in [one["rule"] for one in found]) is untold
    ignored = "ignore:\n  - {rule: changes-untold, reason: The board knows.}\n"
    brief.write_text(f"{LATER}changes:\n  - {changes}\n{ignored}", encoding="utf-8")
    found = briefgen("check", brief, "--format", "json").json["findings"]
    assert ("ignore-unused" in [one["rule"] for one in found]) is not untold


@pytest.mark.slow
def test_a_theme_that_is_chosen_for_the_print_is_no_change_of_the_brief(editions, tmp_path):
    folder = editions[2]
    brief = folder / "briefs" / "harbour.yaml"
    options = Options(theme="two-pager", since=str(folder / "output" / "first.pdf"))
    built = build(brief, tmp_path / "second.pdf", options=options)
    assert built.path, built.findings
    proof = verify(built.path.read_bytes())
    assert (proof.verdict, "theme" in str(proof.differs)) == ("verified", False)


def test_the_edition_that_is_compared_with_is_never_replaced(editions, tmp_path, briefgen):
    brief = write_workspace(tmp_path, LATER.replace("first.pdf", "harbour.pdf"))
    old = tmp_path / "output" / "harbour.pdf"
    old.parent.mkdir()
    old.write_bytes(editions[0])
    ran = briefgen("check", brief)
    assert (ran.code, "is the file that this brief is built into" in ran.out) == (1, True)
    assert briefgen("build", brief, "--draft").code == 2
    brief.write_text(LATER.replace("replaces: output/first.pdf\n", ""), encoding="utf-8")
    assert briefgen("build", brief, "--since", old).code == 2
    brief.write_text(LATER, encoding="utf-8")
    (tmp_path / "output" / "first.pdf").write_bytes(editions[0])
    assert briefgen("build", brief, "-o", tmp_path / "output" / "first.pdf").code == 2
    assert old.read_bytes() == (tmp_path / "output" / "first.pdf").read_bytes() == editions[0]
