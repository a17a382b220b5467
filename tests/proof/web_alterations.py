"""A small web edition of every kind of thing, and ways to alter it that change what a reader sees,
hears or clicks."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.fingerprint import fingerprint
from briefgen.proof.web_evidence import taken_apart, with_evidence
from tests.harbour import write_workspace

LETTER = "No boat may enter.\nThe lock is open on Sunday.\n"
CATALOGUE = """\
references:
  - {id: report, file: report.txt, title: Harbour closed}
  - {id: letter, file: letter.txt, title: A letter, language: en-GB}
"""
BRIEF = """\
room_column: true
title: The harbour
subtitle: What is known
date: 2026-11-20
marking: For discussion
prepared_by: The pilots
sources: [report, letter]
passages:
  shut: {source: report, quote: closed on Monday}
summary: The harbour was “closed on Monday” [@shut].
key_points:
  - The council spoke; see [the council](https://council.example/harbour).
  - It “stays closed until Friday” [@A2]. [!closed]
sections:
  - heading: What happened
    body: |
      The ministry “denies that it was asked” [@A3]. Nobody else was heard.^[The pilots were out.]

      ![A map of the harbour](map.svg)

      It was ~~never~~ asked.

      3. A third.
      4. A fourth.

      | day | state |
      |-----|-------|
      | Monday | not open |
claims:
  - id: closed
    claim: The harbour is shut.
    positions:
      - {stance: asserts, by: the council, via: the report, cite: A2,
         says: It “stays closed until Friday”.}
      - {stance: denies, by: unattributed, says: “The lock is open on Sunday”., cite: B2}
      - {stance: questions, by: The pilots, cite: A2}
recommendations:
  - Do not send boats.
"""
MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


def workspace_of(folder: Path, brief: str = BRIEF) -> Path:
    path = write_workspace(folder, brief, catalogue=CATALOGUE, letter=LETTER)
    (folder / "briefs" / "map.svg").write_text(MAP, encoding="utf-8")
    return path


def built(path: Path, **options: Any) -> str:
    made = make(Job(path.parents[1].resolve(), path.resolve(), Options(html=True, **options)))
    assert made.printed, made
    assert not made.printed.problems, made.printed.problems
    return made.printed.content.decode()


ELSEWHERE = "https://elsewhere.example/"
Alteration = Callable[[str], str]


def replaced(old: str, new: str) -> Alteration:
    """The first `old` after the style sheet becomes `new`."""

    def alter(page: str) -> str:
        start = page.index("</head>")
        assert old in page[start:], old
        return page[:start] + page[start:].replace(old, new, 1)

    return alter


def headed(old: str, new: str) -> Alteration:
    def alter(page: str) -> str:
        assert old in page, old
        return page.replace(old, new, 1)

    return alter


def styled(rule: str) -> Alteration:
    return headed("\n</style>", f"\n{rule}\n</style>")


def without(pattern: str) -> Alteration:
    def alter(page: str) -> str:
        altered, count = re.subn(pattern, "", page, count=1, flags=re.DOTALL)
        assert count, pattern
        return altered

    return alter


def file_altered(name: str, old: bytes, new: bytes) -> Alteration:
    def alter(text: str) -> str:
        page, files = taken_apart(text)
        assert files
        assert old in files[name]
        return with_evidence(page, {**files, name: files[name].replace(old, new, 1)})

    return alter


def forged(alter: Alteration, words: tuple[str, ...] = ()) -> Alteration:
    """An alteration of the page whose digest in the manifest is altered too, as one who knows
    how does it; `words` are added to the theme's."""

    def altered(text: str) -> str:
        page, files = taken_apart(alter(text))
        assert files is not None
        manifest = json.loads(files["manifest.json"])
        manifest["web"] = hashlib.sha256(page.encode()).hexdigest()
        manifest["words"] += words
        return with_evidence(page, {**files, "manifest.json": json.dumps(manifest).encode()})

    return altered


def _other_picture(page: str) -> str:
    data = b64encode(MAP.encode()).decode()
    assert data in page
    return page.replace(data, b64encode(MAP.replace("7z", "2z").encode()).decode(), 1)


def _swapped_paragraphs(page: str) -> str:
    found = re.findall(r'<p class="paragraph.*?</p>', page, re.DOTALL)
    first, second = found[0], found[1]
    return page.replace(first, "\0").replace(second, first).replace("\0", second)


def _exchanged(first: str, second: str) -> Alteration:
    """The first of each, after the style sheet, in the place of the other."""

    def alter(page: str) -> str:
        start = page.index("</head>")
        body = page[start:]
        assert first in body, first
        assert second in body, second
        body = body.replace(first, "\0", 1).replace(second, first, 1).replace("\0", second, 1)
        return page[:start] + body

    return alter


def _moved_policy(page: str) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', page)
    assert found
    return page.replace(found[0], "", 1).replace("</style>\n", f"</style>\n{found[0]}", 1)


def _without_numbers(page: str) -> str:
    found = re.search(r'<ol start="3">(.*?)</ol>', page, re.DOTALL)
    assert found
    return page.replace(found[0], f"<ul>{found[1]}</ul>", 1)


def _as_heading(page: str) -> str:
    found = re.search(r'<p class="numbered" id="par-1">(.*?)</p>', page, re.DOTALL)
    assert found
    return page.replace(found[0], f'<h3 class="numbered" id="par-1">{found[1]}</h3>', 1)


# Words joined, divided, and with signs in them that print nothing.
OTHER_SPACES: dict[str, tuple[Alteration, str]] = {
    "two words made one": (replaced("Nobody else was", "Nobody elsewas"), "elsewas"),
    "a word made two": (replaced("Nobody else was", "No body else was"), "No body"),
    "two words of a source made one": (replaced("No boat may", "Noboat may"), "Noboat"),
    "two words of a note made one": (
        replaced("pilots were out.</li>", "pilotswere out.</li>"),
        "note",
    ),
    "two words of a popover made one": (
        replaced("pilots were out.</p></div>", "pilotswere out.</p></div>"),
        "beside its line",
    ),
    "two words of the theme made one": (
        forged(replaced("Prepared by", "Preparedby"), ("Preparedby",)),
        "Preparedby",
    ),
    "a wider space": (replaced("Nobody else was", "Nobody\u3000else was"), "paragraph 1"),
    "a thinner space in a source": (replaced("No boat may", "No\u2009boat may"), "B1"),
    "a wider space in a label": (replaced("Prepared by", "Prepared\u2003by"), "instead"),
    "a soft hyphen": (replaced("Nobody else", "No\u00adbody else"), "paragraph 1"),
    "a space of no width": (replaced("Do not send", "Do n\u200bot send"), "recommendation 1"),
    "words turned round by a sign": (
        replaced("Do not send", "Do \u202eton\u202c send"),
        "recommendation 1",
    ),
}

# What is done, and a word of the line that says so. Each is done plainly, and with the digest of
# the page in the manifest made anew.
ON_THE_PAGE: dict[str, tuple[Alteration, str]] = OTHER_SPACES | {
    "a word changed": (replaced("Nobody else was heard", "Everybody else was heard"), "printed"),
    "a not left out": (replaced("Do not send", "Do send"), "recommendation 1"),
    "a quotation changed": (
        replaced("denies that it was asked", "says that it was asked"),
        "paragraph 1",
    ),
    "a source's paragraph changed": (replaced("No boat may enter.", "Any boat may enter."), "B1"),
    "a paragraph left out": (without(r'<p class="numbered.*?</p>'), "paragraph 1"),
    "a paragraph of a source left out": (without(r'<p class="paragraph" id="B1">.*?</p>'), "B1"),
    "paragraphs of a source exchanged": (_swapped_paragraphs, "A"),
    "a paragraph added that is listed": (
        forged(
            replaced(
                '<section class="endnotes"', '<p>Nobody denies it.</p><section class="endnotes"'
            ),
            ("Nobody denies it.",),
        ),
        "Nobody denies it",
    ),
    "a paragraph added": (
        replaced('<section class="endnotes"', '<p>All is well.</p><section class="endnotes"'),
        "All is well",
    ),
    "a cell changed": (replaced("not open", "open"), "table cell"),
    "a status changed": (
        replaced("disputed</span></p>", "denied</span></p>"),
        "“denied” is printed",
    ),
    "a position moved to another side": (
        replaced("the council</b>", "the ministry</b>"),
        "position 1a",
    ),
    "a title changed": (replaced("<h1>The harbour", "<h1>The open harbour"), "title"),
    "the title of the window": (
        headed("<title>The harbour", "<title>The open harbour"),
        "page is called",
    ),
    "a note changed": (replaced("The pilots were out.</li>", "The pilots were in.</li>"), "note"),
    "the text of a popover": (
        replaced("The pilots were out.</p></div>", "The pilots were in.</p></div>"),
        "beside its line",
    ),
    "a button that shows another note": (
        replaced('popovertarget="beside-1"', 'popovertarget="beside-2"'),
        "button",
    ),
    "a hidden paragraph": (
        replaced('<p class="numbered" id="par-1"', '<p hidden="" class="numbered" id="par-1"'),
        "hidden",
    ),
    "a style attribute": (
        replaced('<p class="numbered"', '<p style="display: none" class="numbered"'),
        "style",
    ),
    "a class that hides": (replaced('class="numbered"', 'class="numbered rests-on"'), "hidden"),
    "display: none": (styled("#par-1 { display: none }"), "style sheet"),
    "content by the style sheet": (styled('#par-1::after { content: "All lies." }'), "style sheet"),
    "a style sheet that fetches": (
        styled("@import url(https://elsewhere.example/x.css);"),
        "style sheet",
    ),
    "text off the screen": (styled(".numbered { position: relative; left: -99em }"), "style sheet"),
    "white on white": (headed("--14171a: #14171a", "--14171a: #ffffff"), "style sheet"),
    "a name that is heard": (
        replaced('aria-label="Note 1"', 'aria-label="Not true 1"'),
        "aria-label",
    ),
    "a text alternative": (
        replaced('alt="A map of the harbour"', 'alt="A map of the war"'),
        "heard",
    ),
    "another picture": (_other_picture, "another picture"),
    "a link led astray": (replaced('href="#A2"', 'href="#B2"'), "leads to"),
    "a link to elsewhere": (
        replaced("https://council.example/harbour", "https://council.example.evil/"),
        "link",
    ),
    "a link that runs": (
        replaced("https://council.example/harbour", "javascript:alert(1)"),
        "link",
    ),
    "a link to nothing": (replaced('href="#call-1"', 'href="#call-99"'), "leads nowhere"),
    "the contents": (replaced('">What happened</a>', '">What did not happen</a>'), "link"),
    "a script": (replaced("</main>", "<script>document.title='x'</script></main>"), "script"),
    "an event": (
        replaced('<main id="content"', '<main onclick="alert(1)" id="content"'),
        "onclick",
    ),
    "a refresh": (
        headed(
            "<meta charset",
            f'<meta http-equiv="refresh" content="0; url={ELSEWHERE}">\n<meta charset',
        ),
        "refresh",
    ),
    "a base": (
        headed("<meta charset", '<base href="https://elsewhere.example/">\n<meta charset'),
        "base",
    ),
    "a frame": (
        replaced("</main>", '<iframe src="https://elsewhere.example/"></iframe></main>'),
        "iframe",
    ),
    "a form": (
        replaced("</main>", '<form action="https://elsewhere.example/"></form></main>'),
        "form",
    ),
    "a comment": (replaced("</main>", "<!-- hidden --></main>"), "strict"),
    "an id twice": (
        replaced('<p class="paragraph" id="B1"', '<p class="paragraph" id="A1"'),
        "twice",
    ),
    "another language": (headed('<html lang="en-US"', '<html lang="de"'), "in “de”"),
    "a page turned round": (headed('lang="en-US" dir="ltr"', 'lang="en-US" dir="rtl"'), "dir=rtl"),
    "another character set": (
        headed('<meta charset="utf-8"', '<meta charset="windows-1252"'),
        "charset=windows-1252",
    ),
    "read aloud as nothing": (
        replaced('<p class="numbered"', '<p role="presentation" class="numbered"'),
        "read aloud",
    ),
    "an author": (headed('content="The pilots"', 'content="The ministry"'), "meta"),
    "the fingerprint in the foot": (without("(?<=<code>)[0-9a-f]{10}(?=</code>)"), "fingerprint"),
    "an unclosed element": (replaced("Nobody else", "<b>Nobody else"), "line"),
    "a policy taken away": (headed("default-src 'none'", "default-src *"), "meta"),
    "the heads of sides exchanged": (_exchanged("Asserted by</th>", "Denied by</th>"), "heads"),
    "what a narrow screen says of a side": (
        _exchanged('data-head="Asserted by"', 'data-head="Denied by"'),
        "side",
    ),
    "a stance left out": (without(r' <span class="sign questions">questions</span>'), "holders"),
    "a status left out": (
        replaced('facts"><span class="sign disputed">disputed</span> · ', 'facts">'),
        "status",
    ),
    "the sign of another status": (replaced("sign disputed", "sign denied"), "status"),
    "no policy": (without(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n'), "head"),
    "the policy behind the style sheet": (_moved_policy, "head"),
    "another policy besides": (
        headed('<meta name="generator"', '<meta http-equiv="x">\n<meta name="generator"'),
        "head",
    ),
    "words in the contents": (replaced("</ul>\n</nav>", "<li>x</li></ul>\n</nav>"), "contents"),
    "words struck": (replaced("Do not send", "Do <del>not</del> send"), "typed"),
    "struck words plain": (replaced("<del>never</del>", "never"), "typed"),
    "the numbers of a list": (replaced('<ol start="3">', '<ol start="7">'), "lists"),
    "the numbers of key points": (replaced("<ol>", '<ol start="2">'), "lists"),
    "a list without numbers": (_without_numbers, "lists"),
    "cells in other rows": (replaced("<td>not open", "</tr><tr><td>not open"), "tables"),
    "a heading that is none": (
        replaced('<h2 id="heading-what-happened">What happened</h2>', "<p>What happened</p>"),
        "heading",
    ),
    "a paragraph as a heading": (_as_heading, "heading"),
    "heard as a picture": (
        replaced('<p class="numbered"', '<p role="img" class="numbered"'),
        "read aloud",
    ),
    "words turned round": (
        replaced('<p class="numbered"', '<p dir="rtl" class="numbered"'),
        "turned",
    ),
    "words in another language": (
        replaced('<p class="numbered"', '<p lang="en-GB" class="numbered"'),
        "language",
    ),
    "a source in another language": (
        without(r' lang="en-GB"(?=>\n<p class="paragraph" id="B1)'),
        "language",
    ),
    "a link that is hidden": (
        replaced('<a href="https://council', '<a class="call" href="https://council'),
        "shown",
    ),
    "a block that is hidden": (replaced('<div class="head', '<div class="beside head'), "shown"),
    "a picture too small to see": (
        replaced('alt="A map of the harbour"', 'alt="A map of the harbour" style="width: 0%"'),
        "picture",
    ),
    "recommendations as key points": (
        _exchanged(">Key points</h2>", ">Recommendations</h2>"),
        "heading",
    ),
    "an anchor elsewhere": (_exchanged('id="par-1"', 'id="par-2"'), "par-1"),
    "a table under another name": (replaced('aria-label="claim 1"', 'aria-label="Table"'), "name"),
}
# What a digest alone tells, as long as nobody makes it anew.
BY_DIGEST: dict[str, Alteration] = {
    "two blanks": replaced("Nobody else", "Nobody  else"),
    "an element": replaced("Nobody else", "<span>Nobody</span> else"),
}
IN_THE_EVIDENCE: dict[str, tuple[Alteration, str]] = {
    "the brief": (file_altered("brief.yaml", b"Nobody", b"Anybody"), "brief.yaml"),
    "a source": (file_altered("seeds/report.txt", b"Monday", b"Sunday"), "seeds/report.txt"),
    "the manifest": (
        file_altered("manifest.json", b'"large_print": false', b'"large_print": true'),
        "fingerprint",
    ),
    "a name of the evidence": (headed('"brief.yaml"', '"brief.yml"'), "brief"),
    "base 64": (headed('"brief.yaml": "', '"brief.yaml": "!'), "evidence"),
    "a file twice": (
        headed('{"brief.yaml": "', '{"brief.yaml": "AAAA",\n"brief.yaml": "'),
        "evidence",
    ),
    "something after the end": (lambda page: page + "<p>And this.</p>", "end of the page"),
    "the evidence moved": (
        headed("</script>\n</body>", "</script>\n<p>x</p></body>"),
        "end of the page",
    ),
}


def of_another_version(alter: Alteration) -> Alteration:
    """An alteration of a page whose style sheets are said to be of another version."""

    def altered(text: str) -> str:
        page, files = taken_apart(forged(alter)(text))
        assert files is not None
        manifest = json.loads(files["manifest.json"])
        manifest["inputs"]["theme"]["text.css"] = "0" * 64
        manifest["fingerprint"] = new = fingerprint(manifest["inputs"])
        old = json.loads(files["manifest.json"])["fingerprint"]
        page = page.replace(f"<code>{old[:10]}</code>", f"<code>{new[:10]}</code>", 1)
        manifest["web"] = hashlib.sha256(page.encode()).hexdigest()
        return with_evidence(page, {**files, "manifest.json": json.dumps(manifest).encode()})

    return altered


# What an altered style sheet does, and a word of the line that says so.
OTHER_STYLES: dict[str, tuple[Alteration, str]] = {
    "a paragraph hidden": (styled("#par-1 { display: none }"), "hides words"),
    "a paragraph off the screen": (
        styled("@media screen { #par-1 { position: absolute; left: -99rem } }"),
        "hides words",
    ),
    "words in the colour of paper": (styled("#par-1 { color: var(--ffffff) }"), "hides words"),
    "all words in the colour of paper": (
        headed("--14171a: #14171a", "--14171a: #ffffff"),
        "another colour",
    ),
    "dark words on a dark screen": (
        styled("@media screen and (prefers-color-scheme: dark) { :root { --14171a: #14171a } }"),
        "another colour",
    ),
    "a word before others": (styled('#par-1::before { content: "Not so: " }'), "adds words"),
    "a word in escapes": (styled('#par-1::after { content: "\\6e\\6f t" }'), "adds words"),
}
