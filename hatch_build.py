"""What only whoever builds the package knows: where its repository is.

The addresses of the project, and the links of the README, which an index shows outside of the
repository, lead to the remote `origin` of the clone that is built, or to BRIEFGEN_REPOSITORY; in a
source distribution, to what its PKG-INFO says. Where nobody knows, the links become words.
"""

from __future__ import annotations

import os
import re
import subprocess
from email.parser import HeaderParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<path>(?!https?:)[\w./-]+)\)")
_SHORT = re.compile(r"[\w.-]+@(?P<host>[\w.-]+):(?P<path>[\w./-]+)")


class Addresses(MetadataHookInterface):
    """Fills in `urls` and `readme`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the addresses of the project to its metadata."""
        root = Path(self.root)
        repository = address(os.environ.get("BRIEFGEN_REPOSITORY", "")) or known(root)
        if repository:
            metadata["urls"] = {
                "Repository": repository,
                "Documentation": f"{repository}/tree/HEAD/docs",
                "Rules": f"{repository}/blob/HEAD/docs/rules.md",
                "Changelog": f"{repository}/blob/HEAD/CHANGELOG.md",
                "Issues": f"{repository}/issues",
            }
        text = (root / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": for_an_index(text, repository),
        }


def for_an_index(text: str, repository: str) -> str:
    """The README with links that lead to `repository`; without one, with words in their place."""

    def there(match: re.Match[str]) -> str:
        if not repository:
            return "" if match["picture"] else match["text"]
        folder = "raw" if match["picture"] else "blob"
        return f"{match['picture']}[{match['text']}]({repository}/{folder}/HEAD/{match['path']})"

    return re.sub(r"\n{3,}", "\n\n", _LINK.sub(there, text))


def known(root: Path) -> str:
    """The repository of the tree at `root`; empty where it is not known."""
    said = root / "PKG-INFO"
    if said.is_file():
        urls = HeaderParser().parsestr(said.read_text(encoding="utf-8")).get_all("Project-URL", [])
        return dict(url.split(", ", 1) for url in urls).get("Repository", "")
    try:
        # Of the clone itself, and not of another one that the tree lies in.
        if Path(_git(root, "rev-parse", "--show-toplevel")) != root.resolve():
            return ""
        return address(_git(root, "remote", "get-url", "origin"))
    except (OSError, subprocess.SubprocessError):
        return ""


def address(remote: str) -> str:
    """A remote as people open it, without a name or a secret in it; empty where it is a path."""
    short = _SHORT.fullmatch(remote)
    parts = urlsplit(f"ssh://{short['host']}/{short['path']}" if short else remote)
    if parts.scheme not in ("https", "ssh") or not parts.hostname:
        return ""
    return f"https://{parts.hostname}{parts.path.rstrip('/').removesuffix('.git')}"


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603 - no shell
        ["git", "-C", str(root), *words],  # noqa: S607 - the git of whoever builds
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
    )
    return done.stdout.strip()
