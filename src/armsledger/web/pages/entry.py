"""Coming in and leaving: one-time links, passwords where there are accounts, links for others."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from armsledger.web.content import Content
from armsledger.web.rendering import rendered
from armsledger.web.security import Person, Role
from armsledger.web.security.access import COOKIE, LASTS
from armsledger.web.security.rules import needs, own_form
from armsledger.web.site import site_of

router = APIRouter(tags=["access"])
TO_PAGE: dict[int | str, dict[str, Any]] = {303: {"description": "Goes on to another page."}}
Word = Annotated[str, Form(max_length=200)]


@router.get(
    "/enter", response_class=HTMLResponse, summary="Come in", responses=TO_PAGE, openapi_extra={"x-role": "anyone"}
)
def enter(request: Request, token: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Spend a one-time link, or show how to come in."""
    site = site_of(request)
    person = site.access.enter(token) if token else None
    if person:
        return _inside(request, person)
    words = "This link has been used, or is too old." if token else ""
    content = Content("Come in", {"words": words, "passwords": site.accounts is not None})
    return HTMLResponse(rendered(request, "enter.html", content), 403 if token else 200)


@router.post(
    "/enter",
    response_class=HTMLResponse,
    summary="Come in by password",
    responses=TO_PAGE,
    openapi_extra={"x-role": "anyone"},
)
def enter_by_password(request: Request, name: Word, password: Annotated[str, Form(max_length=1000)]) -> Response:
    """Give name and password."""
    site = site_of(request)
    role = site.accounts.role(name, password) if site.accounts else None
    if role:
        return _inside(request, site.access.person(name, role))
    content = Content("Come in", {"words": "Name or password is wrong.", "passwords": site.accounts is not None})
    return HTMLResponse(rendered(request, "enter.html", content), 403)


def _inside(request: Request, person: Person) -> Response:
    site = site_of(request)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        COOKIE, site.access.cookie(person), max_age=LASTS, httponly=True, samesite="lax", secure=site.secure
    )
    return answer


@router.post(
    "/leave", summary="Leave", status_code=303, responses=TO_PAGE, response_class=RedirectResponse,
    dependencies=[Depends(own_form)], openapi_extra={"x-role": "viewer"},
)  # fmt: skip
def leave(request: Request, person: Annotated[Person, Depends(needs(Role.VIEWER))]) -> Response:
    """End the session."""
    site_of(request).access.end(person)
    answer = RedirectResponse("/enter", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/access", response_class=HTMLResponse, summary="Let people in", openapi_extra={"x-role": "admin"})
def access(request: Request, person: Annotated[Person, Depends(needs(Role.ADMIN))]) -> Response:  # noqa: ARG001
    """The form that makes one-time links."""
    return HTMLResponse(rendered(request, "access.html", Content("Let people in", {"link": "", "roles": list(Role)})))


@router.post(
    "/access", response_class=HTMLResponse, summary="Make a one-time link",
    dependencies=[Depends(needs(Role.ADMIN)), Depends(own_form)], openapi_extra={"x-role": "admin"},
)  # fmt: skip
def make_link(request: Request, name: Word, role: Annotated[Role, Form()]) -> Response:
    """A link that lets one person in, once."""
    token = site_of(request).access.link(name, role)
    link = f"{request.url.scheme}://{request.headers['host']}/enter?token={token}"
    return HTMLResponse(rendered(request, "access.html", Content("Let people in", {"link": link, "roles": list(Role)})))
