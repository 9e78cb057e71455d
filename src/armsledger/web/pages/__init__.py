"""One module a page: what it shows, its JSON and its CSV."""

from armsledger.web.pages import entry, register, report, transfer

ROUTERS = (register.router, transfer.router, report.router)
"""What everybody may see who may look."""
WORK = (entry.router,)
"""What a public site leaves out."""

__all__ = ["ROUTERS", "WORK"]
