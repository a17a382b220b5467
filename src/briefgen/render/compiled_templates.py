"""Templates compiled once: for the process, and for the next one in a folder of the user's.

Compiling a theme's templates takes longer than filling them. A file in the folder (see
`user_cache`) that is damaged or missing costs a compilation.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from briefgen.releases import release

from .user_cache import user_cache


class CompiledTemplates(BytecodeCache):
    """What Jinja asks for a template's code, and gives it to; see the head of this module."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Any]] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The place of a template's code, which depends on what the filters ask for, too, and on
        whether it is guarded."""
        asked = sorted(
            f"{filter} {argument}"
            for filter, function in environment.filters.items()
            if (argument := getattr(function, "jinja_pass_arg", None))
        )
        place = f"{filename} {environment.sandboxed}"
        return super().get_bucket(environment, name, place, "\n".join([source, *asked]))

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif files := _files():
            try:
                files.load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - damaged in whatever way
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.checksum, bucket.code
        if files := _files():
            with suppress(OSError):
                files.dump_bytecode(bucket)


@cache
def _files() -> FileSystemBytecodeCache | None:
    """The folder, where there is a safe one; another release of Jinja compiles otherwise."""
    folder = user_cache("templates")
    if folder is None:
        return None
    return FileSystemBytecodeCache(str(folder), f"jinja-{release('jinja2')}-%s.cache")
