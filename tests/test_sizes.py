"""Sizes that nobody types: they build, or are refused, and it ends.

What they cost is told in docs/reliability.md. Whatever is printed is on the paper.
"""

from __future__ import annotations

import pytest

from .harbour import BRIEF, REPORT

pytestmark = pytest.mark.slow

HARBOUR = "briefs/harbour.yaml"
NOTE = "[@A2]"


def of(body: str) -> str:
    """A brief with this Markdown."""
    lines = "".join(f"      {line}\n" for line in body.split("\n"))
    return f"{BRIEF}sections:\n  - heading: H\n    body: |\n{lines}"


CLAIM = """\
  - id: c{0}
    claim: Claim {0} on the harbour.
    positions:
      - {{stance: asserts, by: The council, cite: A2}}
      - {{stance: denies, by: The ministry, cite: A3}}
"""
MEGABYTE = "word " * 200_000
# A body's Markdown, and what a check says of it; empty where there is nothing to say.
CHECKED = {
    "opening brackets": ("[" * 20_000, ""),
    "nested brackets": ("[" * 20_000 + "]" * 20_000, ""),
    "links never closed": ("[x](" * 20_000, ""),
    "pictures never closed": ("![" * 20_000, ""),
    "notes never closed": ("^[" * 20_000, ""),
    "citations never closed": ("[@" * 20_000, "is never closed"),
    "keys never closed": ("[@A2 " * 20_000, "is never closed"),
    "stars": ("*a " * 20_000, ""),
    "quotation marks never closed": ("“a " * 1000, "is not closed"),
    "straight quotation marks": ('"a" ' * 1000, "quotation-without-citation"),
    "backticks": (" ".join("`" * (count % 200) for count in range(2000)), ""),
    "block quotations": (">" * 20_000, "nested too deep"),
    "a quotation of one word": (f"“{'x' * 20_000}” {NOTE}", "is not in report ¶2"),
    "a quotation of ellipses": (f"“{'a … ' * 20_000}” {NOTE}", "quotation-not-in-citation"),
    "a line of a megabyte": (f"{MEGABYTE} {NOTE}", ""),
    "2,000 paragraphs": (f"On the harbour {NOTE}.\n\n" * 2000, ""),
    "500 notes": (f"Word {NOTE}. " * 500, ""),
    "500 keys in a bracket": (f"Words [{'; '.join(['@A2'] * 500)}].", ""),
}
BUILT = {
    "a word": of(f"{'x' * 5000} {NOTE}"),
    "200 notes in a paragraph": of(f"Word {NOTE}. " * 200),
    "20 claims": f"{BRIEF}claims:\n{''.join(map(CLAIM.format, range(20)))}",
}


@pytest.mark.parametrize("case", CHECKED)
def test_checked(briefgen, workspace, case):
    body, said = CHECKED[case]
    (workspace / HARBOUR).write_text(of(body), encoding="utf-8")
    ran = briefgen("check")
    is_said = said in ran.out  # not asserted as it is: pytest would explain a megabyte
    assert (ran.code in {0, 1}, is_said) == (True, True)


@pytest.mark.parametrize("case", BUILT)
def test_built(briefgen, workspace, case):
    (workspace / HARBOUR).write_text(BUILT[case], encoding="utf-8")
    ran = briefgen("build")
    assert ran.code == 0, ran.err[-500:]


def test_a_source_of_a_megabyte_in_one_line(briefgen, workspace):
    (workspace / "seeds" / "report.txt").write_text(f"{REPORT}{MEGABYTE}\n", encoding="utf-8")
    (workspace / HARBOUR).write_text(f"{BRIEF}appendix: cited\n", encoding="utf-8")
    assert briefgen("build").code == 0
    assert briefgen("show", "report", "5").code == 0
    assert briefgen("find", "closed on Monday").code == 0


@pytest.mark.parametrize("body", [f"{MEGABYTE} {NOTE}", f"On the harbour {NOTE}.\n\n" * 2000])
def test_what_takes_too_long_is_stopped(briefgen, workspace, body):
    (workspace / HARBOUR).write_text(of(body), encoding="utf-8")
    ran = briefgen("build", "--timeout", "1")
    assert ran.code == 2
    assert "the build of harbour.yaml did not end within 1 seconds and was stopped" in ran.err
    assert not (workspace / "output").exists()


WIDE = "|" + "word|" * 60


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"{WIDE}\n{'|-' * 60}|\n{WIDE}\n\n{NOTE}", "extends beyond the edge of page 1"),
        ("\n".join(f"{'  ' * depth}- a {NOTE}" for depth in range(30)), "nested too deep"),
    ],
)
def test_what_no_paper_holds_is_refused(briefgen, workspace, body, said):
    (workspace / HARBOUR).write_text(of(body), encoding="utf-8")
    ran = briefgen("build")
    assert ran.code == 1
    assert said in ran.err
    assert not (workspace / "output").exists()
