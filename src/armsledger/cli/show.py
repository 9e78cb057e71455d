"""`armsledger show`: the dossier of one transfer."""

from __future__ import annotations

import json

from armsledger.cli.read import day
from armsledger.ledger import Ledger, Query
from armsledger.model import SettingError
from armsledger.model.records import claim_record, report_record


def run(id: str, where: str, as_of: str | None, format: str) -> None:
    """Print the dossier."""
    from armsledger.publish.dossier import dossier
    from armsledger.publish.register_json import deal_record

    if format not in ("text", "json"):
        raise SettingError(f"--format {format!r} is unknown: choose text or json")
    with Ledger.open(where, create=False) as ledger:
        deal = ledger.deal(id, Query(as_of=day(as_of, "--as-of")))
        claims = ledger.claims(deal.claims)
    if format == "text":
        print(dossier(deal, claims))
        return
    told = [claim_record(claim) | {"report": report_record(report)} for claim, report in claims.values()]
    print(json.dumps({"deal": deal_record(deal), "claims": told}, ensure_ascii=False, indent=2))
