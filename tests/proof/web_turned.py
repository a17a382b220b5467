"""Ways to alter how the words of a web edition run, where its lines are broken, how its columns are
aligned and where its headings are, in a brief whose words run both ways."""

from __future__ import annotations

import re

from tests.proof.web_alterations import BRIEF, Alteration, replaced, without

_TABLE = """\
      | day | state |
      |-----|-------|
"""
_BOTH_WAYS = "neither here nor there, وهذا"
assert _TABLE in BRIEF
TURNED = "language: ar\n" + BRIEF.replace(
    _TABLE, "      | day | state |\n      |-----|------:|\n"
).replace("id: report, ", "id: report, language: en, ").replace(
    "      It was ~~never~~ asked.\n",
    f"""\
      ### Who was there

      It was ~~never~~ asked,\\
      {_BOTH_WAYS} كل شيء.

      - An item

        goes on
""",
)


def _moved_break(page: str) -> str:
    assert page.count("asked,<br>neither here") == 1
    return page.replace("asked,<br>neither here", "asked, neither<br>here")


def _between_blocks(page: str) -> str:
    assert page.count("An item<br>goes on") == 1
    return page.replace("An item<br>goes on", "An<br>item goes on")


def _aligned(page: str) -> str:
    altered, count = re.subn('(?<=<t[dh])( scope="col")? class="right"', r"\1", page)
    assert count == 2
    return altered


def _heading_moved(page: str) -> str:
    found = re.search(r"<h3[^>]*>Who was there</h3>", page)
    after = re.search(r"<p class=\"numbered\"[^>]*>(?:(?!</p>).)*neither.*?</p>", page, re.DOTALL)
    assert found
    assert after
    return page.replace(found[0], "", 1).replace(after[0], f"{after[0]}{found[0]}", 1)


# What is done, and a word of the line that says so.
OTHERWISE: dict[str, tuple[Alteration, str]] = {
    "a paragraph turned round": (
        replaced('<p class="numbered" id="par-1"', '<p dir="ltr" class="numbered" id="par-1"'),
        "turned",
    ),
    "a way that is no other": (
        replaced('<p class="numbered" id="par-1"', '<p dir="rtl" class="numbered" id="par-1"'),
        "turned",
    ),
    "words of a paragraph turned round": (
        replaced(
            "neither here nor there, وهذا", '<span dir="ltr">neither here nor there, وهذا</span>'
        ),
        "turned",
    ),
    "a recommendation turned round": (replaced("<ol>", '<ol dir="ltr">'), "turned"),
    "a paragraph of a source not turned": (without(' dir="ltr"(?=>No boat)'), "turned"),
    "a digest not turned": (without('(?<=<p class="fingerprint") dir="ltr"'), "turned"),
    "a line broken before another word": (_moved_break, "broken"),
    "a line broken elsewhere in an item": (_between_blocks, "broken"),
    "a column aligned otherwise": (_aligned, "aligned"),
    "a heading of a part after its words": (_heading_moved, "heading"),
}
