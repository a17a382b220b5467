"""What somebody would write in half an hour: read everything, look for each quotation.

It knows no typography, no ellipses, no columns, no paragraphs; it says what is not there.
With a second argument it reads YAML with the loader in C, which few scripts do.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

root = Path(sys.argv[1])
loader = yaml.CSafeLoader if sys.argv[2:] else yaml.SafeLoader
texts = {path.stem: " ".join(path.read_text("utf-8").split()) for path in root.glob("seeds/*.txt")}
failed = count = 0
for path in sorted(root.glob("briefs/*.yaml")):
    brief = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 - either is safe
    for name, passage in brief["passages"].items():
        count += 1
        if passage["quote"] not in texts[passage["source"]]:
            failed += 1
            sys.stdout.write(f"{path}: {name}\n")
    for section in brief["sections"]:
        found = re.findall(r"“(.+?)”\s*\[@([\w-]+),", section["body"], re.DOTALL)
        for quote, source in found:
            count += 1
            if quote not in texts[source]:
                failed += 1
                sys.stdout.write(f"{path}: {quote}\n")
sys.stdout.write(f"{count} quotations, {failed} failed\n")
