"""How each task is put to a model and how its answer is read, one module a task."""

from agents.engines.model.job import Job
from agents.engines.model.jobs import compare, diagnose, explain, rewrite, score, summarise, understand

JOBS: dict[str, Job] = {
    "diagnose": diagnose.JOB,
    "summarise": summarise.JOB,
    "rewrite": rewrite.JOB,
    "explain": explain.JOB,
    "score": score.JOB,
    "compare": compare.JOB,
    "understand": understand.JOB,
}

__all__ = ["JOBS"]
