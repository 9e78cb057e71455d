"""An edition as Parquet files with a manifest of hashes. The same ledger and the same DuckDB give the same bytes."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from armsledger.ledger import Edition, Ledger, query_of
from armsledger.model import Deal, LedgerError
from armsledger.model.records import claim_record, plain

NUMBER = (
    "CAST({at}.min AS BIGINT) AS {name}_min, CAST({at}.max AS BIGINT) AS {name}_max, {at}.state AS {name}_state, "
    '{at}."for" AS {name}_for, {at}.against AS {name}_against'
)
CELL = 'STRUCT(min BIGINT, max BIGINT, state VARCHAR, "for" VARCHAR[], against VARCHAR[])'
PERIOD = 'STRUCT("from" DATE, "to" DATE, state VARCHAR)'
PARTY = "STRUCT(name VARCHAR, country VARCHAR, kind VARCHAR)"
ITEM = "STRUCT(name VARCHAR, id VARCHAR, class VARCHAR, category VARCHAR, generic BOOLEAN)"
COMMON = {"supplier": PARTY, "recipient": PARTY, "item": ITEM, "ordered": CELL, "delivered": CELL}
TABLES: dict[str, tuple[dict[str, str], str]] = {
    "deals": (
        {"id": "VARCHAR", **COMMON, "stage": "VARCHAR", "mode": "VARCHAR", "order_date": PERIOD, "delivery_dates": PERIOD,
         "value": "STRUCT(min BIGINT, max BIGINT, currency VARCHAR)", "origin_names": "VARCHAR[]", "reports": "VARCHAR[]",
         "first_known": "DATE", "last_known": "DATE"},
        "id, supplier.name AS supplier, supplier.country AS supplier_code, recipient.name AS recipient, recipient.country AS "
        "recipient_code, item.name AS item, item.class AS class, item.category AS category, stage, mode, "
        + NUMBER.format(at="ordered", name="ordered") + ", " + NUMBER.format(at="delivered", name="delivered")
        + ', order_date."from" AS ordered_from, order_date."to" AS ordered_to, delivery_dates."from" AS delivered_from, '
        'delivery_dates."to" AS delivered_to, value.min AS value_min, value.max AS value_max, value.currency AS currency, '
        "origin_names AS origins, reports, first_known, last_known",
    ),
    "pairs": (
        {**COMMON, "deals": "VARCHAR[]", "gap": "BIGINT", "reports": "VARCHAR[]"},
        "supplier.name AS supplier, supplier.country AS supplier_code, recipient.name AS recipient, recipient.country AS "
        "recipient_code, item.name AS item, " + NUMBER.format(at="ordered", name="ordered") + ", "
        + NUMBER.format(at="delivered", name="delivered") + ", deals, gap, reports",
    ),
    "disputes": (
        {"deal": "VARCHAR", "about": "VARCHAR", "sentence": "VARCHAR", "value": "VARCHAR", "reports": "VARCHAR[]",
         "origins": "VARCHAR[]"},
        "deal, about, sentence, value, reports, origins",
    ),
    "claims": (
        {"id": "VARCHAR", "deal": "VARCHAR", "report": "VARCHAR", "publisher": "VARCHAR", "published": "DATE", "url": "VARCHAR",
         "quote": "VARCHAR", "start": "BIGINT", "record": "VARCHAR"},
        'id, deal, report, publisher, published, url, quote, "start", record',
    ),
}  # fmt: skip
"""Columns of the JSON lines that a table is made from, and what is selected from them."""


def export(ledger: Ledger, edition: Edition, folder: Path) -> dict[str, Any]:
    """Write an edition's tables and manifest into a folder; the manifest. Raises LedgerError where that cannot be done."""
    if not ledger.reproduced(edition):
        raise LedgerError(
            f"edition {edition.name!r} was made by armsledger {edition.version} and comes out otherwise now: "
            "the rules or the catalog have changed; export it with that version, or make a new edition"
        )
    folder.mkdir(parents=True, exist_ok=True)
    rows = _rows(ledger, edition)
    files = {f"{name}.parquet": _written(name, rows[name], folder / f"{name}.parquet") for name in TABLES}
    manifest = _manifest(edition, files)
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return manifest


def _manifest(edition: Edition, files: dict[str, Any]) -> dict[str, Any]:
    import duckdb

    told = {name: plain(getattr(edition, name)) for name in Edition.__slots__}
    return {"edition": told, "files": files, "duckdb": duckdb.__version__}


def _rows(ledger: Ledger, edition: Edition) -> dict[str, list[dict[str, Any]]]:
    lines = [json.loads(line) for line in ledger.edition_lines(edition)]
    deals = ledger.register(query_of(edition))
    return {
        "deals": [line["deal"] for line in lines if "deal" in line],
        "pairs": [line["pair"] for line in lines if "pair" in line],
        "disputes": list(_disputes(deals)),
        "claims": list(_claims(ledger, deals)),
    }


def _disputes(deals: Iterable[Deal]) -> Iterator[dict[str, Any]]:
    for deal in deals:
        for dispute in deal.disputes:
            for side in dispute.sides:
                yield {"deal": deal.id, "about": dispute.about.value, "sentence": dispute.sentence, "value": side.value,
                       "reports": list(side.reports), "origins": list(side.origins)}  # fmt: skip


def _claims(ledger: Ledger, deals: list[Deal]) -> Iterator[dict[str, Any]]:
    homes = {id: deal.id for deal in deals for id in deal.claims}
    for id, (claim, report) in sorted(ledger.claims(homes).items()):
        yield {"id": id, "deal": homes[id], "report": report.id, "publisher": report.publisher,
               "published": plain(report.published), "url": report.url, "quote": claim.evidence.quote,
               "start": claim.evidence.start, "record": json.dumps(claim_record(claim), sort_keys=True)}  # fmt: skip


def _written(name: str, rows: list[dict[str, Any]], path: Path) -> dict[str, Any]:
    """A Parquet file; its hash and number of rows."""
    import duckdb

    columns, selected = TABLES[name]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        lines = Path(folder) / "rows.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        connection.execute("SET threads = 1")  # the order of rows, and so the bytes, are those of the edition
        shape = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
        source = (
            f"read_json('{lines}', format = 'newline_delimited', columns = {{{shape}}}, maximum_object_size = 67108864)"
        )
        target = str(path).replace("'", "''")
        try:
            connection.execute(
                f"COPY (SELECT {selected} FROM {source}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
            )
        except duckdb.IOException as error:
            raise LedgerError(
                f"{path} cannot be written ({' '.join(str(error).split())[:200]}): check the folder"
            ) from error
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "rows": len(rows)}
