"""The built-in engine: a rule for every task, no key and no network."""
