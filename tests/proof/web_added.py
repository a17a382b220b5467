"""Ways to alter the elements of a web edition, and none of its words: empty ones that are
added, and some that are taken away or change places."""

from __future__ import annotations

import re

from tests.proof.web_alterations import Alteration, replaced, without

_EMPTY = "p br hr section span div li h3 ul blockquote em code sup a figure header button".split()


def added(name: str) -> Alteration:
    """An empty element at the end of the first section."""
    void = name in ("br", "hr")
    return replaced(
        '</section>\n<section class="hung rec',
        f'<{name}>{"" if void else f"</{name}>"}</section>\n<section class="hung rec',
    )


def swapped(first: str, second: str) -> Alteration:
    """What matches `first` right before what matches `second` comes after it."""

    def alter(page: str) -> str:
        altered, count = re.subn(
            f"({first})(\\s*)({second})", r"\3\2\1", page, count=1, flags=re.DOTALL
        )
        assert count, first
        return altered

    return alter


_NOTE = r'<li id="note-\d+">[^\n]*</li>'

# What is done, and a word of the line that says so.
ADDED: dict[str, tuple[Alteration, str]] = {
    f"an empty <{name}>": (added(name), "") for name in _EMPTY
} | {
    "an empty <em> in a word": (replaced("Nobody else was", "No<em></em>body else was"), "<em>"),
    "an empty <code> in a word": (replaced("Nobody else was", "No<code></code>body was"), ""),
    "a line broken in a word": (replaced("Nobody else was", "No<br>body else was"), "paragraph 1"),
    "a line broken between words": (replaced("Nobody else was", "Nobody<br>else was"), "broken"),
    "an empty row": (
        replaced("<tr><td>Monday</td>", "<tr><td></td><td></td></tr><tr><td>Monday</td>"),
        "rows",
    ),
    "a title after the subtitle": (
        swapped("<h1>.*?</h1>", '<p class="subtitle">.*?</p>'),
        "<header>",
    ),
    "a heading after its items": (swapped("<h2[^>]*>Key points</h2>", "<ol>.*?</ol>"), "<section>"),
    "the contents before the title": (
        swapped('<header class="masthead">.*?</header>', '<nav class="contents".*?</nav>'),
        "<body>",
    ),
    "notes exchanged": (swapped(_NOTE, _NOTE), "order"),
    "a note's number that leads nowhere": (
        lambda page: re.sub(
            r'<a class="note-number" role="doc-backlink"[^>]*>(\d+)</a>', r"\1", page, count=1
        ),
        "<li>",
    ),
    "a table that is none to a screen reader": (
        without(r'(?<=<table class="card with-room") role="table"'),
        "<table>",
    ),
    "a list of notes that is none": (without(r'(?<=<ol) role="list"'), "<ol>"),
    "a number in a column of words": (
        replaced("<td>not open", '<td class="right">not open'),
        "heads",
    ),
}

# Of an answer: who gave it, after the words instead of before them.
ANSWERED_LATER = swapped('<p><span class="by">[^\n]*?</p>', "<p>[^\n]*?</p>")
