"""WeasyPrint's own style sheets are the same, whether they are read or were kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import hashlib, sys
if "as-it-is" in sys.argv:
    import weasyprint
if "no-parser" in sys.argv:
    import tinycss2
    tinycss2.parse_stylesheet = None
from briefgen.render.weasyprint_patches.engine import HTML
page = "<h1 lang=fr>The <q>lock</q></h1><ol type=i><li>one<li>two</ol><table border=1><td>x</table>"
pages = HTML(string=page + "<blockquote dir=rtl><p hidden>no<p>yes<sup>2</sup>")
if "no-parser" not in sys.argv:
    written = pages.write_pdf(presentational_hints=True, pdf_identifier=b"lock")
    print(hashlib.sha256(written).hexdigest())
"""


def _ran(cache: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        check=True, capture_output=True, text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    ).stdout  # fmt: skip


def test_pages_are_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "briefgen" / "sheets"
    expected = _ran(tmp_path, "as-it-is")
    assert not folder.exists()
    assert _ran(tmp_path) == expected
    assert len(list(folder.iterdir())) == 3
    assert _ran(tmp_path) == expected
    _ran(tmp_path, "no-parser")
    for kept in folder.iterdir():
        kept.write_bytes(b"damaged")
    assert _ran(tmp_path) == expected
