"""`serve`: Slack, until Ctrl-C."""

from typing import Annotated

import typer

from bot.cli.errors import UsageError, run

EXAMPLES = (
    "[bold]One workspace, no public address[/bold] (Socket Mode): create the app from manifest.yml, then set "
    "SLACK_APP_TOKEN and SLACK_BOT_TOKEN.\n\n"
    "[bold]One workspace over HTTP[/bold]: set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN, and let Slack reach "
    "/slack/events; [bold]python -m bot serve --manifest https://crm.example.com[/bold] prints the manifest "
    "for that.\n\n"
    "[bold]Many workspaces[/bold]: set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and CRMAGENT_ENCRYPTION_KEY in "
    "place of the bot token; people install the app at /slack/install.\n\n"
    "/healthz says whether all is well. README.md lists every setting."
)


def serve(
    socket: Annotated[
        bool, typer.Option("--socket", help="Take events over Socket Mode; needs SLACK_APP_TOKEN.")
    ] = False,
    http: Annotated[
        bool,
        typer.Option("--http", help="Serve HTTP; together with --socket: all but the events."),
    ] = False,
    manifest: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Print the app's manifest for HTTP at this address, and end."),
    ] = None,
) -> None:
    """Serve Slack until Ctrl-C: over Socket Mode where there is an app token, else over HTTP.

    [bold]python -m bot serve[/bold]

    Ctrl-C (or SIGTERM) finishes what is under way; what takes longer goes on with the next start.
    """
    run(lambda: _print_manifest(manifest) if manifest else _serve(socket=socket, http=http))


async def _serve(*, socket: bool, http: bool) -> None:
    # Everything below is slow to load and of no use to `--help`.
    from bot.plan import plan  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    chosen = plan(settings, socket=socket, http=http)

    from bot.serving import serve as serve_slack  # noqa: PLC0415 - slower still, after the settings are seen

    await serve_slack(settings, chosen, typer.echo)


async def _print_manifest(address: str) -> None:
    from bot.manifest import manifest_for_http  # noqa: PLC0415 - as above
    from bot.values import address as checked  # noqa: PLC0415

    try:
        typer.echo(manifest_for_http(checked(address)), nl=False)
    except ValueError as error:
        raise UsageError(f"--manifest: {error}.") from None
