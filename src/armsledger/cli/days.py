"""Days given on the command line."""

from __future__ import annotations

from datetime import date

from armsledger.model import SettingError


def day(text: str | None, option: str) -> date | None:
    """An ISO day given as an option; None where none was given. Raises SettingError where it is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SettingError(f"{option} {text!r} is no day: write it as YYYY-MM-DD") from None
