"""A small ledger with a dispute, a gap, a denial, a reprint and a use, and a site over it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from armsledger.ledger import Ledger
from armsledger.web.security import Role
from tests.ledger.conftest import Told, capture_of
from tests.ledger.conftest import told as told_plain
from tests.web.client import Client
from tests.web.server import Server

TRANSFER = "TUR-UKR-bayraktar-tb2-1"
CONTRACT = "Ukraine has signed a contract for six TB2 drones, Baykar announced in Kyiv on Monday."
HOSTILE = (
    "Ukraine gets TB2 drones <script>alert(1)</script> <img src=x onerror=alert(2)> \u202eevil\u202c </div></body>"
    '<svg onload="alert(3)"> <a href="javascript:alert(4)">x</a> {{ 7*7 }} {% raw %}'
)


def told(id: str, published: str, text: str, publisher: str = "Agency", **claim: Any) -> Told:
    """A report with one claim; `url` and `title` are the report's."""
    about = {name: claim.pop(name, None) for name in ("url", "title")}
    report, claims = told_plain(id, published, text, publisher, **claim)
    return replace(report, **about), claims


def reports() -> list[Told]:
    """What the ledger holds."""
    rival = "A Turkish minister told the parliament in Ankara that eight drones would be built for Ukraine."
    use = told("u", "2021-10-26", "A TB2 of the Ukrainian army destroyed a howitzer near Donetsk, Kyiv said.", kind="use",
               user="UKR", place="Donetsk", stage=None)  # fmt: skip
    return [
        told("a", "2019-01-14", CONTRACT, quantity=[6, 6], scope="total", sources=["Baykar"], title="Six drones"),
        told("copy", "2019-01-15", CONTRACT + " Subscribe.", "Blog", quantity=[6, 6], scope="total", sources=["Baykar"]),
        told("b", "2019-01-20", rival, "Monitor", quantity=[8, 8], scope="total", sources=["a Turkish minister"]),
        told("c", "2019-03-20", "A transport aircraft brought three of the drones to Kyiv, the press service said.",
             "Daily", stage="delivered", quantity=[3, 3], scope="this_delivery", date=["2019-03-20", "2019-03-20"],
             sources=["Ukraine's press service"]),
        told("d", "2019-04-01", "No drone has ever been handed over, the spokesman for Baykar insisted on Monday.",
             "Daily", stage="delivered", certainty="denied", sources=["Baykar"]),
        told("e", "2021-12-03", "Dozens of drones have gone to Ukraine since 2019, several officials told the Herald.",
             "Herald", stage="delivered", quantity=[24, None], scope="cumulative", sources=["several officials"]),
        use,
        told("x", "2021-12-05", HOSTILE, "<b>Bold</b> Press", url="javascript:alert(5)", title="<i>Title</i>"),
    ]  # fmt: skip


def filled(path: Path, given: list[Told]) -> str:
    """A ledger file with reports."""
    with Ledger.open(str(path)) as ledger:
        for report, claims in given:
            ledger.add(report, capture_of(report), claims)
    return str(path)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    return filled(tmp_path_factory.mktemp("web") / "ledger.db", reports())


@pytest.fixture
def own_ledger(tmp_path: Path) -> str:
    """One that a test may change."""
    return filled(tmp_path / "ledger.db", reports())


@pytest.fixture
def client_of() -> Iterator[Callable[..., Client]]:
    made: list[Client] = []

    def make(where: str, role: Role | None = Role.ADMIN, **options: Any) -> Client:
        client = Client.over(where, role, **options)
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture
def client(ledger: str, client_of: Callable[..., Client]) -> Client:
    """An admin's client over the shared ledger, which no test may change."""
    return client_of(ledger)


@pytest.fixture
def server_of() -> Iterator[Callable[..., Server]]:
    made: list[Server] = []

    def make(where: str, role: Role = Role.ADMIN) -> Server:
        made.append(Server.over(where, role))
        return made[-1]

    yield make
    for server in made:
        server.close()
