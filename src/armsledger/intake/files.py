"""Local files and folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from armsledger.intake.forms import READABLE, Form, form_of_name
from armsledger.intake.limits import Limits, too_large
from armsledger.intake.naming import shown
from armsledger.model.errors import InputError

_REASONS = {
    FileNotFoundError: "no such file or folder; check the name",
    PermissionError: "permission denied; make it readable",
    IsADirectoryError: "is a folder",
}


def opened(path: str, limits: Limits) -> BinaryIO:
    """The file's bytes as a stream; raises InputError where it cannot be opened or is larger than a text may be."""
    try:
        stream = open(path, "rb")  # noqa: SIM115 - the caller closes it
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    status = os.fstat(stream.fileno())
    bounded = stat.S_ISREG(status.st_mode) and form_of_name(path) is not Form.JSONL and not path.endswith(".gz")
    if bounded and status.st_size > limits.size:
        stream.close()
        raise too_large(shown(path), limits.size)
    return stream


def unreadable(path: str, error: Exception) -> InputError:
    """What to tell the user about a failure of the operating system."""
    reason = next((why for kind, why in _REASONS.items() if isinstance(error, kind)), None)
    return InputError(f"{shown(path)}: {reason or getattr(error, 'strerror', None) or error}")


def files_in(folder: str) -> Iterator[str | InputError]:
    """Paths of all readable files in the folder and below, sorted; an error for each folder that can't be opened.

    Hidden files and folders are passed over, and links to folders are not followed.
    """
    errors: list[InputError] = []
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda e: errors.append(unreadable(str(e.filename), e))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, n) for n in names if not n.startswith(".") and form_of_name(n)]
    regular = sorted(path for path in found if path.is_file())
    yield from errors
    yield from map(str, regular)
    if not regular and not errors:
        yield InputError(f"{shown(folder)}: holds no file to read ({READABLE}); name one, or another folder")
