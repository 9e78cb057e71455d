"""Opening a ledger: is it one, which schema has it, and what to tell the user when the database refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, insert, inspect, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError

from armsledger.ledger.schema import HEAD, metadata
from armsledger.model import LedgerError

if TYPE_CHECKING:
    from alembic.config import Config


def file_url(where: str, create: bool) -> str:
    """The address of a ledger file. Raises LedgerError where it cannot be one."""
    path = Path(where)
    if path.is_dir():
        raise LedgerError(f"{where} is a folder: give a ledger file")
    if not path.exists():
        if not create:
            raise LedgerError(f"{where} does not exist: add reports first (armsledger add --ledger {where} SOURCE)")
        if not path.parent.is_dir():
            raise LedgerError(f"{where}: the folder {path.parent} does not exist: create it first")
    elif path.stat().st_size:
        with path.open("rb") as stream:
            if stream.read(16) != b"SQLite format 3\x00":
                raise LedgerError(f"{where} is no ledger (not an SQLite file): give another --ledger file")
    return f"sqlite:///{path}"


def pragmas(connection: Any, _: Any) -> None:
    """Settings of each SQLite connection; transactions are begun by `begin`."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=60000")  # before the first statement that another process could hold up
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin(connection: Connection) -> None:
    """Writers take the lock at once: one that reads first and then finds the file changed would have to give up."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


def bring_up(engine: Engine, name: str, create: bool) -> None:
    """Make the tables of a new ledger, bring an old one up to date. Raises LedgerError where it is none, or newer."""
    version = _version(engine, name)
    if version == HEAD:
        return
    if version is None and not create:
        raise LedgerError(f"{name} is empty: add reports first (armsledger add --ledger {name} SOURCE)")
    with engine.connect() as connection:
        connection = connection.execution_options(writing=True)
        with connection.begin():
            _lock(connection)
            version = _version_in(connection, name)  # another process may have been quicker
            if version is None:
                _make(connection)
            elif version != HEAD:
                _upgrade(connection, version)


def _version(engine: Engine, name: str) -> str | None:
    with engine.connect() as connection:
        return _version_in(connection, name)


def _version_in(connection: Connection, name: str) -> str | None:
    """The schema version; None for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"meta", "claims"} <= tables:
        raise LedgerError(f"{name} is a database but no ledger: give another --ledger file")
    if "alembic_version" not in tables:
        return "0001"
    version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if version > HEAD:
        raise LedgerError(f"{name} was written by a newer armsledger: upgrade to read it")
    return version


def _lock(connection: Connection) -> None:
    """Two processes that open an empty PostgreSQL database make its tables one after the other."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7265646765)"))


def _make(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    connection.execute(insert(metadata.tables["meta"]).values(key="schema", value="2"))


def _upgrade(connection: Connection, version: str) -> None:
    from alembic import command

    if "alembic_version" not in inspect(connection).get_table_names():
        command.stamp(_alembic(connection), version)
    _upgrade_to(connection, HEAD)


def _upgrade_to(connection: Connection, version: str) -> None:
    from alembic import command

    command.upgrade(_alembic(connection), version)


def _alembic(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the database says into one line for the user."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(
            f"{name} is no address of a ledger: give a file, or postgresql+psycopg://user@host/name ({error})"
        ) from error
    except DatabaseError as error:
        raise LedgerError(f"{name}: {_reason(error)}") from error
    except SQLAlchemyError as error:
        raise LedgerError(f"{name}: cannot be opened ({error}): check --ledger") from error


def _reason(error: DatabaseError) -> str:
    said = " ".join(str(error.orig).split())
    for word, what in _REASONS.items():
        if word in said:
            return what
    return f"the database refused ({said}): check the file or restore a copy"


_REASONS = {
    "locked": "is locked by another process: wait until it has finished",
    "readonly": "cannot be written: check the permissions of file and folder",
    "read-only": "cannot be written: check the permissions of file and folder",
    "malformed": "is damaged: restore a copy",
    "not a database": "is no ledger (not an SQLite file): give another --ledger file",
    "full": "cannot be written: the disk is full; what was added before is kept",
    "unable to open": "cannot be opened: check that folder and file exist and may be written",
    "disk I/O": "cannot be read or written (disk error): check the disk or restore a copy",
    "connection failed": "the database server cannot be reached: check address, user and that it runs",
    "connection refused": "the database server cannot be reached: check address, user and that it runs",
}
