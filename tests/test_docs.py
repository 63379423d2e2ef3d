"""The documents say what the program does."""

import re
import tomllib

import pytest
import typer

from bot.cli.main import command_line
from bot.settings import Settings
from tests.house import ROOT, texts

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [c.name or getattr(c.callback, "__name__", "") for c in command_line().registered_commands]
GROUPS = [str(group.name) for group in command_line().registered_groups]


def test_the_settings_in_the_readme_are_the_settings() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", README, re.MULTILINE)
    told = {name: (default.strip("`"), what) for name, default, what in rows}
    assert told.keys() == set(Settings.variables().values())
    for name, field in Settings.model_fields.items():
        default, what = told[Settings.variables()[name]]
        assert (field.description or "").startswith(what)
        assert default == str(field.default) or not field.default


def test_the_example_file_names_every_setting_with_its_default() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    told = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", example, re.MULTILINE))
    assert told.keys() == set(Settings.variables().values())
    for name, field in Settings.model_fields.items():
        if field.default:
            assert told[Settings.variables()[name]] == str(field.default)


def test_the_example_file_changes_nothing_until_it_is_edited() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_teaches_with_an_example(command: str) -> None:
    assert f"python -m bot {command}" in README
    group = typer.main.get_command(command_line())
    found = group.commands[command]  # type: ignore[attr-defined]
    assert f"python -m bot {command}" in f"{found.help}{found.epilog}"


def test_the_readme_names_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"python -m bot (\w+)", README)) <= {*COMMANDS, *GROUPS}


def test_make_knows_every_target_that_is_told_of() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    agents = (ROOT / "AGENTS.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bmake ([a-z]+)\b`", README + agents)) <= targets
    assert {"demo", "test", "lint", "format", "bench", "docs", "clean", "help"} <= targets


def test_what_make_runs_is_there() -> None:
    modules = re.findall(r"-m (evals\.\w+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert modules
    assert [name for name in modules if not (ROOT / f"{name.replace('.', '/')}.py").is_file()] == []


def test_links_between_our_files_lead_somewhere() -> None:
    dead = [
        f"{name}: {link}"
        for name, text in texts()
        if name.endswith(".md")
        for link in re.findall(r"\]\(([^)#:]+)\)", text)
        if not (ROOT / name).parent.joinpath(link).exists()
    ]
    assert dead == []


def test_the_guide_for_agents_stays_short() -> None:
    assert len((ROOT / "AGENTS.md").read_text(encoding="utf-8").splitlines()) <= 80


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased" or version in headings
