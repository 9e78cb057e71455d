"""Claims become a register: store, copies, origins, deals, cells, disputes, pairs."""

from armsledger.ledger.ledger import Added, Ledger, Query
from armsledger.ledger.pairs import PairRow

__all__ = ["Added", "Ledger", "PairRow", "Query"]
