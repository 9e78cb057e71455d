"""The JSON of the register has the shape of the contract."""

from pathlib import Path

from armsledger.ledger import Ledger, Query
from armsledger.publish.register_json import deal_record, pair_record
from armsledger.publish.register_table import register_csv, register_table
from tests.ledger.conftest import capture_of, told

KEYS = (
    "id supplier supplier_actor recipient recipient_actor item stage mode ordered delivered order_date delivery_dates "
    "value origins reports disputes first_known last_known"
)


def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(str(tmp_path / "l.db"))
    report, claims = told("a", "2019-01-14", "Ukraine has signed a contract for six drones.", quantity=[6, 6])
    made.add(report, capture_of(report), claims)
    return made


def test_a_deal_has_every_field_of_the_contract(tmp_path: Path) -> None:
    [deal] = ledger(tmp_path).register(Query())
    record = deal_record(deal)
    assert set(KEYS.split()) <= set(record)
    assert set(record["ordered"]) >= {"min", "max", "state", "for", "against"}
    assert record["reports"] == ["a"]


def test_a_pair_has_its_deals_and_gap(tmp_path: Path) -> None:
    [row] = ledger(tmp_path).pairs(Query())
    assert {"deals", "gap", "delivered", "supplier"} <= set(pair_record(row))


def test_tables_stay_within_their_width(tmp_path: Path) -> None:
    deals = ledger(tmp_path).register(Query())
    assert max(map(len, register_table(deals, width=100).splitlines())) <= 100
    assert register_csv(deals).splitlines()[0].startswith("id,supplier,recipient,system,ordered")
