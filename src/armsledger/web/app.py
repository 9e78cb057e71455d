"""The application: all routes behind one gate."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from armsledger.web import failing
from armsledger.web.pages import ROUTERS, WORK
from armsledger.web.security.gate import Gate
from armsledger.web.site import Site

STATIC = Path(__file__).parent / "static"


def create_app(site: Site, hosts: Iterable[str]) -> FastAPI:
    """The site as an ASGI application; `hosts` are the values of the Host header that mean it."""
    gate = Middleware(Gate, access=site.access, hosts=frozenset(hosts), public=site.public)
    app = FastAPI(
        title="armsledger", version=_version(), docs_url=None, redoc_url=None, openapi_url="/openapi.json",
        summary="What reports say about arms transfers, who said it, and what others said instead.",
        description=DESCRIPTION, middleware=[gate, Middleware(GZipMiddleware, minimum_size=2000)],
    )  # fmt: skip
    app.state.site = site
    for router in ROUTERS if site.public else (*ROUTERS, *WORK):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.state.with_twins = _with_twins((*ROUTERS, *WORK))
    failing.install(app)
    return app


DESCRIPTION = """Every page has a `.json` and a `.csv` twin under the same address with the same parameters. A session's cookie, got by a
one-time link, says who asks; requests that change something carry the form token of the session as well."""


def _with_twins(routers: Iterable[APIRouter]) -> frozenset[str]:
    names = {route.name for router in routers for route in router.routes if isinstance(route, APIRoute)}
    return frozenset(name for name in names if f"{name}_json" in names)


def _version() -> str:
    try:
        return version("armsledger")
    except PackageNotFoundError:
        return "0"
