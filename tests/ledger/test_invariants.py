"""What holds for every ledger, whatever is in it (docs/register.md)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armsledger.catalog import catalog
from armsledger.ledger import cells
from armsledger.ledger.deliveries import delivered
from armsledger.ledger.register import Register, Row, _target
from armsledger.model import CellState, Deal, NumberCell, Report, Rule, Stage
from armsledger.model.records import claims_of
from armsledger.model.register_records import deal_record
from tests.ledger.conftest import Told

START = date(2020, 1, 1)
PAIRS = (("TUR", "UKR"), ("ISR", "UKR"), ("TUR", "POL"))
ITEMS = ("Bayraktar TB2", "Leopard 2")
SOURCES = ([], ["Baykar"], ["the Ukrainian defence ministry"], ["officials"], ["Reuters", "a person familiar with it"])
STRENGTH = [CellState.UNKNOWN, CellState.DISPUTED, CellState.SINGLE_ORIGIN, CellState.CONFIRMED]


@st.composite
def claim(draw: st.DrawFn) -> dict[str, Any]:
    supplier, recipient = draw(st.sampled_from(PAIRS))
    low = draw(st.integers(1, 9))
    day = START + timedelta(days=draw(st.integers(0, 700)))
    return {
        "kind": "transfer", "supplier": supplier, "recipient": recipient, "item": draw(st.sampled_from(ITEMS)),
        "stage": draw(st.sampled_from([s.value for s in Stage if s != Stage.PRODUCED])),
        "certainty": draw(st.sampled_from(["asserted", "asserted", "asserted", "planned", "possible", "denied"])),
        "quantity": draw(st.sampled_from([None, [low, low], [low, low], [low, None], [low, low + 3]])),
        "scope": draw(st.sampled_from(["total", "this_delivery", "additional", "cumulative", "option", "unknown"])),
        "date": draw(st.sampled_from([None, [day.isoformat(), day.isoformat()]])),
        "mode": draw(st.sampled_from([None, None, "aid", "sale"])), "sources": draw(st.sampled_from(SOURCES)),
    }  # fmt: skip


@st.composite
def ledger(draw: st.DrawFn) -> list[Told]:
    """Up to seven reports that share no words, with up to three claims each."""
    made = []
    for n in range(draw(st.integers(1, 7))):
        given_claims = draw(st.lists(claim(), min_size=1, max_size=3))
        published = START + timedelta(days=draw(st.integers(0, 900)))
        made.append(report(f"r{n}", draw(st.sampled_from(["Daily", "Weekly", "Monitor"])), published, given_claims))
    return made


def report(
    id: str, publisher: str, published: date, given_claims: list[dict[str, Any]], text: str | None = None
) -> Told:
    text = text or " ".join(f"{id}word{n}" for n in range(12)) + "."
    made = Report.of(text, id=id, publisher=publisher, published=published)
    return made, claims_of({"claims": [c | {"quote": text[:9]} for c in given_claims]}, made)


def rows(reports: list[Told], rule: Rule = Rule.CAUTIOUS) -> tuple[Row, ...]:
    return Register.of(reports, catalog(), rule).rows


def bare(deal: Deal) -> dict[str, Any]:
    """A deal without the lists of what it was read from."""
    return {k: v for k, v in deal_record(deal).items() if k not in ("reports", "claims", "last_known")}


thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@thorough
@given(ledger(), st.data())
def test_a_copy_changes_no_cell(reports: list[Told], data: st.DataObject) -> None:
    original, claims = data.draw(st.sampled_from(reports))
    assert original.published
    text = f"{original.text} Subscribe."
    copied = Report.of(
        text,
        id="copy",
        publisher="Mirror",
        published=original.published + timedelta(days=data.draw(st.integers(1, 99))),
    )
    repeated = [replace(c, id=f"copy#{n}") for n, c in enumerate(claims)]
    before, after = rows(reports), rows([*reports, (copied, repeated)])
    assert [bare(row.deal) for row in after] == [bare(row.deal) for row in before]
    for row in after:
        assert ("copy" in row.deal.reports) <= (original.id in row.deal.reports)


@thorough
@given(ledger(), st.randoms())
def test_order_changes_nothing(reports: list[Told], random: Any) -> None:
    before = [deal_record(row.deal) for row in rows(reports)]
    random.shuffle(reports)
    assert [deal_record(row.deal) for row in rows(reports)] == before


@thorough
@given(ledger(), st.data())
def test_a_denial_never_raises_a_number_a_state_or_a_stage(reports: list[Told], data: st.DataObject) -> None:
    told = data.draw(st.sampled_from([c for _, claims in reports for c in claims]))
    denial = {"kind": "transfer", "supplier": told.supplier.name, "recipient": told.recipient.name, "item": told.item.name,
              "stage": data.draw(st.sampled_from(["talks", "pledged", "ordered", "delivered"])), "certainty": "denied"}  # type: ignore[union-attr]  # fmt: skip
    denying = report("denial", "Denier", START + timedelta(days=data.draw(st.integers(0, 900))), [denial])
    before = {row.deal.id.rpartition("-")[2]: row.deal for row in rows(reports)}
    for row in rows([*reports, denying]):
        old = next(before[s] for s in _suffixes(row) if s in before)
        for cell, was in ((row.deal.ordered, old.ordered), (row.deal.delivered, old.delivered)):
            assert cell.interval == was.interval
            assert STRENGTH.index(cell.state) <= STRENGTH.index(was.state)
        if Stage.HALTED not in (row.deal.stage, old.stage):
            assert (row.deal.stage.rank or 0) <= (old.stage.rank or 0)


def _suffixes(row: Row) -> list[str]:
    from armsledger.ledger.register import suffix_of

    return [suffix_of(id) for id in row.deal.claims]


@thorough
@given(ledger(), st.sampled_from(Rule))
def test_every_cell_is_reproduced_by_its_claims(reports: list[Told], rule: Rule) -> None:
    for row in rows(reports, rule):
        ordered, arrived = row.deal.ordered, row.deal.delivered
        if ordered.interval:
            assert _same(cells.ordered(_of(row, ordered), rule, row.officials).cell, ordered)
        if arrived.interval:
            target = _target(ordered, row.facts)
            assert _same(delivered(_of(row, arrived), rule, target, row.officials).cell, arrived)


def _of(row: Row, cell: NumberCell) -> list[Any]:
    return [f for f in row.facts if f.claim.id in (*cell.supporting, *cell.opposing)]


def _same(one: NumberCell, other: NumberCell) -> bool:
    return (one.interval, one.state) == (other.interval, other.state)


@thorough
@given(ledger())
def test_each_claim_stands_in_one_deal_at_most_and_each_deal_has_an_id_of_its_own(reports: list[Told]) -> None:
    deals = [row.deal for row in rows(reports)]
    ids = [id for deal in deals for id in deal.claims]
    assert len(ids) == len(set(ids))
    assert len({deal.id for deal in deals}) == len(deals)


@thorough
@given(ledger())
def test_a_rule_changes_disputed_numbers_only(reports: list[Told]) -> None:
    for several in zip(*(rows(reports, rule) for rule in Rule), strict=True):
        for name in ("ordered", "delivered"):
            told = [getattr(row.deal, name) for row in several]
            assert len({cell.interval for cell in told}) == 1 or {cell.state for cell in told} == {CellState.DISPUTED}
            assert len({cell.state for cell in told}) == 1
