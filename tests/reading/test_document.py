"""Paragraphs, datelines and bullets end sentences before the parser sees them."""

from armsledger.model import Report
from armsledger.reading.document import paragraphs, parse


def sentences(text: str) -> list[str]:
    return [s.text.strip() for s in next(parse([Report.of(text)])).sentences]


def test_a_headline_is_a_sentence_of_its_own() -> None:
    assert sentences("Norway sells missiles\nThe sale was announced in Oslo.")[0] == "Norway sells missiles"


def test_a_dateline_is_cut_off() -> None:
    assert sentences("BERLIN, Dec 18 - Israel has delivered drones.")[-1] == "Israel has delivered drones."


def test_kinds_of_lines() -> None:
    text = "Headline without a stop\nA body sentence.\n- 12 tanks\nPhoto: somebody"
    assert [p.kind for p in paragraphs(text)] == ["headline", "body", "bullet", "fragment"]


def test_offsets_are_those_of_the_text_with_any_line_ends() -> None:
    text = "One.\r\nTwo é\u0301.\r\n\u2028Three 🛩."
    assert [p.span.of(text) for p in paragraphs(text)] == ["One.", "Two é\u0301.", "Three 🛩."]
