"""Views: one for each state of the ledger, shared by all, and never in the way of a reader."""

from datetime import date

from armsledger.model import Rule
from armsledger.web.queries import Filter, Sort
from armsledger.web.search_index import match_of
from armsledger.web.site import Site
from armsledger.web.views import Views
from tests.ledger.conftest import capture_of
from tests.web.conftest import told


def test_days_between_two_publications_share_a_view(ledger: str) -> None:
    views = Site(ledger).views
    one, other = views.view(date(2019, 1, 16)), views.view(date(2019, 1, 17))
    assert one.register is other.register
    assert (one.as_of, other.as_of) == (date(2019, 1, 16), date(2019, 1, 17))


def test_a_slow_view_is_made_behind_the_back_of_its_readers(own_ledger: str) -> None:
    ticks = iter(range(0, 10_000, 10))
    site = Site(own_ledger)
    views = Views(site.store, clock=lambda: float(next(ticks)))
    before = views.view()
    report, claims = told(
        "new", "2022-01-01", "Turkey promised more TB2 drones to Ukraine, a minister said.", stage="pledged"
    )
    site.ledger().add(report, capture_of(report), claims)
    meanwhile = views.view()
    assert meanwhile.behind
    assert "new" not in meanwhile.reports
    assert views._behind
    views._behind.join()
    assert "new" in views.view().reports
    assert not before.behind


def test_a_state_becomes_a_query_without_what_is_default() -> None:
    asked = Filter(as_of=date(2019, 1, 1), supplier="Turkey", disputed=True)
    assert asked.parameters(rule=Rule.LATEST) == {
        "as_of": "2019-01-01",
        "supplier": "Turkey",
        "disputed": "1",
        "rule": "latest",
    }
    assert Filter(supplier="", rule="").parameters() == {}  # type: ignore[arg-type]
    assert Sort("last") == Sort.LAST


def test_what_a_person_types_becomes_a_safe_expression() -> None:
    assert match_of('drone* "control station" -missile') == '"drone" * AND "control station" NOT "missile"'
    assert match_of("-only") is None
    assert match_of('a"b') == '"a b"'
