"""Ways to alter where a web edition's links lead and what its notes show, with no other word on the
page: targets, ids and pictures that change places."""

from __future__ import annotations

import re

from tests.proof.web_alterations import BRIEF, Alteration, without

# Two highlights of one paragraph, and notes that have links or a picture.
NOTED = BRIEF.replace(
    "      ![A map",
    """\
      It was “closed on Monday” [@A2]. It “stays closed until Friday” [@A2].^[See ![the
      map](map.svg), ![the lock](map.svg), [the pilots](https://pilots.example) and
      [the council](https://council.example/harbour).]

      ![A map""",
)
_PICTURE = re.compile(r"<img [^>]*>")


def exchanged(first: str, second: str) -> Alteration:
    """Every `first` after the style sheet becomes `second`, and the other way round."""

    def alter(page: str) -> str:
        start = page.index("</head>")
        body = page[start:]
        assert first in body, first
        assert second in body, second
        parts = (part.replace(second, first) for part in body.split(first))
        return page[:start] + second.join(parts)

    return alter


def in_a_copy(alter: Alteration) -> Alteration:
    """An alteration of the one note beside its line that has pictures."""

    def altered(page: str) -> str:
        found = next(
            one for one in re.findall(r'<div class="beside".*?</div>', page) if "<img" in one
        )
        assert alter(found) != found
        return page.replace(found, alter(found), 1)

    return altered


def _pictures_exchanged(note: str) -> str:
    first, second = _PICTURE.findall(note)
    return note.replace(first, "\0").replace(second, first).replace("\0", second)


# What is done, and a word of the line that says so.
LINKED: dict[str, tuple[Alteration, str]] = {
    "ids of quoted words exchanged": (exchanged(' id="A2-q1"', ' id="A2-q2"'), "quoted"),
    "quoted words without their id": (without(' id="A2-q2"'), "quoted"),
    "targets of quotations exchanged": (exchanged(' href="#A2-q1"', ' href="#A2-q2"'), "links"),
    "targets of two links exchanged": (
        exchanged("https://pilots.example", "https://council.example/harbour"),
        "links",
    ),
    "a picture taken out of a copy": (in_a_copy(lambda one: _PICTURE.sub("", one, 1)), "beside"),
    "a picture twice in a copy": (
        in_a_copy(lambda one: _PICTURE.sub(r"\g<0>\g<0>", one, 1)),
        "beside",
    ),
    "pictures of a copy exchanged": (in_a_copy(_pictures_exchanged), "beside"),
    "a link of a copy that leads to another place": (
        in_a_copy(
            lambda one: one.replace("https://pilots.example", "https://council.example/harbour")
        ),
        "beside",
    ),
    "nothing in a copy": (in_a_copy(lambda one: re.sub("<p.*</p>", "", one)), "beside"),
    "more in a copy": (in_a_copy(lambda one: one.replace("</div>", "<p></p></div>")), "beside"),
    "pictures of a note exchanged": (
        lambda page: re.sub(
            r"<li id=\"note-\d+\">(?:(?!</li>).)*<img.*?</li>",
            lambda one: _pictures_exchanged(one[0]),
            in_a_copy(_pictures_exchanged)(page),
            flags=re.DOTALL,
        ),
        "pictures",
    ),
}
