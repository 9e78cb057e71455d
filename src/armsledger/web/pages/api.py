"""The addresses of the site for programs, read from its own OpenAPI description; and the way from / to the first page."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from armsledger.web.content import Content
from armsledger.web.rendering import rendered
from armsledger.web.security import Person, Role
from armsledger.web.security.rules import needs

router = APIRouter(tags=["api"])


@router.get("/api", response_class=HTMLResponse, summary="The API", openapi_extra={"x-role": "viewer"})
def api(request: Request, person: Annotated[Person, Depends(needs(Role.VIEWER))]) -> Response:  # noqa: ARG001
    """All addresses with their parameters."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path, methods in request.app.openapi()["paths"].items():
        for method, about in methods.items():
            names = [p["name"] for p in about.get("parameters", ())]
            entry = {
                "path": path,
                "method": method.upper(),
                "summary": about.get("summary", ""),
                "names": names,
                "role": about.get("x-role", "viewer"),
            }
            found[about["tags"][0]].append(entry)
    return HTMLResponse(rendered(request, "api.html", Content("API", {"groups": found})))


@router.get(
    "/",
    response_class=RedirectResponse,
    status_code=303,
    summary="To the first page",
    openapi_extra={"x-role": "viewer"},
)
def start(request: Request, person: Annotated[Person, Depends(needs(Role.VIEWER))]) -> Response:  # noqa: ARG001
    """On to the overview, date and rule kept."""
    query = request.url.query
    return RedirectResponse("/overview" + (f"?{query}" if query else ""), 303)
