"""`briefgen verify`: its options, what it prints and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.workspace.workspace import packaged_templates
from tests.proof.test_altered import annotated, covered_up, drawn, word_and_manifest
from tests.proof.test_verify import BRIEF, CATALOGUE, LETTER, built, edited, workspace_of

pytestmark = pytest.mark.slow

CITES_NOTHING = "title: The harbour\ndate: 2026-11-20\nsummary: It is closed.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace, and the PDF `harbour.pdf` that was built from it."""
    folder = workspace_of(tmp_path_factory.mktemp("options"))
    (folder / "harbour.pdf").write_bytes(built(folder))
    return folder


def test_strict_refuses_what_a_reader_added(briefgen, folder):
    pdf = (folder / "harbour.pdf").read_bytes()
    (folder / "marked.pdf").write_bytes(edited(pdf, annotated("Highlight")))
    assert briefgen("verify", folder / "marked.pdf").code == 0
    assert briefgen("verify", folder / "harbour.pdf", "--strict").code == 0
    strict = briefgen("-q", "verify", folder / "marked.pdf", "--strict")
    assert strict.code == 1
    assert "1 mark was added on page 1 (Highlight)" in strict.out


def test_json(briefgen, folder):
    pdf = (folder / "harbour.pdf").read_bytes()
    (folder / "covered.pdf").write_bytes(edited(pdf, drawn(b"1 1 1 rg 0 0 60 70 re f")))
    (folder / "none.pdf").write_bytes(b"none")
    names = [str(folder / f"{name}.pdf") for name in ("harbour", "covered", "none")]
    ran = briefgen("verify", *names, "--format", "json")
    report = json.loads(ran.out)
    assert ran.code == 2
    assert report["version"] == 1
    sound, covered, none = report["files"]
    assert (sound["path"], sound["verdict"], sound["differs"]) == (names[0], "verified", [])
    assert "Key points" in sound["theme_words"]
    assert covered["redrawn"] == ["1"]
    assert none["verdict"] == "cannot be read"


def test_against_compares_brief_and_entries_too(briefgen, folder, tmp_path):
    other = workspace_of(tmp_path, CATALOGUE.replace("title: Letter", "title: A letter"))
    same = briefgen("verify", folder / "harbour.pdf", "--against", folder)
    assert same.code == 0
    brief = other / "briefs" / "harbour.yaml"
    brief.write_text(BRIEF.replace("a word they call", "a word it calls"), encoding="utf-8")
    ran = briefgen("-q", "verify", folder / "harbour.pdf", "--against", other)
    assert ran.code == 1
    assert "the workspace's entry of letter has another title" in ran.out
    assert "briefs/harbour.yaml: “key_points” differs from the embedded brief" in ran.out
    (other / "seeds" / "letter.txt").write_text(LETTER + "More.\n", encoding="utf-8")
    ran = briefgen("-q", "verify", folder / "harbour.pdf", "--against", other)
    assert "the workspace's text of letter is another one" in ran.out


def test_rebuild_accepts_what_was_built_and_refuses_other_looks(briefgen, folder):
    ran = briefgen("verify", folder / "harbour.pdf", "--rebuild")
    assert ran.code == 0
    assert "rebuilt: every page is equal" in ran.out
    assert "--rebuild" not in ran.out
    pdf = (folder / "harbour.pdf").read_bytes()
    painted = covered_up(drawn(b".9 .9 1 rg 0 0 60 70 re f"))
    (folder / "painted.pdf").write_bytes(edited(pdf, painted))
    assert briefgen("verify", folder / "painted.pdf").code == 0
    ran = briefgen("-q", "verify", folder / "painted.pdf", "--rebuild")
    assert ran.code == 1
    assert "built again, page 1 is another one" in ran.out


def test_other_words_of_the_theme_are_refused(briefgen, folder):
    """Altered in print and in the manifest: the fingerprint covers the theme's words."""
    pdf = (folder / "harbour.pdf").read_bytes()
    (folder / "other.pdf").write_bytes(edited(pdf, word_and_manifest("Policy", "Police")))
    ran = briefgen("verify", folder / "other.pdf")
    assert ran.code == 1
    assert "“Police brief” is printed on page 1 and is neither" in ran.out


def test_what_cites_nothing_is_verified_in_part(briefgen, tmp_path):
    folder = workspace_of(tmp_path)
    (folder / "briefs" / "harbour.yaml").write_text(CITES_NOTHING, encoding="utf-8")
    (folder / "x.pdf").write_bytes(built(folder))
    ran = briefgen("verify", folder / "x.pdf")
    assert ran.code == 0
    assert ran.out.endswith("verified in part: 0 of 0 citations, so no quotation\n")
    assert briefgen("verify", folder / "x.pdf", "--strict").code == 1


def test_a_signature_that_is_required_and_missing(briefgen, folder):
    ran = briefgen("-q", "verify", folder / "harbour.pdf", "--signed-by", "Secretary Ebb")
    assert ran.code == 1
    assert "no sound signature of Secretary Ebb that --trust vouches for" in ran.out


def test_a_theme_of_one_s_own_is_embedded_and_stays_its_author_s(briefgen, tmp_path):
    folder = workspace_of(tmp_path)
    theme = folder / "templates" / "house"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("extends: policy-brief\n", encoding="utf-8")
    labels = (packaged_templates() / "policy-brief" / "labels.yaml").read_text(encoding="utf-8")
    labels = labels.replace("key_points: Key points", "key_points: In short")
    (theme / "labels.yaml").write_text(labels, encoding="utf-8")
    brief = folder / "briefs" / "harbour.yaml"
    brief.write_text(f"{BRIEF}theme: house\n", encoding="utf-8")
    (folder / "x.pdf").write_bytes(built(folder))
    for options in [], ["--rebuild"]:
        ran = briefgen("verify", folder / "x.pdf", *options)
        assert ran.code == 0
        assert ("rebuilt: every page is equal" in ran.out) == bool(options)
        assert "theme's own words: " in ran.out
        assert " | In short | " in ran.out
        assert "not proved: the theme's own words and looks: it is none of briefgen's" in ran.out
