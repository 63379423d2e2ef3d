"""The week's digest: one message, the number that matters first, then what to fix, worst first."""
