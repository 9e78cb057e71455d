"""One module a page: what it shows, its JSON and its CSV."""

from armsledger.web.pages import (
    adding,
    api,
    changes,
    decisions,
    dossier,
    entry,
    gaps,
    home,
    methods,
    network,
    register,
    report,
    review,
    search,
    sources,
    timeline,
    transfer,
    world,
)

ROUTERS = tuple(
    module.router
    for module in (home, register, transfer, dossier, report, world, timeline, network, sources, search, gaps, changes,
                   methods, decisions, api)
)  # fmt: skip
"""What everybody may see who may look."""
WORK = (entry.router, review.router, adding.router)
"""What a public site leaves out."""

__all__ = ["ROUTERS", "WORK"]
