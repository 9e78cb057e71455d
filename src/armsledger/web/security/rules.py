"""What a route asks of whoever calls it: a role, and for forms the token of their session."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import HTTPException, Request

from armsledger.web.security.access import Person
from armsledger.web.security.roles import Role


def needs(role: Role) -> Callable[[Request], Person]:
    """A dependency that gives the person, or answers 401 (come in first) or 403 (not with this role)."""

    def check(request: Request) -> Person:
        person: Person | None = request.state.person
        if person is None:
            raise HTTPException(401, "Come in first: open the link that armsledger serve printed.")
        if not person.role.may(role):
            raise HTTPException(403, f"This needs the role {role.value}; {person.name} is {person.role.value}.")
        return person

    return check


async def own_form(request: Request) -> None:
    """Refuses a form that doesn't carry the token of the session (CSRF)."""
    person: Person | None = request.state.person
    given = request.headers.get("x-form-token")
    if given is None:
        form = await request.form(max_files=1, max_fields=40)
        given = str(form.get("form_token", ""))
    access = request.app.state.site.access
    if person is None or not access.form_ok(person, given):
        raise HTTPException(403, "The form is too old or not of this site: load the page again.")
