"""Whatever `check` accepts is printed: headings, pictures, tables, notes and links of any shape."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import briefgen
from briefgen.building.job import Job, Made
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.verify import verify
from tests.harbour import write_workspace

pytestmark = pytest.mark.slow

HEAD = "title: The lock\ndate: 2026-11-20\nsources: [report]\nappendix: none\n"


def built(workspace: Path, sections: dict[str, str], head: str = HEAD) -> list[str]:
    """Each page's words of a brief of these sections, without white space; it must be sound."""
    content = made(workspace, sections, head).printed
    assert content is not None
    return [
        "".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(content.content)
    ]


def made(
    workspace: Path, sections: dict[str, str], head: str = HEAD, *, html: bool = False
) -> Made:
    lines = [head, "sections:"]
    for heading, body in sections.items():
        lines += [f"  - heading: '{heading}'", "    body: |"]
        lines += [f"      {line}" for line in f"{body}\n\nIt was shut [@A2].".split("\n")]
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = make(Job(workspace, path, Options(html=html)))
    assert result.failure is None
    assert result.printed is not None, result.findings
    assert result.printed.problems == ()
    return result


def picture(workspace: Path, name: str, size: tuple[int, int]) -> None:
    file = BytesIO()
    Image.new("RGB", size, "navy").save(file, "PNG")
    (workspace / "briefs" / name).write_bytes(file.getvalue())


# Names that our own anchors have too, and names of other scripts.
HEADINGS = [
    "Section 1", "Note 1", "Call 1", "Par 1", "Mark 1", "Key point 1", "A", "A2", "A2 q1",
    "Claim gate", "Claim", "Heading x", "?!", "Überblick", "بوابة القناة", "C++", "1",
]  # fmt: skip


def test_no_heading_collides_with_a_name(workspace):
    claim = (
        "claims:\n  - id: gate\n    claim: It was shut.\n    positions:\n"
        "      - {stance: asserts, by: The council, cite: A2}\n"
    )
    sections = {name: f"### {name}\n\n### {name}\n\nSo [!gate] ^[A note.]" for name in HEADINGS}
    result = made(workspace, sections, HEAD.replace("none", "full") + claim)
    assert result.printed is not None
    toc = pypdfium2.PdfDocument(result.printed.content).get_toc()
    titles = [item.get_title() for item in toc]
    for name in HEADINGS:
        assert titles.count(name) == 3


@pytest.mark.parametrize("link", ["#überblick", "#%C3%BCberblick", "#%c3%bcberblick"])
def test_a_link_to_a_heading_says_where_it_leads(workspace, link):
    pages = built(workspace, {"First": f"See [it]({link}).", "Überblick": "Words."})
    assert "Seeit(¶3,p.1)." in pages[0]


def test_a_link_names_the_page_behind_it(workspace):
    pages = built(workspace, {"First": "See [it](#last).\n" + "\n\nWords." * 60, "Last": "Here."})
    (number,) = (n for n, page in enumerate(pages, 1) if "Here." in page)
    assert number > 1
    assert f"p.{number})" in pages[0]


def test_lists_begin_at_their_number(workspace):
    body = "3. gate\n4. sill\n\nSo.\n\n0. none\n1. one\n\nSo.\n\n1986. A year.\n\n- x\n\n  7) seven"
    page = built(workspace, {"First": body})[0]
    for words in ("3.gate4.sill", "0.none1.one", "1986.Ayear.", "7.seven"):
        assert words in page


@pytest.mark.parametrize("size", [(300, 2400), (2400, 60), (3, 3)])
def test_a_picture_of_any_shape_fits_the_page(workspace, size):
    picture(workspace, "map.png", size)
    body = "![The lock [@A3] ^[Drawn by hand.]](map.png)\n\n- ![Again](map.png)\n\n"
    body += "Here: ![it](map.png)\n\n| a |\n|---|\n| ![it](map.png) |"
    pages = built(workspace, {"First": body})
    assert "Drawnbyhand." in "".join(pages)


def test_a_heading_stays_whole_beside_its_first_line(workspace):
    heading = "Alpha{n} what the council and the pilots say of the omega{n}"
    body = "Begin{n} is short.\n\n" + "Words of the minutes.\n\n" * 7
    sections = {heading.format(n=n): body.format(n=n) for n in range(100, 120)}
    sections["Beta " + "very long " * 30 + "gamma"] = "Delta."
    pages = built(workspace, sections)
    for n in range(100, 120):
        assert any(all(f"{w}{n}" in page for w in ("Alpha", "omega", "Begin")) for page in pages)
    assert any(all(w in page for w in ("Beta", "gamma", "Delta")) for page in pages)


def test_long_words_in_cells_are_broken(workspace):
    word = "Schleusenbetriebsgenehmigungsverfahren" * 2
    cells = f"| {word} | `{word}` | https://x.org/{word} | short |"
    page = built(workspace, {"First": f"| a | b | c | d |\n|--|--|--|--|\n{cells}"})[0]
    assert page.replace("-", "").count(word) >= 1
    assert "short" in page


def test_a_wide_table_has_the_gutter(workspace):
    head = "|" + " column |" * 12
    row = "|" + " Lighthouse |" * 12
    page = built(workspace, {"First": f"{head}\n{'|--' * 12}|\n{row}"})[0]
    assert page.count("Light\u2010house") >= 1


def test_a_table_begins_beside_its_heading(workspace):
    rows = "".join(f"| Row {n} ^[{'The pilots wrote of it. ' * 9}] | x |\n" for n in range(12))
    pages = built(workspace, {"First": f"| a | b |\n|--|--|\n{rows}"})
    assert "First" in pages[0]
    assert "Row0" in pages[0]


def test_rows_taller_than_a_page_and_many_columns(workspace):
    words = " ".join(f"word{n}" for n in range(900))
    many = f"|{' Lighthouse |' * 14}\n|{'--|' * 14}\n|{' council 1,234 |' * 14}"
    body = f"| a | b |\n|--|--|\n| {words} | b |\n| {words} | b |\n\n{many}"
    text = "".join(built(workspace, {"First": body}))
    assert text.count("word899") == 2
    assert text.count("Lighthouse") >= 1


@pytest.mark.parametrize("language", ["he", "ar"])
def test_words_of_another_direction_than_the_brief(workspace, language):
    body = (
        "A 12 (b) נעל/قفل ≤ 5, ﬁn.\n\n| a | b | c | d | e | f |\n" + "|--" * 6 + "|\n" + "| x " * 6
    )
    head = HEAD + f"language: {language}\nprepared_by: [The lock (12), The pilots]\n"
    made(workspace, {"First קפל": body}, head)


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "بلغ العدد 12 000."), ("he", "היו 12 000.")]
)
def test_words_from_right_to_left_may_end_with_a_number_in_groups(workspace, language, words):
    body = f"{words}\n\n- {words}\n- 3 12"
    made(workspace, {"First": body}, f"{HEAD}language: {language}\n")


@pytest.mark.parametrize("html", [False, True], ids=["pdf", "web"])
def test_names_of_two_directions_are_beside_each_other(workspace, html):
    head = HEAD + "language: ar\nprepared_by: [المجلس 12, The pilots (3), قفل]\n"
    made(workspace, {"First": "So."}, head, html=html)


def test_a_long_note_is_divided(workspace):
    words = " ".join(f"word{n}" for n in range(1500))
    pages = built(workspace, {"First": f"So ^[Begin *{words}* finis.] it was."})
    assert "Begin" in pages[0]
    assert len([page for page in pages if "word" in page]) > 1
    assert "finis." in "".join(pages)


def test_many_notes_in_a_paragraph(workspace):
    body = " ".join(f"Word ^[Note number {n}.]" for n in range(150))
    text = "".join(built(workspace, {"First": body}))
    assert all(f"Notenumber{n}." in text for n in range(150))


def test_notes_in_headings_heads_captions_and_links(workspace):
    picture(workspace, "map.png", (40, 40))
    body = (
        "### Gate ^[Note one.]\n\n| a ^[Note two.] |\n|---|\n| b |\n\n"
        "![Map ^[Note three.]](map.png)\n\n[So ^[Note four.]](https://x.org)"
    )
    result = made(workspace, {"First": body})
    assert result.printed is not None
    pdf = pypdfium2.PdfDocument(result.printed.content)
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert all(f"Note{n}." in text for n in ("one", "two", "three", "four"))
    assert "Gate" in [item.get_title().strip() for item in pdf.get_toc()]


def test_a_heading_with_a_note_has_the_name_of_one_on_another_page(workspace):
    filling = "\n\n".join(["The lock was shut, and the pilots waited. " * 12] * 8)
    result = made(workspace, {"First": f"### Gate\n\n{filling}\n\n### Gate ^[A note.]\n\nSo."})
    assert result.printed is not None
    path = workspace / "harbour.pdf"
    path.write_bytes(result.printed.content)
    assert briefgen.verify(path).differs == ()


@pytest.mark.parametrize("large_print", [False, True])
def test_many_sources_and_long_words_in_claims_are_printed(tmp_path, large_print):
    ids = [f"text{number}" for number in range(30)]
    word = "Hafenschleusenbetriebsgenehmigungsverfahrensordnungsausschuss"
    cited = "".join(f"  - 'So “is text {n}” [@{id}, ¶1].'\n" for n, id in enumerate(ids))
    path = write_workspace(
        tmp_path,
        f"title: Texts\ndate: 2026-11-20\nsources: [{', '.join(ids)}]\nkey_points:\n{cited}"
        f"claims:\n  - id: c\n    claim: {word} did\n    positions:\n"
        f"      - {{stance: asserts, by: {word}, cite: A1}}\n",
        **{id: f"Here is text {number} of them." for number, id in enumerate(ids)},
    )
    result = make(Job(tmp_path.resolve(), path, Options(large_print=large_print)))
    assert result.printed is not None, result.findings
    assert result.printed.problems == ()
    (tmp_path / "texts.pdf").write_bytes(result.printed.content)
    assert briefgen.verify(tmp_path / "texts.pdf").differs == ()


@pytest.mark.parametrize(
    ("point", "count"),
    [
        ("Point {} is here " + "and goes on " * 40 + "[@A2].", 60),
        (
            "Point {} says that it was “closed on Monday” [@A2]. Paper has a mark before its stop.",
            99,
        ),
        (
            "Point {} takes a line and a half or so [@A2], and ends in more than one word.",
            99,
        ),
    ],
)
def test_what_makes_a_brief_too_long_is_found_where_it_was_typed(workspace, point, count):
    points = "".join(f"  - {point.format(n)}\n" for n in range(count))
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(f"{HEAD}theme: two-pager\nkey_points:\n{points}", encoding="utf-8")
    result = make(Job(workspace, path, Options()))
    assert result.printed is not None
    problem = next(f for f in result.printed.problems if f.rule == "does-not-fit")
    assert 10 < problem.span.line < 7 + count
    assert "longer than the 2 pages" in problem.message
    assert problem.hint is not None


# How often the cells of a row have three words.
ROWS: list[dict[int, int]] = [{9: 7}, {3: 9, 6: 7, 7: 10}, {5: 9, 8: 10}, {1: 5, 2: 10, 4: 9, 7: 2}]


def test_a_row_that_a_page_divides(tmp_path):
    """A cell that begins on the second page was read back after the others."""
    lines = [[f" Head {n} " for n in range(10)], ["-"] * 10]
    for number, row in enumerate(ROWS, 24):
        words = {n: f" cell {number}.{n} {'words of text  ' * count}" for n, count in row.items()}
        lines.append([f" cell {number}.0 [@A2] ", *(words.get(n, " x ") for n in range(1, 10))])
    table = [f"|{'|'.join(line)}|" for line in lines]
    body = ["It is “The lock was shut” [@A2].", "", *table]
    for folder in ("briefs", "seeds"):
        (tmp_path / folder).mkdir()
    text = "One.\n\nThe lock was shut at noon by the board.\n"
    (tmp_path / "seeds" / "t.txt").write_text(text, encoding="utf-8")
    catalogue = "references:\n  - {id: t, file: t.txt, title: T}\n"
    (tmp_path / "seeds" / "sources.yaml").write_text(catalogue, encoding="utf-8")
    path = tmp_path / "briefs" / "b.yaml"
    head = "title: T\ndate: 2026-11-20\nsources: [t]\nsections:\n  - heading: T\n    body: |\n"
    path.write_text(head + "".join(f"      {line}\n" for line in body), encoding="utf-8")
    result = make(Job(tmp_path, path, Options()))
    assert result.printed is not None
    assert result.printed.problems == ()


def test_a_brief_is_too_long_where_its_own_words_are_not_where_ours_are(workspace):
    words = "So it was said on that day, and on each. " * 300
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        f"{HEAD}theme: two-pager\nclaims:\n  - id: gate\n    claim: So.\n    positions:\n"
        f"      - {{stance: asserts, by: X, cite: A2, says: '{words}'}}\n",
        encoding="utf-8",
    )
    result = make(Job(workspace, path, Options()))
    assert result.printed is not None
    problem = next(f for f in result.printed.problems if f.rule == "does-not-fit")
    assert problem.span.line == 10


def test_a_brief_is_too_long_where_the_sources_are_cited_that_no_page_has_room_for(workspace):
    count = 60
    for number in range(count):
        text = f"Report {number}\nThe lock was shut at noon.\n"
        (workspace / "seeds" / f"seed{number}.txt").write_text(text, encoding="utf-8")
    points = "".join(f"  - It “was shut at noon” [@seed{number}, ¶2].\n" for number in range(count))
    path = workspace / "briefs" / "harbour.yaml"
    head = "title: T\ndate: 2026-11-20\ntheme: two-pager\nkey_points:\n"
    path.write_text(head + points, encoding="utf-8")
    result = make(Job(workspace, path, Options()))
    assert result.printed is not None
    problem = next(f for f in result.printed.problems if f.rule == "does-not-fit")
    assert 10 < problem.span.line < 4 + count


@pytest.mark.parametrize(
    "body",
    ["SO~4~^2-^, **x~i~^2^** and x^2^~i~ are formulas.", "```\nname\tvalue\tunit\n```"],
    ids=["raised after lowered", "tabs in code"],
)
def test_what_is_printed_is_verified(workspace, body):
    result = made(workspace, {"First": body})
    assert result.printed is not None
    assert verify(result.printed.content).differs == ()


@pytest.mark.parametrize("html", [False, True], ids=["pdf", "web"])
@pytest.mark.parametrize(
    "spaces", ["\u00a0\u2003\u3000", "\u2028\u2029"], ids=["wide", "ends of lines"]
)
def test_any_space_may_be_anywhere(workspace, spaces, html):
    said = "".join(f"The{one} gate {one}is{one}shut {one} [!gate] " for one in spaces)
    typed = "".join(f"\\u{ord(one):04x}" for one in spaces)
    text = (
        f'title: "The{typed}lock"\ndate: 2026-11-20\nsources: [report]\n'
        f'key_points: ["{said} [@A2]{typed} [!gate] ^[{said}]."]\n'
        f'sections: [{{heading: "The{typed} gate", body: "{said}.\\n\\n'
        f'| {said} |\\n|--|\\n| x |"}}]\n'
        f'claims: [{{id: gate, claim: "So{typed} it", positions: [{{stance: asserts, by: '
        f'"The{typed} board", cite: A2}}]}}]\n'
    )
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(text, encoding="utf-8")
    result = make(Job(workspace, path, Options(html=html)))
    assert result.printed is not None, result.findings
    assert result.printed.problems == ()
    file = workspace / ("lock.html" if html else "lock.pdf")
    file.write_bytes(result.printed.content)
    assert briefgen.verify(file).differs == ()


def test_a_source_may_run_both_ways_many_times(workspace):
    said = "The lock 5% قفل 3 قفل 3 12 (a) — قفل 3 — נמל gate A-1 12 5% נמל נמל ميناء 12 قفل 3 “so”"
    (workspace / "seeds" / "port.txt").write_text(f"{said} The lock.\n", encoding="utf-8")
    with (workspace / "seeds" / "sources.yaml").open("a", encoding="utf-8") as catalogue:
        catalogue.write("  - {id: port, file: port.txt, title: Port}\n")
    head = HEAD.replace("[report]\nappendix: none", "[report, port]")
    result = made(workspace, {"First": "So it was [@B1]."}, head)
    assert result.printed is not None
    assert verify(result.printed.content).differs == ()


def test_a_picture_with_proportions_alone_stands_in_words_from_right_to_left(
    workspace: Path,
) -> None:
    (workspace / "briefs" / "gate.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z"/></svg>',
        encoding="utf-8",
    )
    row = "| ![بوابة](gate.svg) | قناة |"
    body = f"كلمات ![بوابة](gate.svg) أخرى.\n\n| أ | ب |\n|---|---|\n{row}"
    [page] = built(workspace, {"صورة": body}, f"{HEAD}language: ar\n")
    assert "كلمات" in page
