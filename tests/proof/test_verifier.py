"""The verifier for the browser: what it is made of, and its verdicts in a real Chromium.

Its verdict on every altered file of these tests is that of the command.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject, TextStringObject

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.errors import BriefgenError
from briefgen.matching.same_glyphs import bare
from briefgen.model.options import Options
from briefgen.proof.page_digest import file_digests
from briefgen.proof.pdf_objects import open_objects
from briefgen.proof.pdf_reader import read_attachments, read_pages
from briefgen.proof.verify import verify
from tests.building.test_missing_glyph import has_font
from tests.builds.briefs import write_brief
from tests.conftest import REPOSITORY
from tests.harbour import REPORT, write_workspace
from tests.proof.damaged_manifests import BRIEF as OF_LITTLE
from tests.proof.damaged_manifests import attached
from tests.proof.damaged_manifests import damaged as damaged_manifests
from tests.proof.test_altered import (
    AROUND,
    BLANK,
    BOOKMARKED,
    COVERED,
    HIDDEN,
    MASKED,
    NAMED,
    PICTURED,
    REDRAWN,
    REFUSED,
    annotated,
    both,
    closed,
    covered_up,
    damaged,
    followed,
    foreign_annotations,
    respelled,
    see_through,
    silent_font,
    with_pictures,
)
from tests.proof.test_claims_in_print import (
    ALIKE,
    SAID,
    THEMES,
    answered,
    built_arabic,
    built_hebrew,
    built_with,
    everywhere,
)
from tests.proof.test_covering_marks import HIDING, LEAVING, marked
from tests.proof.test_drawn_again import (
    LOST_WORDS,
    WORDLESS,
    drawn_again,
    drawn_as_shapes,
    drawn_without_clusters,
    other_word,
    structure_lost,
)
from tests.proof.test_hostile_pdf import PDFS
from tests.proof.test_legible import ADDED, ADDING, HONEST, ILLEGIBLE, INSIDE, JUDGING
from tests.proof.test_legible import made as made_in
from tests.proof.test_line_order import DOCUMENTS, KINDS, ORDERS, TEXTS, brief_of, ordered
from tests.proof.test_line_order import built as built_lines
from tests.proof.test_print_altered import ALTERATIONS, written
from tests.proof.test_print_check import SCRIPTS, briefed, hidden_inside
from tests.proof.test_saved_again import SAVED
from tests.proof.test_telling_words import sides_exchanged
from tests.proof.test_verify import (
    ODD,
    attachment_added,
    attachment_missing,
    brief_and_manifest_altered,
    built,
    compressed,
    edited,
    evidence_stripped,
    inputs_altered,
    language_altered,
    letter_replaced,
    line_removed,
    link_led_astray,
    link_removed,
    link_to_the_web,
    manifest_altered,
    manifest_broken,
    page_doubled,
    page_removed,
    pages_swapped,
    remanifested,
    resaved_by_pdfium,
    source_altered,
    source_and_manifest_altered,
    text_added,
    title_altered,
    workspace_of,
)

pytestmark = pytest.mark.slow

SOURCES = REPOSITORY / "verifier"
BRIEFS = REPOSITORY / "briefs"
PAGE = REPOSITORY / "src" / "briefgen" / "proof" / "verifier.html"
OF_ONE = "title: T\ndate: 2026-11-20\nsources: [report]\n"
ALTERED = [
    letter_replaced, line_removed, text_added, page_removed, page_doubled, pages_swapped,
    source_altered, source_and_manifest_altered, brief_and_manifest_altered, attachment_missing,
    attachment_added, manifest_altered, inputs_altered, manifest_broken,
    link_led_astray, link_to_the_web, link_removed, title_altered, language_altered,
]  # fmt: skip
NOT_VERIFIED, VERIFIED = "not verified", "verified"
NO_EVIDENCE = "no evidence in this file: ask for the original"

# Takes a file as a person's choice gives it, and waits for the verdict.
TAKE = """\
const [data, done] = arguments;
const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
const given = new DataTransfer();
given.items.add(new File([bytes], "brief.pdf", { type: "application/pdf" }));
const root = document.documentElement;
delete root.dataset.verdict;
new MutationObserver((_, observer) => {
  if (!root.dataset.verdict) return;
  observer.disconnect();
  const lines = (where) => [...document.querySelectorAll(where)].map((one) => one.textContent);
  done([root.dataset.verdict, lines(".faults li"), lines("#result > ul:not(.faults) li")]);
}).observe(root, { attributes: true });
const input = document.querySelector("#file");
input.files = given.files;
input.dispatchEvent(new Event("change"));
"""

Verdict = tuple[str, list[str], list[str]]


@pytest.fixture(scope="module")
def page(chromium: Any) -> Callable[[bytes], Verdict]:
    """The verdict of the page on a PDF, what differs, and all other lines."""
    chromium.get(PAGE.as_uri())
    chromium.set_script_timeout(60)

    def judged(pdf: bytes) -> Verdict:
        verdict, differs, others = chromium.execute_async_script(
            TAKE, base64.b64encode(pdf).decode()
        )
        return verdict, differs, others

    return judged


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(workspace_of(tmp_path_factory.mktemp("verifier")))


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return with_pictures(tmp_path_factory.mktemp("illustrated"))


# --- The file -----------------------------------------------------------------------


def policy() -> str:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', PAGE.read_text("utf-8"))
    assert found
    return found[1]


def test_it_forbids_the_network_and_every_script_but_its_own():
    page = PAGE.read_text(encoding="utf-8")
    allowed = dict(one.split(" ", 1) for one in policy().split("; "))
    assert allowed.pop("default-src") == "'none'"
    for kind, name in (("script", "script-src"), ("style", "style-src")):
        [content] = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        made = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert allowed.pop(name) == f"'sha256-{made}'"
    assert set(allowed.values()) == {"'none'"}
    assert not re.search(r"<(?:link|img|iframe|script src)", page)


@pytest.mark.skipif(not SOURCES.exists(), reason="only in the repository")
def test_it_has_the_licences_of_what_is_in_it():
    page = PAGE.read_text(encoding="utf-8")
    needed = json.loads((SOURCES / "package.json").read_text("utf-8"))["dependencies"]
    for name, version in needed.items():
        assert f"{name} {version} (" in page
    assert page.count("Permission ") == len(needed)


@pytest.mark.skipif(not SOURCES.exists(), reason="only in the repository")
def test_it_is_made_of_these_sources():
    """Without Node.js: the digest of the sources is in the page."""
    files = [SOURCES / name for name in ("build.mjs", "package-lock.json", "package.json")]
    files += (path for path in (SOURCES / "src").rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.relative_to(SOURCES).as_posix()):
        content = path.read_bytes()
        name = path.relative_to(SOURCES).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    made_of = f"<!-- Made by verifier/build.mjs from {digest.hexdigest()}."
    assert made_of in PAGE.read_text("utf-8"), "type `npm run build` in verifier/"


@pytest.mark.skipif(
    not (shutil.which("node") and (SOURCES / "node_modules").exists()),
    reason="needs Node.js, and `npm ci` in verifier/",
)
def test_whoever_builds_it_gets_the_same_bytes():
    node = shutil.which("node")
    assert node
    done = subprocess.run(
        [node, "build.mjs", "--check"], cwd=SOURCES, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not SOURCES.exists(), reason="only in the repository")
def test_its_lock_names_no_host():
    assert '"resolved"' not in (SOURCES / "package-lock.json").read_text("utf-8")


def test_the_command_writes_it(briefgen, tmp_path: Path):
    written = tmp_path / "verify.html"
    assert briefgen("verify", "--page", "-o", written).code == 0
    assert written.read_bytes() == PAGE.read_bytes()
    assert briefgen("verify", "--page", written).code == 2
    assert briefgen("verify", "-o", written, written).code == 2
    assert briefgen("verify").code == 2


# --- Verdicts -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ILLEGIBLE)
def test_what_a_theme_of_one_s_own_hides_is_told(page, tmp_path, name):
    rules, said = ILLEGIBLE[name]
    verdict, differs, _ = page(made_in(tmp_path, rules).content)
    assert verdict == NOT_VERIFIED
    told = [one for one in differs if " has “" in one]
    # Of words in a drawing the page says the first piece that is shown.
    assert [re.sub("“.*?”", "", one) for one in told] == [re.sub("“.*?”", "", one) for one in said]
    assert told == said or name == "faded"


def test_words_that_a_theme_of_one_s_own_adds_are_named(page, tmp_path):
    verdict, differs, others = page(made_in(tmp_path, ADDING).content)
    assert (verdict, differs) == (VERIFIED, [])
    told = [line for line in others if line.startswith("the theme adds")]
    assert told[0] == ADDED[0]
    assert "Fish" in told[1]
    assert len(told) == len(ADDED)


@pytest.mark.parametrize("name", JUDGING)
def test_a_label_beside_a_text_that_is_not_its_own_is_told(page, tmp_path, name):
    rules, piece, what = JUDGING[name]
    verdict, differs, others = page(made_in(tmp_path, rules).content)
    assert (verdict, differs) == (VERIFIED, [])
    [told] = [line for line in others if line.startswith("the theme adds")]
    names = (what, "section “Facts”")  # the page does not tell its paragraphs apart
    assert told in [
        f"the theme adds “{piece}” to {one}: the brief does not have it there" for one in names
    ]


@pytest.mark.parametrize("name", INSIDE)
def test_a_label_within_a_text_is_not_verified(page, tmp_path, name):
    verdict, differs, _ = page(made_in(tmp_path, INSIDE[name]).content)
    assert verdict == NOT_VERIFIED
    assert differs


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_theme_of_one_s_own_is_verified(page, tmp_path, name):
    verdict, differs, others = page(made_in(tmp_path, HONEST[name]).content)
    assert (verdict, differs) == (VERIFIED, [])
    assert sum("none of briefgen’s packaged themes" in line for line in others) == 1
    assert not any(line.startswith("the theme adds") for line in others)


def test_what_build_makes_is_verified(page, pdf):
    verdict, differs, others = page(pdf)
    assert (verdict, differs) == (VERIFIED, [])
    assert "attachments: 4 of 4 match the manifest" in others
    assert any(line.startswith("citations: 6 of 6") for line in others)


def test_two_authors_and_a_range_of_paragraphs_are_read(page, tmp_path: Path):
    write_workspace(
        tmp_path,
        "title: The harbour\ndate: 2026-11-20\nsources: [report]\n"
        "prepared_by: [A. Writer, B. Editor]\n"
        "key_points:\n  - The board says more [@A2-3].\n  - It was “closed on Monday” [@A2].\n",
    )
    assert page(built(tmp_path))[:2] == (VERIFIED, [])


OF_EVERY_KIND = """\
title: The “harbour” \\“x\\”
date: 2026-11-01
language: fr
sources: [report]
key_points:
  - It was «closed on Monday» [see @A2, so]. [!shut]
  - |
    It was[^1].

    [^1]: So *it* was.
sections:
  - heading: Contested claims
    body: |
      ![The lock [@A2] ^[Ours.]](lock.svg){width=60% alt="A \\"lock\\""}

      - [ ] It **is**~~n't~~ so.
      - [x] See [it](#claim-shut), m^2^ and [the *web*](https://example.org/a_(b)).

      1986. A year
      1987) Another

      | a \\| b | *c* |
      |--------|:---:|
      | `x\\|y` | ^[In a cell.] |

      A heading
      ---------

      Here ![a lock](lock.svg) it is,\\
      and on. See <https://example.org/z> &amp; &copy; 2026.

      > «[C]losed on Monday» ^[Ours.] [@A2]

      > [@monday]
passages:
  monday: {source: report, quote: closed on Monday}
claims:
  - id: shut
    claim: The harbour *is* shut.
    positions:
      - {stance: asserts, by: By, via: by, cite: A2}
      - {stance: denies, by: The ministry, cite: A3, says: It “denies that it was asked”.}
"""
LOCK = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">
<rect width="90" height="30" fill="navy"/><text y="20" font-size="9">The upper lock</text></svg>
"""


def test_what_markdown_has_is_read(page, tmp_path: Path):
    path = write_workspace(tmp_path, OF_EVERY_KIND)
    path.with_name("lock.svg").write_text(LOCK, encoding="utf-8")
    pdf = built(tmp_path)
    assert verify(pdf).verdict == VERIFIED
    assert page(pdf)[:2] == (VERIFIED, [])


def test_claims_and_headings_may_differ_in_a_number_alone(page, tmp_path: Path):
    years = [2024, 2025, 2026]
    body = "".join(f"      ## Closures of {year}\n\n      It was shut [@A2].\n\n" for year in years)
    claims = "".join(
        f"  - id: shut-{year}\n    claim: The harbour was shut in {year}.\n    positions:\n"
        "      - {stance: asserts, by: The board, cite: A2}\n"
        for year in years
    )
    brief = (
        "title: T\ndate: 2026-11-20\nsources: [report]\nsections:\n  - heading: S\n    body: |\n"
    )
    write_workspace(tmp_path, f"{brief}{body}claims:\n{claims}")
    pdf = built(tmp_path)
    assert verify(pdf).verdict == VERIFIED
    assert page(pdf)[:2] == (VERIFIED, [])


def test_pictures_of_any_kind_are_printed(page, tmp_path: Path):
    """In the colours of a press, turned, with a block before what says so, 16 bits of grey, and
    under another name than that of their kind."""
    photograph, exif = Image.effect_noise((40, 30), 80), Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    turned = BytesIO()
    photograph.save(turned, "JPEG", exif=exif)
    start, block = turned.getvalue()[:2], b"\xff\xe2\xff\xff" + bytes(65533)
    names = ["press.jpg", "grey.png", "jpeg.html", "late.jpg"]
    shown = "".join(
        f"      ![The lock, {name}]({name})\n\n      It “stays closed” [@A2].\n\n" for name in names
    )
    path = write_workspace(tmp_path, f"{OF_ONE}sections:\n  - heading: One\n    body: |\n{shown}")
    photograph.convert("CMYK").save(path.with_name("press.jpg"))
    photograph.convert("I;16").save(path.with_name("grey.png"))
    photograph.save(path.with_name("jpeg.html"), "JPEG")
    path.with_name("late.jpg").write_bytes(start + 2 * block + turned.getvalue()[2:])
    pdf = built(tmp_path)
    assert verify(pdf).verdict == VERIFIED
    assert page(pdf)[:2] == (VERIFIED, [])
    assert b"/DeviceCMYK" not in pdf
    web = make(Job(tmp_path.resolve(), path.resolve(), Options(html=True))).printed
    assert web
    assert web.problems == ()
    assert b"data:image/jpeg" in web.content


# Letters from right to left among others, words longer than a line, ligatures, a letter that is a
# holder, and one that is also a part of a label.
@pytest.mark.parametrize("seed", [4, 79, 87, 113, 135, 144, 171])
def test_a_random_honest_brief_is_verified(page, seed, tmp_path: Path):
    drawn = write_brief(tmp_path, seed)
    made = make(Job(tmp_path.resolve(), drawn.path.resolve(), drawn.options))
    assert made.printed
    if any(problem.rule == "missing-glyph" for problem in made.printed.problems):
        pytest.skip("this system has no font for a sign of it")
    assert not made.printed.problems
    assert verify(made.printed.content).verdict == VERIFIED
    assert page(made.printed.content)[:2] == (VERIFIED, [])


def test_places_in_a_heading_a_caption_and_a_quotation(page, tmp_path: Path):
    lines = ODD["places in a heading, a caption and a quotation"].splitlines()
    body = "".join(f"      {line}\n" for line in lines)
    path = write_workspace(tmp_path, f"{OF_ONE}sections:\n  - heading: One\n    body: |\n{body}")
    Image.new("RGB", (30, 20), "teal").save(path.with_name("p.png"))
    assert page(built(tmp_path))[:2] == (VERIFIED, [])


MINUTES = """\
# Minutes

The lock cost 10<sup>6</sup> crowns and held H<sub>2</sub>O. It was *shut*.<sup>1</sup> They left.

- The pilots were asked.
- The board was not. It ~~did not~~ did <del>never</del> agree.

| who | when |
|---|---|
| Quay | Monday |

A [log] was kept.[^1] Of [boats] it says nothing.

[log]: https://harbour.example/log "The log"
[^1]: By the clerk.

[boats]: two
"""
OF_MINUTES = """\
title: T
date: 2026-11-20
sources: [minutes]
key_points:
  - It “cost 10^6^ crowns and held H~2~O” [@A2], “cost 10⁶ crowns” [@A2].
  - It was “shut. They left” [@A2]. “The board was not” [@A4]; “Quay” [@A6].
  - It “\\~\\~did not\\~\\~ did \\~\\~never\\~\\~ agree” [@A4], “did … agree” [@A4].
"""


def test_a_source_in_markdown_is_read_as_the_command_reads_it(page, tmp_path: Path):
    catalogue = "references:\n  - {id: minutes, file: minutes.md, title: M, note-markers: true}\n"
    path = write_workspace(tmp_path, OF_MINUTES, catalogue=catalogue)
    (path.parents[1] / "seeds" / "minutes.md").write_text(MINUTES, "utf-8")
    verdict, differs, _ = page(built(tmp_path))
    assert (verdict, differs) == (VERIFIED, [])


def follow(altered: bytes) -> Callable[[dict[str, Any]], None]:
    """Changes a manifest to what the pages of an altered file say."""
    digests, pages = file_digests(open_objects(altered)), read_pages(altered)

    def change(manifest: dict[str, Any]) -> None:
        for entry, printed, drawn in zip(manifest["pages"], pages, digests.pages, strict=True):
            entry |= {"text": printed.text, "links": list(printed.links), "drawn": drawn}
        manifest["around"] = digests.around

    return change


HEBREW = (
    "הנמל נסגר ביום שני (כך המועצה).",
    """\
title: הנמל (היום)
date: "2026-11-20"
language: he
sources: [report]
key_points:
  - הנמל נסגר (בבוקר) and [12] ≤ 5 “closed on Monday” [@A2].
sections:
  - heading: שער 12
    body: |
      “נסגר ביום שני” [@A5], הנמל (א) נסגר על פי
      https://example.org/a-path/of-many/parts/that/goes/on/2026/11/20/until/the/line/ends.html
      והמועצה אמרה שהוא יישאר
      סגור עד יום שישי הקרוב, בשעה 12:30.
""",
)
ARABIC = (
    "أغلق الميناء يوم الاثنين (قال المجلس).",
    """\
title: الميناء (اليوم)
date: "2026-11-20"
language: ar
sources: [report]
key_points:
  - أُغلق الميناء (صباحًا) and [12] ≤ 5 “closed on Monday” [@A2].
sections:
  - heading: البوابة 12
    body: |
      “أغلق الميناء يوم الاثنين” [@A5]، وبقي الميناء (أ) مغلقًا حتى يوم الجمعة، وقال المجلس إن
      السفن انتظرت في الخارج عند الساعة 12:30.
""",
)


def other_letter(writer: Any) -> None:
    """Let a glyph with a letter of the title, wherever it is drawn, be read as the next letter."""
    title = str(writer.metadata["/Title"])
    fonts = [font.get_object() for font in writer.pages[0]["/Resources"]["/Font"].values()]
    wanted = b"> <%04x>" % ord(title[3])
    for font in fonts:
        table = font["/ToUnicode"].get_data()
        if wanted in table:
            stream = DecodedStreamObject()
            stream.set_data(table.replace(wanted, b"> <%04x>" % (ord(title[3]) + 1)))
            font[NameObject("/ToUnicode")] = writer._add_object(stream)


@pytest.mark.parametrize(("said", "brief"), [HEBREW, ARABIC], ids=["Hebrew", "Arabic"])
def test_words_from_right_to_left_are_read(page, tmp_path: Path, said, brief):
    write_workspace(tmp_path, brief, report=f"{REPORT}{said}\n")
    pdf = built(tmp_path)
    assert page(pdf)[:2] == (VERIFIED, [])
    altered = edited(pdf, other_letter)
    assert any("was altered" in line for line in page(altered)[1])
    forged = edited(altered, lambda writer: remanifested(writer, follow(altered)))
    assert verify(forged).differs
    verdict, differs, _ = page(forged)
    assert verdict == NOT_VERIFIED
    assert any("is not printed as the evidence has it" in line for line in differs), differs


def test_a_word_of_three_lines_is_read_where_lines_run_backwards(page, tmp_path: Path):
    brief = f"""\
title: הנמל
date: "2026-11-20"
language: he
sources: [report]
sections:
  - heading: שער
    body: Its {"Schleusenbetriebsgenehmigung" * 5} lay and “closed on Monday” [@A2] for now.
"""
    write_workspace(tmp_path, brief)
    pdf = built(tmp_path)
    assert verify(pdf).differs == ()
    assert page(pdf)[:2] == (VERIFIED, [])


def test_exchanged_words_for_sides_are_refused_by_the_page(page, pdf):
    said = page(edited(pdf, sides_exchanged))[1]
    assert "the word for “asserted_by” is “Denied by”, which means something else" in said


COUNTED = """\
title: The harbour
date: 2026-11-20
sources: [report]
passages:
  twice: {source: report, quote: closed on Monday}
  never: {source: report, quote: Boats waited outside}
  whole: {source: report, paragraph: 3}
key_points:
  - It was closed [@twice], and stays so [@twice; @whole]. It was “closed on Monday” [@A2].
"""


@pytest.mark.parametrize("name", ["", *sorted(one.name for one in BRIEFS.glob("*.yaml"))])
def test_paper_command_and_page_count_the_same_quotations(page, chromium, tmp_path, name):
    root = REPOSITORY if name else tmp_path.resolve()
    path = BRIEFS / name if name else write_workspace(root, COUNTED)
    made = make(Job(root, path, Options()))
    assert made.printed is not None, made.findings
    pdf = made.printed.content
    labels = json.loads(read_attachments(pdf)["manifest.json"])["inputs"]["labels"]
    # A line may end within a word.
    said = re.escape(bare(labels["checked_many"].replace("{count}", "#")).replace("-", ""))
    words = bare("".join(one.words for one in read_pages(pdf))).replace("-", "")
    printed = re.search(said.replace(r"\#", r"(\d+)"), words)
    assert printed
    line = f"quotations: {printed[1]} of {printed[1]} are in their sources, word for word"
    assert line in verify(pdf).proved
    assert line in page(pdf)[2]
    heads = [one.text for one in chromium.find_elements("tag name", "h3")]
    assert f"Quotations: {printed[1]} of {printed[1]} are in their sources" in heads
    assert name or printed[1] == "2"


@pytest.mark.parametrize("language", DOCUMENTS)
def test_another_order_in_a_line_is_refused_by_the_page(page, tmp_path, language):
    document = ordered(tmp_path, language)
    for way, alter in ORDERS.items():
        assert page(edited(document, followed(alter)))[0] == NOT_VERIFIED, way


@pytest.mark.parametrize("source", TEXTS)
def test_lines_that_run_both_ways_are_verified_by_the_page(page, tmp_path, source):
    if not has_font(source):
        pytest.skip(f"this system has no font for {source}")
    for _, language, theme in (kind for kind in KINDS if kind[0] == source):
        folder = tmp_path / f"{language}-{theme}"
        pdf = built_lines(folder, brief_of(source, language, theme), source)
        assert page(pdf)[:2] == (VERIFIED, [])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("way", ALIKE)
def test_words_of_a_theme_may_be_those_of_a_claim(page, tmp_path: Path, way, theme):
    assert page(built_with(tmp_path, way, theme))[:2] == (VERIFIED, [])


@pytest.mark.parametrize("make_one", [answered, built_arabic])
def test_letters_and_sides_of_positions_are_read(page, tmp_path: Path, make_one):
    assert page(make_one(tmp_path.resolve()))[:2] == (VERIFIED, [])


@pytest.mark.parametrize("way", SAID)
def test_a_status_and_a_stance_are_asked_where_words_run_backwards(page, tmp_path: Path, way):
    hebrew = built_hebrew(tmp_path.resolve())
    assert page(hebrew)[:2] == (VERIFIED, [])
    old, new, said = SAID[way]
    verdict, differs, _ = page(edited(hebrew, everywhere(old, new)))
    assert verdict == NOT_VERIFIED
    assert any(said in line for line in differs), differs


def test_every_annotation_that_we_never_make_is_refused_by_name(page, pdf):
    altered, said = foreign_annotations(pdf)
    verdict, differs, _ = page(altered)
    assert verdict == NOT_VERIFIED
    assert said <= {*differs}


@pytest.mark.parametrize("way", REFUSED)
def test_what_we_never_make_is_refused_by_name(page, pdf, way):
    alter, said = REFUSED[way]
    verdict, differs, _ = page(edited(pdf, alter))
    assert verdict == NOT_VERIFIED
    assert any(said in line for line in differs), differs


@pytest.mark.parametrize("alter", BLANK)
def test_a_page_without_content_is_not_called_damage(page, pdf, alter):
    verdict, differs, _ = page(edited(pdf, alter))
    assert verdict == NOT_VERIFIED
    assert "page 4 of the file does not belong to the document" in differs


@pytest.mark.parametrize("way", SAVED)
def test_what_a_program_changes_is_named_and_no_alteration(page, pdf, way):
    alter, said = SAVED[way]
    verdict, differs, others = page(edited(pdf, alter))
    assert (verdict, differs) == (VERIFIED, [])
    assert sum(said in line for line in others) == 1


@pytest.mark.parametrize("alter", ALTERED, ids=lambda alter: alter.__name__)
def test_an_alteration_is_found(page, pdf, alter):
    verdict, differs, _ = page(edited(pdf, alter))
    assert verdict == NOT_VERIFIED
    assert differs


def test_no_damaged_manifest_is_verified(page, tmp_path: Path):
    write_workspace(tmp_path, OF_LITTLE)
    pdf = built(tmp_path)
    for number, (way, raw) in enumerate(damaged_manifests(read_attachments(pdf)["manifest.json"])):
        # A word that is not listed is known by its label.
        if (number % 4 == 0 or "document" in way) and not way.startswith("words.0"):
            assert page(attached(pdf, raw))[0] not in (VERIFIED, "cannot be read"), way


@pytest.mark.parametrize("way", BOOKMARKED)
def test_bookmarks_that_differ_are_refused(page, pdf, way):
    differs = page(edited(pdf, BOOKMARKED[way]))[1]
    assert differs == ["the bookmarks differ from those that were made"]


def test_bookmarks_of_a_reader_and_closed_ones_are_no_alteration(page, pdf):
    assert page(edited(pdf, closed))[:2] == (VERIFIED, [])
    copy = edited(pdf, lambda writer: writer.add_outline_item(title="Facts", page_number=0))
    verdict, _, others = page(copy)
    assert verdict == VERIFIED
    assert "the bookmarks differ from those that were made" in others


@pytest.mark.parametrize("way", NAMED)
def test_what_is_altered_on_a_page_is_named_there(page, pdf, way):
    alter, said = NAMED[way]
    found = [line for line in page(edited(pdf, alter))[1] if said in line]
    assert found
    assert all(line.startswith("page 1 has ") for line in found)


@pytest.mark.parametrize("way", MASKED)
def test_a_picture_that_is_masked_is_named_with_its_page(page, illustrated, way):
    alter, said = MASKED[way]
    assert page(edited(illustrated, alter))[1] == [f"page 1 has {said}"]


def test_pictures_that_let_paper_through_are_verified(page, tmp_path: Path):
    assert page(see_through(tmp_path))[:2] == (VERIFIED, [])


def test_empty_strings_may_be_spelled_otherwise(page, pdf):
    assert page(edited(pdf, respelled))[:2] == (VERIFIED, [])


def test_what_a_copy_lost_is_said_once(page, pdf):
    lost = "the structure, by which the file is read aloud, is missing"
    assert page(edited(pdf, structure_lost))[1] == [lost]
    verdict, differs, _ = page(edited(pdf, drawn_as_shapes))
    assert differs == []
    assert verdict.startswith(WORDLESS)


@pytest.mark.parametrize("way", REDRAWN)
def test_a_page_that_was_drawn_again_is_named(page, pdf, way):
    verdict, differs, _ = page(edited(pdf, REDRAWN[way]))
    # Words that are elsewhere may be off the page, and off their links.
    elsewhere = (
        "extends beyond the edge of page 1", "a link that is not on its words",
        "letters that can hardly be read", "at the edge of the paper", "elsewhere than it is read",
    )  # fmt: skip
    assert all(any(one in line for one in elsewhere) for line in differs), differs
    assert verdict == NOT_VERIFIED if differs else "page 1 was drawn again" in verdict


def test_a_copy_without_structure_has_its_words(page, pdf):
    verdict, differs, _ = page(edited(pdf, drawn_again))
    assert differs == []
    assert "pages 1, A-1, A-2 were drawn again" in verdict
    assert page(edited(pdf, both(drawn_again, title_altered)))[0] == NOT_VERIFIED


@pytest.mark.parametrize("language", ["km", "my", "kn", "ur"])
def test_clusters_with_letters_over_each_other_are_read(page, language, tmp_path: Path):
    if not has_font(language):
        pytest.skip(f"this system has no font for {language}")
    assert page(briefed(tmp_path, SCRIPTS[language]))[:2] == (VERIFIED, [])


@pytest.mark.parametrize("language", ["bn", "km", "th"])
def test_no_letters_are_hidden_inside_a_cluster(page, language, tmp_path: Path):
    if not has_font(language):
        pytest.skip(f"this system has no font for {language}")
    pdf = briefed(tmp_path, SCRIPTS[language])
    assert page(edited(pdf, covered_up(lambda _: None)))[:2] == (VERIFIED, [])
    for shown in (b"%(other)s", b"/Span <</MCID 0>> BDC EMC"):
        differs = page(edited(pdf, hidden_inside(shown)))[1]
        assert any("letters inside others that are read instead" in one for one in differs), differs


def test_words_that_cannot_be_read_back_are_no_forgery(page, tmp_path: Path):
    if not has_font("hi"):
        pytest.skip("this system has no font for hi")
    hindi = briefed(tmp_path, SCRIPTS["hi"])
    verdict, differs, _ = page(edited(hindi, drawn_without_clusters))
    assert differs == []
    assert verdict.startswith(LOST_WORDS)
    assert page(edited(hindi, other_word))[0] == NOT_VERIFIED


@pytest.mark.parametrize("alter", [letter_replaced, line_removed, text_added, pages_swapped])
def test_a_manifest_that_follows_the_altered_page_is_not_believed(page, pdf, alter):
    """Words changed on a page and in the list of what it prints; evidence and fingerprint stay."""
    altered = edited(pdf, alter)
    forged = edited(altered, lambda writer: remanifested(writer, follow(altered)))
    assert verify(forged).differs
    verdict, differs, _ = page(forged)
    assert verdict == NOT_VERIFIED
    assert not any("was altered" in line for line in differs), "the manifest did not follow"


@pytest.mark.parametrize("way", COVERED | AROUND)
def test_the_brief_is_believed_and_not_the_manifest(page, pdf, way):
    alter, _ = (COVERED | AROUND)[way]
    altered = edited(pdf, alter if way in COVERED else followed(alter))
    verdict, differs, _ = page(altered)
    assert (verdict, bool(differs)) == (NOT_VERIFIED, True)


@pytest.mark.parametrize("way", HIDDEN)
def test_what_hides_words_is_found(page, pdf, way):
    alter, said = HIDDEN[way]
    verdict, differs, _ = page(edited(pdf, covered_up(alter)))
    assert verdict == NOT_VERIFIED
    assert any(said in line for line in differs), differs


@pytest.fixture(scope="module")
def detailed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("detailed"))


def test_a_brief_of_every_kind_is_verified(page, detailed):
    assert page(detailed)[:2] == (VERIFIED, [])


@pytest.mark.parametrize("alter", ALTERATIONS)
def test_words_elsewhere_or_heard_or_led_to_otherwise_are_found(page, detailed, alter):
    assert page(edited(detailed, followed(alter)))[0] == NOT_VERIFIED


@pytest.mark.parametrize("way", PICTURED)
def test_another_picture_and_another_text_are_found(page, illustrated, way):
    alter, _ = PICTURED[way]
    assert page(illustrated)[0] == VERIFIED
    assert page(edited(illustrated, followed(alter)))[0] == NOT_VERIFIED


def test_a_stripped_file_is_not_called_altered(page, pdf):
    assert page(edited(pdf, evidence_stripped))[0] == NO_EVIDENCE


def _tree(writer: Any) -> Any:
    return writer.root_object["/StructTreeRoot"]


def _first_font(writer: Any) -> Any:
    return next(iter(writer.pages[0]["/Resources"]["/Font"].values())).get_object()


def _renamed(writer: Any) -> None:
    names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]
    entry = names[names.index("manifest.json") + 1].get_object()
    entry[NameObject("/UF")] = TextStringObject("other.json")


def _begun_otherwise(writer: Any) -> None:
    """A control character after a word of the tables from which the letters of glyphs are read."""
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        table = font.get_object()["/ToUnicode"].get_object()
        table.set_data(table.get_data().replace(b"beginbfchar\n", b"beginbfchar\x02\n"))


# What programs read in two ways, or not at all.
UNREAD: dict[str, Callable[[Any], Any]] = {
    "a page that is none": lambda writer: writer.pages[0].update(
        {NameObject("/Type"): NameObject("/X")}
    ),
    "more pages than there are": lambda writer: writer.root_object["/Pages"].update(
        {NameObject("/Count"): NumberObject(40)}
    ),
    "a tree of pages that is none": lambda writer: writer.root_object["/Pages"].update(
        {NameObject("/Type"): NameObject("/X")}
    ),
    "a font of an unknown kind": lambda writer: _first_font(writer).update(
        {NameObject("/Subtype"): NameObject("/X")}
    ),
    "an element without what holds it": lambda writer: _tree(writer)["/K"][0]["/K"][0].pop("/P"),
    "a structure that is none": lambda writer: _tree(writer).update(
        {NameObject("/Type"): NameObject("/X")}
    ),
    "a page's structure elsewhere": lambda writer: writer.pages[0].pop("/StructParents"),
    "another name for the manifest": _renamed,
    "letters that begin with another word": _begun_otherwise,
}


def judged(pdf: bytes) -> str:
    """The command's verdict."""
    try:
        return verify(pdf).verdict
    except BriefgenError:
        return "cannot be read"


@pytest.mark.parametrize("way", UNREAD)
def test_what_programs_read_in_two_ways_is_judged_alike(page, pdf, way):
    altered = edited(pdf, UNREAD[way])
    verdict = judged(altered)
    assert page(altered)[0] == verdict
    assert verdict in (NOT_VERIFIED, "cannot be read")


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"/Group <<", b"\x0fGroup <<"), (b"/CS [/ICCBased ", b"/CS [/ICCBased0")],
)
def test_what_is_not_well_formed_cannot_be_read(page, pdf, old, new):
    assert old in pdf
    altered = pdf.replace(old, new, 1)
    assert page(altered)[0] == judged(altered) == "cannot be read"


def test_a_font_that_reads_otherwise_is_found(page, pdf):
    assert page(edited(pdf, silent_font))[0] == NOT_VERIFIED


@pytest.mark.parametrize("kind", ["Text", "Highlight", "Ink"])
def test_a_reader_s_mark_is_named_and_no_alteration(page, pdf, kind):
    verdict, _, others = page(edited(pdf, annotated(kind)))
    assert verdict == VERIFIED
    assert f"1 mark was added on page 1 ({kind}); it is not part of the brief" in others


@pytest.mark.parametrize("way", HIDING)
def test_a_mark_that_hides_words_is_refused(page, pdf, way):
    verdict, differs, _ = page(marked(pdf, way))
    assert verdict == NOT_VERIFIED
    said, kind = "page 1 has a mark over “The harbour was", f"({HIDING[way][0]})"
    assert [line for line in differs if line.startswith(said) and line.endswith(kind)], differs


@pytest.mark.parametrize("way", LEAVING)
def test_a_mark_below_which_words_can_be_read_is_a_readers(page, pdf, way):
    assert page(marked(pdf, way))[:2] == (VERIFIED, [])


def test_what_an_earlier_edition_said_is_known(page, tmp_path):
    points = "'We rang up a few of them in May.', 'It was “closed on Monday” [@A2].'"
    old = f"{OF_ONE}key_points: [{points}]\n"
    brief = write_workspace(tmp_path, old)
    earlier = tmp_path / "briefs" / "earlier.yaml"
    earlier.write_text(old, encoding="utf-8")
    brief.write_text(old.replace("'We rang up a few of them in May.', ", ""), encoding="utf-8")
    made = make(Job(tmp_path.resolve(), brief, Options(since=str(earlier))))
    assert made.printed
    edition = made.printed.content
    assert page(edition)[:2] == (VERIFIED, [])
    for change in (
        lambda manifest: manifest["replaces"]["changes"].pop(),
        lambda manifest: manifest.update(replaces=None),
    ):
        altered = edited(edition, functools.partial(remanifested, change=change))
        [said] = [one for one in verify(altered).differs if one.startswith("the list of changes")]
        verdict, differs, _ = page(altered)
        assert (verdict, said in differs) == (NOT_VERIFIED, True)


def test_a_word_is_divided_where_the_brief_says_so(page, tmp_path):
    cell = "Rind\u00adfleisch\u00adetikettierungs\u00adüberwachungs\u00adgesetz"
    rows = ["|A|B|C|D|E|", "|---|---|---|---|---|", f"|{cell}" * 5]
    lines = "\n      ".join(["“closed on Monday” [@A2]\n", *rows])
    body = f"sections:\n  - heading: H\n    body: |\n      {lines}\n"
    write_workspace(tmp_path, f"language: de\n{OF_ONE}{body}")
    pdf = built(tmp_path)
    assert "fleisch-" in "".join(one.text for one in read_pages(pdf))
    assert page(pdf)[:2] == (VERIFIED, [])


def test_a_turned_page_is_read_turned(page, pdf):
    verdict, _, others = page(edited(pdf, lambda writer: writer.pages[0].rotate(90)))
    assert verdict == VERIFIED
    assert "page 1 is turned by 90 degrees" in others


@pytest.mark.parametrize(
    "resave",
    [
        lambda pdf: edited(pdf, lambda _: None),
        lambda pdf: edited(pdf, compressed),
        resaved_by_pdfium,
    ],
    ids=["pypdf", "pypdf-compressed", "pdfium"],
)  # fmt: skip
def test_a_copy_that_another_program_saved_unaltered_is_verified(page, pdf, resave):
    assert page(resave(pdf))[:2] == (VERIFIED, [])


def test_a_damaged_file_cannot_be_read(page, pdf):
    assert page(damaged(pdf))[0] == "cannot be read"


@pytest.mark.parametrize("raw", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_cannot_be_read(page, raw):
    assert page(raw)[0] == "cannot be read"


@pytest.mark.parametrize("name", PDFS)
def test_a_file_that_was_made_to_do_harm_ends_in_a_verdict(page, name):
    make, _ = PDFS[name]
    assert page(make())[0] in {"cannot be read", NOT_VERIFIED, NO_EVIDENCE}
