"""A report on file."""

from collections.abc import Sequence
from pathlib import Path

from agents.evaluation.comparison import comparison, notes_of
from agents.evaluation.markdown import page, sections
from agents.evaluation.plot import picture
from agents.evaluation.types import Report


def save(report: Report, folder: Path, *, stem: str = "evaluation") -> tuple[Path, ...]:
    """Write the report as PNG, JSON and Markdown; the files, each of which appears whole."""
    drawn = folder / f"{stem}.png"
    return (
        _write(drawn, picture(report)),
        _write(folder / f"{stem}.json", report.model_dump_json(indent=2).encode() + b"\n"),
        _write(folder / f"{stem}.md", page(report, plot=drawn.name).encode()),
    )


def save_comparison(reports: Sequence[Report], folder: Path) -> Path:
    """Write the runs of an ablation side by side, as Markdown."""
    notes = ("", "## How to read this", "", *(f"- {note}" for note in notes_of(reports)))
    lines = ("# Ablation", *sections(comparison(reports)), *notes)
    return _write(folder / "ablation.md", ("\n".join(lines) + "\n").encode())


def _write(path: Path, content: bytes) -> Path:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
    return path
