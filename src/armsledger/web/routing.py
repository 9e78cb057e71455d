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
        faces = Faces(build, template)
        shared: dict[str, Any] = {
            "dependencies": [Depends(needs(role))], "tags": [name], "openapi_extra": {"x-role": role.value},
        }  # fmt: skip
        missing = NOT_FOUND if with_id else {}
        json_ok = {200: {"model": schema, "description": "The page's content."}}
        # The twins first: the path of a page with an id would take their endings for a part of it.
        for ending, face, said, words, kind in (
            (".json", faces.json, json_ok, " (JSON)", JSONResponse), (".csv", faces.csv, CSV, " (CSV)", Response),
            ("", faces.html, {}, "", HTMLResponse),
        ):  # fmt: skip
            _route(router, path + ending, face, query, with_id, name=f"{name}_{ending[1:]}" if ending else name,
                   summary=summary + words, responses=said | missing, response_class=kind, **shared)  # fmt: skip
        return build

    return decorate


@dataclass(frozen=True, slots=True)
class Faces:
    """A page as it is answered: HTML, JSON and CSV."""

    build: Build
    template: str

    def content(self, request: Request, asked: Moment, id: str) -> Content:
        """What all three are made of. Raises MissingError where there is nothing of this id."""
        site = site_of(request)
        view = site.views.view(asked.as_of, asked.rule)
        return self.build(Ask(site=site, view=view, query=asked, request=request, id=id))

    def html(self, request: Request, asked: Moment, id: str = "") -> Response:
        """For people."""
        return HTMLResponse(rendered(request, self.template, self.content(request, asked, id), asked))

    def json(self, request: Request, asked: Moment, id: str = "") -> Response:
        """For programs."""
        try:
            return JSONResponse(self.content(request, asked, id).record())
        except MissingError:
            return self._or_page(request, asked, id, ".json")

    def csv(self, request: Request, asked: Moment, id: str = "") -> Response:
        """For spreadsheets."""
        try:
            text = csv_text(self.content(request, asked, id).rows())
            return Response(text, media_type="text/csv; charset=utf-8")
        except MissingError:
            return self._or_page(request, asked, id, ".csv")

    def _or_page(self, request: Request, asked: Moment, id: str, ending: str) -> Response:
        """The page of an id that itself ends like a twin. Raises MissingError where there is none either."""
        if not id:
            raise MissingError("There is nothing of this name.")
        return self.html(request, asked, id + ending)


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
