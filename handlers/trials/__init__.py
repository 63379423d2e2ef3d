"""Trials as people meet them: proposed, planned, kept, looked at, put into words. For every chat program."""
