"""The figures of an evaluation as a JSON record, and as tables for the terminal made from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from armsledger.evaluation.agreement import BESIDE, CORE, FULL
from armsledger.evaluation.bootstrap import MEASURES, intervals
from armsledger.evaluation.calibration import calibration_error, confident_f1
from armsledger.evaluation.evaluating import Group, Marked, grounded_share, groups, total
from armsledger.evaluation.scoring import LEVELS, Tally
from armsledger.model import Kind

Record = dict[str, Any]


def figures(marked: Sequence[Marked], by: str | None = None) -> Record:
    """All figures of the marked cases (at least one); shares from 0 to 1, None where there is nothing to measure."""
    tallies = [m.tally for m in marked]
    whole = total(tallies)
    record: Record = {
        "reports": len(marked),
        "claims": sum(len(m.claims) for m in marked),
        "without_claims": {"reports": whole.negatives, "alarmed": whole.alarmed},
        "grounded": round(grounded_share(marked), 4),
        "kinds": {kind.value: _kind(tallies, whole, kind) for kind in Kind},
    }
    return record | ({"by": by, "groups": [_group(g) for g in groups(marked, by)]} if by else {})


def _kind(tallies: Sequence[Tally], whole: Tally, kind: Kind) -> Record:
    read = whole.trusted.get(kind, [])
    names = CORE[kind] + FULL[kind] + BESIDE[kind]
    return {
        "required": whole.required(kind),
        "read": len(read),
        **{level: _level(tallies, whole, kind, level) for level in LEVELS},
        "fields": {name: _field(whole, kind, name) for name in names},
        "calibration_error": _rounded(calibration_error(read)),
        "confident_half_core_f1": _rounded(confident_f1(whole, kind)),
    }


def _level(tallies: Sequence[Tally], whole: Tally, kind: Kind, level: str) -> Record:
    bounds = intervals(tallies, kind, level)
    return {
        name: {
            "value": _rounded(getattr(whole, name)(kind, level)),
            "interval": [_rounded(bounds[name].low), _rounded(bounds[name].high)],
        }
        for name in MEASURES
    }


def _field(whole: Tally, kind: Kind, name: str) -> Record:
    right, seen = whole.counts[kind, name, "right"], whole.counts[kind, name, "seen"]
    return {"right": right, "of": seen, "share": _rounded(whole.right(kind, name))}


def _group(group: Group) -> Record:
    whole = group.whole()
    return {
        "name": group.name,
        "reports": len(group.tallies),
        "without_claims": {"reports": whole.negatives, "alarmed": whole.alarmed},
        "kinds": {kind.value: _brief(group, whole, kind) for kind in Kind},
    }


def _brief(group: Group, whole: Tally, kind: Kind) -> Record:
    bounds = intervals(group.tallies, kind, "core")["f1"]
    there = bool(whole.required(kind) or whole.trusted.get(kind))
    return {
        "required": whole.required(kind),
        "core_f1": _rounded(whole.f1(kind, "core")) if there else None,
        "interval": [_rounded(bounds.low), _rounded(bounds.high)] if there else None,
        "full_f1": _rounded(whole.f1(kind, "full")) if there else None,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def text(record: Record) -> str:
    """The record in tables of at most 100 columns."""
    quiet = record["without_claims"]
    lines = [
        f"{record['reports']} reports, {record['claims']} claims read, grounded {record['grounded']:.3f}",
        f"claims were read in {quiet['alarmed']} of {quiet['reports']} reports without any",
    ]
    for kind, row in record["kinds"].items():
        lines += ["", *_kind_lines(kind, row)]
    return "\n".join(lines + (["", *_group_lines(record)] if "by" in record else []))


def _kind_lines(kind: str, row: Record) -> list[str]:
    lines = [f"{kind}: {row['required']} to read, {row['read']} read"]
    for level in LEVELS:
        cells = [f"{name} {_with_interval(row[level][name])}" for name in MEASURES]
        lines.append(f"  {level}  " + "  ".join(cells))
    for name, each in row["fields"].items():
        lines.append(f"  {name:10} {_number(each['share'])}  {each['right']} of {each['of']} right")
    error, half = _number(row["calibration_error"]), _number(row["confident_half_core_f1"])
    return [*lines, f"  confidence: calibration error {error}, core F1 of the most confident half {half}"]


def _with_interval(measure: Record) -> str:
    low, high = measure["interval"]
    return f"{measure['value']:.3f} [{low:.3f}, {high:.3f}]"


def _number(share: float | None) -> str:
    return "    –" if share is None else f"{share:.3f}"


def _group_lines(record: Record) -> list[str]:
    head = f"{record['by']:22} reports  transfers  core   [95 %]          full   use    statement  alarmed"
    return [head, *(_group_line(row) for row in record["groups"])]


def _group_line(row: Record) -> str:
    transfer, use, statement = (row["kinds"][kind.value] for kind in Kind)
    low, high = transfer["interval"] or (None, None)
    quiet = row["without_claims"]
    alarmed = f"{quiet['alarmed']} of {quiet['reports']}" if quiet["reports"] else ""
    cells = f"{transfer['required']:9}  {_number(transfer['core_f1'])}  [{_number(low)}, {_number(high)}]  {_number(transfer['full_f1'])}"
    rest = f"{_number(use['core_f1'])}  {_number(statement['core_f1']):9}  {alarmed}"
    return f"{row['name'][:22]:22} {row['reports']:7}  {cells}  {rest}".rstrip()
