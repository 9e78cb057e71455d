"""Server time of each page over a large ledger, against its bare queries.

    python benchmarks/web.py [--deals 20000] [--claims 200000] [--ledger FILE]

Makes a ledger of invented reports (or takes the one that is there), makes its register once, then asks each page several times. The bare
queries of a page are the same questions put to the ledger, without pages, pictures or HTML. Times are the process's CPU seconds (median),
so that other work on the machine does not count. Prints a line a page, and exits with 1 where a page takes more than three times its bare
queries, or where its HTML has more than 300 kB.

The invented transfers have nothing to do with each other, so the register is made of them a hundred at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path

import httpx
from sqlalchemy import select

from armsledger.catalog import EntryKind, catalog
from armsledger.ledger import Ledger, Query
from armsledger.ledger.register import Register
from armsledger.ledger.schema import claims, deal_claims, reports
from armsledger.ledger.store import Read
from armsledger.model import Capture, Report
from armsledger.model.records import claims_of
from armsledger.web.app import create_app
from armsledger.web.security import Role
from armsledger.web.security.access import COOKIE
from armsledger.web.site import Site
from armsledger.web.view import View

RATIO, SIZE, ROUNDS = 3.0, 300_000, 5
SUPPLIERS = [
    "USA",
    "RUS",
    "TUR",
    "DEU",
    "FRA",
    "CHN",
    "ISR",
    "KOR",
    "GBR",
    "SWE",
    "ITA",
    "ESP",
    "NLD",
    "UKR",
    "IRN",
    "BRA",
]


ITEMS = (
    "Bayraktar TB2", "F-16", "Leopard 2", "S-400", "Patriot", "HIMARS", "Gripen", "Javelin", "Mi-17", "T-90", "CAESAR",
    "Su-30", "K9", "Rafale", "Shahed-136", "Black Hawk", "Stinger", "Arrow 3", "Mohajer-6", "Challenger 2",
)  # fmt: skip
WORDS = (
    "contract", "ministry", "delivery", "batch", "announced", "senior", "officials", "factory", "airfield", "parliament",
    "budget", "training", "crews", "spare", "parts", "crisis", "border", "exercise", "partner", "agreement", "signed",
    "quietly", "earlier", "later", "northern", "coastal", "mountain", "brigade",
)  # fmt: skip
Told = tuple[Report, list[dict[str, object]]]
Way = tuple[str, str, str]


def invented(deals: int, total: int) -> Iterator[Told]:
    """Reports with claims on so many transfers, the same at every run."""
    chance = random.Random(7)
    states = sorted(e.id for e in catalog().entries(EntryKind.STATE) if e.subkind == "state")
    ways = [(s, r, i) for s in SUPPLIERS for r in states for i in ITEMS if s != r]
    chance.shuffle(ways)
    each = max(1, total // deals)
    for number, way in enumerate(ways[:deals]):
        day, size = date(2010, 1, 1) + timedelta(days=chance.randrange(5000)), chance.randrange(2, 200)
        for part in range(0, each, 5):
            told = day + timedelta(days=20 * part)
            yield report(chance, f"r{number}-{part}", way, told, size, min(5, each - part))


def report(chance: random.Random, id: str, way: Way, day: date, size: int, count: int) -> Told:
    """One report with so many claims, of which some give another number."""
    names = f"{way[0]} and {way[1]}: {size} of {way[2]}"
    quotes = [f"{names}, {' '.join(chance.choices(WORDS, k=9))} {chance.randrange(10**6)}." for _ in range(count)]
    publisher = f"Outlet {chance.randrange(300)}"
    made = Report.of(" ".join(quotes), id=id, title=f"{way[2]} for {way[1]}", publisher=publisher, published=day)
    base = {"kind": "transfer", "supplier": way[0], "recipient": way[1], "item": way[2], "scope": "total"}
    told = []
    for place, quote in enumerate(quotes):
        number = size + chance.choice((0, 0, 0, 1, -1))
        sources = [f"Agency {chance.randrange(400)}"] if chance.random() < 0.5 else []
        more = {"stage": ("ordered", "delivered")[place % 2], "quantity": [number, number], "quote": quote}
        told.append(base | more | {"sources": sources, "confidence": round(chance.uniform(0.4, 1), 2)})
    return made, told


def fill(where: str, deals: int, total: int) -> None:
    """Write the invented reports into a new ledger."""
    with Ledger.open(where, who="benchmark") as ledger:
        batch = []
        for made, told in invented(deals, total):
            content = made.text.encode()
            when = datetime(2024, 1, 1, tzinfo=UTC)
            capture = Capture(content, hashlib.sha256(content).hexdigest(), when, "invented")
            batch.append((made, capture, claims_of({"claims": told}, made)))
            if len(batch) == 2000:
                ledger.add_all(batch)
                batch = []
        ledger.add_all(batch)


class Pieces(View):
    """A view whose register is made of a hundred transfers at a time."""

    @cached_property
    def register(self) -> Register:
        """All rows."""
        parts: dict[int, list[Read]] = defaultdict(list)
        for read in self._as_read:
            parts[int(read[0].id[1:].partition("-")[0]) // 100].append(read)
        made = [Register.of(parts[key], self.catalog, self.rule, self.decisions) for key in sorted(parts)]
        return Register(tuple(row for r in made for row in r.rows), tuple(f for r in made for f in r.spanning))


def timed(ask: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median CPU seconds."""
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        ask()
        spent.append(time.process_time() - started)
    return statistics.median(spent)


def questions(ledger: Ledger, deal: str, id: str, ids: tuple[str, ...]) -> dict[str, Callable[[], object]]:
    """Each page with its questions, put to the ledger itself."""

    def one_report() -> object:
        with ledger.store.reading() as connection:
            row = connection.execute(select(reports).where(reports.c.id == id)).first()
            own = connection.execute(select(claims.c.id).where(claims.c.report == id)).scalars().all()
            homes = connection.execute(select(deal_claims.c.deal).where(deal_claims.c.claim.in_(own))).scalars().all()
        return row, ledger.claims(own), [ledger.deal(home, Query()) for home in sorted(set(homes))]

    def everything() -> object:
        return ledger.register(Query())

    names = "/overview /register /register?sort=ordered /register.json /register.csv /map /map.json /timeline /timeline.json"
    found: dict[str, Callable[[], object]] = dict.fromkeys(names.split(), everything)
    found |= dict.fromkeys(["/network", "/network.json", "/sources", "/methods", "/review"], everything)
    return found | {
        "/register?supplier=Germany": lambda: ledger.register(Query(supplier="Germany")),
        f"/transfers/{deal}": lambda: (ledger.deal(deal, Query()), ledger.claims(ids), ledger.store.decisions()),
        f"/dossiers/{deal}.html": lambda: (ledger.deal(deal, Query()), ledger.claims(ids)),
        f"/reports/{id}": one_report,
        "/gaps": lambda: ledger.gaps(Query()),
        "/changes?after=2023-06-01": lambda: ledger.diff(Query(as_of=date(2023, 6, 1)), Query()),
    }


def measured(where: str) -> Iterator[tuple[str, float, float, int]]:
    """A row a page: address, bare queries, server time, bytes of it as sent."""
    site = Site(where)
    site.views.made = Pieces
    started = time.process_time()
    view = site.views.view()
    size = f"{len(view.reports):,} reports, {len(view.claims):,} claims, {len(view.rows):,} transfers"
    print(f"register of {size} made in {time.process_time() - started:.0f} s", flush=True)
    ledger = site.ledger()
    ledger.rebuild()
    row = next(r for r in view.register.rows if len(r.deal.claims) >= 8 and r.deal.disputes)
    cookie = f"{COOKIE}={site.access.cookie(site.access.person('Ada', Role.ADMIN))}"
    transport = httpx.ASGITransport(create_app(site, {"127.0.0.1:8321"}))
    headers = {"cookie": cookie, "accept-encoding": "identity"}
    bare: dict[Callable[[], object], float] = {}
    with asyncio.Runner() as runner:
        client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8321", headers=headers, timeout=None)

        def ask(path: str) -> httpx.Response:
            return runner.run(client.get(path))

        for path, question in questions(ledger, row.deal.id, row.deal.reports[0], row.deal.claims).items():
            answer = ask(path)  # once before the clock runs: what a view keeps is made now
            assert answer.status_code == 200, (path, answer.text[:300])
            if question not in bare:  # the same questions are asked once for all pages that ask them
                bare[question] = timed(question, 3)
            yield path, bare[question], timed(lambda path=path: ask(path)), len(answer.content)
        ask("/search?q=contract")
        print(
            f"{'/search?q=...':46} {'':13} page {timed(lambda: ask('/search?q=contract+quietly')):7.3f} s", flush=True
        )


def main() -> int:
    """Make or take the ledger, measure, judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--deals", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--ledger", default="benchmark-web.db")
    given = parser.parse_args()
    if not Path(given.ledger).exists():
        fill(given.ledger, given.deals, given.claims)
    wrong = []
    for path, query, page, size in measured(given.ledger):
        figures = f"bare {query:7.3f} s   page {page:7.3f} s   ratio {page / query:5.2f}   {size:>10,} bytes"
        print(f"{path[:46]:46} {figures}", flush=True)
        large = size > SIZE and not path.partition("?")[0].endswith((".json", ".csv"))
        if page > RATIO * query or large:
            wrong.append(path)
    print("over its bounds: " + ", ".join(wrong) if wrong else "every page is within its bounds")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
