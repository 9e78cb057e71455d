"""The compiled catalog, kept between runs under the hash of the data it was compiled from.

A cache that is missing, damaged, foreign or can't be written is no error: the data is compiled again.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

Compiled = TypeVar("Compiled")
FORMAT = b"4"
"""Changes when what is kept changes its shape."""


def folder() -> Path:
    """Where the cache lives: $XDG_CACHE_HOME, else ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "armsledger"


def digest(folders: Sequence[Path]) -> str:
    """SHA-256 over names and bytes of all tables, and over the code that compiles them."""
    total = hashlib.sha256(FORMAT)
    code = sorted(Path(__file__).parent.glob("*.py"))
    for path in [*code, *(p for each in folders for p in sorted(each.rglob("*.csv")))]:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def compiled(folders: Sequence[Path], make: Callable[[], Compiled]) -> Compiled:
    """What `make` gives for these folders: from the cache where it is there, else made and kept."""
    with suppress(RuntimeError, OSError):  # no home, nothing readable
        path = folder() / f"catalog-{digest(folders)[:32]}.pickle"
        if _ours(path):
            with suppress(Exception):  # a damaged file can raise anything
                return cast(Compiled, _read(path))
        made = make()
        _keep(path, made)
        return made
    return make()


def _ours(path: Path) -> bool:
    """Whether the file is the user's own and nobody else can write it: unpickling trusts what it reads."""
    if not path.is_file():
        return False
    facts = path.stat()
    return not hasattr(os, "getuid") or (facts.st_uid == os.getuid() and not facts.st_mode & 0o022)


def _read(path: Path) -> object:
    gc.disable()  # a hundred thousand small objects would set it off again and again
    try:
        return pickle.loads(path.read_bytes())
    finally:
        gc.enable()


def _keep(path: Path, made: object) -> None:
    import tempfile

    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            pickle.dump(made, stream, protocol=pickle.HIGHEST_PROTOCOL)
        Path(temporary).replace(path)
        for old in sorted(path.parent.glob("catalog-*.pickle"), key=lambda p: p.stat().st_mtime)[:-4]:
            old.unlink(missing_ok=True)
