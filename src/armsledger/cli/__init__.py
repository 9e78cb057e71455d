"""The command line: one thin module a command."""

from __future__ import annotations

import sys

import click

from armsledger.cli.failing import FAILED, complain, exit_code_of

COMMANDS = ("read", "add", "register", "show", "demo", "catalog")


def main(arguments: list[str] | None = None) -> None:
    """Run a command; exit with 2 and one line on standard error where it cannot be done."""
    from armsledger.cli.app import app

    try:
        code = app(args=arguments, standalone_mode=False)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.exceptions.Abort:
        code = exit_code_of(KeyboardInterrupt())
    except click.ClickException as error:
        complain(f"{error.format_message()} Try 'armsledger --help'.")
        code = FAILED
    except (Exception, KeyboardInterrupt) as error:
        code = exit_code_of(error)
    sys.exit(code or 0)


__all__ = ["COMMANDS", "main"]
