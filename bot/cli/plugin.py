"""`plugin`: what assistants' directories want, written for one address."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.errors import UsageError, run

_UrlOption = Annotated[
    str,
    typer.Option(
        "--url", metavar="URL", help="Where the server is reached, such as https://crm.example.com."
    ),
]
_OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the files.")]
_AboutOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="For Microsoft 365: your page with privacy and terms; else the server's."
    ),
]
_KeyOption = Annotated[
    str,
    typer.Option(
        metavar="ID", help="For Microsoft 365: the id of the API key in Microsoft's developer portal."
    ),
]


def plugin_commands() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(no_args_is_help=True, help="The packages with which assistants find this server.")
    app.command("build")(build)
    app.callback()(_group)
    return app


def build(
    url: _UrlOption,
    out: _OutOption = Path("plugin"),
    about: _AboutOption = None,
    key_reference: _KeyOption = "crmagent-token",
) -> None:
    """Write the packages for the server at one address: Slack, MCP registry, Microsoft 365, editors.

    [bold]python -m bot plugin build --url https://crm.example.com --out plugin[/bold]

    docs/plugin.md says where each goes. Writing them again replaces them.
    """
    run(lambda: _build(url, out, about, key_reference))


async def _build(url: str, out: Path, about: str | None, key_reference: str) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.plugin import plugin_files  # noqa: PLC0415
    from bot.values import address as checked  # noqa: PLC0415
    from handlers.copilot.published import published_tools  # noqa: PLC0415

    try:
        address = checked(url)
    except ValueError as error:
        raise UsageError(f"--url: {error}.") from None
    if not address.startswith("https://"):
        raise UsageError("--url: assistants reach a server over https alone.")
    tools = await published_tools()
    _write(out, plugin_files(address, tools, about=about or address, key_reference=key_reference))


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
        typer.echo(f"{out / name}  {_WHAT[name]}")


def _group() -> None:
    """A group even with one command, so that its name stays when there are more."""


_WHAT = {
    "manifest.yml": "the Slack app, with this server for Slackbot",
    "server.json": "the entry for the MCP registry",
    "m365.zip": "the Microsoft 365 app, with icons",
    "mcp.json": "for VS Code: .vscode/mcp.json",
}
