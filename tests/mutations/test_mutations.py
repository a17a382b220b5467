"""The check caught lying: it is silent about no harmful alteration, and cries at no harmless one.

Each kind of alteration is tried on quotations of the example briefs, chosen by a fixed seed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from . import altered_citations, altered_sources, altered_words, harmless, twisted
from .bench import Bench, errors, proved
from .oracle import stands
from .quoted import Case, Quoted, quotations, read_yaml
from .score import Score

pytestmark = pytest.mark.slow

# Enough of each kind to be sure, few enough to be done in seconds.
OF_EACH_KIND = 50
OF_EACH_HARMLESS_KIND = 20
OF_EACH_TWIST = 10
OF_EACH_KIND_OF_SOURCE = 2


@pytest.fixture(scope="module")
def benches(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bench]:
    made = {case.name: Bench(case, tmp_path_factory.mktemp(case.name)) for case in cases}
    for bench in made.values():
        _restamp(bench, stamp=False)
    return made


@pytest.fixture(scope="module")
def quoted(cases: list[Case]) -> list[Quoted]:
    return [quotation for case in cases for quotation in quotations(case)]


def _seeded(name: str) -> Random:
    return Random(name)  # noqa: S311 - the same choice on every run


def _shuffled(quoted: list[Quoted], kind: str) -> tuple[list[Quoted], Random]:
    random = _seeded(kind)
    return random.sample(quoted, len(quoted)), random


def _restamp(bench: Bench, *, stamp: bool) -> list[dict[str, str]]:
    """Write the catalogue with a stamp for every source, or for none; its entries."""
    path = bench.source("sources.yaml")
    entries = read_yaml(path)["references"]
    for entry in entries:
        entry.pop("sha256", None)
        if stamp:
            entry["sha256"] = sha256(bench.source(entry["file"]).read_bytes()).hexdigest()
    path.write_text(json.dumps({"references": entries}), "utf-8")
    return list(entries)


def test_the_briefs_are_sound(benches: dict[str, Bench], quoted: list[Quoted]) -> None:
    """Unaltered, each quotation is proved; and the oracle knows what stands where."""
    for quotation in quoted:
        checked = benches[quotation.case.name].check(quotation.brief)
        assert errors(checked) == [], str(quotation)
        assert proved(checked) > 0, str(quotation)
        assert quotation.holds(quotation.words), str(quotation)
    assert len(quoted) > 150


def _altered_words(quoted: list[Quoted], kind: str) -> Iterator[tuple[Quoted, str]]:
    """Harmful wordings of one kind."""
    order, random = _shuffled(quoted, kind)
    bracket = altered_words.BRACKETS.get(kind)
    alter = bracket or altered_words.ALTERATIONS[kind]
    for quotation in order:
        words = alter(quotation, random)
        if words is not None and (bracket or not quotation.holds(words)):
            yield quotation, words


def test_every_altered_quotation_is_an_error(
    benches: dict[str, Bench], quoted: list[Quoted], score: Score
) -> None:
    for kind in (*altered_words.ALTERATIONS, *altered_words.BRACKETS):
        for (quotation, words), _ in zip(
            _altered_words(quoted, kind), range(OF_EACH_KIND), strict=False
        ):
            checked = benches[quotation.case.name].check(quotation.with_words(words))
            score.add(kind, f"{quotation} → “{words}”", right=bool(errors(checked)))
    assert score.wrong == []
    assert score.total >= 1200
    # No kind is there in name only.
    assert {*score.counts} == {*altered_words.ALTERATIONS, *altered_words.BRACKETS}


def test_every_altered_citation_is_an_error(
    benches: dict[str, Bench], quoted: list[Quoted], score: Score
) -> None:
    for kind, alter in altered_citations.ALTERATIONS.items():
        order, random = _shuffled(quoted, kind)
        briefs = ((quotation, alter(quotation, random)) for quotation in order)
        found = ((quotation, brief) for quotation, brief in briefs if brief is not None)
        for (quotation, brief), _ in zip(found, range(OF_EACH_KIND), strict=False):
            checked = benches[quotation.case.name].check(brief)
            score.add(kind, f"{quotation} in {brief}", right=bool(errors(checked)))
    assert score.wrong == []
    assert score.total >= 250
    assert {*score.counts} == {*altered_citations.ALTERATIONS}


def test_every_altered_source_under_a_stamp_is_an_error(
    cases: list[Case], tmp_path: Path, score: Score
) -> None:
    """A changed text or catalogue is told as such, whether or not the quotations still hold."""
    for kind, alter in altered_sources.ALTERATIONS.items():
        for case in cases:
            random = _seeded(f"{kind} {case.name}")
            for _ in range(OF_EACH_KIND_OF_SOURCE):
                folder = tmp_path / "workspace"
                bench = Bench(case, folder)
                entries = _restamp(bench, stamp=True)
                alter(folder / "seeds", entries, random)
                bench.source("sources.yaml").write_text(json.dumps({"references": entries}))
                found = errors(bench.check(case.brief.read_bytes()))
                told = bool({"source-changed", "source-unreadable"} & set(found))
                score.add(kind, f"{case.name} {found}", right=told)
                shutil.rmtree(folder)
    assert score.wrong == []


def test_words_altered_in_a_source_without_a_stamp_are_an_error(
    cases: list[Case], quoted: list[Quoted], tmp_path: Path, score: Score
) -> None:
    """The same alterations on the other side: the brief stays, its source says something else."""
    kinds = ["word replaced", "letter replaced", "digit replaced", "negation added", "case changed"]
    benches = {case.name: Bench(case, tmp_path / case.name) for case in cases}
    files = {name: _files(_restamp(bench, stamp=False)) for name, bench in benches.items()}
    for kind in kinds:
        count = 0
        for quotation, words in _altered_words(quoted, kind):
            bench, place = benches[quotation.case.name], quotation.cited[0]
            file = bench.source(files[quotation.case.name][place.source])
            text = file.read_text("utf-8")
            altered = text.replace(quotation.words, words)
            if altered == text or stands(quotation.words, altered):
                continue
            file.write_text(altered, "utf-8")
            score.add(
                kind, f"{quotation} → “{words}”", right=bool(errors(bench.check(quotation.brief)))
            )
            bench.source(file.name).write_text(text, "utf-8")
            count += 1
            if count == OF_EACH_HARMLESS_KIND:
                break
    assert score.wrong == []
    assert score.total >= 80


def _files(entries: list[dict[str, str]]) -> dict[str, str]:
    return {entry["id"]: entry["file"] for entry in entries}


def test_every_twisted_quotation_is_reported_and_no_honest_twin(
    cases: list[Case], quoted: list[Quoted], tmp_path: Path, score: Score
) -> None:
    """Words of the source that say something else, by what is around, in or left out of them."""
    benches = {case.name: Bench(case, tmp_path / case.name) for case in cases}
    files = {name: _files(_restamp(bench, stamp=False)) for name, bench in benches.items()}
    for kind, twist in twisted.KINDS.items():
        order, random = _shuffled(quoted, kind)
        found = ((quotation, twist(quotation, random)) for quotation in order)
        twins = (
            (quotation, pair)
            for quotation, pair in found
            if pair is not None
            and _occurs_once(benches[quotation.case.name], files, quotation, pair)
        )
        for (quotation, pair), _ in zip(twins, range(OF_EACH_TWIST), strict=False):
            bench = benches[quotation.case.name]
            file = bench.source(files[quotation.case.name][quotation.cited[0].source])
            wrong = _reported(bench, file, pair.wrong) & pair.rules
            honest = _reported(bench, file, pair.honest) & pair.rules
            score.add(kind, f"{quotation}: {pair}", right=bool(wrong) and not honest)
    assert score.wrong == []
    assert score.total >= 300
    assert {*score.counts} == {*twisted.KINDS}


def _occurs_once(
    bench: Bench, files: dict[str, dict[str, str]], quoted: Quoted, pair: twisted.Twins
) -> bool:
    """Whether the words to be replaced in the source are in one line, and there only."""
    file = bench.folder / "seeds" / files[quoted.case.name][quoted.cited[0].source]
    return pair.wrong.source is None or file.read_text("utf-8").count(pair.wrong.source[0]) == 1


def _reported(bench: Bench, file: Path, change: twisted.Change) -> set[str]:
    """The rules that report a brief, its source changed for it."""
    text = file.read_text("utf-8")
    if change.source:
        bench.source(file.name).write_text(text.replace(*change.source), "utf-8")
    checked = bench.check(change.brief)
    if change.source:
        bench.source(file.name).write_text(text, "utf-8")
    return {finding.rule for finding in checked.findings if finding.severity != "note"}


def test_no_typography_of_a_quotation_is_an_error(
    benches: dict[str, Bench], quoted: list[Quoted], score: Score
) -> None:
    """The same quotations are proved as before: none is overlooked instead."""
    for kind, vary in harmless.VARIATIONS.items():
        order, random = _shuffled(quoted, kind)
        texts = ((quotation, vary(quotation, random)) for quotation in order)
        found = ((quotation, text) for quotation, text in texts if text is not None)
        for (quotation, text), _ in zip(found, range(OF_EACH_HARMLESS_KIND), strict=False):
            bench = benches[quotation.case.name]
            before, after = bench.check(quotation.brief), bench.check(quotation.with_text(text))
            fine = not errors(after) and proved(after) == proved(before)
            score.add(kind, f"{quotation} → {text!r} {errors(after)}", right=fine)
    assert score.wrong == []
    assert score.total >= 300
    assert {*score.counts} == {*harmless.VARIATIONS}


def test_no_way_to_write_a_brief_is_an_error(
    benches: dict[str, Bench], quoted: list[Quoted], score: Score
) -> None:
    for kind, write in harmless.WRITTEN.items():
        for quotation in _shuffled(quoted, kind)[0][:OF_EACH_HARMLESS_KIND]:
            bench = benches[quotation.case.name]
            before, after = bench.check(quotation.brief), bench.check(write(quotation.brief))
            fine = not errors(after) and proved(after) == proved(before)
            score.add(kind, f"{quotation} {errors(after)}", right=fine)
    assert score.wrong == []


def test_no_typography_of_a_source_is_an_error(
    cases: list[Case], tmp_path: Path, score: Score
) -> None:
    for case in cases:
        bench = Bench(case, tmp_path / case.name)
        entries = _restamp(bench, stamp=False)
        whole = case.brief.read_bytes()
        before = proved(bench.check(whole))
        for kind, vary in harmless.SOURCES.items():
            texts = {file: bench.source(file).read_bytes() for file in _files(entries).values()}
            for file, raw in texts.items():
                bench.source(file).write_bytes(vary(raw.decode()).encode())
            after = bench.check(whole)
            fine = not errors(after) and proved(after) == before
            score.add(kind, f"{case.name} {errors(after)}", right=fine)
            for file, raw in texts.items():
                bench.source(file).write_bytes(raw)
    assert score.wrong == []


@pytest.mark.parametrize(
    ("words", "text", "there"),
    [
        ("not closed", "It is not closed.", True),
        ("is closed", "It is not closed.", False),
        ("clos", "It is closed.", False),
        ("It … closed", "It is not closed.", True),
        ("“so” it’s", "‘so’ it's", True),
    ],
)
def test_the_oracle_can_tell(words: str, text: str, there: bool) -> None:
    assert stands(words, text) is there
