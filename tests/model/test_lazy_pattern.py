"""Patterns that are compiled at their first use are those that they say."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from briefgen.model.lazy_pattern import lazy_pattern


def test_that_it_is_the_pattern() -> None:
    pattern = lazy_pattern(r"(?P<word>brief)\w*", re.IGNORECASE)
    found = pattern.search("Two BRIEFS")
    assert found
    assert found["word"] == "BRIEF"
    assert pattern.sub("x", "briefs, briefs") == "x, x"
    assert (pattern.pattern, pattern.flags) == (r"(?P<word>brief)\w*", re.IGNORECASE | re.UNICODE)
    assert pattern.groupindex == {"word": 1}


def test_that_it_is_compiled_when_it_is_asked() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.match("")


def test_that_the_functions_of_re_take_it() -> None:
    pattern = lazy_pattern("b(r)ief")
    assert isinstance(pattern, re.Pattern)
    assert re.sub(pattern, r"\1", "briefs") == "rs"
    assert re.compile(pattern).fullmatch("brief")


_PROGRAM = """
import json, re, briefgen.__main__
from briefgen.model.lazy_pattern import LazyPattern
import yaml

of_module = re.compile(b"lock")
class Board:
    ebb = re.compile("e(b)+", re.I)
def made(pattern):
    return re.compile(pattern)

print(json.dumps([
    [type(one) is LazyPattern for one in (of_module, Board.ebb, made("a"), made(Board.ebb))],
    [bool(of_module.match(b"locks")), re.sub(Board.ebb, "x", "EBB")],
    "search" in vars(yaml.reader.Reader.NON_PRINTABLE), yaml.safe_load("a: 2020-01-01")["a"].year,
]))
try:
    made("(")
except re.error:
    print("refused")
"""


def test_that_a_command_compiles_patterns_of_packages_when_they_are_asked() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM], check=False, capture_output=True, text=True
    )
    told, refused = ran.stdout.splitlines() or [ran.stderr, ""]
    assert json.loads(told) == [[True, True, False, True], [True, "x"], False, 2020]
    assert refused == "refused"
