"""A product of matrices is what WeasyPrint makes of them, to the bit."""

from __future__ import annotations

from itertools import product

from weasyprint.matrix import Matrix

from briefgen.render.weasyprint_patches import matrices


def test_products_are_the_same() -> None:
    factors = [
        Matrix(), Matrix(e=9, f=-0.0), Matrix(0.1, 0.2, -0.3, 1 / 3, 1e9, 7),
        Matrix(d=-1, f=841.89),
    ]  # fmt: skip
    point = Matrix(matrix=[[0.1, -7, 1]])
    alone = [str(one @ other) for one, other in product([*factors, point], factors)]
    with matrices.PATCH.applied():
        made = [one @ other for one, other in product([*factors, point], factors)]
    assert list(map(str, made)) == alone
    assert {type(one) for one in made} == {Matrix}
