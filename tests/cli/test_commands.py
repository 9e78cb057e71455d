"""The command line as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = (
    "Sweden has sold eight Gripen fighters to Bulgaria, officials in Sofia said on Friday. "
    "The jets will be delivered next year."
)


def run(*arguments: str, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "armsledger", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=cwd, check=False)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a failed command prints."""
    assert done.returncode == 2, done
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("armsledger: ")
    return lines[0]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_help_imports_neither_the_parser_nor_the_database() -> None:
    code = (
        "import sys, contextlib, io\nfrom armsledger.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main(['--help'])\n"
        "print(sorted({'spacy', 'sqlalchemy', 'httpx', 'trafilatura', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_ledger_is_filled_and_shown_without_the_parser_where_claims_come_along(tmp_path: Path) -> None:
    claim = {
        "kind": "transfer",
        "supplier": "SWE",
        "recipient": "BGR",
        "item": "Gripen",
        "stage": "ordered",
        "quote": "Eight",
    }
    source, where = tmp_path / "reports.jsonl", str(tmp_path / "ledger.db")
    source.write_text(json.dumps({"id": "a", "text": "Eight were sold.", "claims": [claim]}), encoding="utf-8")
    code = (
        "import sys, contextlib, io\nfrom armsledger.cli import main\n"
        f"for command in (['add', {str(source)!r}], ['register']):\n"
        "    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"        main([*command, '--ledger', {where!r}])\n"
        "print(sorted({'spacy', 'onnxruntime', 'psycopg'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["read", "add", "register", "show", "demo", "catalog"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "armsledger" in done.stdout


def test_read_prints_the_contract_as_json_lines(report: Path) -> None:
    done = run("read", str(report), "--published", "2024-03-10", "--publisher", "Daily", "--format", "jsonl")
    record = json.loads(done.stdout)
    assert record["report"]["publisher"] == "Daily"
    assert [c["supplier"]["country"] for c in record["claims"] if c["kind"] == "transfer"][:1] == ["SWE"]
    assert all(
        REPORT[c["evidence"]["start"] : c["evidence"]["end"]] == c["evidence"]["quote"] for c in record["claims"]
    )


def test_read_takes_standard_input_and_adds_layers() -> None:
    done = run("read", "-", "--format", "json", "--layers", "quantities,dates", stdin=REPORT)
    assert set(json.loads(done.stdout)[0]["layers"]) == {"quantities", "dates"}


def test_the_table_fits_a_hundred_columns(report: Path) -> None:
    done = run("read", str(report), "--published", "2024-03-10")
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "Sweden → Bulgaria: 8 ×" in done.stdout


def test_the_page_goes_to_a_file(report: Path, tmp_path: Path) -> None:
    done = run("read", str(report), "--format", "html", "--output", str(tmp_path / "p.html"))
    assert done.returncode == 0
    assert (tmp_path / "p.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_add_register_and_show_lead_back_to_the_words(report: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.db")
    assert "1 new report" in run("add", str(report), "--published", "2024-03-10", "--ledger", ledger).stdout
    assert "1 known already" in run("add", str(report), "--published", "2024-03-10", "--ledger", ledger).stdout
    rows = json.loads(run("register", "--ledger", ledger, "--format", "json").stdout)
    assert rows[0]["supplier"]["country"] == "SWE"
    assert "sold eight Gripen fighters" in " ".join(run("show", rows[0]["id"], "--ledger", ledger).stdout.split())


def test_nothing_found_is_said_loudly(tmp_path: Path) -> None:
    path = tmp_path / "dull.txt"
    path.write_text(
        "The weather in Oslo was fine on Friday, and the fishing boats stayed in the harbour.", encoding="utf-8"
    )
    assert "NOTHING FOUND" in run("add", str(path), "--ledger", str(tmp_path / "l.db")).stdout


def test_one_bad_source_does_not_stop_the_others(report: Path, tmp_path: Path) -> None:
    done = run("read", str(tmp_path / "missing.txt"), str(report), "--format", "jsonl")
    assert len(done.stdout.splitlines()) == 1
    assert "missing.txt" in complaint(done)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "Missing argument"),
        (["frobnicate"], "No such command"),
        (["read", "x.txt", "--colour"], "No such option"),
        (["read", "-", "--format", "pdf"], "choose from table"),
        (["read", "-", "--published", "yesterday"], "YYYY-MM-DD"),
        (["register", "--ledger", "none.db"], "does not exist"),
        (["register", "--ledger", "none.db", "--rule", "best"], "cautious"),
        (["show", "X", "--ledger", "none.db"], "does not exist"),
        (["catalog", "find", "Qwertyuiop"], "knows no"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(arguments: list[str], words: str, tmp_path: Path) -> None:
    assert words in complaint(run(*arguments, stdin="Some words.", cwd=tmp_path))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 500, b"PK\x03\x04" + bytes(range(256)) * 8])
def test_empty_and_binary_files_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    assert "x.txt" in complaint(run("read", str(path)))


def test_a_file_that_is_no_ledger_is_refused_and_kept(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("my notes", encoding="utf-8")
    assert "no ledger" in complaint(run("add", str(report), "--ledger", str(path)))
    assert path.read_text(encoding="utf-8") == "my notes"


def test_version() -> None:
    assert run("--version").stdout.startswith("armsledger ")


def test_the_catalog_answers_as_json() -> None:
    found = json.loads(run("catalog", "find", "Patriot", "--context", "a battery of Patriot missiles", "--json").stdout)
    assert found[0]["entry"]["id"] == "mim-104-patriot"
    (shown,) = json.loads(run("catalog", "show", "leopard-2a4", "--json").stdout)
    assert (shown["family"], shown["category"], shown["designer"]) == ("leopard-2", "Armoured vehicles", ["DEU"])


def test_evaluate_measures_the_cases_of_a_folder(tmp_path: Path) -> None:
    gold = {
        "kind": "transfer", "quote": "Sweden has sold eight Gripen fighters to Bulgaria", "supplier": "SWE", "recipient": "BGR",
        "item": "JAS 39 Gripen", "quantity": [8, 8], "stage": ["delivered", "ordered"], "certainty": "asserted", "sources": None,
    }  # fmt: skip
    case = {"id": "r", "text": REPORT, "published": "2024-03-10", "author": "a", "tags": ["sale"], "claims": [gold]}
    (tmp_path / "r.json").write_text(json.dumps(case), encoding="utf-8")
    done = run("evaluate", str(tmp_path), "--by", "tag", "--json")
    record = json.loads(done.stdout)
    assert record["kinds"]["transfer"]["core"]["recall"]["value"] == 1.0
    assert [g["name"] for g in record["groups"]] == ["sale"]
    assert record["grounded"] == 1.0


def test_explain_shows_the_derivation_of_a_claim(report: Path) -> None:
    shown = run("explain", str(report), "--claim", "1", "--json")
    record = json.loads(shown.stdout)
    assert REPORT[slice(*record["trigger"]["span"])] == record["trigger"]["text"]
    assert "choose a number" in complaint(run("explain", str(report), "--claim", "77"))


def test_explain_asks_which_of_several_reports_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": REPORT}) + "\n" for n in (1, 2)), encoding="utf-8")
    assert "holds 2 reports" in complaint(run("explain", str(path), "--claim", "1"))
    assert json.loads(run("explain", str(path), "--claim", "r2#1", "--json").stdout)["claim"]["id"] == "r2#1"


@pytest.mark.parametrize(
    "content", ["{", "[]", "{}", '{"id": "r", "text": "T.", "claims": [{"kind": "gift", "quote": "T"}]}']
)
def test_a_file_that_is_no_case_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text(content, encoding="utf-8")
    assert "broken.json" in complaint(run("evaluate", str(tmp_path)))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["evaluate", "nowhere"], "does not exist"),
        (["evaluate", "."], "no annotated cases"),
        (["evaluate", ".", "--by", "colour"], "tag, author, stage"),
        (["explain", "nowhere.txt", "--claim", "1"], "nowhere.txt"),
    ],
)
def test_evaluate_and_explain_refuse_in_one_line(arguments: list[str], words: str, tmp_path: Path) -> None:
    assert words in complaint(run(*arguments, cwd=tmp_path))
