"""Claims become a register: store, copies, origins, deals, cells, disputes, pairs."""

from armsledger.ledger.adding import Counts, add_all
from armsledger.ledger.ledger import Added, Ledger, Query
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.store import LogEntry

__all__ = ["Added", "Counts", "Ledger", "LogEntry", "PairRow", "Query", "add_all"]
