"""Everything that can go wrong and that a caller can do something about.

    ArmsledgerError
    ├── InputError          a source that cannot be read: change the source
    │   ├── FetchError      a URL that cannot or must not be fetched
    │   └── RecordError     a JSON record that does not have the contract's shape
    ├── LedgerError         a ledger that cannot be opened, is damaged, locked or full
    ├── CatalogError        catalog data that breaks its own rules
    └── SettingError        an option or setting with an unusable value

Each message says what, where, and what to do; the command line prints it as one line and exits with 2.
"""

from __future__ import annotations


class ArmsledgerError(Exception):
    """Base of all errors meant for the user."""


class InputError(ArmsledgerError, ValueError):
    """A source that cannot be read."""


class FetchError(InputError):
    """A URL that cannot or must not be fetched."""


class RecordError(InputError):
    """A record that does not have the shape of the contract."""


class LedgerError(ArmsledgerError, OSError):
    """A ledger that cannot be opened, read or written."""


class CatalogError(ArmsledgerError, ValueError):
    """Catalog data that breaks its own rules."""


class SettingError(ArmsledgerError, ValueError):
    """An option or setting with an unusable value."""
