"""A real PostgreSQL server for tests: in a temporary folder, on a Unix socket of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Folder with initdb and pg_ctl, newest version first; None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else found[0].parent if found else None


def _user() -> str | None:
    """The server refuses to run as root: then it runs as the user that its package made."""
    return "postgres" if os.getuid() == 0 else None


@contextmanager
def server(bin: Path) -> Iterator[str]:
    """Socket folder of a running server with a superuser named postgres."""
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def run(program: str, *arguments: str) -> None:
        subprocess.run([str(bin / program), *arguments], user=user, check=True, capture_output=True, cwd="/")

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    try:
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        yield str(folder)
    finally:
        run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
