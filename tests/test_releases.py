"""The version of a package is the one that Python's own function reads."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distributions, version

import pytest

from briefgen.releases import release


def test_each_installed_package_has_its_version() -> None:
    names = sorted({one.name for one in distributions()})
    assert "weasyprint" in names
    assert {name: release(name) for name in names} == {name: version(name) for name in names}


def test_a_package_that_is_not_there_is_told() -> None:
    with pytest.raises(PackageNotFoundError):
        release("no-such-package-of-ours")
