"""The rules that make a register determinate, one small case each (docs/register.md)."""

from dataclasses import replace
from datetime import date

import pytest

from armsledger.catalog import catalog
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.register import Register
from armsledger.model import CellState, Deal, DisputeSubject, Interval, Rule, Stage
from tests.ledger.conftest import Told, told

ORDERED = {"stage": "ordered", "scope": "total"}
ARRIVED = {"stage": "delivered", "scope": "this_delivery"}
GIVEN = {"stage": "pledged", "mode": "aid", "scope": "total"}


def register(*reports: Told, rule: Rule = Rule.CAUTIOUS) -> Register:
    return Register.of(reports, catalog(), rule)


def deals(*reports: Told, rule: Rule = Rule.CAUTIOUS) -> list[Deal]:
    return [row.deal for row in register(*reports, rule=rule).rows]


def only(*reports: Told, rule: Rule = Rule.CAUTIOUS) -> Deal:
    [deal] = deals(*reports, rule=rule)
    return deal


def subjects(deal: Deal) -> list[DisputeSubject]:
    return [d.about for d in deal.disputes]


SIX = told(
    "a",
    "2019-01-14",
    "Ukraine signed for six TB2 drones, Baykar announced.",
    **ORDERED,
    quantity=[6, 6],
    sources=["Baykar"],
)
TWO = told("b", "2019-03-01", "Two of the drones landed in Starokostiantyniv, its air base said.", "Local Post", **ARRIVED,
           quantity=[2, 2], date=["2019-03-01", "2019-03-01"])  # fmt: skip


def also(given: Told, number: int, **claim: object) -> Told:
    """The report with one more claim."""
    report, claims = given
    _, more = told(report.id, str(report.published), report.text, report.publisher or "", **claim)
    return report, [*claims, *(replace(c, id=f"{report.id}#{number}") for c in more)]


# Origins


def test_an_unmarked_sentence_adds_no_origin_to_a_report_that_names_a_source() -> None:
    unmarked = told("a", "2019-01-14", "Six TB2 drones are bought by Ukraine. Kyiv signed for six, Baykar said.",
                    **ORDERED, quantity=[6, 6])  # fmt: skip
    deal = only(also(unmarked, 2, **ORDERED, quantity=[6, 6], sources=["Baykar"]))
    assert (deal.origins, deal.ordered.state) == (("baykar",), CellState.SINGLE_ORIGIN)


def test_an_edited_copy_counts_for_what_it_adds_only() -> None:
    text = "Ukraine signed for six TB2 drones, and the first will come in the spring, a person at the talks in Kyiv told us."
    wire = told("a", "2019-01-14", text, **ORDERED, quantity=[6, 6])
    more = " Eight is the number that officers at the base in the south expect, however, and they have built shelters for eight."
    copied = told("b", "2019-01-15", text + more, "Daily", **ORDERED, quantity=[6, 6])
    deal = only(wire, also(copied, 2, **ORDERED, quantity=[8, 8]))
    assert deal.ordered.state == CellState.DISPUTED
    assert (deal.ordered.supporting, deal.reports) == (("a#1", "b#2"), ("a", "b"))


# Deals


def test_a_further_gift_is_a_deal_of_its_own() -> None:
    first = told(
        "a", "2023-01-25", "Germany gives 14 Leopards.", **GIVEN, quantity=[14, 14], supplier="DEU", item="Leopard 2"
    )
    more = told("b", "2023-06-02", "Another four Leopards were promised in Berlin.", stage="pledged", mode="aid",
                scope="additional", quantity=[4, 4], supplier="DEU", item="Leopard 2")  # fmt: skip
    assert [d.reports for d in deals(first, more)] == [("a",), ("b",)]


def test_an_option_that_is_taken_up_adds_to_the_contract_even_in_one_report() -> None:
    text = "Ukraine bought six TB2 drones in 2019. In 2021 it exercised an option for two more."
    contract = told("a", "2022-01-14", text, **ORDERED, quantity=[6, 6], date=["2019-01-01", "2019-12-31"])
    option = {"stage": "ordered", "scope": "additional", "quantity": [2, 2], "date": ["2021-01-01", "2021-12-31"]}
    assert only(also(contract, 2, **option, quote="exercised an option for two more")).ordered.interval == Interval(
        8, 8
    )


def test_support_attaches_to_the_deal_and_changes_no_number() -> None:
    trained = told(
        "c", "2019-06-01", "Crews for the TB2 are being trained in Ankara.", stage="supported", quantity=[27, 27]
    )
    deal = only(SIX, trained)
    assert (deal.ordered.interval, deal.stage, deal.reports) == (Interval(6, 6), Stage.ORDERED, ("a", "c"))
    assert only(trained).stage == Stage.SUPPORTED


def test_an_unknown_supplier_is_filled_in_by_a_like_report() -> None:
    nobody = told("c", "2019-01-20", "Six drones of a new type were bought, sources in Kyiv say.", **ORDERED, quantity=[6, 6],
                  supplier=None)  # fmt: skip
    deal = only(SIX, nobody)
    assert (deal.supplier.country if deal.supplier else None, subjects(deal)) == ("TUR", [])


def test_another_supplier_of_the_same_number_at_the_same_time_is_a_dispute() -> None:
    rival = told("c", "2019-01-20", "Israel sold the six drones, the Monitor believes.", "Monitor", **ORDERED, quantity=[6, 6],
                 supplier="ISR")  # fmt: skip
    assert subjects(only(SIX, rival)) == [DisputeSubject.SUPPLIER]


# Numbers


def test_an_origin_that_takes_its_report_back_leaves_no_number() -> None:
    rumour = told(
        "c", "2019-02-01", "The Monitor reports nine TB2s for Ukraine.", "Monitor", **ORDERED, quantity=[9, 9]
    )
    withdrawn = told("d", "2019-02-03", "The Monitor was wrong: no nine TB2s were bought.", "Monitor", stage="ordered",
                     certainty="denied")  # fmt: skip
    assert only(SIX, rumour).ordered.state == CellState.DISPUTED
    assert only(SIX, rumour, withdrawn).ordered.interval == Interval(6, 6)


def test_growing_totals_are_progress_and_a_later_smaller_one_is_a_dispute() -> None:
    early = told("c", "2019-03-01", "Four TB2s are in Ukraine, the Monitor wrote.", "Monitor", stage="delivered", scope="total",
                 quantity=[4, 4])  # fmt: skip
    late = told("d", "2019-09-01", "Six TB2s are there now, said the Daily.", "Daily", stage="delivered", scope="total",
                quantity=[6, 6])  # fmt: skip
    less = told("e", "2020-09-01", "No more than three TB2s ever came, holds the Weekly.", "Weekly", stage="delivered",
                scope="total", quantity=[3, 3])  # fmt: skip
    assert only(early, late).delivered.interval == Interval(6, 6)
    assert only(early, late, less).delivered.state == CellState.DISPUTED


def test_different_numbers_within_a_month_are_one_disputed_event_unless_one_source_tells_both() -> None:
    three = told("c", "2019-03-09", "Three drones were unloaded, says the Monitor.", "Monitor", **ARRIVED, quantity=[3, 3],
                 date=["2019-03-08", "2019-03-08"])  # fmt: skip
    assert only(TWO, three).delivered.state == CellState.DISPUTED
    again = told("d", "2019-03-20", "Three more were unloaded a week later, wrote the Local Post.", "Local Post", **ARRIVED,
                 quantity=[3, 3], date=["2019-03-08", "2019-03-08"])  # fmt: skip
    assert only(TWO, three, again).delivered.interval == Interval(5, None)


def test_the_first_delivery_is_one_however_late_it_is_told_of_again() -> None:
    def landed(id: str, day: str, words: str) -> Told:
        return told(
            id, day, f"{words} of the drones landed in Starokostiantyniv.", f"{id} Post", **ARRIVED, quantity=[2, 2]
        )

    assert only(
        SIX, landed("b", "2019-03-01", "The first two"), landed("c", "2019-08-01", "The first two")
    ).delivered.interval == Interval(2, None)
    assert only(
        SIX, landed("b", "2019-03-01", "A first batch of two"), landed("c", "2019-08-01", "Two more")
    ).delivered.interval == Interval(4, None)


@pytest.mark.parametrize(
    ("sentence", "quote", "closed"),
    [
        ("The last two drones have now arrived in the south.", "The last two drones have now arrived", True),
        ("Two drones arrived last week in the south.", "Two drones arrived last week", False),
        ("Two drones arrived in the south; the remaining four will follow in May.", "Two drones arrived", False),
        ("With two drones that arrived in the south the delivery is complete.", "two drones that arrived", True),
    ],
)
def test_a_sum_closes_where_a_source_says_that_it_was_the_last(sentence: str, quote: str, closed: bool) -> None:
    deal = only(told("a", "2019-03-01", sentence, **ARRIVED, quantity=[2, 2], quote=quote))
    assert deal.delivered.interval == Interval(2, 2 if closed else None)


def test_a_gift_has_no_order_and_closes_at_the_number_pledged() -> None:
    pledge = told("a", "2023-01-25", "Turkey gives two TB2s.", **GIVEN, quantity=[2, 2])
    there = told("b", "2023-03-01", "Two TB2s came, an officer in Odesa said.", **ARRIVED, quantity=[2, 2])
    deal = only(pledge, there)
    assert (deal.ordered.interval, deal.delivered.interval) == (None, Interval(2, 2))


def test_the_representative_side_has_most_origins_then_an_official_one_then_the_later() -> None:
    def said(id: str, day: str, number: int, publisher: str, *sources: str) -> Told:
        return told(id, day, f"{publisher}: {number} TB2s are sold.", publisher, **ORDERED, quantity=[number, number],
                    sources=list(sources))  # fmt: skip

    eight = [said("c", "2019-02-01", 8, "Monitor"), said("d", "2019-02-02", 8, "Weekly")]
    assert only(SIX, *eight, rule=Rule.REPRESENTATIVE).ordered.interval == Interval(8, 8)
    assert only(SIX, eight[0], rule=Rule.REPRESENTATIVE).ordered.interval == Interval(6, 6)
    assert only(SIX, eight[0], rule=Rule.LATEST).ordered.interval == Interval(8, 8)


# Stages


def test_plans_and_possibilities_are_talks() -> None:
    plan = told("a", "2019-01-14", "Ukraine plans to order TB2s.", stage="ordered", certainty="planned")
    assert only(plan).stage == Stage.TALKS


def test_a_party_that_denies_a_contract_disputes_the_stage_only() -> None:
    denial = told("c", "2019-01-16", "No contract has been signed, Kyiv's defence ministry insists.", stage="ordered",
                  certainty="denied", sources=["Kyiv's defence ministry"])  # fmt: skip
    talks = told("d", "2019-01-10", "Ukraine and Turkey talk about TB2s, writes the Weekly.", "Weekly", stage="talks")
    deal = only(talks, SIX, denial)
    assert (deal.stage, subjects(deal)) == (Stage.TALKS, [DisputeSubject.STAGE])
    assert subjects(only(talks, denial)) == []


def test_a_denier_who_later_confirms_denies_no_more() -> None:
    denial = told("c", "2019-01-16", "No contract has been signed, Kyiv's defence ministry insists.", stage="ordered",
                  certainty="denied", sources=["Kyiv's defence ministry"])  # fmt: skip
    yes = told("d", "2019-02-16", "There is a contract for six, the defence ministry in Kyiv now says.", **ORDERED,
               quantity=[6, 6], sources=["the defence ministry in Kyiv"])  # fmt: skip
    deal = only(SIX, denial, yes)
    assert (deal.stage, subjects(deal), deal.ordered.state) == (Stage.ORDERED, [], CellState.CONFIRMED)


def test_nobody_disputes_with_himself_in_one_report() -> None:
    """Who says in one report that six came and denies that any came was read wrongly, or speaks of two things."""
    came = told(
        "c", "2019-05-01", "Six TB2s came, Kyiv says; none came, Kyiv says.", stage="delivered", sources=["Kyiv"]
    )
    both = also(came, 2, stage="delivered", sources=["Kyiv"], certainty="denied")
    assert subjects(only(SIX, both)) == []


def test_a_denied_stop_disputes_the_stage_and_a_stop_after_the_last_delivery_halts() -> None:
    stop = told("c", "2019-05-01", "Turkey has suspended the TB2 deal, the Weekly writes.", "Weekly", stage="halted",
                date=["2019-04-30", "2019-04-30"])  # fmt: skip
    denial = told("d", "2019-05-03", "Nothing has been suspended, said Turkey's defence ministry.", stage="halted",
                  certainty="denied", sources=["Turkey's defence ministry"])  # fmt: skip
    assert only(SIX, TWO, stop).stage == Stage.HALTED
    deal = only(SIX, TWO, stop, denial)
    assert (deal.stage, subjects(deal)) == (Stage.DELIVERED, [DisputeSubject.STAGE])


def test_the_order_date_is_what_all_dates_have_in_common_and_an_origin_may_correct_its_own() -> None:
    wrong = told("a", "2019-01-14", "Ukraine signed for six TB2s on 10 January, Baykar said.", **ORDERED, quantity=[6, 6],
                 sources=["Baykar"], date=["2019-01-10", "2019-01-10"])  # fmt: skip
    right = told("b", "2019-01-20", "It was signed on 12 January, Baykar corrected.", **ORDERED, quantity=[6, 6],
                 sources=["Baykar"], date=["2019-01-12", "2019-01-12"])  # fmt: skip
    year = told("c", "2020-01-20", "Six TB2s were bought in 2019, noted the Weekly.", "Weekly", **ORDERED, quantity=[6, 6],
                date=["2019-01-01", "2019-12-31"])  # fmt: skip
    period = only(wrong, right, year).order_date.period
    assert period is not None
    assert (period.start, period.end) == (date(2019, 1, 12), date(2019, 1, 12))


# Pairs


def test_an_old_figure_over_several_orders_says_at_least() -> None:
    second = told("c", "2021-07-01", "A second contract for ten TB2s was signed.", stage="ordered", scope="additional",
                  quantity=[10, 10], date=["2021-06-30", "2021-06-30"])  # fmt: skip
    dozen = told("d", "2021-08-01", "A dozen TB2s came since 2019, one broker says.", "Weekly", stage="delivered",
                 scope="cumulative", quantity=[12, 12], date=["2019-01-01", "2021-08-01"])  # fmt: skip
    more = told("e", "2022-08-01", "Twenty TB2s came since 2019, says another.", "Daily", stage="delivered",
                scope="cumulative", quantity=[20, 20], date=["2019-01-01", "2022-08-01"])  # fmt: skip
    made = register(SIX, second, dozen, more)
    [pair] = made.pairs([row.deal for row in made.rows], catalog())
    assert (pair.delivered.interval, pair.delivered.state) == (Interval(20, 20), CellState.CONFIRMED)


SINCE = {"stage": "delivered", "scope": "cumulative"}
SECOND = told("s", "2021-07-01", "A second contract for ten TB2s was signed.", stage="ordered", scope="additional",
              quantity=[10, 10], date=["2021-06-30", "2021-06-30"])  # fmt: skip
ALL_SIX = told("t", "2020-02-01", "All six TB2s of 2019 are with Ukraine, its air force said.", stage="delivered", scope="total",
               quantity=[6, 6], date=["2020-01-30", "2020-01-30"], sources=["Ukraine's air force"])  # fmt: skip
FOUR_OF_TEN = told("u", "2022-03-01", "Four of the ten TB2s ordered in 2021 came, Ukraine's air force said.", **ARRIVED,
                   quantity=[4, 4], date=["2022-02-27", "2022-02-27"], sources=["Ukraine's air force"])  # fmt: skip
LOTS = SIX, SECOND, ALL_SIX, FOUR_OF_TEN


def since(id: str, published: str, number: list[int | None], publisher: str, *sources: str) -> Told:
    """A figure over both orders."""
    words = " ".join(f"{id}word{n}" for n in range(9))  # no copy of another
    return told(id, published, f"TB2s that reached Ukraine: {words}.", publisher, **SINCE, quantity=number,
                date=["2019-01-01", published], sources=list(sources))  # fmt: skip


def pair_of(*reports: Told) -> PairRow:
    made = register(*reports)
    [pair] = made.pairs([row.deal for row in made.rows], catalog())
    return pair


def test_the_gap_is_between_the_lowest_figure_of_others_and_the_sum_of_what_was_disclosed_on_each_deal() -> None:
    assert pair_of(*LOTS).gap is None
    lowest, higher = since("v", "2022-06-01", [16, None], "Weekly"), since("w", "2022-06-10", [20, None], "Daily")
    assert pair_of(*LOTS, lowest, higher).gap == 16 - (6 + 4)
    assert pair_of(SIX, SECOND, lowest).gap is None


def test_a_figure_over_several_orders_goes_before_what_others_tell_of_each() -> None:
    six = told("k", "2020-02-03", "Six TB2s have come in, the Monitor counted.", "Monitor", stage="delivered", scope="total",
               quantity=[6, 6], date=["2020-01-30", "2020-01-30"])  # fmt: skip
    four = told("l", "2022-03-03", "The Monitor counted four more of the ten.", "Monitor", **ARRIVED, quantity=[4, 4],
                date=["2022-02-27", "2022-02-27"])  # fmt: skip
    assert pair_of(*LOTS, six, four).gap == 0
    assert pair_of(*LOTS, six, four, since("v", "2022-06-01", [16, None], "Weekly")).gap == 6


def test_a_gap_is_never_negative() -> None:
    assert pair_of(*LOTS, since("v", "2022-06-01", [8, 8], "Weekly")).gap == 0


def test_in_a_gap_each_origin_stands_with_its_latest_figure() -> None:
    early, late = since("v", "2022-04-01", [12, None], "Weekly"), since("w", "2022-04-20", [18, None], "Weekly")
    assert pair_of(*LOTS, early, late).gap == 18 - (6 + 4)


def test_a_figure_that_others_outgrew_long_ago_is_no_side_of_a_gap() -> None:
    early, late = since("v", "2022-04-01", [12, None], "Weekly"), since("w", "2023-04-20", [30, None], "Daily")
    assert pair_of(*LOTS, early, late).gap == 30 - (6 + 4)


def test_a_figure_that_its_own_source_took_back_is_no_side_of_a_gap() -> None:
    figure, other = since("v", "2022-06-01", [12, None], "Weekly"), since("w", "2022-06-10", [20, None], "Daily")
    denial = told("x", "2022-06-05", "Our count of TB2s was wrong, nothing of the kind came.", "Weekly", **SINCE,
                  quantity=[12, None], certainty="denied")  # fmt: skip
    assert pair_of(*LOTS, figure, other, denial).gap in (10, 2)


def test_an_unmarked_sentence_beside_a_named_source_is_no_independent_figure() -> None:
    marked = told("u", "2020-02-01", "All six TB2s are with Ukraine. Six came, its air force said.", stage="delivered",
                  scope="total", quantity=[6, 6])  # fmt: skip
    both = also(marked, 2, stage="delivered", scope="total", quantity=[6, 6], sources=["Ukraine's air force"])
    assert pair_of(SIX, both).gap is None


def test_a_figure_older_than_deliveries_that_exceed_it_is_progress_a_later_one_below_them_a_dispute() -> None:
    older = pair_of(*LOTS, since("v", "2021-02-01", [7, 7], "Weekly"))
    assert (older.delivered.interval, older.delivered.state) == (Interval(10, None), CellState.CONFIRMED)
    later = pair_of(*LOTS, since("v", "2022-06-01", [7, 7], "Weekly"))
    assert (later.delivered.interval, later.delivered.state) == (Interval(7, None), CellState.DISPUTED)


def test_figures_of_one_time_that_do_not_meet_are_a_dispute() -> None:
    figures = since("v", "2022-06-01", [20, 22], "Weekly"), since("w", "2022-06-10", [30, 30], "Daily")
    pair = pair_of(*LOTS, *figures)
    assert (pair.delivered.interval, pair.delivered.state) == (Interval(10, None), CellState.DISPUTED)


# Parties told apart


def test_two_recipients_that_one_source_tells_apart_are_two_deals() -> None:
    text = "Ukraine ordered six TB2s and Poland eight, the exporters' union said."
    both = told("a", "2022-12-08", text, **ORDERED, quantity=[6, 6], sources=["the exporters' union"])
    both = also(both, 2, **ORDERED, recipient="POL", quantity=[8, 8], sources=["the exporters' union"])
    other = told(
        "b", "2022-12-12", "Poland ordered six, not eight.", "Gazeta", **ORDERED, recipient="POL", quantity=[6, 6]
    )
    found = deals(both, other)
    assert sorted((d.recipient.country, str(d.ordered.interval)) for d in found if d.recipient) == [
        ("POL", "6–8"),
        ("UKR", "6"),
    ]


# Units


def s400(id: str, number: int, text: str, publisher: str, *sources: str) -> Told:
    return told(id, "2021-11-08", text, publisher, item="S-400", supplier="RUS", recipient="DZA", **ORDERED,
                quantity=[number, number], sources=list(sources), quote=text)  # fmt: skip


SYSTEMS = s400("a", 2, "Algeria has bought two S-400 systems.", "Daily", "the Algerian defence ministry")
BATTERIES = s400("b", 4, "It comes to four batteries of the S-400, they said.", "Kama Letter", "Rosoboronexport")
LAUNCHERS = s400("c", 32, "The order is for 32 launchers of the S-400.", "Hoggar")


def test_systems_batteries_and_launchers_that_agree_are_a_dispute_about_the_unit_alone() -> None:
    deal = only(SYSTEMS, BATTERIES, LAUNCHERS)
    assert (deal.ordered.interval, deal.ordered.state) == (Interval(4, 4), CellState.CONFIRMED)
    assert subjects(deal) == [DisputeSubject.UNIT]
    assert sorted(len(side.reports) for side in deal.disputes[0].sides) == [1, 1, 1]


def test_launchers_that_no_number_of_batteries_makes_are_a_dispute_about_both() -> None:
    odd = s400("c", 33, "The order is for 33 launchers of the S-400.", "Hoggar")
    deal = only(SYSTEMS, BATTERIES, odd)
    assert deal.ordered.state == CellState.DISPUTED
    assert set(subjects(deal)) == {DisputeSubject.ORDERED, DisputeSubject.UNIT}


def test_systems_and_batteries_of_one_number_are_the_same() -> None:
    four = s400("a", 4, "Algeria has bought four S-400 systems.", "Daily")
    deal = only(four, BATTERIES)
    assert (deal.ordered.interval, deal.disputes) == (Interval(4, 4), ())


# Names over several families


LEOPARD = {"supplier": "DEU", **GIVEN}


def test_an_umbrella_name_joins_the_family_that_another_report_tells_of() -> None:
    deal = only(
        told("a", "2023-01-25", "Germany will give Leopard tanks to Ukraine.", item="Leopard", **LEOPARD),
        told(
            "b", "2023-01-26", "Berlin pledged 14 Leopard 2A6 tanks.", item="Leopard 2A6", quantity=[14, 14], **LEOPARD
        ),
    )
    assert deal.item.name == "Leopard 2A6"


def test_two_families_below_one_umbrella_stay_two_deals() -> None:
    found = deals(
        told(
            "a", "2023-01-26", "Berlin pledged 14 Leopard 2A6 tanks.", item="Leopard 2A6", quantity=[14, 14], **LEOPARD
        ),
        told(
            "b", "2023-02-03", "Berlin pledged 88 Leopard 1A5 tanks.", item="Leopard 1A5", quantity=[88, 88], **LEOPARD
        ),
    )
    assert {deal.item.name for deal in found} == {"Leopard 2A6", "Leopard 1A5"}


# What the reader leaves open


def test_a_figure_of_one_day_below_the_number_ordered_is_a_single_delivery() -> None:
    landed = told("b", "2019-03-01", "Two drones landed in Odesa on Friday.", stage="delivered", scope="unknown", quantity=[2, 2],
                  date=["2019-03-01", "2019-03-01"])  # fmt: skip
    assert only(SIX, landed).delivered.interval == Interval(2, None)
    in_all = told("b", "2019-03-01", "So far two drones have come.", stage="delivered", scope="unknown", quantity=[2, 2],
                  date=["2019-03-01", "2019-03-01"])  # fmt: skip
    assert only(SIX, in_all).delivered.interval == Interval.exactly(2)


def test_deliveries_over_years_are_told_all_together() -> None:
    since = told("b", "2024-03-01", "Thirty drones have gone to Ukraine from 2019 on.", "Study", stage="delivered", scope="unknown",
                 quantity=[30, 30], date=["2019-01-01", "2024-03-01"])  # fmt: skip
    made = register(SIX, since)
    assert [f.claim.id for f in made.spanning] == [since[1][0].id]


def test_a_claim_doubted_for_a_missing_party_counts_where_a_deal_fills_it_in() -> None:
    doubted = told("b", "2019-03-01", "Two TB2 drones landed in Odesa.", "Local Post", **ARRIVED, quantity=[2, 2], supplier=None,
                   confidence=0.4)  # fmt: skip
    assert only(SIX, doubted).delivered.interval == Interval(2, None)
    assert deals(doubted) == []
    rejected = replace(doubted[1][0], confidence=0.0)
    assert only(SIX, (doubted[0], [rejected])).delivered.interval is None
