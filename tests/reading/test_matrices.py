"""The parser multiplies by numpy, and parses as it did."""

import numpy as np
import pytest
from thinc.api import NumpyOps

from armsledger.reading.document import PIPELINE, pipeline
from armsledger.reading.matrices import Products

TEXT = "Sweden has sold eight Gripen fighters to Bulgaria. Reuters said on Monday that they will arrive in May."


@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (True, False), (False, True), (True, True)])
def test_products_are_those_of_thinc(trans1: bool, trans2: bool) -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(5, 7) if trans1 else (7, 5)).astype(np.float32)
    y = rng.normal(size=(3, 5) if trans2 else (5, 3)).astype(np.float32)
    expected = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
    assert Products().gemm(x, y, trans1=trans1, trans2=trans2) == pytest.approx(expected, abs=1e-5)
    out = np.empty((7, 3), np.float32)
    assert Products().gemm(x, y, out, trans1, trans2) is out
    assert out == pytest.approx(expected, abs=1e-5)


def test_other_pipelines_keep_what_they_have_and_parse_alike() -> None:
    own, plain = pipeline(), __import__(PIPELINE).load()
    assert {type(layer.ops) for layer in own.get_pipe("parser").model.walk()} == {Products}
    assert {type(layer.ops) for layer in plain.get_pipe("parser").model.walk()} == {NumpyOps}
    one, other = own(TEXT), plain(TEXT)
    assert [(t.dep_, t.head.i, t.tag_, t.lemma_, t.ent_type_) for t in one] == [
        (t.dep_, t.head.i, t.tag_, t.lemma_, t.ent_type_) for t in other
    ]
