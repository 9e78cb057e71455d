"""Bytes to reports: text, HTML and JSON lines from files, folders, standard input and the web, with captures."""

from armsledger.intake.documents import Intaken
from armsledger.intake.limits import Limits
from armsledger.intake.sources import open_sources

__all__ = ["Intaken", "Limits", "open_sources"]
