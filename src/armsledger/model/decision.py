"""What people decide about claims and deals. A decision is never changed or deleted; another one can undo it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What a decision does."""

    ACCEPT = "accept"
    REJECT = "reject"
    AMEND = "amend"
    SPLIT = "split"
    MERGE = "merge"
    PIN = "pin"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision with who made it, when and why."""

    number: int
    """Its place in the ledger's log; later decisions win."""
    at: str
    who: str
    why: str
    verdict: Verdict
    claims: tuple[str, ...] = ()
    """The claims it is about: accepted, rejected, amended, split off, pinned; for a merge one of each deal."""
    field: str | None = None
    """Amended field of the claim record."""
    value: Any = None
    """What the field is to be, as JSON."""
    home: str | None = None
    """A claim of the deal that pinned claims belong to."""
    undoes: int | None = None
    """Number of the decision that no longer holds."""

    @property
    def sentence(self) -> str:
        """What was decided, in plain words."""
        named = ", ".join(self.claims)
        match self.verdict:
            case Verdict.AMEND:
                what = f"{self.field} of {named} is {self.value!r}"
            case Verdict.SPLIT:
                what = f"{named} is a deal of its own"
            case Verdict.MERGE:
                what = f"the deals of {named} are one"
            case Verdict.PIN:
                what = f"{named} belongs to the deal of {self.home}"
            case Verdict.UNDO:
                what = f"decision {self.undoes} no longer holds"
            case _:
                what = f"{named} is {self.verdict.value}ed"
        return f"{what} ({self.who}, {self.at[:10]}: {self.why})"


def standing(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The decisions that hold, in order: what was undone, and the undoing itself, left out."""
    undone: set[int] = set()
    for decision in reversed(decisions):
        if decision.undoes is not None and decision.number not in undone:
            undone.add(decision.undoes)
    return tuple(d for d in decisions if d.number not in undone and d.verdict != Verdict.UNDO)
