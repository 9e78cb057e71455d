"""Add reports from the page: paste a text, upload a file, give an address; then see what it changed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from armsledger.model import InputError
from armsledger.web import jobs, schemas
from armsledger.web.content import Content, MissingError
from armsledger.web.jobs import Job
from armsledger.web.rendering import rendered
from armsledger.web.security import Person, Role
from armsledger.web.security.rules import needs, own_form
from armsledger.web.site import Site, site_of

router = APIRouter(tags=["add"])
Analyst = Annotated[Person, Depends(needs(Role.ANALYST))]
Word = Annotated[str, Form(max_length=500)]
STARTED: dict[int | str, dict[str, Any]] = {303: {"description": "In line; goes on to its progress."}}
ROLE = {"x-role": "analyst"}


@router.get("/add", response_class=HTMLResponse, summary="Add reports", openapi_extra=ROLE)
def add(request: Request, person: Analyst) -> Response:  # noqa: ARG001
    """The three ways to add."""
    return HTMLResponse(rendered(request, "add.html", Content("Add reports", {"jobs": site_of(request).jobs.recent()})))


@router.post("/add", status_code=303, response_class=RedirectResponse, summary="Add a report", responses=STARTED,
             dependencies=[Depends(own_form)], openapi_extra=ROLE)  # fmt: skip
async def start(
    request: Request,
    person: Analyst,
    text: Annotated[str, Form(max_length=20_000_000)] = "",
    address: Annotated[str, Form(max_length=4000)] = "",
    file: Annotated[UploadFile | str | None, File()] = None,
    title: Word = "",
    publisher: Word = "",
    published: Word = "",
    link: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Put one source in line: a text, an address or a file, whichever is given."""
    day, by = _day(published), publisher.strip() or None
    content = await file.read() if isinstance(file, UploadFile) or hasattr(file, "read") else b""  # type: ignore[union-attr]
    name = getattr(file, "filename", None) or "upload"
    if text.strip():
        what, source = (
            title.strip() or "a pasted text",
            jobs.pasted(text, title.strip() or None, by, day, link.strip() or None, person.name),
        )
    elif address.strip():
        what, source = address.strip(), jobs.fetched(address.strip(), by, day)
    elif content:
        what, source = name, jobs.uploaded(content, name, by, day)
    else:
        raise InputError("nothing was given: paste a text, give an address, or choose a file")
    job = site_of(request).jobs.start(person.name, what, source)
    return RedirectResponse(f"/add/{job.number}", 303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError:
        raise InputError(f"{text!r} is no day: write it as YYYY-MM-DD") from None


@router.get("/add/{number}.json", response_class=JSONResponse, summary="Progress of what is added (JSON)", openapi_extra=ROLE,
            responses={200: {"model": schemas.Progress}, 404: {"description": "No such job."}})  # fmt: skip
def progress_json(request: Request, person: Analyst, number: int) -> Response:  # noqa: ARG001
    """How far it is."""
    job = _job(request, number)
    counts = {
        "new": job.counts.new,
        "known": job.counts.known,
        "claims": job.counts.claims,
        "refused": job.counts.refused,
    }
    about = {"number": job.number, "what": job.what, "state": job.state}
    return JSONResponse(about | {"counts": counts, "reports": job.reports, "problems": job.problems})


@router.get("/add/{number}", response_class=HTMLResponse, summary="Progress of what is added", openapi_extra=ROLE,
            responses={404: {"description": "No such job."}})  # fmt: skip
def progress(request: Request, person: Analyst, number: int) -> Response:  # noqa: ARG001
    """How far it is, and what it changed once it is in."""
    job = _job(request, number)
    context = {"job": job, "touched": _touched(site_of(request), job) if job.over else []}
    return HTMLResponse(rendered(request, "job.html", Content(f"Adding {job.what}", context)))


def _job(request: Request, number: int) -> Job:
    job = site_of(request).jobs.find(number)
    if job is None:
        raise MissingError(f"Nothing is being added under {number}; it may be over since long. Look in the register.")
    return job


def _touched(site: Site, job: Job) -> list[dict[str, Any]]:
    """The reports of a job with the transfers that their claims stand in."""
    view = site.views.view()
    found = []
    for id in job.reports[:50]:
        if id in view.reports:
            claims = view.claims_of[id]
            deals = {view.facts[c.id][1].deal.id: view.facts[c.id][1].deal for c in claims if c.id in view.facts}
            found.append({"report": view.reports[id], "claims": len(claims), "deals": list(deals.values())})
    return found
