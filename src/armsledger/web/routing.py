"""One page, three routes: HTML for people, `.json` and `.csv` for programs, all from one function."""

# Annotations are read by FastAPI when the routes are made; they must not be strings.
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from armsledger.web.content import Content, MissingError, csv_text
from armsledger.web.queries import Moment
from armsledger.web.rendering import rendered
from armsledger.web.security import Role
from armsledger.web.security.rules import needs
from armsledger.web.site import Site, site_of
from armsledger.web.view import View

CSV = {200: {"description": "The page's rows, with a header.", "content": {"text/csv": {"schema": {"type": "string"}}}}}
NOT_FOUND = {404: {"description": "Nothing of this id is in the ledger, or was on that day."}}
Build = Callable[..., Content]


@dataclass(frozen=True, slots=True)
class Ask:
    """What the function of a page is given."""

    site: Site
    view: View
    query: Any
    request: Request
    id: str = ""


def page(
    router: APIRouter,
    path: str,
    template: str,
    query: type[Moment],
    schema: Any,
    *,
    name: str,
    summary: str,
    role: Role = Role.VIEWER,
) -> Callable[[Build], Build]:
    """Register a function as a page with its twins. A path with `{id}` hands the id over."""
    with_id = "{id" in path

    def decorate(build: Build) -> Build:
        def content(request: Request, asked: Moment, id: str) -> Content:
            site = site_of(request)
            view = site.views.view(asked.as_of, asked.rule)
            return build(Ask(site=site, view=view, query=asked, request=request, id=id))

        def html(request: Request, asked: Moment, id: str = "") -> Response:
            return HTMLResponse(rendered(request, template, content(request, asked, id), asked))

        def json(request: Request, asked: Moment, id: str = "") -> Response:
            try:
                return JSONResponse(content(request, asked, id).record())
            except MissingError:
                return or_page(request, asked, id, ".json")

        def csv(request: Request, asked: Moment, id: str = "") -> Response:
            try:
                return Response(csv_text(content(request, asked, id).rows()), media_type="text/csv; charset=utf-8")
            except MissingError:
                return or_page(request, asked, id, ".csv")

        def or_page(request: Request, asked: Moment, id: str, ending: str) -> Response:
            """The page of an id that itself ends like a twin. Raises MissingError where there is none either."""
            if not id:
                raise MissingError("There is nothing of this name.")
            return html(request, asked, id + ending)

        missing = NOT_FOUND if with_id else {}
        options: dict[str, Any] = {
            "dependencies": [Depends(needs(role))],
            "tags": [name],
            "openapi_extra": {"x-role": role.value},
        }
        json_ok = {200: {"model": schema, "description": "The page's content."}}
        stem = path.rstrip("/")
        _route(router, f"{stem}.json", json, query, with_id, name=f"{name}_json", summary=f"{summary} (JSON)",
               responses=json_ok | missing, response_class=JSONResponse, **options)  # fmt: skip
        _route(router, f"{stem}.csv", csv, query, with_id, name=f"{name}_csv", summary=f"{summary} (CSV)",
               responses=CSV | missing, response_class=Response, **options)  # fmt: skip
        _route(
            router,
            path,
            html,
            query,
            with_id,
            name=name,
            summary=summary,
            responses=missing,
            response_class=HTMLResponse,
            **options,
        )
        return build

    return decorate


def _route(
    router: APIRouter, path: str, handler: Callable[..., Response], query: type[Moment], with_id: bool, **options: Any
) -> None:
    asked: Any = Annotated[query, Query()]
    if with_id:

        def endpoint_of(request: Request, asked: asked, id: Annotated[str, Path(max_length=500)]) -> Response:
            return handler(request, asked, id)

        router.add_api_route(path, endpoint_of, methods=["GET"], **options)
    else:

        def endpoint(request: Request, asked: asked) -> Response:
            return handler(request, asked)

        router.add_api_route(path, endpoint, methods=["GET"], **options)
