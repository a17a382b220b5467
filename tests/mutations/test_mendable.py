"""Slips of the hand in the example brief: its fixes give back the text as it was, or none is
offered; none puts something else there."""

from __future__ import annotations

from random import Random

import pytest

from briefgen.checking.engine import check_text
from briefgen.editing.fixing import applied
from briefgen.load.library import Library, load_library
from briefgen.model.finding import Finding
from briefgen.workspace.workspace import find_workspace

from .conftest import REPOSITORY
from .mendable import SLIPS
from .score import Score

NAME = "briefs/sept2.yaml"
OF_EACH_KIND = 3
NOT_OFFERED = "not offered: "
# They are mended, but not to what was there: `[t]he` says that a letter was changed, and a mark
# may be put after another sentence that cites the same words.
OTHERWISE = {"letter in small", "letter in capitals", "claim mark forgotten"}


def found(text: str, library: Library) -> list[Finding]:
    """What a check finds, errors first: what else is there may only follow from them."""
    findings = check_text(text, NAME, library).findings
    return sorted(findings, key=lambda finding: finding.severity != "error")


@pytest.mark.slow
def test_a_fix_gives_back_what_was_there(score: Score) -> None:
    path = REPOSITORY / NAME
    typed = path.read_text("utf-8")
    library = load_library(find_workspace(path))
    known = {(one.rule, one.message) for one in found(typed, library)}
    for kind, slip in SLIPS.items():
        random = Random(kind)  # noqa: S311 - the same choice on every run
        slips = dict.fromkeys(slip(typed, random) for _ in range(4 * OF_EACH_KIND))
        for altered in [one for one in slips if one and one != typed][:OF_EACH_KIND]:
            new = [one for one in found(altered, library) if (one.rule, one.message) not in known]
            if not new:
                continue  # the section is marked elsewhere
            fix = next((fix for one in new for fix in one.fixes), None)
            if fix is None:
                score.add(f"{NOT_OFFERED}{kind}", altered, right=True)
                continue
            mended = applied(altered, fix.edits)
            left = {(one.rule, one.message) for one in found(mended, library)} - known
            right = mended == typed or (kind in OTHERWISE and not left)
            score.add(kind, f"{fix}: {new}", right=right)
    assert score.wrong == []
    offered = sum(count for kind, count in score.counts.items() if NOT_OFFERED not in kind)
    assert offered >= 0.88 * score.total
