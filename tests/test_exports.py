"""One public door, light to open."""

import subprocess
import sys

import armsledger


def test_the_door_is_sorted_and_every_name_is_there() -> None:
    names = armsledger.__all__
    assert names == sorted(names)
    assert all(getattr(armsledger, name) for name in names)


def test_importing_armsledger_loads_no_parser() -> None:
    code = "import armsledger, sys; print('spacy' in sys.modules, 'sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
