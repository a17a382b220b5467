"""Ways to alter what a web edition says in one of its places, and nothing elsewhere: another label
of the theme's, a part that is left out, a list that is shorter."""

from __future__ import annotations

import re

from tests.proof.web_alterations import Alteration, forged, headed, replaced, without


def _read_later(page: str) -> str:
    """What explains the signs, after the section that follows it."""
    found = re.search(r'(<p class="reading">.*?</p>)(\s*)(<section.*?</section>)', page, re.DOTALL)
    assert found
    return page.replace(found[0], f"{found[3]}{found[2]}{found[1]}", 1)


# What is done, and a word of the line that says so.
MISPLACED: dict[str, tuple[Alteration, str]] = {
    "who it is for": (
        forged(replaced("<b>Prepared by", "<b>Prepared for"), ("Prepared for",)),
        "Prepared for",
    ),
    "another kind": (
        forged(replaced('"kind">Policy brief', '"kind">Summary'), ("Summary",)),
        "instead",
    ),
    "a box left out": (replaced('<p class="box">not agreed</p>', ""), "not agreed"),
    "a box with another word": (replaced(">not agreed<", ">agreed<"), "not agreed"),
    "boxes exchanged": (
        replaced(
            '<p class="box">agreed</p><p class="box">not agreed</p>',
            '<p class="box">not agreed</p><p class="box">agreed</p>',
        ),
        "instead",
    ),
    "no lines to fill in": (without('<div class="lines">.*?</div>'), "missing"),
    "what cites a paragraph": (without('<span class="cited".*?</span>'), "cited in"),
    "a part of what cites a paragraph": (
        without('(?<=>notes 1</a>), <a href="#call-2">2</a>'),
        "A2",
    ),
    "one note that is called many": (replaced(">notes 1</a>", ">note 1</a>"), "instead"),
    "one claim that is called many": (
        replaced('<a href="#position-1b">claim 1b</a>', '<a href="#position-1b">claims 1b</a>'),
        "instead",
    ),
    "a claim marked elsewhere": (replaced(">key point 2</a>", ">key point 1</a>"), "instead"),
    "an entry of the contents": (
        without('<li><a href="#[^"]*">Recommendations</a></li>'),
        "instead",
    ),
    "the card, and its entry": (
        lambda page: without('<section id="card".*?</section>')(
            without('<li><a href="#card-title">.*?</li>')(page)
        ),
        "glance",
    ),
    "how to read": (without('<p class="reading">.*?</p>'), "missing"),
    "how to read, elsewhere": (_read_later, "explains the signs"),
    "an introduction": (without('<p class="intro".*?</p>'), "missing"),
    "where a claim is marked": (without(" · marked at .*?(?=</p>)"), "instead"),
    "what the page holds": (without("<p>This page holds.*?</p>"), "missing"),
    "a digest of a source": (without('<p class="fingerprint">.*?</p>'), "SHA-256"),
    "who reports a position": (replaced("<i>the report</i>", "the report"), "missing"),
    "a figure of nothing": (
        replaced("</figure>", '</figure><figure class="picture"><p></p></figure>'),
        "once too often",
    ),
    "in large type": (replaced('<body class="whole">', '<body class="whole large">'), "large"),
    "a page without its class": (headed('<body class="whole">', "<body>"), "body"),
}
