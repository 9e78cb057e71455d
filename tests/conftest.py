"""Tools that some tests need: without them a test skips, or fails where everything is required."""

import os
import shutil
from collections.abc import Iterator
from itertools import count

import pytest

from tests import postgres


def needs(tool: str) -> str:
    """Path of a program; skips the test where it is missing, fails it where ARMSLEDGER_REQUIRE_ALL is set."""
    path = shutil.which(tool)
    if path is None:
        missing(tool)
    return str(path)


def missing(what: str) -> None:
    """Skip for want of a tool, or fail where everything is required."""
    if os.environ.get("ARMSLEDGER_REQUIRE_ALL"):
        pytest.fail(f"{what} is required here but not installed")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Socket folder of a PostgreSQL server that runs as long as the tests."""
    bin = postgres.programs()
    if bin is None:
        missing("a PostgreSQL server (Debian: postgresql)")
        return
    with postgres.server(bin) as socket:
        yield socket


_databases = count(1)


@pytest.fixture
def new_database(postgres_server: str) -> str:
    """Address of an empty PostgreSQL database."""
    import psycopg

    name = f"ledger{next(_databases)}"
    with psycopg.connect(f"host={postgres_server} user=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://postgres@/{name}?host={postgres_server}"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: object) -> str:
    """Where a new ledger may be made: a file, and a database of a real server."""
    if request.param == "sqlite":
        return f"{tmp_path}/ledger.db"
    return str(request.getfixturevalue("new_database"))
