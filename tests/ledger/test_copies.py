"""Reprints are found, whole or cut; two reports of one event are none."""

from armsledger.ledger.copies import copies
from armsledger.model import Report

TEXT = (
    "Ukraine has taken delivery of all six Bayraktar TB2 drones that it ordered from Turkey, the commander of its air force "
    "told reporters on Tuesday. The aircraft will be based in the south, he said, and crews have been trained since spring."
)


def groups(*texts: str) -> list[list[str]]:
    return copies([Report.of(t, id=str(n)) for n, t in enumerate(texts)])


def test_a_reprint_with_a_new_headline_and_noise_is_a_copy() -> None:
    assert groups(TEXT, f"All six are here\n{TEXT} Read more. Subscribe to our channel.") == [["0", "1"]]


def test_a_cut_reprint_is_a_copy() -> None:
    assert groups(TEXT, TEXT.split(". ")[0] + ".") == [["0", "1"]]


def test_another_report_of_the_same_event_is_none() -> None:
    assert (
        groups(TEXT, "The last of six Turkish drones reached Ukraine this week, its air force said on Tuesday.") == []
    )


def test_texts_too_short_to_tell_are_none() -> None:
    assert groups("Six drones.", "Six drones.") == []
