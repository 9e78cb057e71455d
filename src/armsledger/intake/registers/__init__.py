"""Register files as sources: SIPRI's four export shapes and UNROCA's JSON become reports with claims."""

from armsledger.intake.registers.door import open_registers
from armsledger.intake.registers.row import READER, Row

__all__ = ["READER", "Row", "open_registers"]
