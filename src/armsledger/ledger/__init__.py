"""Claims become a register: store, copies, origins, deals, cells, disputes, pairs."""

from armsledger.ledger.adding import Counts, add_all
from armsledger.ledger.citations import Citation
from armsledger.ledger.comparing import Compared
from armsledger.ledger.copies import Copy
from armsledger.ledger.diffs import Change
from armsledger.ledger.editions import Edition
from armsledger.ledger.gaps import Gap, GapRow
from armsledger.ledger.ledger import Added, Ledger, Query, query_of
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.sensitivity import Dependence
from armsledger.ledger.store import LogEntry

__all__ = [
    "Added",
    "Change",
    "Citation",
    "Compared",
    "Copy",
    "Counts",
    "Dependence",
    "Edition",
    "Gap",
    "GapRow",
    "Ledger",
    "LogEntry",
    "PairRow",
    "Query",
    "add_all",
    "query_of",
]
