"""Words that are ordinary words, names or several weapons: report-like sentences in which they are one thing, another or nothing."""

from pathlib import Path

import pytest

from armsledger.catalog import EntryKind, catalog

ROWS = [line.split("|") for line in Path(__file__).with_name("ambiguous.psv").read_text(encoding="utf-8").splitlines()]


def systems(sentence: str) -> list[str]:
    """Ids of the systems read in a sentence, and of the families they belong to."""
    hits = [hit.entry for hit in catalog().scan(sentence) if hit.entry.kind == EntryKind.SYSTEM]
    known = {entry.id: entry.parent for entry in catalog().entries(EntryKind.SYSTEM)}
    return [id for entry in hits for id in (entry.id, entry.family, known[entry.id]) if id]


@pytest.mark.parametrize(("word", "wanted", "sentence"), ROWS, ids=[row[2][:60] for row in ROWS])
def test_a_word_is_read_as_its_sentence_means_it(word: str, wanted: str, sentence: str) -> None:
    found = systems(sentence)
    assert (wanted in found) if wanted != "-" else not found, (word, found)


def test_every_word_has_a_sentence_in_which_it_is_no_weapon_or_another() -> None:
    readings: dict[str, set[str]] = {}
    for word, wanted, _ in ROWS:
        readings.setdefault(word, set()).add(wanted)
    assert len(readings) > 110
    assert all("-" in wanted for word, wanted in readings.items() if word not in {"Abrams", "Pars", "Fennek"})
