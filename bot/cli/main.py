"""The commands under one roof."""

import typer

from bot.cli.audit import audit
from bot.cli.campaigns import campaigns
from bot.cli.chat import chat
from bot.cli.check import check
from bot.cli.connect import connect
from bot.cli.digest import EXAMPLES as DIGESTING
from bot.cli.digest import digest
from bot.cli.evaluate import EXAMPLES as EVALUATING
from bot.cli.evaluate import evaluate
from bot.cli.forget import forget
from bot.cli.ingest import ingest
from bot.cli.mcp import mcp
from bot.cli.merchants import merchants
from bot.cli.plugin import plugin_commands
from bot.cli.preferences import preference_commands
from bot.cli.rewrite import EXAMPLES, rewrite
from bot.cli.seed import seed
from bot.cli.serve import EXAMPLES as SERVING
from bot.cli.serve import serve
from bot.cli.tokens import token_commands
from bot.cli.trial import trial_commands

_HELP = """The copywriter for a merchant's CRM messages: a draft in, a suggestion out that can be trusted.

Begin with [bold]python -m bot seed[/bold], then [bold]python -m bot chat[/bold].

Exit codes: 0 done (a refused draft is an answer too) · 1 a problem, told in a sentence ·
2 wrong arguments or a wrong setting.
"""


def command_line() -> typer.Typer:
    """The command line with all its commands; each loads what it needs when it runs."""
    app = typer.Typer(
        help=_HELP,
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.command(epilog=EXAMPLES)(rewrite)
    app.command(epilog=SERVING)(serve)
    app.command(epilog=EVALUATING)(evaluate)
    app.command(epilog=DIGESTING)(digest)
    for command in (chat, campaigns, merchants, seed, ingest, connect, mcp, audit, forget, check):
        app.command()(command)
    app.add_typer(trial_commands(), name="trial")
    app.add_typer(preference_commands(), name="preferences")
    app.add_typer(token_commands(), name="token")
    app.add_typer(plugin_commands(), name="plugin")
    return app


def main() -> None:
    """Run the command line; ends the process with the exit code."""
    command_line()()
