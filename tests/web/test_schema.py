"""Whatever is asked of the site within, and beyond, its own description, it never fails; and what it answers is as described."""

import os
from collections.abc import Callable

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import response_schema_conformance

from armsledger.web.security import Role
from tests.web.server import Server

REQUESTS = int(os.environ.get("ARMSLEDGER_FUZZ", "300"))
"""Requests over all routes; .ci/run sends 5,000."""
ENDS = {"/leave"}
"""Would end the session of all requests that follow."""


def test_no_request_makes_it_fail(own_ledger: str, server_of: Callable[..., Server]) -> None:
    server = server_of(own_ledger, Role.ADMIN)
    schema = schemathesis.openapi.from_dict(server.app.openapi())
    operations = [o for found in schema.get_all_operations() if (o := found.ok()).path not in ENDS]
    sent = sum(fuzzed(server, operation, -(-REQUESTS * 6 // (5 * len(operations)))) for operation in operations)
    assert sent >= REQUESTS, sent
    print(f"{sent} requests over {len(operations)} operations")


def fuzzed(server: Server, operation: schemathesis.APIOperation, count: int) -> int:
    """How many requests were sent to one operation, half of them against its description."""
    sent = 0
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        if mode is GenerationMode.NEGATIVE and not list(operation.iter_parameters()):
            continue

        @settings(
            max_examples=-(-count // 2),
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            nonlocal sent
            sent += 1
            answer = case.call(base_url=server.base, headers=server.headers, timeout=30, allow_redirects=False)
            assert answer.status_code < 500, (case.as_curl_command(), answer.text[:300])
            if answer.status_code == 200 and operation.path.endswith(".json"):
                case.validate_response(answer, checks=[response_schema_conformance])

        ask()
    return sent
