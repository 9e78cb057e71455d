"""What is read is grounded, whatever the text looks like."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import armsledger
from armsledger.model import Kind, Report, SettingError
from armsledger.reading.layers import LAYERS, layers
from armsledger.reading.reader import read, read_all

TEXT = (
    "Sweden has sold eight Gripen fighters to Bulgaria, the ministry in Sofia said on Friday. "
    "The aircraft will be delivered in May. Ukraine used a Bayraktar TB2 drone against separatists near Donetsk."
)
NOISE = st.sampled_from(["\u00a0", "🛩", "e\u0301", "\r\n", "\u202e", "\u200b", "\ufeff", "\t", "  ", "“", "\n\n"])


def test_a_plain_report_gives_transfer_use_and_statement() -> None:
    reading = read(Report.of(TEXT, published=date(2024, 3, 10)))
    assert {c.kind for c in reading.claims} == set(Kind)


def test_the_day_of_publication_may_be_written_out() -> None:
    assert (
        armsledger.read(TEXT, published="2024-03-10").claims
        == armsledger.read(TEXT, published=date(2024, 3, 10)).claims
    )
    with pytest.raises(SettingError, match="10 March"):
        armsledger.read(TEXT, published="10 March 2024")


def test_a_plain_sale_is_read_with_its_parties_and_number() -> None:
    reading = read(Report.of(TEXT, published=date(2024, 3, 10)))
    sale = next(c for c in reading.claims if c.kind == Kind.TRANSFER)
    assert (sale.supplier.country, sale.recipient.country, sale.quantity.interval.min) == ("SWE", "BGR", 8)  # type: ignore[union-attr]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), NOISE), max_size=6))
def test_every_field_points_at_its_words_in_noisy_text(noise: list[tuple[int, str]]) -> None:
    text = TEXT
    for place, mark in noise:
        text = text[:place] + mark + text[place:]
    reading = read(Report.of(text, published=date(2024, 3, 10)))
    assert [c.id for c in reading.claims if c.ungrounded(text)] == []


def test_reading_twice_gives_the_same() -> None:
    report = Report.of(TEXT, id="r", published=date(2024, 3, 10))
    assert read(report).claims == read(report).claims


def test_reports_come_back_in_order_and_each_once() -> None:
    reports = [Report.of(t, id=str(n)) for n, t in enumerate(["Nothing here.", TEXT, "Rain fell.", TEXT])]
    assert [r.report.id for r in read_all(reports)] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("text", ["", " ", "\n", "🛩", "The weather was fine in Oslo."])
def test_text_without_weapons_has_no_claims(text: str) -> None:
    assert read(Report.of(text)).claims == ()


def test_what_a_state_orders_at_home_is_no_transfer() -> None:
    text = (
        "The Turkish Land Forces took delivery of twelve Altay tanks on Friday. They were built by BMC at Arifiye. The ministry "
        "had ordered 85 of the tanks from the firm in 2018, and 30 more will be handed over next year."
    )
    assert not [c for c in read(Report.of(text)).claims if c.kind == Kind.TRANSFER]


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_layers_point_into_the_text(name: str) -> None:
    reading = read(Report.of(TEXT, published=date(2024, 3, 10)))
    rows = layers(reading, [name])[name]
    assert rows
    spans = [span for row in rows for span in ([row["span"]] if "span" in row else row["source"] + row["content"])]
    assert all(0 <= start < end <= len(TEXT) for start, end in spans)
