"""Drafts from a file, one JSON object a line."""

import argparse
from datetime import date
from pathlib import Path

from agents.types import Draft

DEMO_DAY = date(2026, 11, 20)


def read_drafts(path: Path) -> list[Draft]:
    """The drafts of a file; fields that are no draft's (labels and the like) are left aside."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Draft.model_validate_json(line) for line in lines if line.strip()]


def parser(description: str | None) -> argparse.ArgumentParser:
    """A command line that takes a file and a day; the description keeps its line breaks."""
    made = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("file", type=Path)
    made.add_argument("--today", type=date.fromisoformat, default=DEMO_DAY)
    return made
