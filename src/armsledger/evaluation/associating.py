"""Counts who trades with whom and who has which weapon in annotated reports (`armsledger.reading.associations`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from armsledger.catalog import Catalog, EntryKind
from armsledger.evaluation.gold import Case, GoldClaim, answers
from armsledger.reading.associations import lasting


def association_counts(cases: Iterable[Case], catalog: Catalog) -> dict[str, dict[str, float]]:
    """The numbers of reports that tell of each supplier and recipient ("trade") and of each weapon and its holder ("hold")."""
    found = {"trade": Counter[str](), "hold": Counter[str]()}
    for case in cases:
        for name, pairs in found.items():
            pairs.update({pair for claim in case.claims for pair in _TOLD[name](claim, catalog)})
    return {name: {pair: float(number) for pair, number in pairs.items()} for name, pairs in found.items()}


def _traded(claim: GoldClaim, catalog: Catalog) -> Iterator[str]:
    supplier, recipient = (_party(claim, role, catalog) for role in ("supplier", "recipient"))
    if supplier and recipient:
        yield f"{supplier}>{recipient}"


def _held(claim: GoldClaim, catalog: Catalog) -> Iterator[str]:
    holder = _party(claim, "recipient", catalog) or _party(claim, "user", catalog)
    weapon = next((name for name in answers(claim.get("item")) if name), None)
    entry = catalog.item(weapon) if weapon and holder else None
    if entry and entry.kind == EntryKind.SYSTEM and entry.family:
        yield f"{entry.family}>{holder}"


_TOLD = {"trade": _traded, "hold": _held}


def _party(claim: GoldClaim, role: str, catalog: Catalog) -> str:
    """The key that the reader gives the first party that an annotator names: code of a state, name of a group."""
    name = next((n for n in answers(claim.get(role)) if n), "")
    if catalog.state(name):
        return lasting(name)
    groups = [s.entry.name for s in catalog.find(name) if s.entry.kind == EntryKind.GROUP] if name else []
    return groups[0] if groups else ""
