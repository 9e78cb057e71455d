"""Documents and scenes made from a few sentences."""

from collections.abc import Callable

import pytest

from armsledger.catalog import catalog
from armsledger.model import Report
from armsledger.reading.candidates import Scene
from armsledger.reading.document import parse
from armsledger.reading.reader import scene_of


@pytest.fixture
def scene() -> Callable[[str], Scene]:
    """The scene of a text."""

    def make(text: str) -> Scene:
        return scene_of(next(parse([Report.of(text)])), catalog())

    return make
