"""Who supplies what to whom as a network of three columns: suppliers, weapon systems, recipients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter

from armsledger.model import Deal
from armsledger.web import filtering, schemas
from armsledger.web.content import Content
from armsledger.web.queries import Filter
from armsledger.web.routing import Ask, page

router = APIRouter()
DRAWN = 160
"""Lines drawn at most, the strongest."""
Way = tuple[str, str, str]


@page(
    router, "/network", "network.html", Filter, schemas.Graph, name="network", summary="Suppliers, systems, recipients"
)
def network(ask: Ask) -> Content:
    """The strongest ways from supplier over system to recipient among the transfers that fit."""
    view = ask.view
    deals = filtering.matching(view, ask.query)
    ways = Counter(_way(deal) for deal in deals)
    disputed = Counter(_way(deal) for deal in deals if deal.disputes)
    strongest = sorted(ways, key=lambda w: (-ways[w], w))[:DRAWN]
    context = {
        "view": view,
        "ways": [(w, ways[w], disputed[w]) for w in strongest],
        "total": len(ways),
        "choices": view.choices,
    }
    return Content(
        "Network",
        context,
        lambda: graph(strongest, ways, disputed) | {"total": len(ways)},
        lambda: (("supplier", "system", "recipient", "transfers", "disputed"), ((*w, n, disputed[w]) for w, n in sorted(ways.items()))),
    )  # fmt: skip


def _way(deal: Deal) -> Way:
    supplier, recipient = (p.name if p else "unknown" for p in (deal.supplier, deal.recipient))
    return supplier, deal.item.name, recipient


def graph(ways: Sequence[Way], counts: Counter[Way], disputed: Counter[Way]) -> dict[str, Any]:
    """Nodes in three columns, each ordered by where its neighbours lie, and the edges between them."""
    weights: list[Counter[str]] = [Counter() for _ in range(3)]
    edges: Counter[tuple[str, str]] = Counter()
    argued: Counter[tuple[str, str]] = Counter()
    for way in ways:
        for column, name in enumerate(way):
            weights[column][name] += counts[way]
        for one, other in ((0, 1), (1, 2)):
            edge = (f"{one}:{way[one]}", f"{other}:{way[other]}")
            edges[edge] += counts[way]
            argued[edge] += disputed[way]
    nodes = _placed(ways, weights)
    return {
        "nodes": nodes,
        "edges": [
            {"source": a, "target": b, "transfers": n, "disputed": argued[a, b]} for (a, b), n in sorted(edges.items())
        ],
    }


def _placed(ways: Sequence[Way], weights: list[Counter[str]]) -> list[dict[str, Any]]:
    """Suppliers by weight; systems and recipients by the middle of what leads to them, so that few lines cross."""
    order = [sorted(weights[0], key=lambda n: (-weights[0][n], n))]
    for column in (1, 2):
        before = {name: place for place, name in enumerate(order[column - 1])}
        middle = {n: [before[w[column - 1]] for w in ways if w[column] == n] for n in weights[column]}
        order.append(sorted(weights[column], key=lambda n: (sum(middle[n]) / len(middle[n]), n)))
    return [
        {"id": f"{column}:{name}", "name": name, "column": column, "place": (place + 0.5) / len(names), "transfers": weights[column][name]}
        for column, names in enumerate(order)
        for place, name in enumerate(names)
    ]  # fmt: skip
