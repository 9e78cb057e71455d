"""What everything is: reports, spans, parties, items, quantities, periods, claims, deals. No I/O."""

from armsledger.model.claim import AnyClaim, Claim, Evidence, StatementClaim, TransferClaim, UseClaim, claim_id
from armsledger.model.decision import Decision, Verdict, standing
from armsledger.model.errors import (
    ArmsledgerError,
    CatalogError,
    FetchError,
    InputError,
    LedgerError,
    RecordError,
    SettingError,
)
from armsledger.model.interval import Interval
from armsledger.model.item import Item, Quantity, Value
from armsledger.model.party import Party, Phrase, Source
from armsledger.model.period import Period
from armsledger.model.register import DateCell, Deal, Dispute, NumberCell, Side, ValueCell
from armsledger.model.report import Capture, Report
from armsledger.model.span import Span
from armsledger.model.vocabulary import (
    Act,
    CellState,
    Certainty,
    DisputeSubject,
    Kind,
    Mode,
    PartyKind,
    Precision,
    Rule,
    Scope,
    SourceKind,
    Stage,
    Step,
)

__all__ = [
    "Act",
    "AnyClaim",
    "ArmsledgerError",
    "Capture",
    "CatalogError",
    "CellState",
    "Certainty",
    "Claim",
    "DateCell",
    "Deal",
    "Decision",
    "Dispute",
    "DisputeSubject",
    "Evidence",
    "FetchError",
    "InputError",
    "Interval",
    "Item",
    "Kind",
    "LedgerError",
    "Mode",
    "NumberCell",
    "Party",
    "PartyKind",
    "Period",
    "Phrase",
    "Precision",
    "Quantity",
    "RecordError",
    "Report",
    "Rule",
    "Scope",
    "SettingError",
    "Side",
    "Source",
    "SourceKind",
    "Span",
    "Stage",
    "StatementClaim",
    "Step",
    "TransferClaim",
    "UseClaim",
    "Value",
    "ValueCell",
    "Verdict",
    "claim_id",
    "standing",
]
