"""The command line: one thin module a command."""

from __future__ import annotations

import os
import sys
from typing import cast

from armsledger.cli.failing import FAILED, complain, exit_code_of


def main(arguments: list[str] | None = None) -> None:
    """Run a command; exit with 2 and one line on standard error where it cannot be done."""
    # Reports are read by one process a core; small matrix products gain nothing from threads that wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    import typer

    from armsledger.cli.app import app

    # Typer carries its own copy of Click; the class of all usage errors is reached through the one it exports.
    usage_error = cast(type[Exception], typer.BadParameter.__mro__[2])
    code: int | None = None
    try:
        code = app(args=arguments, standalone_mode=False)
    except typer.Exit as error:
        code = error.exit_code
    except typer.Abort:
        code = exit_code_of(KeyboardInterrupt())
    except usage_error as error:
        complain(f"{getattr(error, 'format_message')()} Try 'armsledger --help'.")  # noqa: B009 - not on BaseException
        code = FAILED
    except (Exception, KeyboardInterrupt) as error:
        code = exit_code_of(error)
    sys.exit(code or 0)


__all__ = ["main"]
