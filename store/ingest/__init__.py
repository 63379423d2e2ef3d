"""From message logs to engagement scores."""
