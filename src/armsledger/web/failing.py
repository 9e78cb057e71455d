"""What a reader is told when something can't be shown: a page for people, JSON for programs, never a trace."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from armsledger.model import ArmsledgerError, LedgerError
from armsledger.web.content import Content, MissingError
from armsledger.web.rendering import rendered
from armsledger.web.site import person_of

TITLES = {
    401: "Come in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not like this",
    413: "Too large",
    422: "That can’t be asked",
    503: "Not now",
}


def install(app: FastAPI) -> None:
    """Let the application answer its errors by these."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(MissingError, _missing)
    app.add_exception_handler(LedgerError, _ledger)
    app.add_exception_handler(ArmsledgerError, _refused)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = "There is no such page." if error.status_code == 404 and error.detail == "Not Found" else str(error.detail)
    return _answer(request, error.status_code, words, dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    parts = [f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors()]
    return _answer(request, 422, "; ".join(parts))


async def _missing(request: Request, error: Exception) -> Response:
    return _answer(request, 404, str(error))


async def _ledger(request: Request, error: Exception) -> Response:
    return _answer(request, 503, str(error))


async def _refused(request: Request, error: Exception) -> Response:
    return _answer(request, 422, str(error))


def _answer(request: Request, status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.endswith((".json", ".csv")) or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"detail": words}, status, headers)
    title = TITLES.get(status, "That did not work")
    if status == 401 and person_of(request) is None:
        accounts = request.app.state.site.accounts is not None
        body = rendered(request, "enter.html", Content(title, {"words": "", "passwords": accounts}))
    else:
        body = rendered(request, "problem.html", Content(title, {"words": words}))
    return HTMLResponse(body, status, headers)
