"""Reprints are found, whole or cut; two reports of one event are none."""

from armsledger.ledger.copies import copies, edges
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


def test_sixty_reprints_are_one_group() -> None:
    assert [len(group) for group in groups(*[f"Headline {n}\n{TEXT}" for n in range(60)])] == [60]


def test_an_edge_says_why_and_whether_the_copy_adds_text_of_its_own() -> None:
    more = " Eight is the number that officers at the base expect, however, and they have built shelters for eight, a mason says."
    first = TEXT.split(". ")[0] + "."
    plain, edited = edges(
        [Report.of(t, id=i) for i, t in (("a", first), ("b", f"New headline: {first}"), ("c", first + more * 2))]
    )
    assert (plain.original, plain.edited, edited.edited) == ("a", False, True)
    assert "100 %" in plain.reason


def test_a_credited_wire_needs_to_share_less() -> None:
    wire = Report.of(TEXT, id="a", publisher="Dniester Wire")
    half = (
        " ".join(TEXT.split()[8:24]) + " in a valley with a new runway of concrete slabs that was laid in the autumn."
    )
    credited = Report.of(f"(Dniester Wire) {half}", id="b", publisher="Daily")
    bare = Report.of(half, id="b", publisher="Daily")
    assert [e.report for e in edges([wire, credited])] == ["b"]
    assert edges([wire, bare]) == []
