from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from briefgen.model.document import AppendixParagraph, Run
from briefgen.model.markup import Image, Str
from briefgen.render.layout import Kept, Rendered, render_pdf
from briefgen.render.lost_footnotes import first_misplaced
from briefgen.render.theme import Theme
from briefgen.render.weasyprint_patches.engine import HTML
from tests.pdf.note_lines import note_lines

from .dense import dense_document
from .sample import FILES, NOTES, SEEDS, SPAN, document

pytestmark = pytest.mark.slow


def page_texts(pdf: bytes | None) -> list[str]:
    """Each page's text without white space, which a line end may or may not be."""
    assert pdf is not None
    pages = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in pages]


def test_the_sample_prints_without_a_word_of_warning(rendered: Rendered) -> None:
    assert rendered.problems == ()
    assert rendered.pdf is not None
    fonts = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in PdfReader(BytesIO(rendered.pdf)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert fonts
    assert all(font.startswith(("Source-Sans-3", "Source-Serif-4")) for font in fonts)


def test_every_note_is_on_the_page_of_its_call_or_the_next(rendered: Rendered) -> None:
    texts = page_texts(rendered.pdf)
    for number, words in enumerate(NOTES, 1):
        call = rendered.layout.anchors[f"call-{number}"][0]
        note = rendered.layout.anchors[f"note-{number}"][0]
        assert note in {call, call + 1}
        first = re.split(r"[AB]\d", words)[0]
        assert "".join(f"{number}{first}".split()) in texts[note - 1]


def test_no_note_ends_with_a_short_word_on_a_line_of_its_own(rendered: Rendered) -> None:
    assert rendered.pdf is not None
    anchors = rendered.layout.anchors
    pages = {anchors[f"note-{number}"][0] for number in range(1, len(NOTES) + 1)}
    pages -= {*anchors["card"], *anchors["claim-order"]}
    lines = list(note_lines(rendered.pdf, pages, 8.75))
    assert sum(line[:1].isdigit() for line in lines) > 5
    # "A5, p. A-1." is short, and a place: it is not cut.
    assert [line for line in lines if len(line) < 12 and not line[:1].isdigit()] == []


def test_a_place_names_the_page_on_which_the_paragraph_stands(rendered: Rendered) -> None:
    assert rendered.pdf is not None
    text = " ".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(rendered.pdf)
    )
    printed = set(re.findall(r"\b([AB]\d+), p\. (A-\d+)\b", text))
    assert len(printed) > 15
    for label, page in printed:
        assert f"A-{rendered.layout.anchors[label][0] - rendered.layout.body_pages}" == page


def test_the_appendix_holds_the_sources_word_for_word(rendered: Rendered) -> None:
    texts = page_texts(rendered.pdf)
    for letter, file in FILES.items():
        lines = (SEEDS / file).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate((line for line in lines if line.strip()), 1):
            pages = rendered.layout.anchors[f"{letter}{number}"]
            words = line.split()
            assert "".join(words[:6]) in texts[pages[0] - 1]
            assert "".join(words[-2:]) in texts[pages[-1] - 1]


@pytest.mark.parametrize("seed", [17, 36])
def test_lost_footnotes_are_healed(seed: int, theme: Theme, tmp_path: Path) -> None:
    dense = dense_document(seed)
    healed = render_pdf(dense, theme, files=tmp_path)
    assert healed.problems == ()
    for number in range(1, dense.note_count + 1):
        call = healed.layout.anchors[f"call-{number}"][0]
        assert healed.layout.anchors[f"note-{number}"][0] in {call, call + 1}


def test_a_note_that_was_dropped_or_strayed_is_seen() -> None:
    assert first_misplaced([{"call-1": 0, "note-1": 0}, {"call-2": 0}], 2) == 2
    assert first_misplaced([{"call-1": 0}, {}, {"note-1": 0}], 1) == 1
    assert first_misplaced([{"call-1": 0}, {"note-1": 0}], 1) is None


def test_a_note_after_a_long_one_waits_for_it(briefgen, workspace: Path) -> None:
    """Else its line, and the heading before that, move to pages of their own."""
    told = "The board was told nothing of it when it met in the winter. " * 100
    (workspace / "briefs" / "harbour.yaml").write_text(
        "title: The harbour\ndate: 2026-11-20\nsources: [report]\nappendix: none\n"
        f"sections:\n  - heading: First\n    body: A claim ^[{told}] of the board [@A2].\n",
        encoding="utf-8",
    )
    (output,) = briefgen("build", "--format", "json").json["outputs"]
    assert output["pages"] == 2
    assert briefgen("verify", "output/harbour.pdf").code == 0


def test_a_note_that_no_page_can_hold_is_a_problem_and_no_pdf(theme: Theme, tmp_path: Path) -> None:
    page = theme.text("page.css") + ".note { display: none }"
    broken = replace(theme, files={**theme.files, "page.css": page.encode()})
    rendered = render_pdf(document(), broken, files=tmp_path)
    assert rendered.pdf is None
    assert [problem.rule for problem in rendered.problems] == ["does-not-fit"]
    assert rendered.problems[0].message.startswith("footnote 1 ")


def test_every_link_leads_somewhere_and_back(rendered: Rendered) -> None:
    assert rendered.pdf is not None
    reader = PdfReader(BytesIO(rendered.pdf))
    targets = {
        (number, str(annotation.get_object()["/Dest"]))
        for number, page in enumerate(reader.pages, 1)
        for annotation in page.get("/Annots", [])
        if "/Dest" in annotation.get_object()
    }
    names = set(reader.named_destinations)
    assert {target for _, target in targets} <= names
    body = {target for page, target in targets if page <= rendered.layout.body_pages}
    appendix = {target for page, target in targets if page > rendered.layout.body_pages}
    assert {"A5", "note-36", "call-36", "claim-order", "par-1", "which-law-applies"} <= body
    assert {"call-2", "call-36"} <= appendix


def test_page_numbers_heads_and_outline(rendered: Rendered) -> None:
    assert rendered.pdf is not None
    texts = page_texts(rendered.pdf)
    body, reader = rendered.layout.body_pages, PdfReader(BytesIO(rendered.pdf))
    assert reader.page_labels == [
        *(str(number) for number in range(1, body + 1)),
        *(f"A-{number}" for number in range(1, rendered.page_count - body + 1)),
    ]
    for number in range(1, body + 1):
        assert f"Page{number}of{body}" in texts[number - 1]
        assert "3f1c09ab77" in texts[number - 1]
    appendix = rendered.page_count - body
    for number in range(1, appendix + 1):
        assert f"A-{number}of{appendix}" in texts[body + number - 1]
    assert "A1–A11" in texts[body]
    going_on = [
        label
        for label, pages in rendered.layout.anchors.items()
        if re.fullmatch(r"[AB]\d+", label) and len(pages) > 1
    ]
    assert going_on
    for label in going_on:
        later = texts[rendered.layout.anchors[label][1] - 1]
        assert f"{label}continued–" in later, "at its head"
        assert f"({label})" in later, "beside the line with which it goes on"
    claims = [n for n in range(1, 9) if number_on(rendered, n, body)]
    named = f"claims{claims[0]}–{claims[-1]}" if len(claims) > 1 else f"claim{claims[0]}"
    assert named in texts[body - 1]
    titles = [item["/Title"] for item in reader.outline[1] if isinstance(item, dict)]
    assert titles[0] == "Key points"
    assert titles[-1] == "Appendix: the sources"


def test_page_1_names_the_pages_of_claims_card_and_sources(rendered: Rendered) -> None:
    assert rendered.pdf is not None
    texts, anchors = page_texts(rendered.pdf), rendered.layout.anchors
    assert f"“Contestedclaims”,page{anchors['claim-order'][0]}" in texts[0]
    assert f"allclaimsataglance,page{anchors['card'][0]}" in texts[0]
    last = anchors["B"][0] - rendered.layout.body_pages
    assert f"sourcesA,p.A-1;B,p.A-{last}" in texts[0]


def test_the_card_names_the_page_of_each_claim(rendered: Rendered) -> None:
    assert rendered.pdf is not None
    card = page_texts(rendered.pdf)[rendered.layout.anchors["card"][0] - 1]
    assert card.count("Theclaimsataglance") == 2, "as its heading and in the running head"
    for claim in document().claims:
        status = claim.status_label.replace(" ", "")
        assert f"{status}·p.{rendered.layout.anchors[claim.anchor][0]}" in card
    questions = sum(claim.is_question for claim in document().claims)
    assert questions
    assert card.count("Answersa") == questions, "no answer is under “Asserted by” alone"


def number_on(rendered: Rendered, claim: int, page: int) -> bool:
    anchors = [row.anchor for row in document().claims]
    return page in rendered.layout.anchors[anchors[claim - 1]]


def test_the_pdf_says_what_it_is(rendered: Rendered) -> None:
    assert rendered.pdf is not None
    reader = PdfReader(BytesIO(rendered.pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "The September 2 strike and what followed"
    assert reader.metadata.author == "Research Service"
    assert str(reader.metadata["/CreationDate"]) == "D:20261120"
    assert str(reader.root_object["/Lang"]) == "en-US"
    assert "/StructTreeRoot" in list(reader.root_object)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in rendered.pdf


_HASH = """
import hashlib, pathlib, sys
from briefgen.render.layout import render_pdf
from briefgen.render.theme import load_theme
from render.sample import document
theme = load_theme("policy-brief", workspace_templates=None)
print(hashlib.sha256(render_pdf(document(), theme, files=pathlib.Path.cwd()).pdf).hexdigest())
"""


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    tests = Path(__file__).parents[1]
    hashes = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        folder = tmp_path / seed
        folder.mkdir()
        path = os.pathsep.join([str(tests), *sys.path])
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", _HASH],
            cwd=folder, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        hashes.add(done.stdout)
    assert len(hashes) == 1


def test_a_character_that_no_font_has_is_a_problem(theme: Theme, tmp_path: Path) -> None:
    text = (Str("An unassigned character: \U000e1234."),)
    odd = replace(document(appendix=False), summary=text)
    problems = render_pdf(odd, theme, files=tmp_path).problems
    assert [problem.rule for problem in problems] == ["missing-glyph"]
    assert "U+E1234" in problems[0].message


@pytest.mark.parametrize("src", ["none.png", "../../outside.png"])
def test_a_picture_that_cannot_be_read_is_a_problem(src: str, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(b"secret")
    files = tmp_path / "workspace"
    files.mkdir()
    image = Image(src, "A map", SPAN)
    pictured = replace(document(appendix=False), summary=(image,))
    problems = render_pdf(pictured, theme, files=files).problems
    assert len(problems) == 1
    assert "picture:" in problems[0].message


def test_a_dead_link_is_a_problem(theme: Theme, tmp_path: Path) -> None:
    first, *others = document(appendix=False).claims
    orphan = replace(document(appendix=False), claims=(replace(first, anchor="gone"), *others))
    problems = render_pdf(orphan, theme, files=tmp_path).problems
    assert any("claim-order" in problem.message for problem in problems)


def test_a_theme_limits_the_pages(theme: Theme, tmp_path: Path) -> None:
    rendered = render_pdf(document(), replace(theme, max_pages=2), files=tmp_path)
    assert rendered.pdf is None
    assert "longer than the 2 pages" in rendered.problems[0].message


def test_no_network_is_asked(theme: Theme, tmp_path: Path) -> None:
    style = "body { background: url(https://example.org/x.png) }"
    fetching = replace(
        theme, files={**theme.files, "screen.css": b"", "claims.css": style.encode()}
    )
    problems = render_pdf(document(appendix=False), fetching, files=tmp_path).problems
    assert any("disallowed protocol" in problem.message for problem in problems)


def test_an_appendix_that_stays_as_it_is_is_not_laid_out_again(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out = []

    def counting(html: HTML, **options: Any) -> Any:
        laid_out.append(html)
        return render(html, **options)

    render = HTML.render
    monkeypatch.setattr(HTML, "render", counting)
    first = document()
    section = replace(first.sections[0], heading="Another heading")
    second = replace(first, sections=(section, *first.sections[1:]))
    kept = Kept()
    results = [
        render_pdf(printed, theme, files=tmp_path, kept=kept) for printed in (first, second, first)
    ]
    bodies = [html.etree_element.find("body").get("class", "") for html in laid_out]
    assert sum("appendix" in kinds for kinds in bodies) == 1
    assert results[0].pdf == results[2].pdf
    assert results[1].pdf == render_pdf(second, theme, files=tmp_path).pdf


def test_what_is_kept_says_again_what_it_cannot_print(theme: Theme, tmp_path: Path) -> None:
    first, *others = document().appendix
    paragraph, *below = first.paragraphs
    assert isinstance(paragraph, AppendixParagraph)
    private = replace(paragraph, runs=(Run("\ue123"),))
    changed = replace(first, paragraphs=(private, *below))
    unprintable = replace(document(), appendix=(changed, *others))
    kept = Kept()
    once, again = (render_pdf(unprintable, theme, files=tmp_path, kept=kept) for _ in range(2))
    assert [problem.character for problem in once.problems] == ["\ue123"]
    assert once.problems == again.problems


def test_the_card_has_its_own_page_unless_that_leaves_a_hole(
    rendered: Rendered, theme: Theme, tmp_path: Path
) -> None:
    (own,) = rendered.layout.anchors["card"]
    assert own not in rendered.layout.anchors["recommendation-1"]
    whole = document(appendix=False)
    few = replace(whole, sections=(), changes=(), key_points=whole.key_points[:1])
    short = render_pdf(few, theme, files=tmp_path)
    assert short.layout.anchors["card"][0] == short.layout.anchors["recommendation-1"][0]
