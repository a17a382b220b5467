"""briefgen: printable policy briefs whose every quotation can be proved.

The public names are loaded when they are first used (PEP 562); `briefgen.api` defines them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .api import (
        BriefgenError,
        BuildResult,
        CheckResult,
        Finding,
        Options,
        Severity,
        build,
        check,
        verify,
    )
    from .proof.verdict import Proof as Verification

__all__ = [
    "BriefgenError",
    "BuildResult",
    "CheckResult",
    "Finding",
    "Options",
    "Severity",
    "Verification",
    "__version__",
    "build",
    "check",
    "verify",
]


if not TYPE_CHECKING:  # to type checkers, the package has the names above and no others

    def __getattr__(name: str) -> Any:
        if name == "Verification":
            return import_module("briefgen.proof.verify").Proof
        if name in __all__:
            return getattr(import_module("briefgen.api"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
