"""Data flows one way."""

from importlinter.cli import lint_imports


def test_no_layer_imports_from_a_later_one() -> None:
    assert lint_imports(no_cache=True) == 0
