"""Why claims were read as they were."""

import json
from datetime import date
from pathlib import Path

import pytest

from armsledger.evaluation.gold import Case, cases
from armsledger.model import Kind, Report, SettingError
from armsledger.publish.explanation import explanation_record, explanation_text
from armsledger.reading.explaining import explain
from armsledger.reading.explanation import Explanation, Option
from armsledger.reading.reader import read

SHORT = Path(__file__).parent.parent.parent / "cases" / "short"
TEXT = (
    "Sweden agreed to sell eight Gripen fighters to Bulgaria, officials in Sofia told Reuters on Friday. "
    "Ukraine used a Bayraktar TB2 drone against separatists near Donetsk."
)
REPORT = Report.of(TEXT, id="r", published=date(2024, 3, 10))


def told(kind: Kind) -> Explanation:
    return explain(REPORT, next(c.id for c in read(REPORT).claims if c.kind == kind))


@pytest.fixture(scope="module")
def sale() -> Explanation:
    return told(Kind.TRANSFER)


def test_trigger_operator_and_path_of_a_sale(sale: Explanation) -> None:
    assert (sale.trigger.text, sale.frame, sale.way) == ("sell", "give", "sell ↓dobj fighters")
    assert [(o.words.text, o.effect) for o in sale.operators] == [("agreed", "ordered")]
    assert sale.says == "ordered"


def test_what_is_usual_stands_beside_the_models(sale: Explanation) -> None:
    """Gripens come from Sweden: known whatever the sentence says."""
    assert sale.roles
    supplier = sale.roles["supplier"][0]
    assert (supplier.name, round(supplier.weight.usual or 0, 2)) == ("Sweden", 1.0)
    assert all(o.weight.usual is None for o in sale.stages)


def test_what_was_chosen_is_what_the_claim_says(sale: Explanation) -> None:
    def chosen(options: tuple[Option, ...]) -> list[str]:
        return [o.name for o in options if o.chosen]

    assert sale.roles is not None
    assert {role: chosen(o) for role, o in sale.roles.items()} == {"supplier": ["Sweden"], "recipient": ["Bulgaria"]}
    assert chosen(sale.stages) == [getattr(sale.claim, "stage")]  # noqa: B009
    assert chosen(sale.certainties) == [sale.claim.certainty]


def test_shares_are_probabilities_that_sum_to_one(sale: Explanation) -> None:
    for options in (sale.stages, sale.certainties):
        assert sum(o.weight.both for o in options) == pytest.approx(1)
    assert all(o.explicit for o in (sale.roles or {})["supplier"] if o.chosen)


def test_sources_come_with_the_word_by_which_they_speak(sale: Explanation) -> None:
    assert [s.name for s in sale.sources] == [s.name for s in sale.claim.sources]
    assert {s.cue.text for s in sale.sources if s.cue} == {"told"}


def test_a_use_and_a_statement_are_explained_too() -> None:
    use, statement = told(Kind.USE), told(Kind.STATEMENT)
    assert use.weapon is not None
    assert "TB2" in use.weapon.text
    assert (statement.trigger.text, statement.frame) == ("told", "say")


def test_the_record_is_json_and_the_table_fits(sale: Explanation) -> None:
    record = json.loads(json.dumps(explanation_record(sale)))
    start, end = record["trigger"]["span"]
    assert TEXT[start:end] == record["trigger"]["text"]
    shown = explanation_text(sale)
    assert max(map(len, shown.splitlines())) <= 100
    assert "* Bulgaria" in shown


@pytest.mark.parametrize(("report", "wanted"), [(REPORT, "99"), (REPORT, "x"), (Report.of("It rained.", id="q"), "1")])
def test_a_claim_that_is_not_there_is_refused(report: Report, wanted: str) -> None:
    with pytest.raises(SettingError, match="claim"):
        explain(report, wanted)


@pytest.mark.parametrize("case", list(cases(SHORT))[::6], ids=lambda c: c.report.id)
def test_every_claim_of_a_report_can_be_explained(case: Case) -> None:
    report = case.report
    for claim in read(report).claims:
        explained = explain(report, claim.id)
        assert explained.claim == claim
        assert [o for o in explained.operators if o.words.span.of(report.text) != o.words.text] == []
