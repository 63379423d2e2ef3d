"""From message logs to engagement scores.

A file passes `source` (bytes), `opened` (kind and columns), then, logs: `staging` (one scan, good rows
and bad), `part` (what is kept), `scores` (the expression of `engagement` over all that is kept);
campaigns: `checked`, `catalogue`, `sorting`. `run` is the door, `batch` the order of the steps, `shelf`
the data directory, `columns.toml` what columns may be called.
"""
