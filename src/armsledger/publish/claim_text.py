"""Claims in one line of plain words."""

from __future__ import annotations

from armsledger.model import AnyClaim, Party, Source, StatementClaim, TransferClaim, UseClaim


def headline(claim: AnyClaim) -> str:
    """Who, what, to whom, how many: the claim in a line."""
    match claim:
        case TransferClaim():
            return f"{_party(claim.supplier, claim.supplier_actor)} → {_party(claim.recipient, claim.recipient_actor)}: {_items(claim)}"
        case UseClaim():
            against = f" against {_party(claim.against)}" if claim.against else ""
            place = f" at {claim.place.name}" if claim.place else ""
            return f"{_party(claim.user)} uses {claim.item.name if claim.item else 'a weapon'}{against}{place}"
        case StatementClaim():
            to = f" (to {_party(claim.addressee)})" if claim.addressee else ""
            return f"{claim.speaker.name}: {claim.act.value}{to}"


def _items(claim: TransferClaim) -> str:
    name = claim.item.name if claim.item else "unnamed weapons"
    return f"{claim.quantity.interval} × {name}" if claim.quantity else name


def _party(party: Party | None, actor: Party | None = None) -> str:
    if party is None:
        return actor.name if actor else "?"
    return f"{party.name} ({actor.name})" if actor else party.name


def chain(sources: tuple[Source, ...], publisher: str | None = None) -> str:
    """The source chain from the publisher inwards."""
    names = [*([publisher] if publisher else []), *(s.name for s in sources)]
    return " ← ".join(names) if names else "in its own voice"


def details(claim: AnyClaim) -> str:
    """Stage, certainty, date, value and confidence."""
    parts = [claim.stage.value] if isinstance(claim, TransferClaim) else []
    parts += [claim.certainty.value] + ([str(claim.date)] if claim.date else [])
    if isinstance(claim, TransferClaim):
        parts += [claim.mode.value] if claim.mode else []
        parts += [f"{claim.value.currency or ''} {claim.value.interval}".strip()] if claim.value else []
    return " · ".join([*parts, f"confidence {claim.confidence:.2f}"])
