"""What is vendored is byte for byte what the list says, with its licence."""

import hashlib
import json
from pathlib import Path

import pytest

import armsledger.web

PLACES = (Path(armsledger.web.__file__).parent / "static" / "vendor", Path(__file__).parent / "vendor")


@pytest.mark.parametrize("place", PLACES, ids=lambda p: p.parent.name)
def test_the_files_are_those_that_were_fetched(place: Path) -> None:
    listed = json.loads((place / "vendored.json").read_text(encoding="utf-8"))
    for entry in listed:
        assert entry["licence"]
        for name, digest in entry["files"].items():
            assert hashlib.sha256((place / name).read_bytes()).hexdigest() == digest, name
    named = {Path(name).name for entry in listed for name in entry["files"]}
    assert {p.name for p in place.iterdir()} - {"vendored.json"} <= named
