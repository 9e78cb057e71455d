"""Made-up ledgers of any size for measurements: many pairs and systems, a few claims a deal, a tenth of the reports reprints."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from armsledger.catalog import Catalog, EntryKind
from armsledger.model import AnyClaim, Report
from armsledger.model.records import claims_of

START = date(2000, 1, 1)
OUTLETS = [f"Outlet {n}" for n in range(200)]


def reports(claims: int, catalog: Catalog, seed: int = 1) -> Iterator[tuple[Report, list[AnyClaim]]]:
    """Reports that hold so many claims together, two each, in no order."""
    chance = random.Random(seed)
    states = [e.id for e in catalog.entries(EntryKind.STATE) if e.subkind == "state"]
    systems = [e.name for e in catalog.entries(EntryKind.SYSTEM)]
    deals = [_deal(chance, states, systems) for _ in range(max(1, claims // 8))]
    for n in range(claims // 2):
        supplier, recipient, item, number, day = chance.choice(deals)
        published = day + timedelta(days=chance.randrange(1500))
        arrived = max(1, number - chance.randrange(3))
        text = f"{supplier} sells {number} {item} to {recipient} under contract {n}. So far {arrived} of them were handed over, report {n} says."
        common = {"kind": "transfer", "supplier": supplier, "recipient": recipient, "item": item, "quote": text[:20]}
        given = [
            common | {"stage": "ordered", "quantity": [number, number], "scope": "total", "date": [str(day), str(day)]},
            common | {"stage": "delivered", "quantity": [arrived, arrived], "scope": "total"},
        ]
        report = Report.of(text, id=f"r{n}", publisher=chance.choice(OUTLETS), published=published)
        yield report, claims_of({"claims": given}, report)


def _deal(chance: random.Random, states: list[str], systems: list[str]) -> tuple[str, str, str, int, date]:
    supplier, recipient = chance.sample(states, 2)
    return (
        supplier,
        recipient,
        chance.choice(systems),
        chance.randrange(1, 200),
        START + timedelta(days=chance.randrange(7000)),
    )
