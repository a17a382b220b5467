"""What a brief names and quotes is looked up, and each fault is told at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from briefgen.checking.engine import Checked
from briefgen.model.markup import Block, BlockQuote, Heading, ListBlock, plain_text
from briefgen.resolve.citations import letter
from briefgen.resolve.result import Passage
from tests.desk import REPORT, body, checked, key_point, standings


def errors(found: Checked) -> list[str]:
    return [finding.rule for finding in found.findings if finding.severity == "error"]


def passage(*lines: str) -> str:
    """A brief with one passage `p`, cited once; `source: report` is its first line."""
    entry = "".join(f"    {line}\n" for line in ("source: report", *lines))
    return f"passages:\n  p:\n{entry}key_points: ['So it was [@p].']\n"


def resolved_passage(found: Checked) -> Passage:
    assert found.resolved
    return found.resolved.passages["p"]


# --- Named passages ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "words", "paragraphs"),
    [
        (["quote: closed on Monday"], "closed on Monday", (2, 2)),
        (["quote: closed on Monday.", "paragraph: 2"], "closed on Monday", (2, 2)),
        (["quote: closed on Monday", "paragraphs: 1-4"], "closed on Monday", (2, 2)),
        (["quote: spokesman said. Fishing boats", "paragraphs: 3-4"],
         "spokesman said. Fishing boats", (3, 4)),
        (["quote: ministry […] Fishing boats", "paragraphs: 3–4"],
         "ministry […] Fishing boats", (3, 4)),
        (["from: The harbour was", "to: Friday"], "The harbour was closed on Monday until Friday",
         (2, 2)),
        (["from: We were not asked", "to: Fishing boats"],
         "We were not asked,” its spokesman said. Fishing boats", (3, 4)),
        (["from: Harbour closed", "to: The ministry denies", "paragraphs: 1-3"],
         f"Harbour closed {REPORT.splitlines()[1]} The ministry denies", (1, 3)),
        (["from: The ministry denies that", "to: said. Fishing boats", "paragraphs: 3-4"],
         f"{REPORT.splitlines()[2]} Fishing boats", (3, 4)),
        (["paragraph: 3"], "", (3, 3)),
        (["paragraphs: 3-4"], "", (3, 4)),
    ],
)  # fmt: skip
def test_a_passage_is_found(
    tmp_path: Path, lines: list[str], words: str, paragraphs: tuple[int, int]
) -> None:
    found = checked(tmp_path, passage(*lines))
    assert errors(found) == []
    held = resolved_passage(found)
    assert (held.words, (held.first, held.last)) == (words, paragraphs)
    assert standings(found) == ["verified"]


@pytest.mark.parametrize(
    ("lines", "rule", "says"),
    [
        (["quote: closed on Sunday"], "quote-not-in-source", "“closed on Sunday” is not in report"),
        (["quote: closed on Monday", "paragraph: 3"], "quote-elsewhere", "but in report ¶2"),
        (["quote: The council had no choice"], "quote-elsewhere", "but in letter ¶2"),
        (["quote: asked"], "quote-ambiguous", "2 times in report: in report ¶3 and report ¶5"),
        (["quote: a", "paragraph: 5"], "quote-not-in-source", "is not in report ¶5"),
        (["quote: said. Fishing boats"], "quote-not-in-source", "is not in report"),
        (["quote: Friday […] closed on"], "ellipsis-out-of-order", "“Friday” in report ¶2"),
        (["quote: harbour was […] Fishing"], "ellipsis-out-of-order", "“Fishing” in report ¶4"),
        (["quote: the […] said"], "quote-ambiguous", "occurs 2 times"),
        (["quote: “…”"], "invalid-brief", "no letter and no digit"),
        (["quote: It was [never] closed"], "quote-not-in-source", "is not in report"),
        (["quote: The harbour [never] closed"], "bracket-replaces", "qualifier “never”"),
        (["paragraph: 0"], "paragraph-out-of-range", "report has no ¶0"),
        (["paragraph: 7"], "paragraph-out-of-range", "its paragraphs are 1 to 6"),
        (["paragraphs: 4-3"], "paragraph-out-of-range", "runs backwards"),
        (["quote: Harbour closed", "paragraphs: 1-7"], "paragraph-out-of-range", "¶¶1–7"),
        (["from: asked", "to: answered"], "quote-ambiguous", "“asked” occurs 2 times"),
        (["from: The ministry", "to: the"], "quote-ambiguous", "after “The ministry”"),
        (["from: until Friday", "to: on Monday"], "quote-elsewhere", "after “until Friday”"),
        (["from: Harbour closed", "to: Fishing boats"], "quote-elsewhere", "¶¶1–3 after"),
        (["from: The ministry", "to: Fishing", "paragraph: 3"], "quote-elsewhere", "¶3 after"),
        (["from: The ministry", "to: said. Fishing"], "quote-not-in-source", "¶¶3–5 after"),
        (["from: until Friday, the", "to: the council"], "quote-elsewhere", "after"),
        (["from: The harbour [never] closed", "to: Friday"], "bracket-replaces", "“never”"),
        (["from: The harbour was", "to: Monday [never] Friday"], "bracket-replaces", "“never”"),
    ],
)  # fmt: skip
def test_a_passage_that_does_not_resolve(
    tmp_path: Path, lines: list[str], rule: str, says: str
) -> None:
    found = checked(tmp_path, passage(*lines))
    assert errors(found) == [rule]
    (finding,) = (f for f in found.findings if f.severity == "error")
    assert says in finding.message
    assert standings(found) == ["failed"]
    # At the first character of the words, or of the locator, that is wrong.
    assert finding.span.line in {7, 8}


# --- Keys ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "citation",
    ["[@report]", "[@report, ¶2]", "[@report ¶2]", "[@report, para. 2]", "[@report, ¶¶2–3]",
     "[@A2]", "[@A2-3]", "[@B1; @A2]", "[see @A2, who says so]", "[@report.]", "[@letter: so]"],
)  # fmt: skip
def test_a_citation_stands(tmp_path: Path, citation: str) -> None:
    found = checked(tmp_path, key_point(f"So it was {citation}"))
    assert errors(found) == []
    assert set(standings(found)) == {"verified"}


@pytest.mark.parametrize(
    ("citation", "rule", "says"),
    [
        ("[@reprot]", "unknown-reference", "“reprot”"),
        ("[@C1]", "unknown-reference", "“C1”"),
        ("[@A]", "unknown-reference", "“A”"),
        ("[@report, ¶7]", "paragraph-out-of-range", "no ¶7"),
        ("[@A0]", "paragraph-out-of-range", "no ¶0"),
        ("[@A3-2]", "paragraph-out-of-range", "runs backwards"),
        ("[@report, p. 8]", "invalid-brief", "“p. 8”"),
        ("[@report, 8]", "invalid-brief", "“8”"),
        ("[@report, ¶2, 3]", "invalid-brief", "“¶2, 3”"),
        ("[@A2, ¶3]", "invalid-brief", "“¶3”"),
    ],
)
def test_a_citation_that_names_nothing(tmp_path: Path, citation: str, rule: str, says: str) -> None:
    found = checked(tmp_path, key_point(f"So it was {citation}"))
    (finding,) = (f for f in found.findings if f.severity == "error")
    assert finding.rule == rule
    assert says in finding.message
    assert (finding.span.line, finding.span.column) == (6, 16)
    assert standings(found) == ["failed"]


def test_a_source_that_cannot_be_read_leaves_its_citations_unchecked(tmp_path: Path) -> None:
    found = checked(tmp_path, key_point("It was “closed” [@lost], so [@lost, ¶3]."))
    assert set(errors(found)) == {"source-unreadable"}
    assert standings(found) == ["unchecked", "unchecked"]


def test_beside_one_that_cannot_be_read_a_quotation_is_unchecked(tmp_path: Path) -> None:
    found = checked(tmp_path, key_point("It was “shut” [@lost; @A2]."))
    assert set(errors(found)) == {"source-unreadable"}
    assert standings(found) == ["unchecked", "unchecked"]


def test_letters_follow_the_list_and_then_the_first_citation(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "sources: [letter]\nkey_points: ['[@other]', '[@report]', '[@A1]']\n",
        head="title: T\ndate: 2026-11-20\n",
        other="Another text.",
    )
    assert found.resolved
    assert found.resolved.letters == {"letter": "A", "other": "B", "report": "C"}


def test_letters_go_on_behind_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 51, 52, 701)] == [
        "A", "Z", "AA", "AB", "AZ", "BA", "ZZ",
    ]  # fmt: skip


def test_every_side_effect_of_an_id_that_is_taken(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "passages:\n  report: {source: report, quote: closed on Monday}\n"
        "key_points: ['[@report]']\n",
    )
    assert errors(found) == ["duplicate-id"]


def test_links_lead_to_claims_and_headings_of_the_brief(tmp_path: Path) -> None:
    markdown = (
        "## Why\n\n## Why\n\n"
        "[a](#why) [b](#why-1) [c](#h) [d](#claim-x) [e](#nowhere) [f](https://x.org) [@report]"
    )
    claim = """\
claims:
  - id: x
    claim: It was closed.
    positions:
      - {stance: asserts, by: The council, cite: A2}
      - {stance: denies, by: The ministry, cite: A3}
"""
    found = checked(tmp_path, body(markdown) + claim)
    assert errors(found) == ["unknown-reference"]
    assert "“#nowhere”" in next(f for f in found.findings if f.severity == "error").message


@pytest.mark.parametrize("markdown", ["- ## Why\n- ## Why", "> ## Why\n\n1. > ## Why"])
def test_headings_in_lists_and_block_quotations_are_told_apart(
    tmp_path: Path, markdown: str
) -> None:
    brief = body(f"## Why\n\n{markdown}\n\n[a](#why) [b](#why-1) [c](#why-2) [@report]")
    found = checked(tmp_path, brief)
    assert "unknown-reference" not in errors(found)
    assert found.resolved
    slugs = [block.slug for block in _headings(found.resolved.sections[0].blocks)]
    assert slugs == ["why", "why-1", "why-2"]


def _headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    for block in blocks:
        match block:
            case Heading():
                yield block
            case ListBlock(items=items):
                for item in items:
                    yield from _headings(item)
            case BlockQuote(blocks=inner):
                yield from _headings(inner)


def test_what_cites_nothing_is_kept(tmp_path: Path) -> None:
    found = checked(tmp_path, body("One [@report].\n\n    code\n\n---\n\nTwo [@report]."))
    assert found.resolved
    kinds = [type(block).__name__ for block in found.resolved.sections[0].blocks]
    assert kinds == ["Paragraph", "CodeBlock", "ThematicBreak", "Paragraph"]


def test_the_last_words_of_a_run_may_stand_directly_behind_the_first(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        passage("from: It closed", "to: (then) again"),
        report="It closed(then) again, they said.",
    )
    assert resolved_passage(found).words == "It closed(then) again"


# --- Quotations in prose ------------------------------------------------------------


@pytest.mark.parametrize(
    "markdown",
    [
        "It was “closed on Monday” [@A2].",
        "It was “closed on Monday” [@report].",
        "It was “closed on Monday.” [@A2]",
        "It was “closed on Monday” [@A3; @A2].",
        "It was “closed” and “until Friday” [@A2].",
        "It said it was 'closed on Sunday' [@A2].",
        "“The ministry denies … the closure” [@A3].",
        "“[T]he council said” [@A2].",
        "“lawful. ‘Nobody objected’ to it” [@B1].",
        "“said. Fishing boats” [@A3-4].",
    ],
)
def test_a_quotation_is_in_what_it_cites(tmp_path: Path, markdown: str) -> None:
    found = checked(tmp_path, key_point(markdown))
    assert errors(found) == []
    assert set(standings(found)) == {"verified"}


@pytest.mark.parametrize(
    ("markdown", "rule", "says"),
    [
        ("It “closed on Sunday” [@A2].", "quotation-not-in-citation", "is not in report ¶2"),
        ("It “closed on Monday” [@A3].", "quotation-not-in-citation", "but in report ¶2"),
        ("It “closed on Monday” [@B1].", "quotation-not-in-citation", "not in letter ¶1 but in"),
        ("It “closed on Monday” [@A3; @B1].", "quotation-not-in-citation", "¶3 or letter ¶1"),
        ("It “closed … Friday … on” [@A2].", "ellipsis-out-of-order", "in this order"),
        ("It “order” [@A3].", "quotation-not-in-citation", "“order” is not in report ¶3"),
        ("It “said. Fishing” [@report].", "quotation-not-in-citation", "not in report"),
        ("It “Nobody objected2 to it” [@B1].", "quotation-not-in-citation", "is not in letter"),
        ("It “… [never] …” [@A2].", "quotation-not-in-citation", "[never]"),
        ("It “[Never] … was closed” [@A2].", "bracket-replaces", "the qualifier “Never”"),
    ],
)
def test_a_quotation_that_is_not(tmp_path: Path, markdown: str, rule: str, says: str) -> None:
    found = checked(tmp_path, key_point(markdown))
    (finding,) = (f for f in found.findings if f.severity == "error")
    assert finding.rule == rule
    assert says in finding.message
    assert (finding.span.line, finding.span.column) == (6, 9)
    assert set(standings(found)) == {"failed"}


def test_a_quotation_must_be_in_the_words_of_the_passage(tmp_path: Path) -> None:
    brief = (
        "passages:\n  p: {source: report, quote: 'harbour was closed […] the council'}\n"
        "key_points:\n"
        "  - So “closed” [@p].\n  - So “harbour was closed … the council” [@p].\n"
        "  - So “until Friday” [@p].\n  - So “was closed on” [@p].\n"
    )
    found = checked(tmp_path, brief)
    assert errors(found) == ["quotation-not-in-citation"] * 2
    assert standings(found) == ["verified", "verified", "failed", "failed"]


def test_a_quotation_over_a_run_of_paragraphs(tmp_path: Path) -> None:
    brief = (
        "passages:\n  p: {source: report, from: The ministry, to: Fishing boats}\n"
        "key_points: ['It “said. Fishing boats” [@p].', 'It “boats may” [@p].']\n"
    )
    assert standings(checked(tmp_path, brief)) == ["verified", "failed"]


def test_a_block_quotation_is_a_quotation(tmp_path: Path) -> None:
    found = checked(tmp_path, body("> closed on Monday\n> until Friday [@A2]\n\n> shut [@A2]"))
    assert errors(found) == ["quotation-not-in-citation"]
    assert standings(found) == ["verified", "failed"]


@pytest.mark.parametrize(
    ("citation", "rules"), [("@A2", []), ("@report, ¶¶2-3", []), ("@report", ["invalid-brief"])]
)
def test_a_block_quotation_of_a_citation_needs_words(
    tmp_path: Path, citation: str, rules: list[str]
) -> None:
    assert errors(checked(tmp_path, body(f"> [{citation}]"))) == rules


@pytest.mark.parametrize(
    "brief",
    [
        "subtitle: The “closure”\n", "marking: “Secret”\n", "occasion: A “meeting”\n",
        "prepared_by: The “desk”\n", "prepared_for: [A, “B”]\n",
        "sections: [{heading: The “closure”, body: '[@report]'}]\n",
    ],
)  # fmt: skip
def test_a_quotation_in_plain_text(tmp_path: Path, brief: str) -> None:
    found = checked(tmp_path, brief)
    assert [f.rule for f in found.findings if f.severity != "note"] == [
        "quotation-without-citation"
    ]


# --- Claims ---------------------------------------------------------------------------

CLAIM = """\
claims:
  - id: x
    claim: It was {claim}.
    positions:
      - {{stance: asserts, by: The council, via: {via}, says: '{says}', cite: [A2, B1]}}
      - {{stance: denies, by: The ministry, cite: {cite}}}
    note: {note}
"""


def claim(
    says: str = "So.", claim: str = "closed", note: str = "So.", cite: str = "A3", via: str = "x"
) -> str:
    return CLAIM.format(says=says, claim=claim, note=note, cite=cite, via=via)


@pytest.mark.parametrize(
    ("brief", "outcome"),
    [
        (claim(says="It was “closed on Monday”."), ["verified", "verified", "verified"]),
        (claim(says="“Nobody objected”."), ["verified", "verified", "verified"]),
        (claim(says="It “denies that”."), ["failed", "failed", "verified"]),
        (claim(says="It “denies that” [@A3]"), ["verified"] * 4),
        (claim(says="It was so^[“closed on Monday”]"), ["verified"] * 3),
        (claim(says="It was so^[“closed on Sunday”]"), ["failed", "failed", "verified"]),
        (claim(says="It was *so^[“closed on Sunday”]*"), ["failed", "failed", "verified"]),
        (claim(says="It was [so^[“closed on Sunday”]](#h)"), ["failed", "failed", "verified"]),
        (claim(claim="“denies that”"), ["verified"] * 3),
        (claim(claim="“closed on Monday”"), ["verified"] * 3),
        (claim(claim="“Fishing boats”"), ["verified"] * 3),
        (claim(note="It “denies that”"), ["verified"] * 3),
        (claim(note="It is “shut”"), ["failed"] * 3),
        (claim(cite="'report, ¶3'"), ["verified"] * 3),
        (claim(cite="report"), ["verified"] * 3),
        (claim(cite="nobody"), ["verified", "verified", "failed"]),
        (claim(cite="A9"), ["verified", "verified", "failed"]),
        (claim(cite="'A3, who denies it'"), ["verified", "verified", "failed"]),
        (claim(cite="'[@A3]'"), ["verified", "verified", "failed"]),
    ],
)
def test_quotations_and_citations_of_claims(tmp_path: Path, brief: str, outcome: list[str]) -> None:
    found = checked(tmp_path, brief)
    assert standings(found) == outcome
    assert bool(errors(found)) == ("failed" in outcome)
    is_plain = "claim: It was “" in brief  # where no citation can follow
    assert ("quotation-without-citation" in [f.rule for f in found.findings]) == is_plain


@pytest.mark.parametrize("typed", ["A3, report", "A3 and report", "A3; report", "A3 report"])
def test_several_keys_of_a_claim_are_to_be_a_list(tmp_path: Path, typed: str) -> None:
    found = checked(tmp_path, claim(cite=f"'{typed}'"))
    (finding,) = (one for one in found.findings if one.severity == "error")
    assert finding.message == f"“{typed}” is more than one key"
    assert finding.hint == "Write a list: `cite: [A3, report]`."


def test_a_quotation_of_a_claim_that_is_not_closed(tmp_path: Path) -> None:
    found = checked(tmp_path, claim(says="It was “closed on Monday"))
    assert "quotation-without-citation" in [f.rule for f in found.findings]


def test_an_answer_and_what_its_holder_says_are_two_texts(tmp_path: Path) -> None:
    brief = """\
claims:
  - id: why
    question: Why was it closed?
    positions:
      - {answer: There was no choice., says: It was lawful., by: Its chair, cite: B2}
      - {answer: Nobody says., by: unattributed, cite: A6}
"""
    resolved = checked(tmp_path, brief).resolved
    assert resolved
    first, second = resolved.claims[0].positions
    assert first.answer
    assert first.says
    assert plain_text(first.answer.inlines) == "There was no choice."
    assert plain_text(first.says.inlines) == "It was lawful."
    assert second.says is None


def test_who_holds_a_position_is_plain_text(tmp_path: Path) -> None:
    found = checked(tmp_path, claim(via="the “press”"))
    assert "quotation-without-citation" in [f.rule for f in found.findings]


def test_marks_of_unknown_claims(tmp_path: Path) -> None:
    brief = body("It was [@report]. [!x] [!y]") + claim()
    brief = brief.replace("heading: H\n", "heading: H\n    claims: [x, z]\n")
    found = checked(tmp_path, brief)
    names = [f.message for f in found.findings if f.rule == "unknown-reference"]
    assert names == ["no claim is named “z”", "no claim is named “y”"]


def test_a_picture_is_read_from_its_path_relative_to_the_brief(tmp_path: Path) -> None:
    (tmp_path / "my map.svg").write_bytes(b"<svg/>")
    found = checked(tmp_path, key_point("![Map](<my map.svg>) [@report]"))
    assert errors(found) == []
    assert found.resolved
    assert found.resolved.pictures == {"my map.svg": b"<svg/>"}


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("lost.png", "no such file"),
        ("/etc/lost.png", "an absolute path"),
        ("../lost.png", "the path leaves the workspace"),
        ("https://example.org/lost.png", "no such file"),
        ("file:///lost.png", "no such file"),
        ("javascript:lost", "no such file"),
        ("seeds", "not a file"),
    ],
)
def test_a_picture_that_cannot_be_read_is_found_where_it_stands(
    tmp_path: Path, path: str, says: str
) -> None:
    found = checked(tmp_path, key_point(f"So ![Map]({path}) [@report]"))
    (finding,) = (f for f in found.findings if f.rule == "invalid-brief")
    assert (finding.span.line, finding.span.column) == (6, 8)
    assert f"picture “{path}” cannot be read: {says}" in finding.message


@pytest.mark.parametrize("name", ["map.png", "map.jpg", "map.svg"])
def test_a_damaged_picture_is_found_where_it_stands(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"<svg><text" if name.endswith("svg") else b"\x89PNG\r\n\x1a\n0")
    found = checked(tmp_path, key_point(f"So ![Map]({name}) [@report]"))
    (finding,) = (f for f in found.findings if f.rule == "invalid-brief")
    assert (finding.span.line, finding.span.column) == (6, 8)
    assert finding.hint == "Save it again, as SVG, PNG or JPEG."


@pytest.mark.parametrize(
    ("size", "kind", "said"),
    [
        ((25, 10), "TIFF", "it is not a picture of a known kind"),
        ((5100, 5000), "PNG", "it has too many pixels"),
        ((5100, 5000), "JPEG", ""),
    ],
)
def test_a_picture_that_cannot_be_printed_is_found(tmp_path: Path, size, kind, said) -> None:
    Image.new("L", size).save(tmp_path / "map.any", kind)
    found = checked(tmp_path, key_point("So ![Map](map.any) [@report]"))
    told = "".join(f.message for f in found.findings if f.rule == "invalid-brief")
    assert said in told if said else not told


def test_what_a_picture_cannot_print_is_found_where_it_is_shown(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text("<svg><image href='pier.png'/></svg>")
    found = checked(tmp_path, key_point("So ![Map](map.svg) [@report]"))
    (finding,) = (f for f in found.findings if f.rule == "invalid-brief")
    assert (finding.span.line, finding.span.column) == (6, 8)
    assert finding.message == "picture “map.svg”: it shows “pier.png”, which is not embedded in it"


def test_behind_one_that_is_not_closed_a_quotation_has_its_citation(tmp_path: Path) -> None:
    brief = key_point("They say “so “closed on Sunday” [@report] and more.")
    found = [(f.rule, f.severity) for f in checked(tmp_path, brief).findings]
    assert ("quotation-not-in-citation", "error") in found
    assert found.count(("quotation-without-citation", "warning")) == 1
