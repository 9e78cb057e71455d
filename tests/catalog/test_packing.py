"""What is packed for the cache comes out as it went in, and reads texts just so."""

import json
import pickle
from pathlib import Path

import pytest

from armsledger.catalog import Catalog, catalog
from armsledger.catalog.catalog import data_folders

WORK = Path(__file__).parents[2] / "cases" / "work"


@pytest.fixture(scope="module")
def fresh() -> Catalog:
    return Catalog(*data_folders())


@pytest.fixture(scope="module")
def packed(fresh: Catalog) -> Catalog:
    again: Catalog = pickle.loads(pickle.dumps(fresh, pickle.HIGHEST_PROTOCOL))
    return again


def test_all_entries_come_out_as_they_went_in(fresh: Catalog, packed: Catalog) -> None:
    assert list(packed.entries()) == list(fresh.entries())
    assert all(packed.get(e.kind, e.id) == e for e in fresh.entries())


def test_all_surfaces_come_out_as_they_went_in(fresh: Catalog, packed: Catalog) -> None:
    assert list(packed.surfaces()) == list(fresh.surfaces())


def test_texts_are_read_alike(fresh: Catalog, packed: Catalog) -> None:
    for path in sorted(WORK.glob("*.json"))[::40]:
        text = json.loads(path.read_text(encoding="utf-8"))["text"]
        assert list(packed.scan(text)) == list(fresh.scan(text))


@pytest.mark.parametrize("text", ["", "Leopard", "an armed", "the S-", "surface to", "F", "multiple launch rocket"])
def test_a_text_may_end_within_a_name(text: str) -> None:
    assert all(hit.end <= len(text) for hit in catalog().scan(text))


def test_a_sentence_ends_with_its_line() -> None:
    found = [h.entry.id for h in catalog().scan("He kept javelins\nThe army fired an anti-tank missile.")]
    assert not any("javelin" in id for id in found)
