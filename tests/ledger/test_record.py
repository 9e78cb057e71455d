"""The record on SQLite and on PostgreSQL: what was added is there, once, and the tables derived from it are always the same."""

import itertools
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from armsledger.evaluation.bundles import bundles
from armsledger.intake import open_sources
from armsledger.ledger import Added, Ledger, Query, add_all, derived, opening, schema
from armsledger.model import LedgerError
from armsledger.model.register_records import deal_of, deal_record
from tests.ledger.conftest import capture_of, told

SIX = told("a", "2019-01-14", "Ukraine has signed a contract for six TB2 drones.", quantity=[6, 6], scope="total")
EIGHT = told("b", "2019-01-20", "Eight TB2s go to Ukraine, it was learnt.", "Daily", quantity=[8, 8], scope="total")
TEN = told("c", "2021-07-01", "Kyiv signed for ten further drones.", quantity=[10, 10], scope="additional",
           date=["2021-06-30", "2021-06-30"])  # fmt: skip
ALL = (SIX, EIGHT, TEN)
WORK = Path(__file__).parent.parent.parent / "cases" / "bundles" / "work"


def fill(where: str, given: object = ALL) -> Ledger:
    ledger = Ledger.open(where, who="tester")
    for report, claims in given:  # type: ignore[attr-defined]
        ledger.add(report, capture_of(report), claims)
    return ledger


def test_a_ledger_keeps_what_was_added_and_makes_a_register_of_it(where: str) -> None:
    fill(where).close()
    with Ledger.open(where, create=False) as ledger:
        assert ledger.counts() == {"reports": 3, "claims": 3}
        assert [d.ordered.interval and d.ordered.interval.min for d in ledger.register(Query())] == [6, 10]
        assert ledger.add(SIX[0], capture_of(SIX[0]), SIX[1]) == Added.KNOWN
        assert [e.what for e in ledger.log()] == ["add report"] * 3
        assert ledger.verify() == []


def test_all_texts_come_back_as_they_were(where: str) -> None:
    strange = told("n\x00", "2019-01-14", "Six drones\x00 were \ud800 sold\U0010ffff000041.", "A\udfff")
    with fill(where, [strange]) as ledger:
        assert ledger.claims(["n\x00#1"])["n\x00#1"][1] == strange[0]
        assert ledger.verify() == []


def test_reports_added_together_are_in_all_or_none(where: str) -> None:
    other, claims = told("a", "2019-01-14", "Something else was written here.")
    with fill(where, [SIX]) as ledger:
        with pytest.raises(LedgerError, match="another text"):
            ledger.add_all([(r, capture_of(r), c) for r, c in (EIGHT, (other, claims))])
        assert ledger.counts()["reports"] == 1


def test_derived_tables_are_the_same_bytes_in_any_order_of_adding(tmp_path: Path) -> None:
    dumps = []
    for n, order in enumerate(itertools.permutations(ALL)):
        with fill(str(tmp_path / f"{n}.db"), order) as ledger:
            ledger.rebuild()
            dumps.append(derived.dump(ledger.store))
    assert dumps[0][0][1]
    assert all(dump == dumps[0] for dump in dumps)


def test_derived_tables_are_the_same_on_both_databases(tmp_path: Path, new_database: str) -> None:
    with fill(str(tmp_path / "l.db")) as one, fill(new_database) as other:
        assert one.rebuild() == other.rebuild() == 2
        assert derived.dump(one.store) == derived.dump(other.store)


def test_derived_tables_answer_as_the_record_does_until_it_grows(where: str) -> None:
    with fill(where) as ledger:
        computed = ledger.register(Query())
        ledger.rebuild()
        assert derived.fresh(ledger.store)
        assert ledger.register(Query()) == computed
        ledger.reject("b#1", "not so")
        assert not derived.fresh(ledger.store)
        assert ledger.register(Query()) != computed


def test_every_deal_comes_back_from_its_record(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "l.db")) as ledger:
        for bundle in bundles(WORK):
            ledger.add_all([(r, capture_of(r), c) for r, c in bundle.read])
        deals = ledger.register(Query())
    assert len(deals) > 20
    assert [deal_of(deal_record(d)) for d in deals] == deals


def test_an_older_schema_is_brought_up_to_date_with_what_is_in_it(tmp_path: Path) -> None:
    path = str(tmp_path / "old.db")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        opening._upgrade_to(connection, "0001")
        connection.execute(text("INSERT INTO meta VALUES ('schema', '1')"))
        connection.execute(text("INSERT INTO log VALUES (1, '2024-01-01', 'add report', 'x')"))
        connection.execute(text("DROP TABLE alembic_version"))
    with Ledger.open(path) as ledger:
        assert [(e.subject, e.who) for e in ledger.log()] == [("x", "unknown")]


def test_migrations_lead_to_the_tables_that_a_new_ledger_has(where: str, tmp_path: Path) -> None:
    def columns(engine: object) -> dict[str, list[str]]:
        found = inspect(engine)
        return {t: sorted(c["name"] for c in found.get_columns(t)) for t in found.get_table_names()}

    url = where if "://" in where else f"sqlite:///{where}"
    engine = create_engine(url)
    with engine.begin() as connection:
        opening._upgrade_to(connection, schema.HEAD)
    with Ledger.open(str(tmp_path / "new.db")) as ledger:
        assert columns(engine) == columns(ledger.store.engine)
    engine.dispose()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    fill(str(path)).close()
    connection = sqlite3.connect(path)
    connection.execute("update alembic_version set version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="newer armsledger"):
        Ledger.open(str(path))


def test_verify_names_what_is_not_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with fill(str(path)) as ledger:
        ledger.store.engine.dispose()
        connection = sqlite3.connect(path)
        connection.execute("update reports set text = 'Nothing was sold to anybody, it turned out.' where id = 'a'")
        connection.execute(
            "update captures set content = x'00' where sha256 = (select capture from reports where id = 'b')"
        )
        connection.execute("delete from captures where sha256 = (select capture from reports where id = 'c')")
        connection.commit()
        connection.close()
        said = "\n".join(ledger.verify())
    assert "report a: its text" in said
    assert "cannot be unpacked" in said
    assert "report c: the capture" in said
    assert "claim a#1" in said


def test_times_in_the_log_never_run_backwards(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    fill(str(path), [SIX]).close()
    connection = sqlite3.connect(path)
    connection.execute("update log set at = '2999-01-01T00:00:00+00:00'")
    connection.commit()
    connection.close()
    with fill(str(path), [EIGHT]) as ledger:
        assert [e.at[:4] for e in ledger.log()] == ["2999", "2999"]


@pytest.mark.parametrize("address", ["nonsense://x", "postgresql+psycopg://nobody@localhost:1/none"])
def test_an_address_that_leads_nowhere_is_one_line(address: str) -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(address)
    assert "\n" not in str(caught.value)


def test_many_reports_are_read_by_several_processes_and_none_twice(tmp_path: Path) -> None:
    lines = [
        f'{{"id": "r{n}", "published": "2024-03-01", "text": "Sweden has sold {n + 2} Gripen fighters to Brazil."}}\n'
        for n in range(80)
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    with Ledger.open(str(tmp_path / "l.db")) as ledger:
        counts = list(add_all(ledger, open_sources([str(path)]), jobs=2))[-1]
        assert (counts.new, counts.known) == (80, 0)
        assert counts.claims >= 80
        again = list(add_all(ledger, open_sources([str(path)]), jobs=2))[-1]
        assert (again.new, again.known) == (0, 80)
        assert ledger.verify() == []


def test_a_refused_report_does_not_keep_the_others_out(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(
        '{"id": "x", "text": "Six drones arrived."}\n{"id": "a", "text": "Other words."}\n', encoding="utf-8"
    )
    refused: list[LedgerError] = []
    with fill(str(tmp_path / "l.db")) as ledger:
        counts = list(add_all(ledger, open_sources([str(path)]), on_error=refused.append))[-1]
        assert (counts.new, counts.refused, len(refused)) == (1, 1, 1)


def test_pairs_come_from_the_derived_tables_as_they_are_computed(where: str) -> None:
    with fill(where) as ledger:
        computed = ledger.pair_records(Query())
        ledger.rebuild()
        assert derived.pair_records(ledger.store) == ledger.pair_records(Query()) == computed != []


def test_an_unknown_id_is_refused_from_the_derived_tables(where: str) -> None:
    with fill(where) as ledger:
        ledger.rebuild()
        with pytest.raises(LedgerError, match="no transfer 'TUR-nowhere'"):
            ledger.deal("TUR-nowhere", Query())


def test_derived_rows_hold_what_databases_refuse(where: str) -> None:
    odd = told("odd", "2019-05-01", "A broker sold two TB2s to Ukraine.", quantity=[2, 2], supplier="Ann\u00e9e \ud800")
    with fill(where, [odd]) as ledger:
        computed = ledger.register(Query())
        ledger.rebuild()
        assert ledger.register(Query()) == computed
        assert computed[0].supplier
        assert computed[0].supplier.name == "Ann\u00e9e \ud800"
