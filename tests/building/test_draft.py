"""Drafts: built despite errors, told from a proved PDF at a glance and by a program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefgen.assemble.locales import labels
from briefgen.render.watermark import watermark
from tests.pdf.verapdf import validate

pytestmark = pytest.mark.slow

BROKEN = """\
date: 2026-11-20
sources: [report]
passages:
  closed: {source: report, quote: The harbour was opened on Monday}
key_points:
  - It was “opened on *Sunday*” [@A2] and “closed on Monday” [@A2].
  - Cited [@closed] and [@nowhere], in [see @A2, “gone fishing”]. [!nothing]
sections:
  - heading: Facts
    claims: [unknown]
    body: |
      > [@closed]

      > The harbour was opened on Friday. [@A2]

      Out of range [@A99].^[A note says “never” [@A2].] See [there](#gone)
      or [run](javascript:alert).
  - body: Text [@A2].
claims:
  - id: asked
    claim: The ministry was “never asked”.
    positions:
      - {stance: asserts, cite: A2}
      - {stance: denies, by: The ministry, says: It said “no no”., cite: A3}
      - {stance: denies, by: The council}
"""


@pytest.fixture
def broken(workspace: Path) -> Path:
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def pages(pdf: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]


def test_a_draft_is_built_despite_errors(broken, briefgen, workspace):
    output = workspace / "output"
    assert briefgen("build", broken).code == 1
    assert not output.exists() or not list(output.glob("*.pdf"))
    ran = briefgen("build", "--draft", broken)
    assert ran.code == 0
    assert "error: quote-not-in-source" in ran.err
    assert [path.name for path in output.glob("*.pdf")] == ["harbour.pdf"]


def test_a_draft_stands_only_until_the_brief_is_mended(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    assert briefgen("build", path).code == 0
    good = workspace / "output" / "harbour.pdf"
    before, sound = good.read_bytes(), path.read_text(encoding="utf-8")
    path.write_text(BROKEN, encoding="utf-8")
    assert briefgen("build", "--draft", path).code == 0
    assert good.read_bytes() != before
    path.write_text(sound, encoding="utf-8")
    assert briefgen("build", path).code == 0
    assert good.read_bytes() == before


def test_every_page_of_a_draft_counts_its_errors_and_warnings(broken, briefgen, workspace):
    ran = briefgen("build", "--draft", "--format", "json", broken)
    summary = ran.json["summary"]
    count = summary["errors"] + summary["warnings"]
    assert count > 10
    found = pages(workspace / "output" / "harbour.pdf")
    assert len(found) > 1
    assert all(f"DRAFT · {count} unresolved findings" in page for page in found)


def test_a_sound_draft_says_so_in_the_words_of_its_language(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"language: de\n{text}", encoding="utf-8")
    assert briefgen("build", "--draft", path).code == 0
    found = pages(workspace / "output" / "harbour.pdf")
    assert all("ENTWURF · keine offenen Befunde" in page for page in found)


def test_what_stands_in_no_source_is_marked_where_it_stands(broken, briefgen, workspace):
    assert briefgen("build", "--draft", "--html", broken).code == 0
    page = (workspace / "output" / "harbour.html").read_text(encoding="utf-8")

    def is_marked(words: str) -> bool:
        return f'<strong class="broken">{words}</strong>' in page

    marked = [
        "opened on", "Sunday", "@closed", "@nowhere", "gone fishing", "[!nothing]", "[!unknown]",
        "The harbour was opened on Friday.", "@A99", "never", "there", "run", "no no", "[missing]",
    ]  # fmt: skip
    assert [words for words in marked if not is_marked(words)] == []
    assert "javascript:" not in page
    assert "“closed on Monday”" in page
    assert not is_marked("closed on Monday")
    assert "<h1>[missing]</h1>" in page
    assert "</span>[missing]</b>" in page


def test_a_drafts_metadata_says_that_it_is_one(broken, briefgen, workspace):
    assert briefgen("build", "--draft", broken).code == 0
    reader = PdfReader(workspace / "output" / "harbour.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "DRAFT: [missing]"
    manifest = json.loads(reader.attachments["manifest.json"][0])
    assert manifest["inputs"]["options"]["draft"] is True


def test_a_draft_can_be_read_by_everyone(broken, briefgen, workspace):
    assert briefgen("build", "--draft", broken).code == 0
    assert validate((workspace / "output" / "harbour.pdf").read_bytes()) == []


def test_a_draft_is_not_verified(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    assert briefgen("build", "--draft", path).code == 0
    ran = briefgen("verify", workspace / "output" / "harbour.pdf")
    assert ran.code == 1
    assert "it is a draft" in ran.out
    assert ran.out.splitlines()[-1] == "not verified"


def test_a_draft_without_a_date_says_that_it_is_missing(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text("title: T\nkey_points: [A]\n", encoding="utf-8")
    assert briefgen("build", "--draft", path).code == 0
    assert "[missing]" in pages(workspace / "output" / "harbour.pdf")[0]


def test_what_the_fonts_cannot_print_counts_too(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The harbour was", "The \U000f1234 was"), encoding="utf-8")
    ran = briefgen("build", "--draft", path)
    assert ran.code == 0
    assert "missing-glyph" in ran.err
    assert "DRAFT · 1 unresolved finding " in pages(workspace / "output" / "harbour.pdf")[0]


def test_a_file_that_is_no_brief_makes_no_draft(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text("- a list\n", encoding="utf-8")
    assert briefgen("build", "--draft", path).code == 1
    assert not (workspace / "output" / "harbour.pdf").exists()


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_the_watermark_can_be_drawn_and_is_no_text(language):
    assert watermark(labels(language)["draft"]).startswith("data:image/svg+xml;base64,")
