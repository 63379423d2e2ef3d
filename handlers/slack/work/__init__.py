"""The workers: each does one kind of job, in steps that survive a crash."""
