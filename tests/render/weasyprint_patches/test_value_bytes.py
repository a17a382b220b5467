"""A value is written as pydyf writes it."""

from __future__ import annotations

from typing import Any

import pydyf
import pytest

from briefgen.render.weasyprint_patches import value_bytes

_written = pydyf._to_bytes


_VALUES = [
    b"BT", "/Quay", "", 7, -70, 10**20, -1.5, 2.0, -0.0, 10.0, 1e-7, 1e20, True,
    pydyf.Array([1, b"x"]), pydyf.String("é"),
]  # fmt: skip


@pytest.mark.parametrize("value", _VALUES)
def test_a_value_is_the_same(value: Any) -> None:
    with value_bytes.PATCH.applied():
        assert pydyf._to_bytes is not _written
        assert pydyf._to_bytes(value) == _written(value)


def test_what_is_not_ascii_is_refused() -> None:
    with value_bytes.PATCH.applied(), pytest.raises(UnicodeEncodeError):
        pydyf._to_bytes("é")
