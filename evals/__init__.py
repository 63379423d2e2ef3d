"""Quality measures and benchmarks: each is one command that prints its figures."""
