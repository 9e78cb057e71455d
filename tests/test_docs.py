"""The documentation says what is there."""

import re
from pathlib import Path

import pytest
import typer

from armsledger.cli.app import app
from armsledger.cli.settings import SETTINGS

ROOT = Path(__file__).parent.parent
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("cases/**/*.md")])


def commands(group: object, path: tuple[str, ...] = ("armsledger",)) -> list[tuple[str, list[str]]]:
    """Full names of all commands below a group, each with its long options."""
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            found += commands(command, (*path, name))
        else:
            options = [o for p in command.params for o in p.opts if o.startswith("--") and o != "--help"]
            found.append((" ".join((*path, name)), options))
    return found


ALL = commands(typer.main.get_command(app))


@pytest.mark.parametrize(("name", "options"), ALL, ids=[name for name, _ in ALL])
def test_every_command_has_a_heading_that_names_its_options(name: str, options: list[str]) -> None:
    section = re.search(rf"^## {name}\b.*?(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert section, name
    assert [o for o in options if o not in section.group()] == []


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.variable)
def test_every_setting_is_documented_with_its_default(setting: object) -> None:
    assert f"`{setting.variable}` | `{setting.default}`" in COMMANDS  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_readme_has_two_set_up_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)) == 2
