"""Every route with every role: who gets in where, walked over the routes themselves."""

from collections.abc import Callable

import pytest

from armsledger.web.security import Role
from tests.web.client import Client

ClientOf = Callable[..., Client]
WHO = (None, *Role)


def routes(client: Client) -> list[tuple[str, str, str]]:
    """Method, path with its blanks filled, and the role that each route asks for."""
    described = client.app.openapi()["paths"]
    return [
        (method.upper(), path.replace("{number}", "1").replace("{id}", "none"), about["x-role"])
        for path, methods in described.items()
        for method, about in methods.items()
    ]


def test_every_route_of_the_application_is_described(client: Client) -> None:
    from fastapi.routing import APIRoute

    from armsledger.web.pages import ROUTERS, WORK

    made = {r.path_format for router in (*ROUTERS, *WORK) for r in router.routes if isinstance(r, APIRoute)}
    assert {p.replace(":path", "") for p in made} == set(client.app.openapi()["paths"])


@pytest.mark.parametrize("who", WHO)
def test_a_route_lets_in_whom_it_says_and_nobody_else(who: Role | None, own_ledger: str, client_of: ClientOf) -> None:
    client = client_of(own_ledger, who)
    for method, path, needed in routes(client):
        if path == "/leave":
            continue
        answer = client.get(path) if method == "GET" else client.post(path, {"claim": "none", "verdict": "accept"})
        allowed = needed == "anyone" or (who is not None and who.may(Role(needed)))
        refused = answer.status_code in (401, 403) and path != "/enter"
        assert refused is not allowed, (who, method, path, answer.status_code)


def test_a_public_site_reads_and_never_writes(own_ledger: str, client_of: ClientOf) -> None:
    client = client_of(own_ledger, None, public=True)
    described = routes(client)
    assert {method for method, _, _ in described} == {"GET"}
    assert not [path for _, path, _ in described if path.startswith(("/review", "/add", "/access", "/enter"))]
    assert client.get("/register").status_code == 200
    for path in ("/decisions", "/add", "/access", "/decisions/1/undo", "/leave"):
        assert client.post(path, {"claim": "a#1", "verdict": "reject"}).status_code == 403
    for path in ("/review", "/add", "/access", "/enter"):
        assert client.get(path).status_code == 404
    assert "Review" not in client.words("/register")
