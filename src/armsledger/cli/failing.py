"""What a user is told when something goes wrong: one line on standard error, exit code 2, no traceback."""

from __future__ import annotations

import os
import sys

from armsledger.model.errors import ArmsledgerError

FAILED, INTERRUPTED = 2, 130


def complain(message: object) -> None:
    """One line on standard error."""
    line = " ".join(str(message).split())
    print(f"armsledger: {line}", file=sys.stderr)


def exit_code_of(error: BaseException) -> int:
    """Tell the user and choose the exit code. Errors that are nobody's fault but ours are raised again."""
    if isinstance(error, BrokenPipeError):
        # The reader of our output went away; a second error on closing the stream would only be noise.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(error, KeyboardInterrupt):
        complain("interrupted; what was added so far is kept")
        return INTERRUPTED
    if isinstance(error, ArmsledgerError):
        complain(error)
    elif isinstance(error, OSError):
        complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
    else:
        raise error
    return FAILED
