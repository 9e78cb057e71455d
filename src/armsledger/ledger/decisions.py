"""What people decided, applied: to claims before deals are made, and to the deals made from them.

Both are pure functions, so that decisions hold through every rebuild; they name claims, never deals, whose make-up may change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from armsledger.ledger.deals import Lot
from armsledger.ledger.store import Read
from armsledger.model import AnyClaim, Decision, RecordError, Report, SettingError, TransferClaim, Verdict
from armsledger.model.records import claim_record, claims_of

FIELDS = ("supplier", "supplier_actor", "recipient", "recipient_actor", "item", "quantity", "scope", "unit", "stage", "step",
          "mode", "value", "date", "certainty", "sources")  # fmt: skip
"""Fields of a transfer claim that can be amended; `scope` and `unit` are those of its quantity."""
CERTAIN = {Verdict.ACCEPT: 1.0, Verdict.REJECT: 0.0}
"""What a verdict makes of the reader's confidence: a rejected claim is kept beside its deal and sets no cell."""


def decided(read: Sequence[Read], decisions: Sequence[Decision]) -> list[Read]:
    """Reports with their claims as people accepted, rejected or amended them."""
    about: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.verdict in CERTAIN or decision.verdict == Verdict.AMEND:
            for id in decision.claims:
                about.setdefault(id, []).append(decision)
    if not about:
        return list(read)
    return [(r, [_decided(c, r, about.get(c.id, ())) for c in claims]) for r, claims in read]


def _decided(claim: AnyClaim, report: Report, decisions: Sequence[Decision]) -> AnyClaim:
    for decision in decisions:
        if decision.verdict == Verdict.AMEND:
            claim = amended(claim, report, str(decision.field), decision.value)
        else:
            claim = replace(claim, confidence=CERTAIN[decision.verdict])
    return claim


def amended(claim: AnyClaim, report: Report, field: str, value: object) -> AnyClaim:
    """The claim with another value of a field, and certain. Raises SettingError where it cannot have that."""
    if not isinstance(claim, TransferClaim) or field not in FIELDS:
        raise SettingError(f"field {field!r} of {claim.id} cannot be amended: choose from {', '.join(FIELDS)}")
    record: dict[str, Any] = claim_record(claim) | {"confidence": 1.0}
    if field in ("scope", "unit"):
        record["quantity"] = (record["quantity"] or {"min": None, "max": None}) | {field: value}
    elif field == "quantity" and isinstance(value, list):
        low, high = [*value, None][:2]
        record["quantity"] = (record["quantity"] or {}) | {"min": low, "max": high, "text": None, "span": None}
    else:
        record[field] = value
    try:
        return claims_of({"claims": [record]}, report)[0]
    except RecordError as error:
        raise SettingError(f"{value!r} is no {field}: {error}") from error


def arranged(lots: Sequence[Lot], decisions: Sequence[Decision]) -> list[Lot]:
    """Deals as people split, merged and pinned them, in the order in which they decided."""
    found = list(lots)
    for decision in decisions:
        match decision.verdict:
            case Verdict.SPLIT:
                found.append(_taken(found, decision.claims))
            case Verdict.MERGE:
                found = _merged(found, decision.claims)
            case Verdict.PIN if decision.home:
                _pin(found, decision.claims, decision.home)
    return [lot for lot in found if lot.facts]


def _taken(lots: Sequence[Lot], ids: Sequence[str]) -> Lot:
    """These claims in a lot of their own, gone from where they were."""
    new = Lot()
    for lot in lots:
        new.facts += [f for f in lot.facts if f.claim.id in ids]
        new.beside += [f for f in lot.beside if f.claim.id in ids]
        lot.facts = [f for f in lot.facts if f.claim.id not in ids]
        lot.beside = [f for f in lot.beside if f.claim.id not in ids]
    return new


def _merged(lots: Sequence[Lot], ids: Sequence[str]) -> list[Lot]:
    joined = [lot for lot in lots if any(f.claim.id in ids for f in (*lot.facts, *lot.beside))]
    for lot in joined[1:]:
        joined[0].facts += lot.facts
        joined[0].beside += lot.beside
    return [lot for lot in lots if lot not in joined[1:]]


def _pin(lots: Sequence[Lot], ids: Sequence[str], home: str) -> None:
    target = next((lot for lot in lots if any(f.claim.id == home for f in (*lot.facts, *lot.beside))), None)
    if target is not None:
        taken = _taken(lots, [id for id in ids if id != home])
        target.facts += taken.facts
        target.beside += taken.beside
