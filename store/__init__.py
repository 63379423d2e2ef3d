"""What the bot knows when nobody is talking to it: tables, queries, imported logs, the index."""
