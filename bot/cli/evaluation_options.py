"""The options of `evaluate`: what is answered, how it is answered and judged, where it goes."""

from pathlib import Path
from typing import Annotated

import typer

from agents.evaluation.runs import EngineName

_WHAT, _HOW, _WORK = "What is answered", "How it is answered and judged", "How the work is done"

DraftsFile = Annotated[
    Path | None,
    typer.Option(metavar="IN.jsonl", help="Drafts, labelled or not, one a line.", rich_help_panel=_WHAT),
]
Everything = Annotated[
    bool, typer.Option("--all", help="All campaigns, not the weak ones alone.", rich_help_panel=_WHAT)
]
Limit = Annotated[
    int | None,
    typer.Option(min=1, help="At most so many, spread over the segments.", rich_help_panel=_WHAT),
]
Engine = Annotated[
    EngineName | None,
    typer.Option(help="Who does the language work, if not the one that is set.", rich_help_panel=_HOW),
]
Model = Annotated[str | None, typer.Option(help="The model of --engine llm.", rich_help_panel=_HOW)]
Judge = Annotated[
    EngineName | None,
    typer.Option(help="Who scores and compares, if not the engine itself.", rich_help_panel=_HOW),
]
Repeats = Annotated[
    int | None,
    typer.Option(min=1, max=20, help="How often a judge that may waver is asked; 2.", rich_help_panel=_HOW),
]
Ablation = Annotated[
    Path | None,
    typer.Option(metavar="RUNS.toml", help="Several runs, in one table.", rich_help_panel=_HOW),
]
BertScore = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="A model for BERTScore in place of MiniLM.", rich_help_panel=_HOW),
]
Seed = Annotated[
    int, typer.Option(help="For the choice among equals and the intervals.", rich_help_panel=_HOW)
]
OutFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Where it goes; “evaluation” in the data folder.", rich_help_panel=_WORK
    ),
]
Concurrency = Annotated[
    int | None,
    typer.Option(
        min=1, help="Drafts at once; 1 for the built-in engine, 8 for a model.", rich_help_panel=_WORK
    ),
]
RecordFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Keep what a model is asked and answers there, not in the folder of --out.",
        rich_help_panel=_WORK,
    ),
]
ReplayFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Take a model's answers from there; ask no server.", rich_help_panel=_WORK
    ),
]
Fresh = Annotated[
    bool,
    typer.Option("--fresh", help="Answer again what was answered before.", rich_help_panel=_WORK),
]
Retry = Annotated[
    bool,
    typer.Option(
        "--retry", help="Answer again where the rules had to help a model out.", rich_help_panel=_WORK
    ),
]
