"""The PDF as machines judge it and as people hear it."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from briefgen.cli.main import main
from tests.conftest import REPOSITORY, Ran
from tests.pdf.structure import outline
from tests.pdf.verapdf import validate

pytestmark = pytest.mark.slow

EVERYTHING = """\
title: The harbour
date: 2026-11-20
paper: a4
sources: [report]
summary: Who asked whom, in three sentences of a report, and nothing that it does not say.
key_points:
  - The harbour was “closed on Monday” [@A2]. [!asked]
sections:
  - heading: What happened
    body: |
      It stays closed [@A2]; the ministry was not asked [@A3] ^[So it says.].

      - Boats waited [@A4].
      - Nobody sailed.

      > We heard of it from the press [@A3]

      | Day | State |
      |---|---|
      | Monday | closed |

      Again, “closed on Monday” [@A2]. See the [council](https://example.org/council).
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: asserts, by: The council, cite: A2}
      - {stance: denies, by: The ministry, says: It “denies that it was asked”., cite: A3}
      - {stance: denies, by: A spokesman, cite: A3}
"""

# What a reader hears of it, part by part.
HEARD = (
    """\
    L (ListNumbering /Decimal)
      LI
        Lbl 1.
        LBody
          P The harbour was “closed on Monday”.[Reference [Link →Note 1: 1]]\
[Link →claim 1, disputed: 1]
          Note #note-1
            Lbl [Link →Note 1: 1]
            P Source A, “Harbour closed”, n.d., [Link →A2, p. A-1: A2, p. A-1].
""",
    """\
  Sect
    H2 What happened
    P 1 It stays closed[Reference [Link →Note 2: 2]]; the ministry was not asked.\
[Reference [Link →Note 3: 3]][Reference [Link →Note 4: 4]]
    Note #note-2
      Lbl [Link →Note 2: 2]
      P [Link →A2, p. A-1: A2, p. A-1].
    Note #note-3
      Lbl [Link →Note 3: 3]
      P [Link →A3, p. A-1: A3, p. A-1].
    Note #note-4
      Lbl [Link →Note 4: 4]
      P So it says.
    L (ListNumbering /Disc)
      LI
        Lbl •
        LBody
          P Boats waited.[Reference [Link →Note 5: 5]]
          Note #note-5
            Lbl [Link →Note 5: 5]
            P [Link →A4, p. A-1: A4, p. A-1].
      LI
        Lbl •
        LBody Nobody sailed.
    BlockQuote
      P We heard of it from the press[Reference [Link →Note 6: 6]]
      Note #note-6
        Lbl [Link →Note 6: 6]
        P [Link →A3, p. A-1: A3, p. A-1].
    Table
      THead
        TR
          TH #head-1-0-0 (Scope /Column) Day
          TH #head-1-0-1 (Scope /Column) State
      TBody
        TR
          TD (Headers head-1-0-0) Monday
          TD (Headers head-1-0-1) closed
    P 2 Again, “closed on Monday”.[Reference [Link →Note 7: 7]] See the [Link →council: council].
    Note #note-7
      Lbl [Link →Note 7: 7]
      P [Link →A2, p. A-1: A2, p. A-1].
""",
    """\
    Table
      THead
        TR
          TH #head-3-0-0 (ColSpan 3, Scope /Column)
            H3 1 The ministry was asked.
            P disputed · marked at [Link →key point 1: key point 1]
        TR
          TH #head-3-1-0 (Scope /Column) Asserted by
          TH #head-3-1-1 (Scope /Column) Denied by
          TH #head-3-1-2 (Scope /Column) Questioned or qualified by
      TBody
        TR
          TD (Headers head-3-0-0 head-3-1-0)
            P 1a The council
            P [Link →A2, p. A-1: A2, p. A-1]
          TD (Headers head-3-0-0 head-3-1-1)
            P 1b The ministry
            P It “denies that it was asked”. [Link →A3, p. A-1: A3, p. A-1]
            P 1c A spokesman
            P [Link →A3, p. A-1: A3, p. A-1]
          TD (Headers head-3-0-0 head-3-1-2)
            P None in the sources cited
""",
    """\
      H4 A1 Harbour closed
      P A2 The harbour was closed on Monday, the council said. It stays closed until Friday.
      P cited in [Link →notes 1: notes 1], [Link →2: 2], [Link →7: 7], [Link →claim 1a: claim 1a]
""",
)


@pytest.fixture(scope="module", params=["letter", "a4"])
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("output") / "sept2.pdf"
    brief = REPOSITORY / "briefs" / "sept2.yaml"
    with pytest.raises(SystemExit) as ended:
        main(["build", str(brief), "-o", str(path), "--paper", request.param])
    assert ended.value.code in {0, None}
    return path.read_bytes()


@pytest.fixture
def heard(workspace: Path, briefgen: Callable[..., Ran]) -> Callable[[str], str]:
    """Builds a brief and reads its structure aloud."""

    def build(brief: str) -> str:
        (workspace / "briefs" / "harbour.yaml").write_text(brief, encoding="utf-8")
        ran = briefgen("build", "briefs/harbour.yaml")
        assert ran.code == 0, ran.err
        pdf = (workspace / "output" / "harbour.pdf").read_bytes()
        assert validate(pdf) == []
        # Only notes and the heads of tables are looked up by their IDs.
        return re.sub(r" #(?!note-|head-)\S+", "", outline(pdf))

    return build


def test_the_example_is_valid(example: bytes) -> None:
    assert validate(example) == []


def test_a_broken_file_is_not_valid(example: bytes) -> None:
    broken = example.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<").replace(
        b'pdfaid:conformance="A"', b'pdfaid:conformance="X"'
    )
    assert [(failure.flavour, failure.clause) for failure in validate(broken)] == [
        ("ua1", "5"),
        ("3a", "6.6.4"),
    ]


def test_what_runs_over_pages_is_one(example: bytes) -> None:
    lines = outline(example).splitlines()
    names = [line.split()[0] for line in lines]
    # Nine claims and questions, and the card.
    assert names.count("Table") == names.count("THead") == names.count("TBody") == 10
    lines = lines[: lines.index("    H2 Contested claims")]
    paragraphs = [match[1] for line in lines if (match := re.match(r" +P (\d+) ", line))]
    assert paragraphs == [str(number) for number in range(1, len(paragraphs) + 1)]


def test_running_heads_and_feet_are_not_read(example: bytes) -> None:
    words = outline(example)
    assert words.count("The September 2 strike") == 1
    assert "Page 2 of" not in words
    for page in PdfReader(BytesIO(example)).pages[1:]:
        contents = page.get_contents()
        assert contents is not None
        for kind in (b"Header", b"Footer"):
            assert b"/Artifact\n<</Type /Pagination/Subtype /" + kind in contents.get_data()


def test_words_stay_apart_where_a_line_ends(example: bytes) -> None:
    assert "the strike of September 2, 2025. It reports who holds what" in outline(example)


def test_a_brief_is_heard_in_the_order_of_its_thoughts(heard: Callable[[str], str]) -> None:
    words = heard(EVERYTHING)
    end = 0
    for part in HEARD:
        assert part in words[end:]
        end = words.index(part, end) + len(part)


def test_a_picture_is_heard_as_its_alternative(
    workspace: Path, heard: Callable[[str], str]
) -> None:
    Image.new("RGB", (8, 8), "navy").save(workspace / "briefs" / "map.png")
    words = heard(
        "title: The harbour\ndate: 2026-11-20\nsummary: 'See ![The harbour](map.png) from above.'"
    )
    assert "P See [Figure =The harbour]" in words


def test_a_source_in_another_language_says_so(workspace: Path, heard: Callable[[str], str]) -> None:
    catalogue = workspace / "seeds" / "sources.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("id: report,", "id: report, language: de,"), encoding="utf-8")
    lines = heard((workspace / "briefs" / "harbour.yaml").read_text(encoding="utf-8")).splitlines()
    start = next(index for index, line in enumerate(lines) if line.strip() == "Div @de")
    assert lines[start + 1].strip() == "H4 A1 Harbour closed"
