"""Ways to give words of a web edition another shape by what its own style sheet and a table's cells
do; and a brief whose edition has every shape."""

from __future__ import annotations

from tests.proof.web_alterations import BRIEF, Alteration, replaced

_CELL = '<td role="cell" data-head="Denied by">'
_IN_PROSE = (
    "beside", "box", "by", "cell", "cited", "continued", "gap", "handle", "none", "note",
    "note-number", "number", "original", "place", "quoted", "side-label", "source-letter",
    "stance", "unknown",
)  # fmt: skip
# What is done, and a word of the line that says so.
RESHAPED: dict[str, tuple[Alteration, str]] = {
    "a head over two columns": (
        replaced(
            '<th scope="col" role="columnheader">Asserted',
            '<th scope="col" colspan="2" role="columnheader">Asserted',
        ),
        "heads",
    ),
    "a head over two columns in a body's table": (
        replaced('<th scope="col">day', '<th scope="col" colspan="2">day'),
        "heads",
    ),
    "a cell over two columns in a body's table": (
        replaced("<td>not open", '<td colspan="2">not open'),
        "heads",
    ),
    "a side over three columns": (
        replaced(_CELL, _CELL.replace("<td", '<td colspan="3" aria-colspan="3"')),
        "heads",
    ),
    "a side in a row of its own": (
        replaced(f"{_CELL}<div", f'</tr><tr role="row">{_CELL}<div'),
        "heads",
    ),
    "a cell before those of the sides": (
        replaced('<td role="cell"', '<th scope="row" role="rowheader"></th><td role="cell"'),
        "heads",
    ),
    "a head as a cell": (
        replaced("<td>Monday</td>", '<th scope="col">Monday</th>'),
        "writes none",
    ),
    "words of a source in the margin": (
        replaced("No boat may enter.", 'No <span class="cited">boat may enter.</span> '),
        "other words",
    ),
    "other words of a source marked": (
        replaced("No boat may", 'No <span class="quoted">boat</span> may'),
        "quoted",
    ),
    "a quotation in a source not marked": (
        replaced('<span class="quoted" id="A3-q1">', '<span id="A3-q1">'),
        "quoted",
    ),
    "a word as the number": (
        replaced('<span class="number">1 </span>The', '<span class="number">1 The</span>'),
        "other words",
    ),
    "a bar beside what is not changed": (
        replaced('<p class="numbered"', '<p class="numbered changed"'),
        "other words",
    ),
    "signs of two statuses": (
        replaced('class="mark sign disputed"', 'class="mark sign disputed denied"'),
        "writes none",
    ),
    "words in bold": (
        replaced("<p>The harbour was", "<p><b>The harbour</b> was"),
        "writes none",
    ),
    "a section as key points": (
        replaced('<section class="hung" id=', '<section class="hung key-points" id='),
        "another one",
    ),
    "key points without their numbers": (
        replaced('<section class="hung key-points">', '<section class="endnotes">'),
        "another one",
    ),
    "a call that is shown twice": (
        replaced('<a class="call" role="doc-noteref"', '<a role="doc-noteref"'),
        "other words",
    ),
    "what a holder says in another type": (
        replaced("<p>It “stays", "<p><i>It</i> “stays"),
        "other words",
    ),
} | {
    f"a word in prose with the class {name}": (
        replaced("Nobody else was", f'Nobody <span class="{name}">else</span> was'),
        "class",
    )
    for name in _IN_PROSE
}  # fmt: skip

_TABLE = """\
      | day | state |
      |-----|-------|
      | Monday | not open |
"""
_LONG = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"
_MANY = f"""\
      ### A head with `code`^[A note to a head.]

      - An item: H~2~O, m^2^ and **stressed *words***
        goes on^[A note in an item.].^[Another one.]

        > closed on Monday [@A2]

        1. Inner
        2. list
           - deeper [!closed]

        ![A picture in a list, see “closed on Monday” [@A2]](map.svg)

        ```
        code block
        ```

        | a | b |
        |---|--:|
        | 1 | 2^[A note in a cell.] |

      > No boat may enter. [@B1] [!closed]

      ```
      code
      ```

      See [the head](#what-happened) and [claim](#claim-closed), https://council.example/more.

      ---

      | day | state of the harbour as it is known to all near it | c | d | e | f | g | h |
      |-----|:------|:-:|--:|--|--|--|--|
      | Monday | not open, {_LONG} and **{_LONG}** | ~~x~~ | 4 | \
https://council.example/{_LONG} | `{_LONG}` | *{_LONG}* | ~~{_LONG}~~ |
"""
_QUESTION = """\
  - id: when
    question: When does it open?
    positions:
      - answer: On *Friday*, they say “stays closed until Friday”
        by: the council
        via: the report
        cite: A2
      - {answer: On Sunday, by: unattributed, says: “The lock is open on Sunday”., cite: B2}
    note: Nobody **asked** the pilots.
recommendations:"""
EVERY_SHAPE = (
    BRIEF.replace(_TABLE, _MANY + "\n" + _TABLE)
    .replace("recommendations:", _QUESTION)
    .replace(
        "  - heading: What happened\n", "  - heading: What happened\n    claims: [closed, when]\n"
    )
)
# The same on another day, much of it in other words.
CHANGED = EVERY_SHAPE.replace("2026-11-20", "2026-11-22")
for _old, _new in (
    ("goes on", "now goes on"), ("      code\n", "      coda\n"), ("| 4 |", "| 44 |"),
    ("See [the head]", "Do see [the head]"), ("A picture in", "Another picture in"),
    ("Do not send", "Never send"), ("A head with", "The head with"),
    ("A map of", "The map of"), ("The council spoke", "The council has spoken"),
    ("| 1 | 2^", "| 7 | 2^"), ("Nobody **asked**", "They **asked**"),
):  # fmt: skip
    assert _old in CHANGED, _old
    CHANGED = CHANGED.replace(_old, _new)
