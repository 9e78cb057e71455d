"""`armsledger explain`: why a claim was read as it was."""

from __future__ import annotations

import json

from armsledger.cli.days import day
from armsledger.intake import open_sources
from armsledger.model import ArmsledgerError, Report, SettingError


def run(file: str, claim: str, published: str | None, publisher: str | None, as_json: bool) -> None:
    """Print the derivation of one claim."""
    from armsledger.publish.explanation import explanation_record, explanation_text
    from armsledger.reading.explaining import explain

    told = explain(report_of(file, claim, published, publisher), claim)
    print(json.dumps(explanation_record(told), ensure_ascii=False, indent=2) if as_json else explanation_text(told))


def report_of(file: str, claim: str, published: str | None, publisher: str | None) -> Report:
    """The report of a source; of several that whose claim is meant. Raises SettingError where that is not clear."""
    taken = open_sources([file], published=day(published, "--published"), publisher=publisher, on_error=_raise)
    reports = [each.report for each in taken]
    meant = [r for r in reports if claim.rpartition("#")[0] == r.id] if len(reports) > 1 else reports
    if len(meant) != 1:
        raise SettingError(
            f"{file} holds {len(reports)} reports: give the claim by its id, as read --format json shows it"
        )
    return meant[0]


def _raise(error: ArmsledgerError) -> None:
    raise error
