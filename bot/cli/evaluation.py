"""What `evaluate` was asked for."""

from datetime import date
from pathlib import Path

from agents.evaluation.runs import RunSpec, read_runs
from agents.types import Segment, Value


class Evaluation(Value):
    """Which drafts are answered, in which runs, and where the answers go.

    `spec` is the run of the command line; without `everything` the weak campaigns are taken alone.
    """

    spec: RunSpec
    drafts: Path | None = None
    everything: bool = False
    merchant: str | None = None
    segment: Segment | None = None
    limit: int | None = None
    ablation: Path | None = None
    bertscore: Path | None = None
    today: date | None = None
    seed: int = 0
    out: Path | None = None
    concurrency: int | None = None
    record: Path | None = None
    replay: Path | None = None
    fresh: bool = False
    retry: bool = False
    as_json: bool = False

    def runs(self) -> tuple[RunSpec, ...]:
        """The runs of the ablation, filled up from the command line; else the command line's own.

        Raises `AblationError`.
        """
        if self.ablation is None:
            return (self.spec,)
        said = read_runs(self.ablation.read_text(encoding="utf-8"))
        return tuple(self.spec.model_copy(update=run.model_dump(exclude_unset=True)) for run in said)

    def source(self, count: int) -> str:
        """What the drafts are, in words."""
        if self.drafts is not None:
            return f"{count:,} draft{'s' * (count != 1)} of {self.drafts.name}"
        which = "campaign" if self.everything else "weak campaign"
        whose = f" of {self.merchant}" if self.merchant else ""
        to = f", to {self.segment.replace('_', ' ')}" if self.segment else ""
        return f"{count:,} {which}{'s' * (count != 1)}{whose}{to}"
