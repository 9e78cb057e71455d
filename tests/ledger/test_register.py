"""What the register makes of several reports."""

import itertools
from collections.abc import Callable, Iterable
from datetime import date

from armsledger.ledger import Added, Ledger, Query
from armsledger.model import CellState, Interval, Rule, Stage
from armsledger.publish.register_json import deal_record
from tests.ledger.conftest import Told, capture_of, told

Fill = Callable[[Iterable[Told]], Ledger]
CONTRACT = told(
    "a",
    "2019-01-14",
    "Ukraine has signed a contract for six TB2 drones, Baykar announced in Kyiv today.",
    quantity=[6, 6],
    scope="total",
    sources=["Baykar"],
)
SECOND = told(
    "b",
    "2019-01-15",
    "Six drones are being bought in Turkey, the ministry of defence of Ukraine said on Tuesday.",
    "Daily",
    quantity=[6, 6],
    scope="total",
    sources=["the ministry of defence of Ukraine"],
)
FIRST_THREE = told(
    "c",
    "2019-03-20",
    "A transport aircraft brought three of the drones, as the press service in Kyiv reported.",
    stage="delivered",
    quantity=[3, 3],
    scope="this_delivery",
    date=["2019-03-20", "2019-03-20"],
    sources=["Ukraine's press service"],
)
DENIAL = told(
    "d",
    "2019-04-01",
    "No drone has ever been handed over, the spokesman for Baykar insisted on Monday evening.",
    stage="delivered",
    certainty="denied",
    sources=["Baykar"],
)
ALL = (CONTRACT, SECOND, FIRST_THREE)


def only(ledger: Ledger, query: Query | None = None):
    deals = ledger.register(query or Query())
    assert len(deals) == 1, deals
    return deals[0]


def test_two_independent_origins_confirm_a_number(filled: Fill) -> None:
    deal = only(filled(ALL))
    assert (deal.ordered.interval, deal.ordered.state) == (Interval(6, 6), CellState.CONFIRMED)


def test_a_first_delivery_leaves_the_number_delivered_open(filled: Fill) -> None:
    deal = only(filled(ALL))
    assert (deal.delivered.interval, deal.stage) == (Interval(3, None), Stage.DELIVERED)


def test_order_of_adding_changes_nothing(filled: Fill) -> None:
    registers = [[deal_record(d) for d in filled(order).register(Query())] for order in itertools.permutations(ALL)]
    assert all(register == registers[0] for register in registers)


def test_adding_twice_is_nothing(filled: Fill) -> None:
    ledger = filled(ALL)
    before = ledger.register(Query())
    report, claims = CONTRACT
    assert ledger.add(report, capture_of(report), claims) == Added.KNOWN
    assert ledger.register(Query()) == before


def test_a_reprint_changes_no_cell(filled: Fill) -> None:
    text = CONTRACT[0].text + " Subscribe."
    reprint = told("z", "2019-01-16", text, "Blog", quantity=[6, 6], scope="total")
    alone, copied = only(filled([CONTRACT])), only(filled([CONTRACT, reprint]))
    assert (copied.ordered.interval, copied.ordered.state, copied.origins) == (
        alone.ordered.interval,
        alone.ordered.state,
        alone.origins,
    )
    assert copied.reports == ("a", "z")


def test_the_past_is_what_was_known_then(filled: Fill) -> None:
    then = only(filled(ALL), Query(as_of=date(2019, 1, 31)))
    assert then.reports == only(filled([CONTRACT, SECOND])).reports
    assert then.delivered.interval is None


def test_a_denial_raises_no_number_and_disputes_existence(filled: Fill) -> None:
    before, after = only(filled(ALL)), only(filled([*ALL, DENIAL]))
    assert (after.ordered, after.delivered) == (before.ordered, before.delivered)
    assert [d.about.value for d in after.disputes] == ["existence"]


def test_a_lone_denial_opens_no_deal(filled: Fill) -> None:
    assert filled([DENIAL]).register(Query()) == []


def test_contradicting_numbers_are_disputed_and_the_rule_decides_what_shows(filled: Fill) -> None:
    rival = told(
        "e",
        "2019-01-20",
        "Turkey is selling eight drones to Ukraine, a Turkish minister told the parliament in Ankara.",
        "Monitor",
        quantity=[8, 8],
        scope="total",
        sources=["a Turkish minister"],
    )
    ledger = filled([CONTRACT, SECOND, rival])
    shown = {rule: only(ledger, Query(rule=rule)).ordered.interval for rule in Rule}
    assert shown == {
        Rule.CAUTIOUS: Interval(6, 8),
        Rule.REPRESENTATIVE: Interval(6, 6),
        Rule.LATEST: Interval(8, 8),
    }
    assert [d.about.value for d in only(ledger).disputes] == ["ordered"]


def test_every_cell_is_reproduced_by_its_claims(filled: Fill) -> None:
    ledger = filled(ALL)
    deal = only(ledger)
    claims = ledger.claims([*deal.ordered.supporting, *deal.delivered.supporting])
    numbers = {claim.quantity.interval for claim, _ in claims.values()}  # type: ignore[union-attr]
    assert numbers == {Interval(6, 6), Interval(3, 3)}


def test_filters_take_names_in_any_form(filled: Fill) -> None:
    ledger = filled(ALL)
    assert len(ledger.register(Query(recipient="Ukraine", supplier="Turkish", item="TB2"))) == 1
    assert ledger.register(Query(recipient="Poland")) == []
    assert len(ledger.register(Query(item="armed drone"))) == 1


def test_figures_over_several_orders_belong_to_the_pair(filled: Fill) -> None:
    since = told(
        "f",
        "2021-12-03",
        "Dozens of drones have gone to Ukraine since 2019, several officials said in Istanbul.",
        stage="delivered",
        quantity=[24, None],
        scope="cumulative",
        sources=["several officials"],
    )
    ledger = filled([*ALL, since])
    assert only(ledger).reports == ("a", "b", "c")
    [pair] = ledger.pairs(Query())
    assert pair.delivered.interval == Interval(24, None)
    assert pair.gap == 21


def test_a_report_that_names_another_reports_publisher_cites_it(filled: Fill) -> None:
    quoting = told("q", "2019-01-18", "Six drones, Agency wrote, will fly for Kyiv soon.", "Blog", quantity=[6, 6], scope="total",
                   sources=["Agency"])  # fmt: skip
    [edge] = filled([CONTRACT, quoting]).cites(Query())
    assert (edge.report, edge.cited) == ("q", "a")
