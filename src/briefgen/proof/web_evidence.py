"""The evidence in a web edition: a block of data at its end, which no browser runs or shows.

```
<script type="application/json" id="evidence">
{"brief.yaml": "dGl0bGU6…", "manifest.json": "ew…"}
</script>
```

Names are sorted, contents in base 64; the page is what is left without these lines.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping

from briefgen.model.lazy_pattern import lazy_pattern

from .pdf_reader import read_attachments

END = "</body>\n</html>\n"
_START, _STOP = '<script type="application/json" id="evidence">\n', "\n</script>\n"
_BLOCK = lazy_pattern(re.escape(_START) + "([^<]*)" + re.escape(_STOP) + re.escape(END) + r"\Z")
# How far into a file an HTML page is recognised.
_HEAD = 1024


def is_web(content: bytes, name: str = "") -> bool:
    """Whether a file is a web page: by its name, or because it begins as one."""
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return True
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\f\0").lower()
    return head.startswith(b"<")


def with_evidence(page: str, files: Mapping[str, bytes]) -> str:
    """A page, which ends with `END`, with `files` inside it."""
    data = {name: b64encode(files[name]).decode() for name in sorted(files)}
    text = json.dumps(data, separators=(",\n", ": ")).replace("<", "\\u003c")
    return f"{page.removesuffix(END)}{_START}{text}{_STOP}{END}"


def evidence_of(content: bytes) -> dict[str, bytes]:
    """What a PDF or a web edition carries; raises as `read_attachments` and `taken_apart`."""
    if not is_web(content):
        return read_attachments(content)
    return taken_apart(content.decode("utf-8"))[1] or {}


def taken_apart(text: str) -> tuple[str, dict[str, bytes] | None]:
    """A page without its evidence, and that: None where there is none.

    Raises ValueError where the evidence cannot be read, or could be read in two ways.
    """
    found = _BLOCK.search(text)
    if found is None:
        return text, None

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("two files of the evidence have one name")
        return dict(pairs)

    try:
        data = json.loads(found[1], object_pairs_hook=once)
        files = {name: b64decode(content, validate=True) for name, content in data.items()}
    except (AttributeError, Error, RecursionError, TypeError) as error:
        raise ValueError("the evidence is not a list of files") from error
    except json.JSONDecodeError as error:
        raise ValueError("the evidence cannot be read") from error
    page = text[: found.start()] + END
    if with_evidence(page, files) != text:
        raise ValueError("the evidence is not written as briefgen writes it")
    return page, files
