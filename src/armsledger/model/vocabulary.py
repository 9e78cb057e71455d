"""The closed vocabularies of armsledger, each an enum that knows its own algebra.

Sources: SIPRI and UNROCA for stages and modes, FactBank (Saurí & Pustejovsky 2009) for certainty,
UCDP and the Admiralty code for how evidence is told apart.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a claim is about."""

    TRANSFER = "transfer"
    USE = "use"
    STATEMENT = "statement"


class Stage(StrEnum):
    """How far a transfer has come. `rank` orders the five stages of the ladder."""

    TALKS = "talks"
    PLEDGED = "pledged"
    APPROVED = "approved"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    PRODUCED = "produced"
    SUPPORTED = "supported"
    HALTED = "halted"

    @property
    def rank(self) -> int | None:
        """Place on the ladder talks < pledged < approved < ordered < delivered; None off the ladder."""
        return LADDER.index(self) if self in LADDER else None

    @property
    def looks_ahead(self) -> bool:
        """Whether the stage itself is a promise: asserted and planned then say the same of it."""
        return self in LADDER[:-1]


LADDER = (Stage.TALKS, Stage.PLEDGED, Stage.APPROVED, Stage.ORDERED, Stage.DELIVERED)


class Step(StrEnum):
    """A finer step inside a stage; optional."""

    CONSIDERED = "considered"
    REQUESTED = "requested"
    OFFERED = "offered"
    SELECTED = "selected"
    NOTIFIED = "notified"
    LICENSED = "licensed"
    ALLOCATED = "allocated"
    IN_PRODUCTION = "in_production"
    IN_TRANSIT = "in_transit"
    FIRST_DELIVERY = "first_delivery"
    PARTIALLY_DELIVERED = "partially_delivered"
    OPERATIONAL = "operational"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EMBARGOED = "embargoed"
    RETURNED = "returned"
    RE_EXPORTED = "re_exported"
    DIVERTED = "diverted"
    CAPTURED = "captured"


class Mode(StrEnum):
    """On what terms the weapons change hands."""

    SALE = "sale"
    AID = "aid"
    LOAN = "loan"
    LEASE = "lease"
    LICENCE = "licence"
    SWAP = "swap"
    RE_EXPORT = "re_export"
    ILLICIT = "illicit"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How the innermost source commits to the claim (FactBank's polarity and modality, folded)."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    PLANNED = "planned"
    DENIED = "denied"

    def within(self, outer: Certainty) -> Certainty:
        """This certainty seen through an operator of certainty `outer`.

        A denial of anything is a denial; a hedge wins over a plan, a plan over an assertion.

        >>> Certainty.PLANNED.within(Certainty.POSSIBLE)
        <Certainty.POSSIBLE: 'possible'>
        """
        return min(self, outer, key=_STRENGTH.index)


_STRENGTH = (Certainty.DENIED, Certainty.POSSIBLE, Certainty.PLANNED, Certainty.ASSERTED)


class Act(StrEnum):
    """What a speaker does by speaking."""

    ACCUSE = "accuse"
    DENY = "deny"
    CONFIRM = "confirm"
    CONDEMN = "condemn"
    DEMAND = "demand"
    WARN = "warn"
    THREATEN = "threaten"
    PRAISE = "praise"
    ANNOUNCE = "announce"
    SAY = "say"


class SourceKind(StrEnum):
    """Who or what speaks."""

    PERSON = "person"
    GOVERNMENT = "government"
    OUTLET = "outlet"
    COMPANY = "company"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed_group"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class Scope(StrEnum):
    """What a number counts: all of a deal, one delivery, a further lot, everything so far, an option."""

    TOTAL = "total"
    THIS_DELIVERY = "this_delivery"
    ADDITIONAL = "additional"
    CUMULATIVE = "cumulative"
    OPTION = "option"
    UNKNOWN = "unknown"


class PartyKind(StrEnum):
    """What a supplier, recipient or user is."""

    STATE = "state"
    NON_STATE = "non_state"
    IGO = "igo"
    COMPANY = "company"
    PERSON = "person"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How exactly a period is given, finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"
    VAGUE = "vague"

    def coarser(self, other: Precision) -> Precision:
        """The coarser of two precisions."""
        order = list(Precision)
        return max(self, other, key=order.index)


class CellState(StrEnum):
    """How well a register cell stands (BUNDLES rules)."""

    CONFIRMED = "confirmed"
    SINGLE_ORIGIN = "single_origin"
    DISPUTED = "disputed"
    ESTIMATED = "estimated"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


class DisputeSubject(StrEnum):
    """What two sides disagree on."""

    ORDERED = "ordered"
    DELIVERED = "delivered"
    UNIT = "unit"
    STAGE = "stage"
    ORDER_DATE = "order_date"
    SUPPLIER = "supplier"
    RECIPIENT = "recipient"
    EXISTENCE = "existence"


class Rule(StrEnum):
    """Which number a disputed cell shows."""

    CAUTIOUS = "cautious"
    REPRESENTATIVE = "representative"
    LATEST = "latest"
