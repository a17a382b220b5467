"""Slips in the example briefs, mended by `check --fix=RULE` as an editor calls it; and judged.

    python -m tests.mutations.mended 1000

makes at least that many over all rules that have fixes, and prints what became of each rule's.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from briefgen.checking.engine import check_text
from briefgen.editing.fixing import mended_text
from briefgen.load.library import Library, load_library
from briefgen.model.finding import Finding
from briefgen.workspace.workspace import find_workspace

from .mendable import SLIPS
from .moved import altered, moves

REPOSITORY = Path(__file__).parents[2]
BRIEFS = (
    *sorted((REPOSITORY / "briefs").glob("*.yaml")),
    *(REPOSITORY / f"tests/cases/{name}/briefs/{name}.yaml"
      for name in ("minutes", "communique", "bericht")),
)  # fmt: skip
SOURCES = ("pentagon-denial", "legal-analysis")
# What becomes of a slip. A claim may be marked at another place of its section that cites the
# same words: nothing is left to find then, but the text is not the one that was there.
AS_MEANT, OTHERWISE, ALONE, WRONG = "as meant", "otherwise", "left alone", "wrong"
# Of several places that one slip touched, some were mended as meant, the others left alone.
IN_PART = "in part"
RESULTS = (AS_MEANT, OTHERWISE, IN_PART, ALONE, WRONG)
_TRIES = 40
FIXABLE = frozenset(
    "quote-elsewhere unknown-reference ignore-unused citation-outside-brackets quote-typography "
    "quotation-not-in-citation quote-not-in-source passage-unused claim-unmarked "
    "text-cut-by-comment".split()
)


class Slipped(Struct, frozen=True):
    """A brief as it was meant and as it was typed; `rules` are named after `--fix=`."""

    rule: str
    kind: str
    name: str
    meant: str
    typed: str
    library: Library
    rules: frozenset[str]


class Outcome(Struct, frozen=True):
    """What became of a slip, and why: where it is left alone, what the check tells instead."""

    slipped: Slipped
    result: str
    mended: str
    reason: str = ""


def slipped(of_each_rule: int, folder: Path) -> Iterator[Slipped]:
    """At most so many slips of each rule, none twice; each is found by a check. `folder` is for
    altered sources, which are read as long as the slips are used."""
    yield from _moved(of_each_rule, folder)
    opened = []
    for path in BRIEFS:
        workspace = find_workspace(path)
        text = path.read_text(encoding="utf-8")
        opened.append((workspace.display(path), text, load_library(workspace)))
    for rule, kinds in SLIPS.items():
        count, seen = 0, set()
        random = Random(rule)  # noqa: S311 - the same choice on every run
        kind_names = list(kinds)
        for turn in range(_TRIES * of_each_rule):
            if count == of_each_rule:
                break
            kind = kind_names[turn % len(kinds)]
            name, text, library = random.choices(opened, [len(one[1]) for one in opened])[0]
            both = kinds[kind](text, random)
            if both is None or both in seen or both[0] == both[1]:
                continue
            seen.add(both)
            rules = _found_anew(text, *both, name, library)
            if rules:
                count += 1
                yield Slipped(rule, kind, name, *both, library, rules)


def _found_anew(text: str, meant: str, typed: str, name: str, library: Library) -> frozenset[str]:
    """The rules with fixes that find something in what was typed and not in what was meant; none
    where they have something else to do in it, or what was meant is worse than the brief."""
    before, between, after = (
        Counter(map(_what, check_text(one, name, library).findings)) for one in (text, meant, typed)
    )
    rules = frozenset(rule for rule, _ in after - between) & FIXABLE
    if between - before:
        return frozenset()
    return rules if mended_text(meant, name, library, rules)[0] == meant else frozenset()


def _moved(most: int, folder: Path) -> Iterator[Slipped]:
    """The long brief, with sources that changed after they were stamped."""
    path = REPOSITORY / "briefs" / "sept2.yaml"
    text = path.read_text(encoding="utf-8")
    seeds = path.parents[1] / "seeds"
    every = [
        (source, *move)
        for source in SOURCES
        for move in moves(seeds, source, text)
        if move[-1] != text
    ]
    chosen = Random("moved").sample(every, min(most, len(every)))  # noqa: S311
    for count, (source, number, by, meant) in enumerate(chosen):
        root = folder / str(count)
        altered(seeds, root, source, number, by)
        (root / "briefs").mkdir()
        library = load_library(find_workspace(root / "briefs"))
        kind = "a paragraph more" if by == 1 else "a paragraph less"
        yield Slipped(
            "source-changed", kind, "briefs/sept2.yaml", meant, text, library, frozenset()
        )


def judged(one: Slipped) -> Outcome:
    """What the fixes make of a slip."""
    mended, _ = mended_text(one.typed, one.name, one.library, one.rules)
    if mended == one.meant:
        return Outcome(one, AS_MEANT, mended)
    left = check_text(mended, one.name, one.library).findings
    known = Counter(map(_what, check_text(one.meant, one.name, one.library).findings))
    if mended == one.typed:
        return Outcome(one, ALONE, mended, _reason(left, known))
    if not Counter(map(_what, left)) - known:
        return Outcome(one, OTHERWISE, mended)
    if _is_between(one, mended):
        return Outcome(one, IN_PART, mended, _reason(left, known))
    return Outcome(one, WRONG, mended, _reason(left, known))


def _is_between(one: Slipped, mended: str) -> bool:
    """Whether each line is as it was meant or as it was typed."""
    lines = [text.splitlines() for text in (mended, one.meant, one.typed)]
    return len({len(each) for each in lines}) == 1 and all(
        own in (meant, typed) for own, meant, typed in zip(*lines, strict=True)
    )


def _reason(left: Sequence[Finding], known: Counter[tuple[str, str]]) -> str:
    """What is told of a slip that is still there: the finding's rule, and what to do."""
    new = [one for one in left if _what(one) not in known]
    finding = min(new, key=lambda one: one.severity != "error")
    told = re.sub("“[^”]*”|‘[^’]*’", "“…”", f"{finding.rule}: {finding.hint or finding.message}")
    return re.sub(r"\d+", "0", told)


def _what(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def main(count: int) -> int:
    """Print what becomes of at least `count` slips; returns 1 where a fix was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        # One rule more has slips of its own, two have fewer than that.
        each = -(-count // (len(SLIPS) - 1))
        outcomes = [judged(one) for one in slipped(each, Path(folder))]
    say = sys.stdout.write
    say(f"{'rule':<28}{'slips':>7}{''.join(f'{one:>12}' for one in RESULTS)}\n")
    rules = dict.fromkeys(outcome.slipped.rule for outcome in outcomes)
    for rule in (*rules, "all"):
        of = Counter(one.result for one in outcomes if rule in ("all", one.slipped.rule))
        say(f"{rule:<28}{of.total():>7}{''.join(f'{of[one]:>12}' for one in RESULTS)}\n")
    kinds = Counter((one.slipped.kind, one.result, one.reason) for one in outcomes)
    for (kind, result, reason), number in sorted(kinds.items()):
        if result != AS_MEANT:
            say(f"{number:>5}  {kind}: {result}: {reason}\n")
    return int(any(one.result == WRONG for one in outcomes))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
