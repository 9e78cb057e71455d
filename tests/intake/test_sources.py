"""The door of intake: files, folders, standard input; what comes out, and one clear line for what can't."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.intake import Intaken, Limits, open_sources
from armsledger.model import InputError, RecordError

TEXT = "Turkey delivered six Bayraktar TB2 drones to Ukraine.\r\nThe minister\u00a0said so. \U0001f680"
PAGE = (
    '<!doctype html><html><head><title>Drones</title><meta property="og:site_name" content="Kyiv Daily">'
    '<meta property="article:published_time" content="2019-01-14T10:00:00Z"></head>'
    "<body><script>steal()</script><article><p>Turkey delivered six Bayraktar TB2 drones.</p></article></body></html>"
)
MOMENT = datetime(2021, 12, 5, 4, tzinfo=UTC)


def taken(*sources: object, stdin: bytes | None = None, **more: object) -> list[Intaken]:
    given_in = io.BytesIO(stdin) if stdin is not None else None
    return list(open_sources([str(s) for s in sources], stdin=given_in, **more))  # type: ignore[arg-type]


def refusal(*sources: object, stdin: bytes | None = None, **more: object) -> str:
    with pytest.raises(InputError) as caught:
        taken(*sources, stdin=stdin, **more)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_taken_verbatim_with_its_capture(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"\xef\xbb\xbf" + TEXT.encode())
    (one,) = taken(path, clock=lambda: MOMENT)
    assert (one.report.text, one.report.title, one.given) == (TEXT, None, None)
    assert one.capture.content == path.read_bytes()
    assert one.capture.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (one.capture.retrieved, one.capture.origin) == (MOMENT, str(path))


def test_a_page_gives_its_article_title_date_and_site(tmp_path: Path) -> None:
    (one,) = taken(written(tmp_path / "a.html", PAGE))
    assert one.report.text == "Turkey delivered six Bayraktar TB2 drones."
    assert (one.report.title, one.report.published, one.report.publisher) == ("Drones", date(2019, 1, 14), "Kyiv Daily")


@pytest.mark.parametrize(
    ("content", "text", "kind"),
    [
        (TEXT, TEXT, "text/plain"),
        ("[Reuters] Turkey sold drones.", "[Reuters] Turkey sold drones.", "text/plain"),
        (PAGE, "Turkey delivered six Bayraktar TB2 drones.", "text/html"),
        ('{"text": "A\\r\\n"}\n\n{"text": "B"}', "A\r\n", "application/jsonl"),
        ('{\n "text": "A"\n}', "A", "application/json"),
        ('[{"text": "A"}]', "A", "application/json"),
        ('{"id": "b", "reports": [{"text": "A"}]}', "A", "application/jsonl"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_told_apart_by_its_content(content: str, text: str, kind: str, packed: bool) -> None:
    first = taken("-", stdin=gzip.compress(content.encode()) if packed else content.encode())[0]
    assert (first.report.text, first.capture.media_type) == (text, kind)


def test_a_folder_is_read_sorted_with_what_it_can_read_only(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c.jsonl.gz", ".git/x.txt", "a/photo.png"):
        content = b'{"text": "From the archive."}' if "jsonl" in name else name.encode()
        written(tmp_path / name, gzip.compress(content) if name.endswith("gz") else content)
    assert [one.report.text for one in taken(tmp_path)] == ["From the archive.", "a/z.md", "b.txt"]


def test_an_empty_folder_says_what_could_be_read(tmp_path: Path) -> None:
    written(tmp_path / "photo.png", b"x")
    assert "holds no file to read" in refusal(tmp_path)


def test_errors_can_be_collected_while_the_rest_goes_on(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "")
    written(tmp_path / "b.jsonl", '{"text": "A"}\n{"text" "B"}\n{"text": "C"}\n')
    errors: list[InputError] = []
    good = taken(tmp_path, tmp_path / "missing.txt", on_error=errors.append)
    assert [one.report.text for one in good] == ["A", "C"]
    assert [str(e).removeprefix(str(tmp_path)) for e in errors] == [
        "/a.txt: is empty; give a text with at least one sentence",
        "/b.jsonl line 2: broken JSON at column 9: Expecting ':' delimiter",
        "/missing.txt: no such file or folder; check the name",
    ]


def test_given_values_win_over_those_of_the_source(tmp_path: Path) -> None:
    page = written(tmp_path / "a.html", PAGE)
    lines = written(tmp_path / "b.jsonl", '{"text": "A", "published": "2020-01-01", "publisher": "X"}')
    for one in taken(page, lines, published=date(2021, 12, 5), publisher="Wire"):
        assert (one.report.published, one.report.publisher) == (date(2021, 12, 5), "Wire")


def test_claims_that_come_along_are_kept_and_their_language_does_not_matter() -> None:
    claim = {
        "kind": "transfer",
        "supplier": "TUR",
        "stage": "delivered",
        "item": "TB2",
        "quote": "Турция",
    }
    text = "Турция поставила дроны"
    (one,) = taken("-", stdin=json.dumps({"id": "r", "text": text, "claims": [claim]}).encode())
    assert one.given is not None
    assert one.given[0].evidence.quote == claim["quote"]
    assert one.report.language == "ru"
    claim["quote"] = "absent"
    assert "line 1: report r, claim 1" in refusal(
        "-", stdin=json.dumps({"id": "r", "text": text, "claims": [claim]}).encode()
    )


@given(st.text(st.characters(exclude_categories=[]), min_size=1).filter(str.strip), st.booleans())
def test_any_text_survives_json_lines_verbatim(text: str, ascii_only: bool) -> None:
    try:
        line = json.dumps({"text": text}, ensure_ascii=ascii_only).encode()
    except UnicodeEncodeError:
        line = json.dumps({"text": text}).encode()  # lone surrogates exist as escapes only
    (one,) = taken("-", stdin=line, any_language=True)
    assert one.report.text == text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"title": "x"}', "line 1: 'text' is missing"),
        ('{"text": 5}', "'text' must be a string, not a number"),
        ('{"text": " \\n"}', "'text' is empty"),
        ('{"text": "A", "publisher": []}', "'publisher' must be a string or null, not a list"),
        ('{"text": "A", "published": "5 December"}', "'published' must be a day like 2021-12-05"),
        ('{"text": "A", "id": true}', "'id' must be a string"),
        ('{"text": "A", "claims": {}}', "'claims' must be a list"),
        ('{"text": "A", "n": NaN}', "unusable JSON number"),
        ('{"text": "A", "n": ' + "9" * 5000 + "}", "unusable JSON number"),
        ('{"text": ' * 200_000, "nested too deeply"),
        ('{"text": "A"}\n[1]', "line 2 report 1: must be a JSON object with 'text', not a number"),
        ('{"text": "A"}\n{"text": "B"', "line 2: broken JSON at column"),
        ('{"id": "r", "text": "A"}\n{"id": "r", "text": "B"}', "line 2: id 'r' stands for another text"),
    ],
)
def test_a_bad_record_is_named_by_its_line(tmp_path: Path, line: str, message: str) -> None:
    assert message in refusal(written(tmp_path / "a.jsonl", line))


def test_a_line_that_is_not_utf_8_is_named_by_its_byte(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="line 2: not UTF-8 at byte 10"):
        taken(written(tmp_path / "a.jsonl", b'{"text": "A"}\n{"text": "\xff"}'))


def test_one_text_twice_under_one_id_is_no_error() -> None:
    assert len(taken("-", stdin=b'{"id": "r", "text": "A"}\n{"id": "r", "text": "A"}')) == 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n\t", "is empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "is empty"),
        ("a.txt", b"\x89PNG\r\n", "is a PNG image"),
        ("a.jsonl", b"\n\n", "holds no reports"),
        ("a.json", b"[]", "holds no reports"),
        ("a.json", b'{"text": \n "A" x}', "broken JSON at line 2, column 6"),
        ("a.html", b"<html><script>var a = 1</script></html>", "no article text"),
        ("a.txt.gz", gzip.compress(b"Turkey sold drones. " * 99)[:-5], "cut off"),
        ("a.txt.gz", b"\x1f\x8bnonsense", "damaged gzip"),
        ("a.txt.gz", gzip.compress(b"x" * 100 + os.urandom(2_000_000)), "larger than the limit"),
        ("a.jsonl.gz", gzip.compress(b"\n" * 3_000_000), "refused as a bomb"),
    ],
)
def test_a_bad_file_ends_in_one_line_that_names_it(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    refused = refusal(written(tmp_path / name, content), limits=Limits(size=1_000_000))
    assert refused.startswith(str(tmp_path / name))
    assert message in refused


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as sparse:
        sparse.truncate(50_000_000_000)
    assert "larger than the limit of 20 MB" in refusal(path)
    assert "larger than the limit of 0.001 MB" in refusal("-", stdin=b"x" * 1001, limits=Limits(size=1000))
    assert "larger" in refusal("-", stdin=b'{"text": "A"}\n' + b"x" * 1001, limits=Limits(size=1000))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "x")
    path.chmod(0)
    assert "permission denied" in refusal(path)


@pytest.mark.parametrize("source", ["", "ftp://x/y", "s3://x/y", "no/such\nfile.txt", "a\0b", "x" * 5000, "/dev/null"])
def test_a_source_that_is_none_ends_in_one_line(source: str) -> None:
    assert refusal(source)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Президент Турции заявил о продаже",
            "Russian",
        ),
        (
            "Die Türkei hat der Ukraine sechs Drohnen geliefert, und die Regierung ist mit dem Kauf zufrieden.",
            "German",
        ),
        (
            "La Turquie a livré des drones à l'Ukraine et le ministre est dans la capitale pour une visite.",
            "French",
        ),
    ],
)
def test_another_language_than_english_is_refused_unless_allowed(text: str, name: str) -> None:
    assert f"looks like {name}" in refusal("-", stdin=text.encode())
    assert taken("-", stdin=text.encode(), any_language=True)[0].report.language not in (None, "en")


def test_a_short_text_and_foreign_names_pass_as_english() -> None:
    names = (
        "The Ministerstvo oborony (Міністерство оборони) said Ukraine will buy from Turkey the drones it has ordered."
    )
    assert taken("-", stdin=b"Turkey sold drones.")[0].report.language is None
    assert taken("-", stdin=names.encode())[0].report.language == "en"


def test_importing_intake_loads_no_heavy_library() -> None:
    code = "import sys, armsledger.intake; print([m for m in ('trafilatura', 'lxml', 'httpx') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_json_lines_are_read_one_at_a_time() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b'{"text": "A"}\n'

    class Stream(io.RawIOBase):
        lines = endless()

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = next(self.lines)
            buffer[: len(line)] = line
            return len(line)

    reports = open_sources(["-"], stdin=io.BufferedReader(Stream()))
    assert [next(reports).report.text for _ in range(3)] == ["A", "A", "A"]
