"""What may be wrong with a trial."""


class UnplannableError(ValueError):
    """A trial that no number of messages would decide, and why."""
