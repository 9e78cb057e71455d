"""What one clause tells of a weapon and of the word that stands for it is one claim."""

from dataclasses import replace

from armsledger.model import Evidence, Item, Quantity, Report, Span, Stage, TransferClaim
from armsledger.model.interval import Interval
from armsledger.reading.reader import read
from armsledger.reading.repeats import told_once

TEXT = "Slovakia has now received five of the 14 F-16s that it ordered from the United States."

RECEIVED, ORDERED = Span(17, 25), Span(55, 62)


def claim(confidence: float, item: Span, cue: Span = RECEIVED) -> TransferClaim:
    return TransferClaim(
        id="", evidence=Evidence.at(Span(0, 40), TEXT), item=Item("F-16", span=item), stage=Stage.DELIVERED,
        quantity=Quantity(Interval(5, 5), span=Span(26, 30)), cues=(("stage", cue),), confidence=confidence,
    )  # fmt: skip


def test_the_surer_of_two_tellings_stays() -> None:
    named, taken_up = claim(0.7, Span(41, 46)), claim(0.9, Span(52, 54))
    assert told_once([named, taken_up]) == [taken_up]
    assert told_once([taken_up, named]) == [taken_up]


def test_other_words_or_another_number_are_another_claim() -> None:
    first = claim(0.7, Span(41, 46))
    others = [
        claim(0.9, Span(41, 46), ORDERED),
        replace(first, quantity=None),
        replace(first, stage=Stage.ORDERED),
    ]
    assert told_once([first, *others]) == [first, *others]


def test_a_report_tells_each_claim_once() -> None:
    found = [
        (c.stage, c.quantity and c.quantity.interval.min)
        for c in read(Report.of(TEXT)).claims
        if isinstance(c, TransferClaim)
    ]
    assert sorted(found, key=str) == sorted(set(found), key=str)
    assert (Stage.DELIVERED, 5) in found
