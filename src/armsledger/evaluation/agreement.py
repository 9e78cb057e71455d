"""When a field of a claim that was read agrees with what an annotator wrote down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from armsledger.catalog import catalog, fold
from armsledger.evaluation.gold import GoldClaim, answers, item_agrees, name_agrees, party_names
from armsledger.model import AnyClaim, Certainty, Kind, Party, Period, Source, StatementClaim, TransferClaim, UseClaim

AHEAD = frozenset({"pledged", "ordered", "approved", "talks"})
"""Stages that look ahead by themselves: asserted and planned say the same of them."""
ROUND = 20
"""Counts above it agree within a tenth."""
ACTS = ({"accuse", "condemn"}, {"warn", "threaten"}, {"announce", "say"}, {"confirm", "say"}, {"demand", "warn"})
"""Acts that two careful annotators tell apart differently."""

CORE = {
    Kind.TRANSFER: ("supplier", "recipient", "item"),
    Kind.USE: ("user", "item"),
    Kind.STATEMENT: ("speaker", "act"),
}
FULL = {
    Kind.TRANSFER: ("stage", "quantity", "certainty"),
    Kind.USE: ("certainty", "date"),
    Kind.STATEMENT: ("addressee",),
}
BESIDE = {Kind.TRANSFER: ("date", "sources"), Kind.USE: ("against", "sources"), Kind.STATEMENT: ()}


def agreement(gold: GoldClaim, claim: AnyClaim) -> dict[str, bool]:
    """Each field that counts for the claim's kind, and whether it agrees."""
    names = CORE[claim.kind] + FULL[claim.kind] + BESIDE[claim.kind]
    return {name: _CHECKS.get(name, _enum)(gold, claim, name) for name in names}


def alternatives(value: object) -> list[Any]:
    """Acceptable answers of a gold field that is a list itself; a list of lists (or None) holds several."""
    several = isinstance(value, list) and any(isinstance(v, list) for v in value)
    return value if several and isinstance(value, list) else [value]


def _enum(gold: GoldClaim, claim: AnyClaim, name: str) -> bool:
    wanted = answers(gold.get(name))
    return None in wanted or getattr(claim, name, None) in wanted


def _party(gold: GoldClaim, claim: AnyClaim, name: str) -> bool:
    wanted = party_names(gold, name)
    got = _names(getattr(claim, name, None)) + _names(getattr(claim, f"{name}_actor", None))
    if not wanted or not got:
        return not wanted or None in answers(gold.get(name))
    return any(name_agrees(w, g) for w in wanted for g in got)


def _names(party: Party | Source | None) -> list[str]:
    return [n for n in (party.name, party.country) if n] if party else []


def _item(gold: GoldClaim, claim: AnyClaim, _: str) -> bool:
    assert isinstance(claim, TransferClaim | UseClaim)
    if claim.item is None:
        return not any(answers(gold.get("item")))
    return item_agrees(gold, catalog().item(claim.item.name), claim.item.name, catalog())


def _quantity(gold: GoldClaim, claim: AnyClaim, _: str) -> bool:
    quantity = getattr(claim, "quantity", None)
    got = [quantity.interval.min, quantity.interval.max] if quantity else None
    return any(near(w, got) for w in alternatives(gold.get("quantity")))


def near(wanted: list[int | None] | None, got: list[int | None] | None) -> bool:
    """Whether two intervals agree: the same bounds, large ones within a tenth."""
    if wanted is None or got is None:
        return wanted is got
    return all(
        (w is None) == (g is None) and (w is None or g is None or abs(w - g) <= (abs(w) / 10 if abs(w) > ROUND else 0))
        for w, g in zip(wanted, got, strict=True)
    )


def _certainty(gold: GoldClaim, claim: AnyClaim, name: str) -> bool:
    either = {Certainty.ASSERTED.value, Certainty.PLANNED.value}
    looks_ahead = AHEAD & set(answers(gold.get("stage"))) and claim.certainty.value in either
    return bool(looks_ahead and either & set(answers(gold.get("certainty")))) or _enum(gold, claim, name)


def _date(gold: GoldClaim, claim: AnyClaim, _: str) -> bool:
    wanted = alternatives(gold.get("date"))
    return any(not w or not any(w) or (claim.date is not None and overlaps(w, claim.date)) for w in wanted)


def overlaps(wanted: list[str | None], got: Period) -> bool:
    """Whether a period shares a day with [from, to] (ISO days; either side may be open)."""
    first = max(wanted[0] or "0000", str(got.start or "0000"))
    last = min(wanted[1] or "9999", str(got.end or "9999"))
    return first[:10] <= last[:10]


def _sources(gold: GoldClaim, claim: AnyClaim, _: str) -> bool:
    return any(_chain_agrees(chain or [], claim) for chain in alternatives(gold.get("sources")))


def _chain_agrees(wanted: list[str], claim: AnyClaim) -> bool:
    got = [n for source in claim.sources for n in _names(source)]
    return all(any(name_agrees(w, g) or fold(g) in fold(w) for g in got) for w in wanted) if wanted else not got


def _speaker(gold: GoldClaim, claim: AnyClaim, _: str) -> bool:
    assert isinstance(claim, StatementClaim)
    wanted = [n for field in ("speaker", "speaker_for") for n in answers(gold.get(field)) if n]
    got = _names(claim.speaker) + _names(claim.speaker_for)
    return any(name_agrees(w, g) for w in wanted for g in got)


def _act(gold: GoldClaim, claim: AnyClaim, name: str) -> bool:
    assert isinstance(claim, StatementClaim)
    act = claim.act.value if claim.act else None
    return _enum(gold, claim, name) or any({wanted, act} <= pair for wanted in answers(gold.get(name)) for pair in ACTS)


Check = Callable[[GoldClaim, AnyClaim, str], bool]
_CHECKS: dict[str, Check] = {
    **dict.fromkeys(("supplier", "recipient", "user", "against", "addressee"), _party),
    "item": _item, "quantity": _quantity, "certainty": _certainty, "date": _date, "sources": _sources,
    "speaker": _speaker, "act": _act,
}  # fmt: skip
