"""The options of `rewrite`: what is rewritten, what is known of it, and the offer behind it."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from agents.types import VoucherType
from bot.cli.options import read_day

_WHAT, _OFFER = "What is rewritten", "The offer behind it"

Text = Annotated[
    str | None, typer.Argument(help="The draft; “-” reads it from standard input.", show_default=False)
]
CampaignId = Annotated[
    str | None, typer.Option(metavar="ID", help="A campaign of the history.", rich_help_panel=_WHAT)
]
BatchFile = Annotated[
    Path | None,
    typer.Option(metavar="IN.jsonl", help="Many drafts, one JSON object a line.", rich_help_panel=_WHAT),
]
OutFile = Annotated[
    Path | None,
    typer.Option(metavar="OUT.jsonl", help="Where the answers to --batch go.", rich_help_panel=_WHAT),
]
Workers = Annotated[
    int,
    typer.Option(min=0, help="Processes for --batch; 0: as many as pay.", rich_help_panel=_WHAT),
]
Title = Annotated[str | None, typer.Option(help="Its title or subject line.")]
ProductName = Annotated[str | None, typer.Option(metavar="NAME", help="What it is about.")]
Category = Annotated[
    str | None, typer.Option(metavar='"A > B > C"', help="The product's category, outermost first.")
]
Market = Annotated[str | None, typer.Option(metavar="CC", help="Country of the shop, two letters: SG.")]
Language = Annotated[str | None, typer.Option(metavar="CC", help="Language of the draft: en.")]
VoucherText = Annotated[
    str | None,
    typer.Option("--voucher", help="In words: “S$5 off, min S$35, until 30 Nov”.", rich_help_panel=_OFFER),
]
VoucherKind = Annotated[
    VoucherType | None, typer.Option("--voucher-type", help="In figures instead.", rich_help_panel=_OFFER)
]
Value = Annotated[
    float | None, typer.Option(min=0, help="Percentage, amount or points.", rich_help_panel=_OFFER)
]
Currency = Annotated[str | None, typer.Option(metavar="SGD", help="Of the amounts.", rich_help_panel=_OFFER)]
MinSpend = Annotated[float | None, typer.Option(min=0, help="Smallest order.", rich_help_panel=_OFFER)]
Expires = Annotated[
    date | None,
    typer.Option(parser=read_day, metavar="YYYY-MM-DD", help="Its last day.", rich_help_panel=_OFFER),
]
EngineName = Annotated[
    Literal["rules"] | None, typer.Option(help="Who does the language work, if not the one that is set.")
]
Seed = Annotated[int, typer.Option(help="Another number, another choice among equals.")]
