"""Register files in all their shapes become rows, and rows become grounded claims."""

from datetime import date
from pathlib import Path

import pytest

from armsledger.intake.registers import Row, open_registers, sipri
from armsledger.model import InputError, Mode, Stage, TransferClaim

FILES = Path(__file__).parents[3] / "cases" / "registers"
DAY = date(2025, 3, 10)


def rows(name: str) -> list[Row]:
    return list(sipri.rows((FILES / name).read_bytes(), name))


def claims(name: str) -> list[TransferClaim]:
    return [c for each in open_registers([str(FILES / name)], published=DAY) for c in each.given or ()]  # type: ignore[misc]


@pytest.mark.parametrize("name", ["sipri-deals.csv", "sipri-years.csv", "sipri-api.csv", "sipri.rtf"])
def test_the_same_deal_is_read_from_every_shape(name: str) -> None:
    found = [r for r in rows(name) if r.recipient == "Ukraine" and r.item.startswith("Bayraktar")]
    assert [(r.supplier, r.order_years) for r in found] == [("Turkiye", (2019, 2019))]
    assert found[0].delivered in (6, 12)


def test_estimates_are_marked_as_each_shape_marks_them() -> None:
    assert [r.ordered_estimated for r in rows("sipri-deals.csv")][:2] == [True, False]
    assert [r.delivered_estimated for r in rows("sipri-years.csv")] == [True, True]
    assert rows("sipri-api.csv")[0].ordered_estimated
    assert [r.ordered_estimated for r in rows("sipri.rtf")] == [False, True, False, False]


def test_a_comment_with_a_line_break_stays_one_record() -> None:
    assert rows("sipri-deals.csv")[1].comments == "Made-up row; $69 m deal incl. control stations"


def test_delivery_years_of_one_deal_are_summed_up() -> None:
    first = rows("sipri-years.csv")[0]
    assert (first.id, first.delivered, first.delivery_years) == ("sipri:70001", 12, (2019, 2021))


def test_two_lots_of_one_year_have_ids_of_their_own() -> None:
    ids = [r.id for r in rows("sipri-deals.csv") if r.recipient == "Thailand"]
    assert len(set(ids)) == 2


def test_rtf_keeps_supplier_recipient_licence_and_letters() -> None:
    licence, row, second, german = rows("sipri.rtf")
    assert (licence.recipient, licence.licensed, row.licensed) == ("Pakistan", True, False)
    assert (second.recipient, second.item) == ("Ukraine", "MAM-L")
    assert (german.supplier, german.ordered) == ("Germany", 54)
    assert row.comments.endswith("café")


def test_every_field_of_a_row_stands_in_its_text() -> None:
    for name in ("sipri-deals.csv", "sipri-years.csv", "sipri-api.csv", "sipri.rtf", "unroca.json"):
        for each in open_registers([str(FILES / name)], published=DAY):
            assert each.report.published == DAY
            for claim in each.given or ():
                assert [n for n in claim.ungrounded(each.report.text) if n != "sources"] == []


def test_parties_are_read_as_registers_write_them() -> None:
    found = {(c.supplier and c.supplier.key, c.recipient and c.recipient.name) for c in claims("sipri-deals.csv")}
    assert ("TUR", "Norland") in found
    assert ("VNM", None) in found


def test_a_row_tells_of_an_order_and_of_what_was_delivered() -> None:
    told = [(c.stage, c.quantity and c.quantity.interval.min) for c in claims("sipri-api.csv")]
    assert told == [(Stage.ORDERED, 12), (Stage.DELIVERED, 6), (Stage.ORDERED, 140), (Stage.DELIVERED, 140)]
    assert claims("sipri-api.csv")[2].mode == Mode.LICENCE


def test_unroca_gives_what_a_state_and_its_partner_reported() -> None:
    told = [(c.sources[0].country, c.quantity and c.quantity.interval.min) for c in claims("unroca.json")]
    assert told == [("UKR", 6), ("TUR", 12), ("UKR", 49)]


def test_an_unchanged_row_of_a_later_release_is_known_already() -> None:
    ids = [
        {e.report.id for e in open_registers([str(FILES / "sipri-api.csv")], published=day)}
        for day in (DAY, date(2026, 3, 9))
    ]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("content", [b"", b"a,b,c\n1,2,3\n", b'{"country": 1}', b"{broken"])
def test_what_is_no_register_file_is_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    failures: list[InputError] = []
    assert list(open_registers([str(path), str(tmp_path / "none")], on_error=failures.append)) == []
    assert len(failures) == 2
    assert "x.csv" in str(failures[0])
