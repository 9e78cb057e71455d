"""Names that their own sentence leaves open, and what the rest of the text says of them."""

import pytest

from armsledger.catalog import EntryKind, catalog


def systems(text: str) -> list[tuple[str, str]]:
    hits = [h for h in catalog().scan(text) if h.entry.kind == EntryKind.SYSTEM]
    return [(text[h.start : h.end], h.entry.id) for h in hits]


@pytest.mark.parametrize("name", ["MiG-29", "Su-27", "Su-35", "F-15", "T-72", "F-16", "M777"])
def test_a_designation_with_a_plural_s_is_several_of_the_type(name: str) -> None:
    """Where a variant of that letter exists (MiG-29S, T-72S), too, and whatever was looked up before."""
    known = catalog().item(name)
    assert known
    for text in (f"nine {name}s", f"the nine {name}s that it took over", f"nine {name}"):
        assert [id for _, id in systems(text)] == [known.id]


def test_a_name_stands_for_what_the_text_calls_so_elsewhere() -> None:
    first = "The Eurofighter Typhoon jets were ordered in 2007."
    assert systems("None of the 72 Typhoons took part.") == []
    assert ("Typhoons", "eurofighter") in systems(f"{first} None of the 72 Typhoons took part.")


def test_a_counted_name_is_read_by_the_words_around_it_in_other_sentences() -> None:
    text = "Peru chose the Su-35 as its next fighter aircraft. Israel had offered 24 Kfirs."
    assert "Kfirs" in [name for name, _ in systems(text)]
    assert systems("Israel had offered 24 Kfirs.") == []


def test_a_name_that_is_neither_counted_nor_known_stays_open() -> None:
    text = "Peru chose the Su-35 as its next fighter aircraft. Congressman Hunter was not impressed."
    assert [name for name, _ in systems(text)] == ["Su-35"]


def test_a_word_that_rules_a_name_out_rules_it_out_for_the_whole_text() -> None:
    """The names of companies and clubs stay what they are in a report about weapons."""
    text = "The MIM-104 Patriot missiles came in May. A driver of Patriot Transportation was praised."
    assert [name for name, _ in systems(text)] == ["MIM-104 Patriot"]
