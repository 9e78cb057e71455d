"""The compiled catalog is kept under the hash of its data; a bad cache is no error."""

from pathlib import Path

import pytest

from armsledger.catalog import cache


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = tmp_path / "data"
    data.mkdir()
    (data / "a.csv").write_text("id\n1\n", encoding="utf-8")
    return data


def test_what_was_made_once_is_read_the_second_time(table: Path) -> None:
    assert cache.compiled([table], lambda: ["made"]) == ["made"]
    assert cache.compiled([table], lambda: pytest.fail("made again")) == ["made"]


def test_changed_data_are_compiled_again(table: Path) -> None:
    cache.compiled([table], lambda: ["old"])
    (table / "a.csv").write_text("id\n2\n", encoding="utf-8")
    assert cache.compiled([table], lambda: ["new"]) == ["new"]


@pytest.mark.parametrize("content", [b"", b"no pickle", b"\x80\x05."])
def test_a_damaged_cache_is_replaced(table: Path, content: bytes) -> None:
    cache.compiled([table], lambda: ["made"])
    next(cache.folder().glob("*.pickle")).write_bytes(content)
    assert cache.compiled([table], lambda: ["again"]) == ["again"]


def test_a_cache_that_others_can_write_is_not_trusted(table: Path) -> None:
    cache.compiled([table], lambda: ["made"])
    next(cache.folder().glob("*.pickle")).chmod(0o666)
    assert cache.compiled([table], lambda: ["again"]) == ["again"]


def test_without_a_folder_to_write_to_it_works_all_the_same(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(table / "a.csv"))
    assert cache.compiled([table], lambda: ["made"]) == ["made"]
