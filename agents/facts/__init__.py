"""The offer ledger: which facts a text states, which of them may be said, what contradicts what."""
