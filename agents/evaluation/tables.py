"""Every table of a report, in the order in which they are read."""

from agents.evaluation.judgement_tables import errors, preference, scores, similarity
from agents.evaluation.paper_tables import beside_the_paper
from agents.evaluation.running_tables import agreement, checks, expense, outcomes
from agents.evaluation.table import Table
from agents.evaluation.types import Report


def tables(report: Report) -> tuple[Table, ...]:
    """The tables that have something in them."""
    made = (
        scores(report),
        preference(report),
        similarity(report),
        errors(report),
        outcomes(report),
        checks(report),
        expense(report),
        agreement(report),
        *beside_the_paper(report),
    )
    return tuple(table for table in made if table.rows)
