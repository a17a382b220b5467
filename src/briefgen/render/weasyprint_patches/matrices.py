"""Two matrices multiplied without a generator for each number.

Replaces: `Matrix.__matmul__` of WeasyPrint.
Why: all that is placed on a page, links and pictures above all, is moved by a matrix: a generator
for each of nine numbers is half a hundredth of a build. The numbers are the same to the bit.
Upstream: an issue for WeasyPrint, the same.
"""

from __future__ import annotations

from typing import Any

from weasyprint.matrix import Matrix

from .patch import Patch


def _product(self: Any, other: Any) -> Any:
    columns = tuple(zip(*other, strict=True))
    return Matrix(matrix=[[sum((a * x, b * y, c * z)) for x, y, z in columns] for a, b, c in self])


PATCH = Patch(Matrix, "__matmul__", _product, "b6d133844b5d9a10", is_equal=True)
