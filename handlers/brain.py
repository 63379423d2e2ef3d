"""What every handler is given: the brain, ready to be asked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agents.engines.base import Engine
from agents.pipeline import Pipeline

if TYPE_CHECKING:  # SQLAlchemy takes half a second to load, and a single draft needs no database
    from store.database import Database


@dataclass(frozen=True)
class Brain:
    """The pipeline, the engine behind it and, where there is one, the history."""

    pipeline: Pipeline
    engine: Engine
    database: "Database | None" = None
