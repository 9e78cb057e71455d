"""The parser's matrix products by numpy's BLAS.

thinc multiplies with BLIS as its wheel was built, which takes twice as long as the OpenBLAS that numpy comes with; products are
half of a parse. Other pipelines in the process keep what they have.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import NumpyOps

Floats = np.ndarray[Any, np.dtype[np.float32]]


class Products(NumpyOps):  # type: ignore[misc, unused-ignore]
    """thinc's operations with numpy's matrix product."""

    def gemm(
        self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Floats:
        """The product of two matrices, each turned over first where asked, into `out` where given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def multiply_by_numpy(nlp: Language) -> None:
    """Let all models of a pipeline that runs on the processor multiply so."""
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for layer in model.walk() if model is not None else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = Products()
