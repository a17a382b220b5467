"""Workspaces made up for measuring: always the same for the same numbers."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Literal

_WORDS = (
    "council harbour report vessel member statement evidence analysis record officer region "
    "legal public order claim source water border notice letter meeting budget school bridge "
    "north south early later first second known small large several between under about after "
    "the of and to in a that was were had with for on by from which said would not could"
).split()
_OWNERS = frozenset("council vessel claim harbour member region bridge school".split())

# What a sentence turns on: a quotation that begins just after one of these is warned of.
_TURNING = frozenset("first several not would could".split())
# These do so beside some other words, or end no sentence; only `warned` texts have them.
_DOUBTFUL = frozenset("a claim report second".split())
_SENTENCE, _LAST = 20, "order"

# Quotations of which nothing is to be told; the same in texts full of typographic apostrophes;
# and quotations of which a fifth begin just after a word that turns them.
Kind = Literal["clean", "curly", "warned"]


def check_workspace(
    folder: Path, briefs: int, kind: Kind = "clean", *, sources: int = 60, words: int = 10_000
) -> None:
    """A workspace of `briefs` briefs with 50 citations each on `sources` texts."""
    chance = random.Random(7)  # noqa: S311 - nothing here is secret
    texts = [_text(chance, words, kind) for _ in range(sources)]
    _write(folder / "seeds", {f"text-{n}.txt": "\n".join(t) for n, t in enumerate(texts)})
    references = "".join(
        f"  - {{id: text-{n}, file: text-{n}.txt, title: Text {n}}}\n" for n in range(sources)
    )
    _write(folder / "seeds", {"sources.yaml": f"references:\n{references}"})
    for number in range(briefs):
        _write(folder / "briefs", {f"b{number}.yaml": _brief(chance, texts, number, kind)})


def _text(chance: random.Random, words: int, kind: Kind, paragraph: int = 100) -> list[str]:
    """Paragraphs whose words are numbered here and there, so that most runs are unique; in
    sentences, but for one long one each where quotations are `warned` of."""
    known = [word for word in _WORDS if kind == "warned" or word not in _DOUBTFUL]
    lines = []
    for _ in range(words // paragraph):
        line = [chance.choice(known) for _ in range(paragraph)]
        for at in range(5, paragraph, 10):
            line[at] = f"{line[at]}{chance.randrange(10**6)}"
        if kind == "curly":
            line = [f"{word}’s" if word in _OWNERS else word for word in line]
        length = paragraph
        if kind != "warned":
            length = _SENTENCE
            line[length - 1 :: length] = [_LAST] * (paragraph // length)
        sentences = (" ".join(line[at : at + length]) for at in range(0, paragraph, length))
        lines.append(" ".join(f"{sentence.capitalize()}." for sentence in sentences))
    return lines


def _quotation(chance: random.Random, texts: list[list[str]], kind: Kind) -> tuple[int, int, str]:
    source = chance.randrange(len(texts))
    paragraph = chance.randrange(len(texts[source]))
    words = texts[source][paragraph].split()
    start = chance.randrange(len(words) - 16)
    length = 15
    if kind != "warned":
        start -= start % _SENTENCE
        turning = [n for n in range(5) if words[start + n].lower() in _TURNING]
        start += chance.randrange(min([5, *turning]) + 1)
        # One that ends just before “not” is warned of, too.
        while words[start + length : start + length + 1] == ["not"]:
            length -= 1
    return source, paragraph + 1, " ".join(words[start : start + length])


def _brief(chance: random.Random, texts: list[list[str]], number: int, kind: Kind) -> str:
    passages, sentences = [], []
    for n in range(25):
        source, _, quote = _quotation(chance, texts, kind)
        passages.append(f"  p{n}: {{source: text-{source}, quote: {quote}}}\n")
        sentences.append(f"      It is reported [@p{n}].\n")
        source, paragraph, quote = _quotation(chance, texts, kind)
        sentences.append(f"      It says “{quote}” [@text-{source}, ¶{paragraph}].\n")
    return (
        f"title: Brief {number}\ndate: 2026-11-20\npassages:\n{''.join(passages)}"
        f"sections:\n  - heading: What is reported\n    body: |\n{''.join(sentences)}"
    )


def long_workspace(folder: Path, like: Path, words: int) -> Path:
    """A copy of the brief `like`, whose workspace is two folders up, with one more source of
    so many words in its appendix; the path of the copy."""
    brief = like.read_text(encoding="utf-8")
    for path in (like.parents[1] / "seeds").iterdir():
        _write(folder / "seeds", {path.name: path.read_text(encoding="utf-8")})
    if words:
        chance = random.Random(words)  # noqa: S311
        _write(folder / "seeds", {"annex.txt": "\n".join(_text(chance, words, "warned"))})
        brief = brief.replace("legal-analysis]", "legal-analysis, annex]", 1)
    _write(folder / "briefs", {like.name: brief})
    return folder / "briefs" / like.name


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
