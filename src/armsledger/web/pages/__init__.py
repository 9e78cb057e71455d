"""One module a page: what it shows, its JSON and its CSV."""

from armsledger.web.pages import (
    api,
    entry,
    home,
    map,
    methods,
    network,
    register,
    report,
    search,
    sources,
    timeline,
    transfer,
)

ROUTERS = (
    home.router, register.router, transfer.router, report.router, world.router, timeline.router, network.router, sources.router, search.router,
    methods.router, api.router,
)  # fmt: skip
"""What everybody may see who may look."""
WORK = (entry.router,)
"""What a public site leaves out."""

__all__ = ["ROUTERS", "WORK"]
