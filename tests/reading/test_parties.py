"""Who is named: groups that the catalog doesn't know, and the publisher's own voice."""

from collections.abc import Callable

import pytest

from armsledger.catalog import catalog
from armsledger.model import Report
from armsledger.reading.candidates import Scene, candidates
from armsledger.reading.document import parse
from armsledger.reading.features import options
from armsledger.reading.reader import scene_of


@pytest.mark.parametrize(
    "name", ["Islamic Salvation Army", "Front for Renewal", "Blue Hills Brigades", "Northern Plains Militia"]
)
def test_an_unlisted_group_is_a_party_by_its_kind_of_name(name: str, scene: Callable[[str], Scene]) -> None:
    made = scene(f"Libya sent 40 mortars to the {name} in 1994.")
    assert [m.key for m in made.mentions.parties if m.kind == "group"] == [name]


@pytest.mark.parametrize(
    "words", ["The front moved north.", "The Ministry of Defence paid.", "British Army officers watched."]
)
def test_other_names_are_no_groups(words: str, scene: Callable[[str], Scene]) -> None:
    assert [m.name for m in scene(words).mentions.parties if m.kind == "group"] == []


def _we(text: str, publisher: str) -> list[str]:
    made = scene_of(next(parse([Report.of(text, publisher=publisher)])), catalog())
    return [m.key for m in made.mentions.parties if m.span.of(text).lower() in ("we", "our", "us")]


def test_we_is_the_publisher_outside_quotes() -> None:
    assert _we("Latvia chose our vehicle. We delivered 40 of the tanks in May.", "Patria Oyj") == ["FIN", "FIN"]


def test_we_in_a_quote_is_not_the_publisher() -> None:
    assert "FIN" not in _we('The minister of Latvia said: "We ordered 40 tanks."', "Patria Oyj")


def test_a_party_named_only_later_is_an_option(scene: Callable[[str], Scene]) -> None:
    made = scene("Ten tanks have been delivered to Latvia. They came from Finland.")
    first = next(c for c in candidates(made) if c.sentence == 0)
    assert {"LVA", "FIN"} <= set(options(made, first))
